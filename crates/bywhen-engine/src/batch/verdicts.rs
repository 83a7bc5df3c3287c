//! What the engine says of the cases of a table.

use super::awaited::{Awaited, NOTHING};
use super::verdict::Verdict;
use crate::charter::Tick;
use crate::evaluate::CaseError;
use crate::plan::Plan;

/// What is said of the cases of a table. Kept from batch to batch, so that its room is used again.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Where the verdicts of each case lie.
    places: Vec<Place>,
    verdicts: Vec<Verdict>,
    /// What was taken of the limit of each, where that was asked for.
    taken: Option<Vec<Option<Taken>>>,
    /// How many of them are of this table; the others are of one before.
    used: usize,
    /// Cases that could not be judged, in order, and why.
    pub refused: Vec<(u32, CaseError)>,
    pub(super) awaited: Awaited,
}

/// How much of a limit was taken, and in what.
pub type Taken = (i64, Tick);

/// Room for verdicts.
pub(super) struct Room<'v> {
    /// Where it starts.
    pub(super) from: usize,
    pub(super) verdicts: &'v mut [Verdict],
    /// Empty where that is not asked for.
    pub(super) taken: &'v mut [Option<Taken>],
    pub(super) awaited: &'v mut Awaited,
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

    /// The places of its verdicts.
    #[inline]
    fn numbers(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |place| (self.from + place * self.step) as usize)
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
        let verdicts = self.place_of(case).numbers().filter_map(|number| self.verdicts.get(number));
        verdicts.filter(|verdict| !verdict.stands_aside)
    }

    /// The same, with how much was taken of the limit of what is done and whose clock had started. Only an assessor that
    /// was told to says so.
    pub fn with_taken(&self, case: usize) -> impl Iterator<Item = (&Verdict, Option<Taken>)> {
        let taken = |number: usize| self.taken.as_ref().and_then(|taken| taken.get(number).copied().flatten());
        let numbers = self.place_of(case).numbers();
        let verdicts = numbers.filter_map(move |number| Some((self.verdicts.get(number)?, taken(number))));
        verdicts.filter(|(verdict, _)| !verdict.stands_aside)
    }

    #[inline]
    fn place_of(&self, case: usize) -> Place {
        self.places.get(case).copied().unwrap_or_default()
    }

    /// Why a date may move, in the words of the contract.
    pub fn provisional(&self, plan: &Plan, verdict: &Verdict) -> Vec<String> {
        let reasons = if verdict.done { &NOTHING } else { self.awaited.reasons(verdict.awaiting) };
        plan.provisional(&reasons.events, reasons.calendar_bound, verdict.projected)
    }

    /// Forgets what was said and keeps the room, for so many cases.
    pub(super) fn begin(&mut self, cases: usize, taken: bool) {
        self.places.clear();
        self.places.resize(cases, Place::default());
        self.used = 0;
        self.refused.clear();
        self.taken = if taken { Some(self.taken.take().unwrap_or_default()) } else { None };
    }

    /// How many verdicts there are.
    pub(super) fn count(&self) -> usize {
        self.used
    }

    /// Room for more verdicts. Each of them still has to be written: what is there is of another table.
    pub(super) fn room(&mut self, count: usize) -> Room<'_> {
        let from = self.used;
        self.used += count;
        if self.verdicts.len() < self.used {
            self.verdicts.resize(self.used, Verdict::of(0));
        }
        let verdicts = self.verdicts.get_mut(from..self.used).unwrap_or_default();
        let taken = match &mut self.taken {
            None => Default::default(),
            Some(taken) => {
                taken.resize(self.used.max(taken.len()), None);
                taken.get_mut(from..self.used).unwrap_or_default()
            }
        };
        Room { from, verdicts, taken, awaited: &mut self.awaited }
    }

    pub(super) fn push(&mut self, verdict: Verdict, taken: Option<Taken>) {
        let room = self.room(1);
        room.verdicts.fill(verdict);
        room.taken.fill(taken);
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
