//! The verdicts on the cases of a batch.

use super::reasons::{NO_REASONS, ReasonTable};
use super::verdict::Verdict;
use crate::case_error::CaseError;
use crate::charter::Tick;
use crate::outcome::Provisional;
use crate::plan::Plan;
use bywhen_calendar::{Instant, invariant};

/// The verdicts on the cases of a batch. Reuse it from batch to batch, so that its memory is allocated once.
#[derive(Debug, Default)]
pub struct Verdicts {
    /// Where the verdicts of each case lie.
    ranges: Vec<VerdictRange>,
    verdicts: Vec<Verdict>,
    /// How much of its limit each took, if requested.
    taken: Option<Vec<Option<Taken>>>,
    /// By the index of a verdict, in order, when its promise warns before it is due. Most have no warning.
    warnings: Vec<(usize, Vec<Instant>)>,
    /// How many of them are of this batch; the others are left from an earlier one.
    used: usize,
    /// Cases that could not be assessed, in order, and why.
    pub refused: Vec<(u32, CaseError)>,
    pub(super) reasons: ReasonTable,
}

/// How much of a limit was taken, and in what.
pub type Taken = (i64, Tick);

/// A verdict with what is kept beside it.
#[derive(Clone, Copy, Debug)]
pub struct DetailedVerdict<'v> {
    /// The verdict.
    pub verdict: &'v Verdict,
    /// How much of its limit was taken, where it was kept and its clock had started: only of an assessor
    /// [that reports it](super::Assessor::with_taken).
    pub taken: Option<Taken>,
    /// While it is running, when it warns before it is due, in order. Empty where the charter sets no warning.
    pub warn_at: &'v [Instant],
}

/// Slots for the verdicts on one promise or one case.
pub(super) struct VerdictSlice<'v> {
    /// The index of the first.
    pub(super) from: usize,
    pub(super) verdicts: &'v mut [Verdict],
    /// Empty unless requested.
    pub(super) taken: &'v mut [Option<Taken>],
    pub(super) reasons: &'v mut ReasonTable,
}

/// Where the verdicts of a case lie: `count` of them, `step` apart. Those of cases assessed together lie promise by promise.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct VerdictRange {
    from: u32,
    step: u32,
    count: u32,
}

impl VerdictRange {
    pub(super) fn new(from: usize, step: usize, count: usize) -> VerdictRange {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        VerdictRange { from: number(from), step: number(step), count: number(count) }
    }

    /// The indices of its verdicts.
    #[inline]
    fn indices(self) -> impl Iterator<Item = usize> {
        (0..self.count).map(move |place| (self.from + place * self.step) as usize)
    }

    /// The range of the next case that is assessed together with this one.
    pub(super) fn next(self) -> VerdictRange {
        VerdictRange { from: self.from + 1, ..self }
    }
}

impl Verdicts {
    /// The verdicts on a case in the charter's order. None for a case that was refused.
    #[inline]
    pub fn of(&self, case: usize) -> impl Iterator<Item = &Verdict> {
        let verdicts = self.range_of(case).indices().filter_map(|number| self.verdicts.get(number));
        verdicts.filter(|verdict| !verdict.is_superseded)
    }

    /// The same with what is kept beside each.
    pub fn detailed(&self, case: usize) -> impl Iterator<Item = DetailedVerdict<'_>> {
        let detailed = |number: usize| {
            let taken = self.taken.as_ref().and_then(|taken| taken.get(number).copied().flatten());
            Some(DetailedVerdict { verdict: self.verdicts.get(number)?, taken, warn_at: self.warn_at(number) })
        };
        let indices = self.range_of(case).indices();
        indices.filter_map(detailed).filter(|detailed| !detailed.verdict.is_superseded)
    }

    fn warn_at(&self, number: usize) -> &[Instant] {
        let place = self.warnings.binary_search_by_key(&number, |(number, _)| *number).ok();
        place.and_then(|place| self.warnings.get(place)).map_or(&[], |(_, warn_at)| warn_at)
    }

    #[inline]
    fn range_of(&self, case: usize) -> VerdictRange {
        invariant!(self.ranges.get(case).copied(), VerdictRange::default())
    }

    /// Why a date may move, in the words of the contract.
    pub fn provisional(&self, plan: &Plan, verdict: &Verdict) -> Vec<Provisional> {
        let reasons = if verdict.done { &NO_REASONS } else { self.reasons.reasons(verdict.awaiting) };
        plan.provisional(&reasons.events, reasons.calendar_bound, verdict.projected)
    }

    /// Clears the verdicts for a batch of so many cases, and keeps the memory.
    pub(super) fn begin(&mut self, cases: usize, taken: bool) {
        self.ranges.clear();
        self.ranges.resize(cases, VerdictRange::default());
        self.used = 0;
        self.refused.clear();
        self.warnings.clear();
        self.taken = if taken { Some(self.taken.take().unwrap_or_default()) } else { None };
    }

    /// The number of verdicts.
    pub(super) fn count(&self) -> usize {
        self.used
    }

    /// Slots for more verdicts. Each of them still has to be written: what is there is of another table.
    pub(super) fn reserve(&mut self, count: usize) -> VerdictSlice<'_> {
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
        VerdictSlice { from, verdicts, taken, reasons: &mut self.reasons }
    }

    pub(super) fn push(&mut self, verdict: Verdict, taken: Option<Taken>, warn_at: &[Instant]) {
        if !warn_at.is_empty() {
            self.warnings.push((self.used, warn_at.to_vec()));
        }
        let slots = self.reserve(1);
        slots.verdicts.fill(verdict);
        slots.taken.fill(taken);
    }

    /// Drops all but the first `count`.
    pub(super) fn truncate(&mut self, count: usize) {
        self.used = count;
        self.warnings.truncate(self.warnings.partition_point(|(number, _)| *number < count));
    }

    /// Sets where the verdicts of a case lie.
    #[inline]
    pub(super) fn set_range(&mut self, case: usize, range: VerdictRange) {
        if let Some(slot) = self.ranges.get_mut(case) {
            *slot = range;
        }
    }
}
