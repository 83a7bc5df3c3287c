//! The treatment of a last day that is not a working day.

use bywhen_calendar::Closed;
use bywhen_engine::Name;
use bywhen_engine::charter::{Count, Direction, Limit, Unit};
use bywhen_engine::prose;

use super::sample::Samples;
use super::{Ambiguity, Counted, Unspecified};
use crate::check::Checker;
use crate::fix::FixDraft;
use crate::syntax::{Span, Tail};

impl<'s> Checker<'_, 's> {
    /// Records a limit that may end on a day off and does not specify how that is treated.
    ///
    /// The customer's own time is no exception: whether they may still ask on the Monday is what they need to know. Not
    /// asked are the day on which a window opens, because nothing ends there; the most that an extension may come to,
    /// because the day itself is the one that we give; and what is owed again and again, because each time is counted from
    /// the last, and what matters there is how long the customer may hear nothing.
    pub(in crate::check) fn note_last_day(&mut self, limit: &Limit, tails: &[Tail<'s>], span: Span) {
        if let Some(counted) = ends_on_any_day(limit).filter(|_| !is_specified(tails)) {
            self.unspecified.push(Unspecified::LastDay { counted, span });
        }
    }

    /// The same for a count that starts where something was due.
    pub(in crate::check) fn note_last_day_of(
        &mut self,
        count: &Count,
        calendar: Option<&Name>,
        tails: &[Tail<'s>],
        span: Span,
    ) {
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
    match limit {
        Limit::Clock(clock) => may_end_on_day_off(&clock.count).then(|| Counted {
            from: Some(clock.from.clone()),
            count: clock.count.clone(),
            calendar: clock.calendar.clone(),
        }),
        Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().find_map(ends_on_any_day),
        Limit::Then { count, calendar, .. } => {
            may_end_on_day_off(count).then(|| Counted { from: None, count: count.clone(), calendar: calendar.clone() })
        }
        Limit::DateGiven(_) | Limit::Unstated => None,
    }
}

/// `on the day of receipt` counts nothing: it names its day.
fn may_end_on_day_off(count: &Count) -> bool {
    count.unit.is_days() && count.unit != Unit::WorkingDays && count.amount > 0
}

/// Both dates for a case in which they differ. Nothing where no day is off: a charter without a calendar knows no working
/// day to which anything could move.
pub(super) fn ambiguity(counted: &Counted, span: Span, samples: &Samples<'_>) -> Option<Ambiguity> {
    let trial = samples.trial(counted.calendar.as_ref(), counted.from.as_ref());
    let days = trial.days?;
    let ends = |start, roll| trial.last_day(&Count { roll, ..counted.count.clone() }, start, None);
    let (start, stays, rolls) = trial.starts().find_map(|start| {
        let (stays, rolls) = (ends(start, false)?, ends(start, true)?);
        (stays != rolls).then_some((start, stays, rolls))
    })?;
    let back = if counted.count.direction == Direction::Before { " back" } else { "" };
    let why = match days.closed(stays) {
        // The weekday stands in the date.
        None | Some(Closed::NotWorked(_)) => String::new(),
        Some(other) => format!(" ({})", prose::closed(&other)),
    };
    let [start, stays, rolls] = [start, stays, rolls].map(|day| prose::date(day.date()));
    let message = format!(
        "The limit does not say what happens where its last day is no working day. Counted{back} from {start}, it ends on {stays}{why}, and on {rolls} if it rolls to the next working day."
    );
    Some(Ambiguity::new(message, || {
        let draft = |words, ends: &str| {
            FixDraft::insert_after(span, words).effect(Some(format!("counted{back} from {start} it ends on {ends}")))
        };
        vec![draft("rolling to the next working day", &rolls), draft(", whatever day that is", &stays)]
    }))
}
