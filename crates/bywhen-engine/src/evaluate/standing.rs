//! Where a promise stands: met or late, running or overdue.

use super::limit::{Dated, Reckoning, Scope};
use super::mark::Mark;
use super::promise::Reckoned;
use super::query::Query;
use crate::charter::Role;
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard, PlannedVariation};

/// A promise's limit with the status that follows from it.
pub(crate) struct Standing<'p> {
    pub(crate) reckoning: Reckoning<'p>,
    /// The limit that was reckoned.
    pub(super) limit: Option<&'p PlannedLimit>,
    /// The notice that relaxed it.
    pub(crate) variation: Option<&'p PlannedVariation>,
    pub(crate) mark: Mark,
    pub(crate) done: Option<Moment>,
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
        if self.stands_aside(query, standard, promise)? {
            return Ok(None);
        }
        let Some(reckoned) = self.reckon_promise(query, standard, promise)? else { return Ok(None) };
        let Reckoned { mut reckoning, limit, variation, done } = reckoned;
        let mark = match &mut reckoning {
            Reckoning::Unstated => Mark::of(Status::Unstated),
            Reckoning::Waiting(_) => Mark::waiting(done.is_some()),
            Reckoning::Dated(dated) => match &done {
                Some(done) => {
                    // What was done cannot move any more, whatever it was counted from.
                    dated.awaiting.clear();
                    dated.run.done(promise, &self.tables(dated.run.clock, false), done)?
                }
                None => self.open(query, standard, promise, dated)?,
            },
        };
        Ok(Some(Standing { reckoning, limit: Some(limit), variation, mark, done }))
    }

    /// Whether a promise stands in for another that was kept in time, so that it is not owed.
    pub(super) fn stands_aside(
        &self,
        query: &Query<'_>,
        standard: &PlannedStandard,
        promise: &PlannedPromise,
    ) -> Result<bool, CountError> {
        let parent = promise.instead_of.and_then(|index| standard.promises.get(usize::from(index)));
        let Some(parent) = parent else { return Ok(false) };
        let standing = self.standing(query, standard, parent)?;
        Ok(standing.is_none_or(|parent| parent.mark.status == Status::Met))
    }

    pub(super) fn open(
        &self,
        query: &Query<'_>,
        standard: &PlannedStandard,
        promise: &PlannedPromise,
        dated: &Dated<'_>,
    ) -> Result<Mark, CountError> {
        if dated.stopped {
            return Ok(Mark::of(Status::Stopped));
        }
        let tables = self.tables(dated.run.clock, false);
        if let Some(limit) = &promise.opens {
            let scope = Scope { query, standard, promise, end: query.at };
            if let Reckoning::Dated(opens) = self.reckon(scope, limit)?
                && query.at.day() < opens.run.due.day
            {
                return Ok(Mark { projected: dated.run.is_projected(&tables), ..Mark::of(Status::Waiting) });
            }
        }
        let mark = dated.run.undone(&tables, &query.at)?;
        if promise.role == Role::CustomerWindow && mark.status == Status::Overdue {
            // A window that has not opened cannot have closed.
            let status = if dated.awaiting.is_empty() { Status::Lapsed } else { Status::Running };
            return Ok(Mark { status, late_by: None, ..mark });
        }
        Ok(mark)
    }
}

impl<'p> Standing<'p> {
    /// The date, where it is one: a date that stands still is none.
    pub(crate) fn shown(&self) -> Option<&Dated<'p>> {
        self.reckoning.dated().filter(|_| self.mark.status != Status::Stopped)
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
            Reckoning::Dated(dated) => Some(dated.run.clock),
            Reckoning::Waiting(clock) => Some(clock),
            Reckoning::Unstated => None,
        }
    }
}
