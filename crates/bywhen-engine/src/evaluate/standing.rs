//! Where a promise stands: met or late, running or overdue.

use bywhen_calendar::Instant;

use super::limit::{Dated, Reckoning, Scope};
use super::promise::Reckoned;
use super::query::Query;
use crate::charter::{Role, Unit};
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::{LateBy, Status};
use crate::plan::{Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard, PlannedVariation};

/// A promise's limit with the status that follows from it.
pub(crate) struct Standing<'p> {
    pub(crate) reckoning: Reckoning<'p>,
    /// The limit that was reckoned.
    pub(super) limit: Option<&'p PlannedLimit>,
    /// The notice that relaxed it.
    pub(crate) variation: Option<&'p PlannedVariation>,
    pub(crate) status: Status,
    pub(crate) due_soon: bool,
    pub(crate) done: Option<Moment>,
    pub(crate) late_by: Option<LateBy>,
    /// The date rests on bank holidays that are not yet published.
    pub(crate) projected: bool,
}

impl Plan {
    /// `None` where the promise does not apply to the case.
    pub(super) fn standing<'p>(
        &'p self,
        query: &Query<'_>,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
    ) -> Result<Option<Standing<'p>>, CountError> {
        if let Some(until) = promise.repeats_until {
            return self.repeating(query, standard, promise, until);
        }
        if let Some(parent) = promise.instead_of.and_then(|index| standard.promises.get(usize::from(index))) {
            let kept = self.standing(query, standard, parent)?.is_none_or(|parent| parent.status == Status::Met);
            if kept {
                return Ok(None);
            }
        }
        let Some(reckoned) = self.reckon_promise(query, standard, promise)? else { return Ok(None) };
        let Reckoned { mut reckoning, limit, variation, done } = reckoned;
        let mut standing = match &mut reckoning {
            Reckoning::Unstated => Standing::plain(Status::Unstated),
            Reckoning::Waiting(_) => Standing::plain(if done.is_some() { Status::Met } else { Status::Waiting }),
            Reckoning::Dated(dated) => match &done {
                Some(done) => self.done(promise, dated, done)?,
                None => self.open(query, standard, promise, dated)?,
            },
        };
        standing.reckoning = reckoning;
        standing.limit = Some(limit);
        standing.variation = variation;
        standing.done = done;
        Ok(Some(standing))
    }

    pub(super) fn done<'p>(
        &self,
        promise: &PlannedPromise,
        dated: &mut Dated<'p>,
        done: &Moment,
    ) -> Result<Standing<'p>, CountError> {
        // What was done cannot move any more, whatever it was counted from.
        dated.awaiting.clear();
        let unit = dated.clock.count.unit;
        if done.day_only && !unit.is_days() {
            return Err(CountError::NeedsTime(unit.words(0)));
        }
        let on_time = tick(unit, done.instant) <= tick(unit, dated.due.at);
        let late_by = if on_time { None } else { Some(self.late_by(dated, done)?) };
        let status = match on_time {
            true => Status::Met,
            // A late request that is refused leaves the window lapsed.
            false if promise.said.late_requests_refused => Status::Lapsed,
            false => Status::Late,
        };
        Ok(Standing { late_by, projected: self.is_projected(dated), ..Standing::plain(status) })
    }

    pub(super) fn open<'p>(
        &'p self,
        query: &Query<'_>,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
        dated: &Dated<'p>,
    ) -> Result<Standing<'p>, CountError> {
        if dated.stopped {
            return Ok(Standing::plain(Status::Stopped));
        }
        if let Some(limit) = &promise.opens {
            let scope = Scope { query, standard, promise, end: query.at };
            if let Reckoning::Dated(opens) = self.reckon(scope, limit)?
                && query.at.day() < opens.due.day
            {
                return Ok(Standing { projected: self.is_projected(dated), ..Standing::plain(Status::Waiting) });
            }
        }
        let unit = dated.clock.count.unit;
        let on_time = tick(unit, query.at.instant) <= tick(unit, dated.due.at);
        let window = promise.said.role == Role::CustomerWindow;
        let status = match (on_time, window) {
            (true, _) => Status::Running,
            // A window that has not opened cannot have closed.
            (false, true) if !dated.awaiting.is_empty() => Status::Running,
            (false, true) => Status::Lapsed,
            (false, false) => Status::Overdue,
        };
        let late_by = if status == Status::Overdue { Some(self.late_by(dated, &query.at)?) } else { None };
        Ok(Standing {
            late_by,
            due_soon: status == Status::Running && on_time && self.due_soon(dated, &query.at)?,
            projected: self.is_projected(dated),
            ..Standing::plain(status)
        })
    }

    pub(super) fn late_by(&self, dated: &Dated<'_>, then: &Moment) -> Result<LateBy, CountError> {
        let (clock, due) = (dated.clock, dated.due);
        let tables = self.tables(clock, false);
        let elapsed = then.instant.seconds() - due.at.seconds();
        Ok(match clock.count.unit {
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

    /// Days: on the due day or the working day before. Hours: in the last fifth.
    fn due_soon(&self, dated: &Dated<'_>, at: &Moment) -> Result<bool, CountError> {
        let (clock, due) = (dated.clock, dated.due);
        let tables = self.tables(clock, false);
        if clock.count.unit.is_days() {
            let eve = match tables.working_days {
                Some(days) => days.add(due.day, -1),
                None => due.day.plus(-1),
            };
            return Ok(eve.is_ok_and(|eve| at.day() >= eve));
        }
        let span = |from: Instant, to: Instant| match tables.hours {
            Some(hours) if clock.count.unit.is_working_time() => hours.count(from, to) * 1000,
            _ => to.millis() - from.millis(),
        };
        let started = at.instant >= dated.start.instant;
        Ok(started && span(at.instant, due.at).saturating_mul(5) <= span(dated.start.instant, due.at))
    }

    pub(super) fn is_projected(&self, dated: &Dated<'_>) -> bool {
        let clock = dated.clock;
        let tables = self.tables(clock, false);
        let last = dated.due.day.max(dated.start.day());
        let in_days = clock.count.needs_calendar() && tables.working_days.is_some_and(|days| days.is_projected(last));
        in_days || (clock.count.needs_hours() && tables.hours.is_some_and(|hours| hours.is_projected(last)))
    }
}

impl<'p> Standing<'p> {
    /// The date, where it is one: a date that stands still is none.
    pub(crate) fn shown(&self) -> Option<&Dated<'p>> {
        self.reckoning.dated().filter(|_| self.status != Status::Stopped)
    }

    pub(super) fn plain(status: Status) -> Self {
        Standing {
            reckoning: Reckoning::Unstated,
            limit: None,
            variation: None,
            status,
            due_soon: false,
            done: None,
            late_by: None,
            projected: false,
        }
    }
}

impl<'p> Reckoning<'p> {
    pub(super) fn dated(&self) -> Option<&Dated<'p>> {
        match self {
            Reckoning::Dated(dated) => Some(dated),
            _ => None,
        }
    }

    pub(super) fn clock(&self) -> Option<&'p PlannedClock> {
        match self {
            Reckoning::Dated(dated) => Some(dated.clock),
            Reckoning::Waiting(clock) => Some(clock),
            Reckoning::Unstated => None,
        }
    }
}

/// What is compared: whole seconds, truncated; milliseconds where the promise is in seconds.
pub(super) fn tick(unit: Unit, instant: Instant) -> i64 {
    if unit == Unit::Seconds { instant.millis() } else { instant.seconds() }
}
