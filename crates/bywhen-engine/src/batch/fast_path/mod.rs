//! Ordinary cases under standards with simple clocks, promise by promise down the columns.
//!
//! Nearly every row of a large table is one. What does not change from row to row is computed once for all of them, times
//! are read where they lie instead of building a history a case, and the verdict of a clock in days is cached by the day on
//! which it started. Dates and statuses come from the functions that a single case uses.
//!
//! It applies, and then gives the verdicts that [`evaluate`](crate::evaluate) gives, where
//!
//! - each standard [has simple clocks](PlannedStandard::has_simple_clocks): nothing but one start, one deed and promises
//!   before it decides a date ([`FastPath::of`]);
//! - there is at most one column an event, and no log (`EventColumns::of`);
//! - the times of the case lie between the first day that is counted and the moment of the question (`EventColumns::allows`).
//!
//! A row in which something turns out to be out of order (a deed before its start, a date alone for a clock in hours) is
//! assessed as a single case, which also says what is wrong with it.

mod output;
mod promise;
mod row_mask;

use output::Output;
use promise::PromiseKernel;
use row_mask::RowMask;

use super::event_columns::EventColumns;
use super::verdict::Verdict;
use super::verdicts::{VerdictRange, VerdictSlice, Verdicts};
use crate::plan::{Plan, PlannedStandard};

/// The promises of standards with simple clocks.
#[derive(Debug)]
pub(super) struct FastPath<'p> {
    promises: Vec<PromiseKernel<'p>>,
    mask: RowMask,
}

impl<'p> FastPath<'p> {
    /// `None` where a clock is not simple.
    pub(super) fn of(plan: &'p Plan, standards: &[&'p PlannedStandard]) -> Option<FastPath<'p>> {
        if !standards.iter().all(|standard| standard.has_simple_clocks) {
            return None;
        }
        let mut promises = Vec::new();
        for standard in standards {
            let place = promises.len();
            promises.extend(
                standard.promises.iter().filter_map(|promise| PromiseKernel::new(plan, standard, promise, place)),
            );
        }
        Some(FastPath { promises, mask: RowMask::default() })
    }

    /// Assesses cases together. Those that need the evaluation of a single case are added to `odd`.
    pub(super) fn assess(
        &mut self,
        event_columns: &EventColumns<'_, '_>,
        cases: &[u32],
        out: &mut Verdicts,
        odd: &mut Vec<u32>,
    ) {
        let (step, count) = (cases.len(), self.promises.len());
        let VerdictSlice { from, verdicts: mut slots, mut taken, reasons } = out.reserve(step * count);
        let mut before: Vec<&[Verdict]> = Vec::with_capacity(count);
        for promise in &mut self.promises {
            let (verdicts, rest) = std::mem::take(&mut slots).split_at_mut(step);
            let wanted = step.min(taken.len());
            let (of_these, others) = std::mem::take(&mut taken).split_at_mut(wanted);
            let mut out = Output { mask: &mut self.mask, verdicts: &mut *verdicts, taken: of_these, reasons, odd };
            promise.assess(event_columns, cases, &before, &mut out);
            before.push(verdicts);
            (slots, taken) = (rest, others);
        }
        let mut range = VerdictRange::new(from, step, count);
        for case in cases {
            out.set_range(*case as usize, range);
            range = range.next();
        }
        odd.sort_unstable();
        odd.dedup();
    }
}
