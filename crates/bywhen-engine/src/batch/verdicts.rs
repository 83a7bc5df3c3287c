//! What the engine says of the cases of a table.

use super::awaited::Awaited;
use super::verdict::Verdict;
use crate::charter::Promise;
use crate::evaluate::CaseError;
use crate::plan::Plan;

/// What is said of the cases of a table. Kept from batch to batch, so that its room is used again.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Where the verdicts of each case lie.
    places: Vec<Place>,
    verdicts: Vec<Verdict>,
    /// How many of them are of this table; the others are of one before.
    used: usize,
    /// Cases that could not be judged, in order, and why.
    pub refused: Vec<(u32, CaseError)>,
    pub(super) awaited: Awaited,
}

/// Verdicts of a case: so many, each so far after the one before. Those of cases that are judged together lie promise by
/// promise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    from: u32,
    step: u32,
    count: u32,
}

impl Place {
    pub(super) fn new(from: usize, step: usize, count: usize) -> Place {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Place { from: number(from), step: number(step), count: number(count) }
    }

    /// The place of the next case that is judged together with this one.
    pub(super) fn next(self) -> Place {
        Place { from: self.from + 1, ..self }
    }
}

impl Verdicts {
    /// The promises of a case in the charter's order. None for one that was not judged.
    #[inline]
    pub fn of(&self, case: usize) -> impl Iterator<Item = &Verdict> {
        let Place { from, step, count } = self.places.get(case).copied().unwrap_or_default();
        let places = (0..count).map(move |place| (from + place * step) as usize);
        places.filter_map(|place| self.verdicts.get(place)).filter(|verdict| !verdict.stands_aside)
    }

    /// Why a date may move, in the words of the contract.
    pub fn provisional(&self, plan: &Plan, verdict: &Verdict) -> Vec<String> {
        let events = if verdict.done { &[] } else { self.awaited.events(verdict.awaiting) };
        plan.provisional(events, verdict.projected)
    }

    /// Forgets what was said and keeps the room, for so many cases.
    pub(super) fn begin(&mut self, cases: usize) {
        self.places.clear();
        self.places.resize(cases, Place::default());
        self.used = 0;
        self.refused.clear();
    }

    /// How many verdicts there are.
    pub(super) fn count(&self) -> usize {
        self.used
    }

    /// Room for more verdicts, and where it starts. Each of them still has to be written: what is there is of another table.
    pub(super) fn room(&mut self, count: usize) -> (usize, &mut [Verdict], &mut Awaited) {
        let from = self.used;
        self.used += count;
        if self.verdicts.len() < self.used {
            self.verdicts.resize(self.used, Verdict::of(0));
        }
        (from, self.verdicts.get_mut(from..self.used).unwrap_or_default(), &mut self.awaited)
    }

    pub(super) fn push(&mut self, verdict: Verdict) {
        let (_, room, _) = self.room(1);
        room.fill(verdict);
    }

    /// Forgets all but the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        self.used = count;
    }

    /// Says where the verdicts of a case lie.
    #[inline]
    pub(super) fn place(&mut self, case: usize, place: Place) {
        if let Some(slot) = self.places.get_mut(case) {
            *slot = place;
        }
    }
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
