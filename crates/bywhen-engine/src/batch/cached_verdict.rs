//! The verdict on a promise in days while it is open, and the one once it is done in time.

use std::hint::select_unpredictable;

use bywhen_calendar::Instant;

use super::EncodedTime;
use super::verdict::Verdict;
use crate::counting::Due;
use crate::evaluate::Evaluation;
use crate::outcome::Status;
use crate::plan::PlannedClock;

/// Limits in days end with a whole second, and with the next one it is late.
const SECOND: i64 = 1000;

/// A due date with the verdict before and after the promise is done in time, as of the moment of the question. Each row of a
/// large batch copies one of the two, so both lie in one cache line.
#[derive(Clone, Copy, Debug)]
#[repr(align(64))]
pub(super) struct CachedVerdict {
    undone: Verdict,
    in_time: Verdict,
}

impl CachedVerdict {
    /// Not computed yet.
    pub(super) const UNKNOWN: CachedVerdict = CachedVerdict { undone: NOTHING, in_time: NOTHING };

    /// `None` for a promise that is not late from the next second on.
    pub(super) fn new(promise: u16, clock: &PlannedClock, due: Due, evaluation: &Evaluation) -> Option<CachedVerdict> {
        let undone = Verdict::of(promise).with_due(due).with_evaluation(evaluation);
        let met = Evaluation { projected: evaluation.projected, ..Evaluation::of(Status::Met) };
        let open = CachedVerdict { undone, in_time: Verdict { done: true, ..undone.with_evaluation(&met) } };
        (clock.late_from(due.at) == undone.late_from()).then_some(open)
    }

    #[inline]
    pub(super) fn is_known(&self) -> bool {
        self.undone.due_day.is_some()
    }

    /// The verdict when it was done in time, or else while it is open.
    #[inline]
    pub(super) fn verdict(&self, is_done: bool) -> &Verdict {
        select_unpredictable(is_done, &self.in_time, &self.undone)
    }
}

/// Due before every stamp there is, so that no row is settled by it.
const NOTHING: Verdict = Verdict { due_at: i64::MIN, ..Verdict::of(0) };

impl Verdict {
    /// Whether there is a due date and it was not done after that. The stamp of what was not done at all lies before every
    /// date there is.
    #[inline]
    pub(super) fn holds(&self, done: EncodedTime) -> bool {
        done.at() < self.late_from()
    }

    #[inline]
    fn late_from(&self) -> Instant {
        Instant::from_millis(self.due_at.wrapping_add(SECOND))
    }
}
