//! What the engine says of many cases.

use crate::charter::{Promise, Tick};
use crate::counting::Due;
use crate::evaluate::CaseError;
use crate::outcome::{LateBy, Status};
use crate::plan::{Code, Plan};

/// What is said of one promise for one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// The place of the case in its table.
    pub case: u32,
    /// The number of the promise: its place in [`Charter::promises`](crate::Charter::promises).
    pub promise: u16,
    /// Where it stands.
    pub status: Status,
    /// Running, and due today or the working day after; for hours, in the last fifth.
    pub due_soon: bool,
    /// A dated notice relaxed it.
    pub varied: bool,
    /// Why its date may move.
    pub provisional: Provisional,
    /// By when it is due.
    pub due: Option<Due>,
    /// How late it was done, or how overdue it is.
    pub late_by: Option<LateBy>,
    /// What was taken of its limit and in what, where it was done and its clock had started.
    pub taken: Option<(i64, Tick)>,
}

impl Plan {
    /// The promise of a number, and its stage.
    #[inline]
    pub fn promise(&self, number: u16) -> Option<(u8, &Promise)> {
        let (standard, promise) = self.places().get(usize::from(number)).copied()?;
        let promise = self.standards().get(standard)?.promises.get(promise)?;
        Some((promise.stage, &promise.said))
    }
}

/// Why a date may move: the events it awaits, and whether its calendar is projected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Provisional {
    awaiting: Awaiting,
    projected: bool,
}

impl Provisional {
    pub(super) fn new(awaiting: Awaiting, projected: bool) -> Provisional {
        Provisional { awaiting, projected }
    }
}

/// Events whose due dates stand in for them: a place in a list of [`Verdicts`], counted from 1; 0 for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Awaiting(u16);

/// What is said of the cases of a table. Kept from batch to batch, so that its room is used again.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// A case after the other, its promises in the charter's order.
    pub verdicts: Vec<Verdict>,
    /// Cases that could not be judged, and why.
    pub refused: Vec<(u32, CaseError)>,
    /// The distinct lists of events that dates await. There are few.
    awaited: Vec<Vec<Code>>,
}

impl Verdicts {
    /// Forgets what was said, and keeps the room.
    pub fn clear(&mut self) {
        self.verdicts.clear();
        self.refused.clear();
    }

    /// Why a date may move, in the words of the contract.
    pub fn provisional(&self, plan: &Plan, verdict: &Verdict) -> Vec<String> {
        let Provisional { awaiting, projected } = verdict.provisional;
        plan.provisional(self.events(awaiting), projected)
    }

    fn events(&self, awaiting: Awaiting) -> &[Code] {
        let place = usize::from(awaiting.0).checked_sub(1);
        place.and_then(|place| self.awaited.get(place)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Notes which events a date awaits.
    pub(super) fn awaiting(&mut self, events: &[Code]) -> Awaiting {
        if events.is_empty() {
            return Awaiting::default();
        }
        let known = self.awaited.iter().position(|known| known == events);
        let place = known.unwrap_or_else(|| {
            self.awaited.push(events.to_vec());
            self.awaited.len() - 1
        });
        Awaiting(u16::try_from(place + 1).unwrap_or(0))
    }

    /// The same events, and then one more.
    pub(super) fn also_awaiting(&mut self, before: Awaiting, event: Code) -> Awaiting {
        let known = self.awaited.iter().position(|known| {
            known.split_last().is_some_and(|(last, first)| *last == event && first == self.events(before))
        });
        match known {
            Some(place) => Awaiting(u16::try_from(place + 1).unwrap_or(0)),
            None => {
                let events = [self.events(before), &[event]].concat();
                self.awaiting(&events)
            }
        }
    }
}
