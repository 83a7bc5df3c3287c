//! How much of its limit a promise took that was kept, late or in time.

use super::CaseError;
use super::query::Query;
use super::standing::Standing;
use crate::charter::Tick;
use crate::plan::{Plan, PlannedPromise, PlannedStandard};

impl Plan {
    /// With the ticks that it is told in. `None` for what is not done, for a clock whose event never happened (only its due date
    /// stood in for it), and for what is owed again and again.
    pub(crate) fn taken(
        &self,
        query: &Query<'_>,
        standard: &PlannedStandard,
        promise: &PlannedPromise,
        standing: &Standing<'_>,
    ) -> Result<Option<(i64, Tick)>, CaseError> {
        let (Some(done), Some(dated)) = (standing.done, standing.reckoning.dated()) else { return Ok(None) };
        let clock = dated.run.clock;
        let started = dated.event != clock.event
            || query.history.first(clock.event, clock.stage, standard.stages).is_some_and(|at| at == dated.run.start);
        if promise.repeats_until.is_some() || !started {
            return Ok(None);
        }
        self.tables(clock, dated.run.by_customer)
            .taken(&clock.count, &dated.run.start, &dated.stops, dated.run.due.at, &done)
            .map(|taken| taken.map(|taken| (taken, clock.count.unit.tick())))
            .map_err(|error| CaseError::Count { promise: promise.id.clone(), error })
    }
}
