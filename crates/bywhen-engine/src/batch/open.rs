//! What is said of a promise in days while it is open, in little room.

use bywhen_calendar::{Day, Instant};

use super::verdict::Verdict;
use crate::charter::Tick;
use crate::counting::Due;
use crate::evaluate::Mark;
use crate::outcome::{LateBy, Status};

/// 30 December 1971, from which seconds fit 32 bits for all days that are counted.
const ORIGIN: i64 = 728 * 86_400;

/// A due date, and what is said of it at the moment of the question. It takes 16 bytes, so that those of some years stay
/// close to the processor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    /// Whole seconds, as the last moment of a limit in days always is.
    due_at: u32,
    late_by: i32,
    late_in: Option<Tick>,
    due_day: Day,
    status: Status,
    due_soon: bool,
    projected: bool,
}

impl Open {
    /// `None` for the few that do not fit.
    pub(super) fn new(due: &Due, mark: &Mark) -> Option<Open> {
        let (late_by, late_in) = mark.late_by.map(LateBy::parts).unzip();
        Some(Open {
            due_at: u32::try_from(due.at.seconds() - ORIGIN).ok().filter(|_| due.at.millis() % 1000 == 0)?,
            late_by: i32::try_from(late_by.unwrap_or_default()).ok()?,
            late_in,
            due_day: due.day,
            status: mark.status,
            due_soon: mark.due_soon,
            projected: mark.projected,
        })
    }

    #[inline]
    pub(super) fn due(&self) -> Due {
        Due { day: self.due_day, at: Instant::from_millis((i64::from(self.due_at) + ORIGIN) * 1000) }
    }

    /// What is said of it when it was done in time, or else is still open.
    #[inline]
    pub(super) fn verdict(&self, promise: u16, done: bool) -> Verdict {
        let mut verdict = Verdict::of(promise);
        verdict.done = done;
        verdict.with_due(self.due()).with(
            if done { Status::Met } else { self.status },
            self.due_soon & !done,
            self.projected,
            (i64::from(self.late_by), if done { None } else { self.late_in }),
        )
    }
}
