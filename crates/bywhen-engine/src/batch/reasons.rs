//! Why dates may move, each combination of reasons interned once.

use bywhen_calendar::CalendarBound;

use crate::plan::NameId;

/// An entry of [`ReasonTable`], counted from 1; 0 for no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ReasonId(u16);

impl ReasonId {
    pub(super) const NONE: ReasonId = ReasonId(0);
}

/// The reasons for which a date may move.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reasons {
    /// The events whose due dates stand in for them.
    pub(super) events: Vec<NameId>,
    /// Where a calendar ends or begins that has no working day as far as was counted.
    pub(super) calendar_bound: Option<CalendarBound>,
}

impl Reasons {
    pub(super) const NONE: Reasons = Reasons { events: Vec::new(), calendar_bound: None };
}

pub(super) static NO_REASONS: Reasons = Reasons::NONE;

/// The distinct combinations of a batch. There are few.
#[derive(Debug, Default)]
pub(super) struct ReasonTable(Vec<Reasons>);

impl ReasonTable {
    pub(super) fn reasons(&self, awaiting: ReasonId) -> &Reasons {
        let place = usize::from(awaiting.0).checked_sub(1);
        place.and_then(|place| self.0.get(place)).unwrap_or(&NO_REASONS)
    }

    /// The id of a combination of reasons.
    pub(super) fn intern(&mut self, reasons: Reasons) -> ReasonId {
        if reasons == Reasons::NONE {
            return ReasonId::NONE;
        }
        let known = self.0.iter().position(|known| *known == reasons);
        let place = known.unwrap_or_else(|| {
            self.0.push(reasons);
            self.0.len() - 1
        });
        ReasonId(u16::try_from(place + 1).unwrap_or(0))
    }

    /// The same events, and then one more.
    pub(super) fn intern_with(&mut self, before: ReasonId, event: NameId) -> ReasonId {
        let known = self.0.iter().position(|known| {
            let rests_on = known.events.split_last();
            known.calendar_bound.is_none()
                && rests_on.is_some_and(|(last, first)| *last == event && first == self.reasons(before).events)
        });
        match known {
            Some(place) => ReasonId(u16::try_from(place + 1).unwrap_or(0)),
            None => {
                let events = [&self.reasons(before).events, [event].as_slice()].concat();
                self.intern(Reasons { events, calendar_bound: None })
            }
        }
    }
}
