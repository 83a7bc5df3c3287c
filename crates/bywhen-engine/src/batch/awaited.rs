//! The events that dates await, each list of them noted once.

use crate::plan::Code;

/// Events whose due dates stand in for them: a place in [`Awaited`], counted from 1; 0 for none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Awaiting(u16);

impl Awaiting {
    pub(super) const NOTHING: Awaiting = Awaiting(0);
}

/// The distinct lists of events that dates of a table await. There are few.
#[derive(Debug, Default)]
pub(super) struct Awaited(Vec<Vec<Code>>);

impl Awaited {
    pub(super) fn events(&self, awaiting: Awaiting) -> &[Code] {
        let place = usize::from(awaiting.0).checked_sub(1);
        place.and_then(|place| self.0.get(place)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Notes which events a date awaits.
    pub(super) fn note(&mut self, events: &[Code]) -> Awaiting {
        if events.is_empty() {
            return Awaiting::NOTHING;
        }
        let known = self.0.iter().position(|known| known == events);
        let place = known.unwrap_or_else(|| {
            self.0.push(events.to_vec());
            self.0.len() - 1
        });
        Awaiting(u16::try_from(place + 1).unwrap_or(0))
    }

    /// The same events, and then one more.
    pub(super) fn and(&mut self, before: Awaiting, event: Code) -> Awaiting {
        let known = self.0.iter().position(|known| {
            known.split_last().is_some_and(|(last, first)| *last == event && first == self.events(before))
        });
        match known {
            Some(place) => Awaiting(u16::try_from(place + 1).unwrap_or(0)),
            None => {
                let events = [self.events(before), &[event]].concat();
                self.note(&events)
            }
        }
    }
}
