//! What the engine says of one promise for one case of a table.

use bywhen_calendar::{Day, Instant};

use super::reasons::ReasonId;
use crate::charter::Tick;
use crate::counting::Due;
use crate::evaluate::Evaluation;
use crate::outcome::{LateBy, Status};

/// What is said of one promise for one case. It is small (32 bytes), for there are as many as cases and promises.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    pub(super) due_at: i64,
    pub(super) late_by: i64,
    /// Nothing where there is no date, and then `due_at` means nothing. The same holds for the next.
    pub(super) due_day: Option<Day>,
    pub(super) late_in: Option<Tick>,
    /// The number of the promise: its place in [`Charter::promises`](crate::Charter::promises).
    pub promise: u16,
    /// The events whose due dates stand in for them, or the end of the calendar.
    pub(super) awaiting: ReasonId,
    /// Where it stands.
    pub status: Status,
    /// Running, and due today or the working day after; for hours, in the last fifth.
    pub due_soon: bool,
    /// A dated notice relaxed it.
    pub varied: bool,
    /// The date rests on bank holidays that are not yet published.
    pub(super) projected: bool,
    /// It is done, so that its date awaits nothing any more. Those that lean on its due date still do.
    pub(super) done: bool,
    /// The promise stands in for another that was kept in time, and is not owed.
    pub(super) is_superseded: bool,
}

impl Verdict {
    /// Nothing is known yet but which promise it is.
    pub(super) const fn of(promise: u16) -> Verdict {
        Verdict {
            due_at: 0,
            late_by: 0,
            due_day: None,
            late_in: None,
            promise,
            awaiting: ReasonId::NONE,
            status: Status::Waiting,
            due_soon: false,
            varied: false,
            projected: false,
            done: false,
            is_superseded: false,
        }
    }

    #[inline]
    pub(super) fn with_due(self, due: Due) -> Verdict {
        Verdict { due_at: due.at.millis(), due_day: Some(due.day), ..self }
    }

    #[inline]
    pub(super) fn with_evaluation(self, evaluation: &Evaluation) -> Verdict {
        let Evaluation { status, due_soon, late_by, projected } = *evaluation;
        let (late_by, late_in) = late_by.map(LateBy::parts).unzip();
        Verdict { status, due_soon, projected, late_by: late_by.unwrap_or_default(), late_in, ..self }
    }

    /// By when it is due.
    #[inline]
    pub fn due(&self) -> Option<Due> {
        self.due_day.map(|day| Due { day, at: Instant::from_millis(self.due_at) })
    }

    /// How late it was done, or how overdue it is.
    #[inline]
    pub fn late_by(&self) -> Option<LateBy> {
        self.late_in.map(|tick| LateBy::new(self.late_by, tick))
    }
}
