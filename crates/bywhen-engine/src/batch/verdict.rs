//! What the engine says of one promise for one case of a table.

use bywhen_calendar::{Day, Instant};

use super::awaited::Awaiting;
use crate::charter::Tick;
use crate::counting::Due;
use crate::evaluate::Mark;
use crate::outcome::{LateBy, Status};

/// What is said of one promise for one case. It is small (40 bytes), for there are as many as cases and promises.
#[derive(Clone, Copy, Debug)]
pub struct Verdict {
    due_at: i64,
    late_by: i64,
    taken: i64,
    /// Nothing where there is no date, and then `due_at` means nothing. The same holds for the next two.
    due_day: Option<Day>,
    late_in: Option<Tick>,
    taken_in: Option<Tick>,
    /// The number of the promise: its place in [`Charter::promises`](crate::Charter::promises).
    pub promise: u16,
    /// The events whose due dates stand in for them.
    pub(super) awaiting: Awaiting,
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
    pub(super) stands_aside: bool,
}

impl Verdict {
    /// Nothing is known yet but which promise it is.
    pub(super) fn of(promise: u16) -> Verdict {
        Verdict {
            due_at: 0,
            late_by: 0,
            taken: 0,
            due_day: None,
            late_in: None,
            taken_in: None,
            promise,
            awaiting: Awaiting::default(),
            status: Status::Waiting,
            due_soon: false,
            varied: false,
            projected: false,
            done: false,
            stands_aside: false,
        }
    }

    #[inline]
    pub(super) fn with_due(self, due: Due) -> Verdict {
        Verdict { due_at: due.at.millis(), due_day: Some(due.day), ..self }
    }

    #[inline]
    pub(super) fn with_mark(self, mark: &Mark) -> Verdict {
        let Mark { status, due_soon, late_by, projected } = *mark;
        let (late_by, late_in) = late_by.map(LateBy::parts).unzip();
        self.with(status, due_soon, projected, (late_by.unwrap_or_default(), late_in))
    }

    #[inline]
    pub(super) fn with(
        self,
        status: Status,
        due_soon: bool,
        projected: bool,
        (late_by, late_in): (i64, Option<Tick>),
    ) -> Verdict {
        Verdict { status, due_soon, projected, late_by, late_in, ..self }
    }

    #[inline]
    pub(super) fn with_taken(self, (taken, tick): (i64, Tick)) -> Verdict {
        Verdict { taken, taken_in: Some(tick), ..self }
    }

    /// The due dates of these events stand in for the start of its clock, so that nothing can be said of what it took.
    #[inline]
    pub(super) fn stood_in_for(self, awaiting: Awaiting) -> Verdict {
        Verdict { awaiting, taken_in: None, ..self }
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

    /// What was taken of its limit and in what, where it was done and its clock had started.
    #[inline]
    pub fn taken(&self) -> Option<(i64, Tick)> {
        self.taken_in.map(|tick| (self.taken, tick))
    }
}
