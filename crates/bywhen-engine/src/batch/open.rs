//! What is said of a promise in days while it is open, and from that what is said once it is done.

use bywhen_calendar::Instant;

use super::verdict::Verdict;
use crate::counting::Due;
use crate::evaluate::Mark;
use crate::outcome::Status;
use crate::plan::PlannedClock;

/// Limits in days end with a whole second, and with the next one it is late.
const SECOND: i64 = 1000;

/// A due date, and what is said of it at the moment of the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open(Verdict);

impl Open {
    /// Nothing is known.
    pub(super) const UNKNOWN: Open = Open(Verdict::of(0));

    /// `None` for what is not late from the next second on.
    pub(super) fn new(promise: u16, clock: &PlannedClock, due: Due, mark: &Mark) -> Option<Open> {
        let open = Open(Verdict::of(promise).with_due(due).with_mark(mark));
        (clock.late_from(due.at) == open.late_from()).then_some(open)
    }

    #[inline]
    pub(super) fn is_known(&self) -> bool {
        self.0.due_day.is_some()
    }

    #[inline]
    pub(super) fn due(&self) -> Option<Due> {
        self.0.due()
    }

    /// Whether a moment is in time, as [`PlannedClock::in_time`] has it.
    #[inline]
    pub(super) fn in_time(&self, then: Instant) -> bool {
        then < self.late_from()
    }

    #[inline]
    fn late_from(&self) -> Instant {
        Instant::from_millis(self.0.due_at.wrapping_add(SECOND))
    }

    /// What is said of it when it was done in time, or else is still open.
    #[inline]
    pub(super) fn verdict(&self, done: bool) -> Verdict {
        let Verdict { status, due_soon, late_in, .. } = self.0;
        Verdict {
            status: if done { Status::Met } else { status },
            due_soon: due_soon & !done,
            late_in: if done { None } else { late_in },
            done,
            ..self.0
        }
    }
}
