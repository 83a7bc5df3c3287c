//! Why dates may move, each combination of reasons noted once.

use bywhen_calendar::CalendarBound;

use crate::plan::Code;

/// Why a date may move: a place in [`Awaited`], counted from 1; 0 for no reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Awaiting(u16);

impl Awaiting {
    pub(super) const NOTHING: Awaiting = Awaiting(0);
}

/// What a date waits for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reasons {
    /// The events whose due dates stand in for them.
    pub(super) events: Vec<Code>,
    /// Where a calendar ends or begins that has no working day as far as was counted.
    pub(super) calendar_bound: Option<CalendarBound>,
}

impl Reasons {
    pub(super) const NONE: Reasons = Reasons { events: Vec::new(), calendar_bound: None };
}

pub(super) static NOTHING: Reasons = Reasons::NONE;

/// The distinct reasons for which dates of a table may move. There are few.
#[derive(Debug, Default)]
pub(super) struct Awaited(Vec<Reasons>);

impl Awaited {
    pub(super) fn reasons(&self, awaiting: Awaiting) -> &Reasons {
        let place = usize::from(awaiting.0).checked_sub(1);
        place.and_then(|place| self.0.get(place)).unwrap_or(&NOTHING)
    }

    /// Notes what a date waits for.
    pub(super) fn note(&mut self, reasons: Reasons) -> Awaiting {
        if reasons == Reasons::NONE {
            return Awaiting::NOTHING;
        }
        let known = self.0.iter().position(|known| *known == reasons);
        let place = known.unwrap_or_else(|| {
            self.0.push(reasons);
            self.0.len() - 1
        });
        Awaiting(u16::try_from(place + 1).unwrap_or(0))
    }

    /// The same events, and then one more.
    pub(super) fn and(&mut self, before: Awaiting, event: Code) -> Awaiting {
        let known = self.0.iter().position(|known| {
            let rests_on = known.events.split_last();
            known.calendar_bound.is_none()
                && rests_on.is_some_and(|(last, first)| *last == event && first == self.reasons(before).events)
        });
        match known {
            Some(place) => Awaiting(u16::try_from(place + 1).unwrap_or(0)),
            None => {
                let events = [&self.reasons(before).events, [event].as_slice()].concat();
                self.note(Reasons { events, calendar_bound: None })
            }
        }
    }
}
