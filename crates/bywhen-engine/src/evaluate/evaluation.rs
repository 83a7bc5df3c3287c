//! The status of a clock that has run from its start: in time or late, and by how much.

use bywhen_calendar::Instant;

use super::deadline::ClockRun;
use crate::charter::{Direction, Unit};
use crate::counting::{CountError, Due, Stop, Tables};
use crate::moment::Moment;
use crate::outcome::{LateBy, Status};
use crate::plan::PlannedClock;

/// The status of a promise and what goes with it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Evaluation {
    pub(crate) status: Status,
    pub(crate) due_soon: bool,
    pub(crate) late_by: Option<LateBy>,
    /// The date rests on bank holidays that are not yet published.
    pub(crate) projected: bool,
}

impl Evaluation {
    pub(crate) fn of(status: Status) -> Evaluation {
        Evaluation { status, due_soon: false, late_by: None, projected: false }
    }

    /// Of a clock that has not started. What was done before is met; but of a count back from what is not known nobody can
    /// say whether it was in time.
    pub(crate) fn waiting(clock: &PlannedClock, done: bool) -> Evaluation {
        let is_met = done && clock.count.direction != Direction::Before;
        Evaluation::of(if is_met { Status::Met } else { Status::Waiting })
    }

    /// The same, kept in time.
    pub(crate) fn met(self) -> Evaluation {
        Evaluation { status: Status::Met, late_by: None, ..self }
    }
}

impl ClockRun<'_> {
    /// Of what is done.
    pub(crate) fn done(&self, tables: &Tables<'_>, done: &Moment) -> Result<Evaluation, CountError> {
        let unit = self.clock.count.unit;
        if done.day_only && !unit.is_days() {
            return Err(CountError::NeedsTime(unit.words(0)));
        }
        let projected = self.is_projected(tables);
        if self.clock.in_time(self.due.at, done.instant) {
            return Ok(Evaluation { projected, ..Evaluation::of(Status::Met) });
        }
        let late_by = Some(self.clock.late_by(&self.due, tables, done)?);
        Ok(Evaluation { late_by, projected, ..Evaluation::of(Status::Late) })
    }

    /// Of what is not done at a moment.
    pub(crate) fn undone(&self, tables: &Tables<'_>, stops: &[Stop], at: &Moment) -> Result<Evaluation, CountError> {
        let projected = self.is_projected(tables);
        if self.clock.in_time(self.due.at, at.instant) {
            return Ok(Evaluation {
                due_soon: self.due_soon(tables, stops, at)?,
                projected,
                ..Evaluation::of(Status::Running)
            });
        }
        let late_by = Some(self.clock.late_by(&self.due, tables, at)?);
        Ok(Evaluation { late_by, projected, ..Evaluation::of(Status::Overdue) })
    }

    /// Days: on the due day or the working day before. Hours: in the last fifth.
    fn due_soon(&self, tables: &Tables<'_>, stops: &[Stop], at: &Moment) -> Result<bool, CountError> {
        let (unit, due) = (self.clock.count.unit, self.due);
        if unit.is_days() {
            let eve = match tables.working_days {
                Some(days) => days.add(due.day, -1),
                None => due.day.plus(-1),
            };
            return Ok(at.day() >= due.day || eve.is_ok_and(|eve| at.day() >= eve));
        }
        let count = &self.clock.count;
        let start = tables.hours_start(count, &self.start)?;
        let left = tables.elapsed(count, at.instant, due.at, &[])?;
        let limit = match count.direction {
            // What it was before it was put off, and what was added.
            Direction::Before => {
                let first = tables.due(count, &self.start, &[])?.at;
                tables.elapsed(count, first, start, &[])? + tables.elapsed(count, first, due.at, &[])?
            }
            _ => tables.elapsed(count, start.min(due.at), due.at, stops)?,
        };
        let has_started = at.instant >= start.min(due.at) || count.direction == Direction::Before;
        Ok(has_started && left.saturating_mul(5) <= limit)
    }

    /// Whether the date rests on bank holidays that are not yet published.
    #[inline]
    pub(crate) fn is_projected(&self, tables: &Tables<'_>) -> bool {
        let count = &self.clock.count;
        let start = self.start.day();
        let last = match count.direction {
            // Of what is counted back, the day of the start is none, and of what is no working day only the last may roll.
            Direction::Before if count.unit == Unit::WorkingDays && count.amount > 0 => start.plus(-1).unwrap_or(start),
            Direction::Before if count.unit.is_days() && count.unit != Unit::WorkingDays => self.due.day,
            _ => start,
        };
        let last = self.due.day.max(last);
        let in_days = count.needs_calendar() && tables.working_days.is_some_and(|days| days.is_projected(last));
        // Of a count in days, only the hours of its last day may be asked.
        let first = if count.unit.is_days() { self.due.day } else { start.min(self.due.day) };
        in_days || (count.needs_hours() && tables.hours.is_some_and(|hours| hours.is_projected(first, last)))
    }
}

impl PlannedClock {
    /// Whether a moment is in time.
    #[inline]
    pub(crate) fn in_time(&self, due: Instant, then: Instant) -> bool {
        then < self.late_from(due)
    }

    /// The first moment that is late. Moments are compared in whole seconds, truncated; in milliseconds where the promise is
    /// in seconds.
    #[inline]
    pub(crate) fn late_from(&self, due: Instant) -> Instant {
        let seconds = || (due.seconds() + 1).saturating_mul(1000);
        let millis = if self.count.unit == Unit::Seconds { due.millis().saturating_add(1) } else { seconds() };
        Instant::from_millis(millis)
    }

    /// How long after the due date a moment is.
    pub(crate) fn late_by(&self, due: &Due, tables: &Tables<'_>, then: &Moment) -> Result<LateBy, CountError> {
        let elapsed = then.instant.seconds() - due.at.seconds();
        Ok(match self.count.unit {
            unit if unit.is_days() && then.day() == due.day => LateBy::Seconds(elapsed),
            Unit::WorkingDays => {
                let days = tables.working_days.ok_or(CountError::NeedsCalendar)?;
                LateBy::WorkingDays(days.count(due.day, then.day()))
            }
            unit if unit.is_days() => LateBy::CalendarDays(then.day().minus(due.day)),
            unit if unit.is_working_time() => {
                let hours = tables.hours.ok_or(CountError::NeedsHours(unit.words(0)))?;
                LateBy::WorkingSeconds(hours.count(due.at, then.instant))
            }
            Unit::Seconds => LateBy::Milliseconds(then.instant.millis() - due.at.millis()),
            _ => LateBy::Seconds(elapsed),
        })
    }
}
