//! Ordinary cases under standards whose clocks run straight, promise by promise down the table.
//!
//! Nearly every row of a table is one. What does not change from row to row is settled once for all of them, times are
//! looked at where they lie instead of putting a history together for each, and what is said of a clock in days that
//! started on one day is worked out once for that day. Dates and statuses come from the same functions; a row with
//! anything out of the ordinary is judged alone, which also says what is wrong with it.

mod left;
mod promise;

use left::Left;
use promise::StraightPromise;

use super::awaited::Awaited;
use super::sheet::Sheet;
use super::verdict::Verdict;
use super::verdicts::{Place, Room, Taken, Verdicts};
use crate::plan::{Plan, PlannedStandard};

/// The promises that apply to one sort of contact, where every one [runs straight](PlannedStandard::straight).
#[derive(Debug)]
pub(super) struct StraightPromises<'p> {
    promises: Vec<StraightPromise<'p>>,
    left: Left,
}

/// What is written of one promise: a slot for each row.
struct Out<'o> {
    left: &'o mut Left,
    verdicts: &'o mut [Verdict],
    /// Empty where that is not asked for.
    taken: &'o mut [Option<Taken>],
    awaited: &'o mut Awaited,
    /// Cases with something out of the ordinary.
    odd: &'o mut Vec<u32>,
}

impl<'p> StraightPromises<'p> {
    pub(super) fn new(plan: &'p Plan, standards: &[&'p PlannedStandard]) -> StraightPromises<'p> {
        let mut promises = Vec::new();
        for standard in standards {
            let place = promises.len();
            promises.extend(
                standard.promises.iter().filter_map(|promise| StraightPromise::new(plan, standard, promise, place)),
            );
        }
        StraightPromises { promises, left: Left::default() }
    }

    /// Judges cases together. Those in which something turns out to be out of the ordinary are added to `odd`.
    pub(super) fn judge(&mut self, sheet: &Sheet<'_, '_>, cases: &[u32], out: &mut Verdicts, odd: &mut Vec<u32>) {
        let (step, count) = (cases.len(), self.promises.len());
        let Room { from, verdicts: mut room, mut taken, awaited } = out.room(step * count);
        let mut before: Vec<&[Verdict]> = Vec::with_capacity(count);
        for promise in &mut self.promises {
            let (verdicts, rest) = std::mem::take(&mut room).split_at_mut(step);
            let asked = step.min(taken.len());
            let (of_these, others) = std::mem::take(&mut taken).split_at_mut(asked);
            let mut out = Out { left: &mut self.left, verdicts: &mut *verdicts, taken: of_these, awaited, odd };
            promise.judge(sheet, cases, &before, &mut out);
            before.push(verdicts);
            (room, taken) = (rest, others);
        }
        let mut place = Place::new(from, step, count);
        for case in cases {
            out.place(*case as usize, place);
            place = place.next();
        }
        odd.sort_unstable();
        odd.dedup();
    }
}
