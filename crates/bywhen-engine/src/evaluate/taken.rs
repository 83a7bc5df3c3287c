//! How much of its limit a promise took that was kept, late or in time.

use super::promise_state::PromiseState;
use crate::case_error::CaseError;
use crate::charter::Tick;
use crate::plan::{Plan, PlannedPromise};

impl Plan {
    /// With the ticks that it is told in. `None` for what is not done, for a clock whose event never happened (only its due date
    /// stood in for it), and for what is owed again and again.
    pub(crate) fn taken(
        &self,
        promise: &PlannedPromise,
        state: &PromiseState<'_>,
    ) -> Result<Option<(i64, Tick)>, CaseError> {
        let (Some(done), Some(deadline)) = (state.done, state.limit_state.deadline()) else { return Ok(None) };
        let clock = deadline.run.clock;
        let has_no_count = deadline.before.is_some() || deadline.given.is_some();
        if promise.repeats_until.is_some() || !deadline.started || has_no_count {
            return Ok(None);
        }
        self.tables(clock, deadline.run.by_customer)
            .taken(&clock.count, &deadline.run.start, &deadline.stops, deadline.run.due.at, &done)
            .map(|taken| taken.map(|taken| (taken, clock.count.unit.tick())))
            .map_err(|error| CaseError::Count { promise: promise.id.clone(), error })
    }
}
