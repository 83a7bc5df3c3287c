//! When a promise warns before it is due.

use bywhen_calendar::Instant;

use super::deadline::Deadline;
use super::evaluator::Evaluator;
use super::promise_state::PromiseState;
use crate::charter::Direction;
use crate::counting::CountError;
use crate::outcome::Status;
use crate::plan::{PlannedPromise, PlannedWarning};

impl<'p> Evaluator<'p, '_> {
    /// The state of a promise with its warnings, from the first of which on it is due soon.
    pub(super) fn with_warnings(
        &self,
        promise: &'p PlannedPromise,
        state: Option<Box<PromiseState<'p>>>,
    ) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        let Some(mut state) = state else { return Ok(None) };
        if !promise.warnings.is_empty()
            && state.evaluation.status == Status::Running
            && let Some(deadline) = state.limit_state.deadline()
        {
            state.warn_at = self.warn_at(promise, deadline)?;
            state.evaluation.due_soon = state.warn_at.first().is_some_and(|first| *first <= self.query.at.instant);
        }
        Ok(Some(state))
    }

    /// When it warns, in order: counted back from when it is due, whatever stands still, and not before its clock started.
    fn warn_at(&self, promise: &PlannedPromise, deadline: &Deadline<'p>) -> Result<Vec<Instant>, CountError> {
        let forward = deadline.run.clock.count.direction != Direction::Before;
        let start = deadline.given.unwrap_or(*deadline.began()).instant;
        let mut warnings = Vec::new();
        for warning in &promise.warnings {
            let at = match self.warning(warning, deadline) {
                // So far back there is nobody to warn.
                Ok(None) | Err(CountError::OutOfRange(_)) => continue,
                Ok(Some(at)) => {
                    if forward {
                        at.max(start)
                    } else {
                        at
                    }
                }
                Err(error) => return Err(error),
            };
            // There are few: a place for each costs less code than a sort.
            let place = warnings.partition_point(|other| *other < at);
            if warnings.get(place) != Some(&at) {
                warnings.insert(place, at);
            }
        }
        Ok(warnings)
    }

    /// `None` for a share of what is counted back, or from a day alone.
    fn warning(&self, warning: &PlannedWarning, deadline: &Deadline<'p>) -> Result<Option<Instant>, CountError> {
        let due = self.moment_due(deadline)?;
        let run = &deadline.run;
        match warning {
            PlannedWarning::AtShare(share) => {
                let tables = self.plan.tables(run.clock, run.by_customer);
                let start = deadline.given.unwrap_or(run.start);
                tables.share_passed(&run.clock.count, &start, &deadline.stops, &due, *share)
            }
            PlannedWarning::Before(clock) => {
                let back = self.plan.tables(clock, false).due(&clock.count, &due, &[])?;
                let in_days = clock.count.unit.is_days();
                Ok(Some(if in_days { self.zone().start_of_day(back.day) } else { back.at }))
            }
        }
    }
}
