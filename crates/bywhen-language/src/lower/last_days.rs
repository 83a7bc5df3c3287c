//! Limits that may end on a day off.

use bywhen_engine::Name;
use bywhen_engine::charter::{Count, Limit, Unit};

use super::lowerer::Lowerer;
use super::unspecified::{Counted, Unspecified};
use crate::parse::syntax::Tail;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    /// Records a limit that may end on a day off and does not specify how that is treated.
    ///
    /// The customer's own time is no exception: whether they may still ask on the Monday is what they need to know. Not
    /// asked are the day on which a window opens, because nothing ends there; the most that an extension may come to,
    /// because the day itself is the one that we give; and what is owed again and again, because each time is counted from
    /// the last, and what matters there is how long the customer may hear nothing.
    pub(super) fn note_last_day(&mut self, limit: &Limit, tails: &[Tail<'s>], span: Span) {
        if let Some(counted) = ends_on_any_day(limit).filter(|_| !is_specified(tails)) {
            self.unspecified.push(Unspecified::LastDay { counted, span });
        }
    }

    /// The same for a count that starts where something was due.
    pub(super) fn note_last_day_of(&mut self, count: &Count, calendar: Option<&Name>, tails: &[Tail<'s>], span: Span) {
        if may_end_on_day_off(count) && !is_specified(tails) {
            let counted = Counted { from: None, count: count.clone(), calendar: calendar.cloned() };
            self.unspecified.push(Unspecified::LastDay { counted, span });
        }
    }
}

fn is_specified(tails: &[Tail<'_>]) -> bool {
    tails.iter().any(|tail| matches!(tail, Tail::Roll(_) | Tail::WhateverDay(_)))
}

/// The first part of a limit that may end on a day off.
fn ends_on_any_day(limit: &Limit) -> Option<Counted> {
    let counted = limit.last_counts().find(|one| may_end_on_day_off(one.count))?;
    Some(Counted { from: counted.from.cloned(), count: counted.count.clone(), calendar: counted.calendar.cloned() })
}

/// `on the day of receipt` counts nothing: it names its day.
fn may_end_on_day_off(count: &Count) -> bool {
    count.unit.is_days() && count.unit != Unit::WorkingDays && count.amount > 0
}
