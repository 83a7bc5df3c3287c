//! What stands in for an event of ours that has not happened: the date by which it is due.

use super::deadline::StandIn;
use super::deadline::{Awaited, Deadline, LimitState};
use super::evaluator::Evaluator;
use super::promise_state::PromiseState;
use super::scope::Scope;
use crate::charter::Role;
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{NameId, PlannedClock, PlannedPromise};

impl<'p> Evaluator<'p, '_> {
    /// The date that stands in for the start of a clock, where the standard promises what starts it.
    pub(super) fn stand_in(&self, scope: Scope<'p>, clock: &'p PlannedClock) -> Result<Option<StandIn>, CountError> {
        let Some(place) = clock.promised_by else { return Ok(None) };
        let Some(promise) = self.standard.promises.get(usize::from(place)) else { return Ok(None) };
        let stand_in = match self.state(place)? {
            // It was kept by something else that stands for the event, and then counts as from when it was due.
            Some(state) if state.done.is_some_and(|done| done.instant <= scope.end.instant) => {
                let deadline = state.limit_state.deadline();
                deadline.map(|deadline| self.stand_in_of(deadline, Awaited::new(), true)).transpose()?
            }
            _ if scope.end.instant < self.query.at.instant => {
                if self.was_superseded(promise, &scope.end)? {
                    None
                } else {
                    self.foreseen_when_done(scope, place, promise, clock.event)?
                }
            }
            Some(state) => self.foreseen(state, clock.event)?,
            None => None,
        };
        // The customer's time does not run from an answer of ours that is overdue.
        let is_over = |stand_in: &StandIn| !clock.in_time(stand_in.due.at, scope.end.instant);
        Ok(stand_in.filter(|stand_in| {
            scope.promise.role == Role::Council || stand_in.awaiting.is_empty() || !is_over(stand_in)
        }))
    }

    /// Whether a promise stands in for another that had been kept in time by a moment, so that it was not owed then.
    fn was_superseded(&self, promise: &PlannedPromise, then: &Moment) -> Result<bool, CountError> {
        let Some(answer) = promise.instead_of else { return Ok(false) };
        let kept = self.state(answer)?.filter(|answer| answer.evaluation.status == Status::Met);
        Ok(kept.and_then(|answer| answer.done).is_some_and(|done| !done.is_after(then)))
    }

    /// A clock that stands still has no due date to stand in for anything.
    fn foreseen(&self, state: &PromiseState<'p>, event: NameId) -> Result<Option<StandIn>, CountError> {
        let Some(deadline) = state.limit_state.deadline() else { return Ok(None) };
        if deadline.stopped {
            return Ok(None);
        }
        self.stand_in_of(deadline, with(&deadline.awaiting, event), false).map(Some)
    }

    fn stand_in_of(&self, deadline: &Deadline<'p>, awaiting: Awaited, settled: bool) -> Result<StandIn, CountError> {
        let (due, at) = (deadline.run.due, self.moment_due(deadline)?);
        Ok(StandIn { due, at, awaiting, settled, projected: self.is_projected(deadline) })
    }

    /// As it was when something that counts from it was done.
    fn foreseen_when_done(
        &self,
        scope: Scope<'p>,
        place: NameId,
        promise: &'p PlannedPromise,
        event: NameId,
    ) -> Result<Option<StandIn>, CountError> {
        let key = (place, scope.end.instant.millis());
        if let Some(known) = self.stand_ins.get(key) {
            return Ok(known);
        }
        let evaluated = self.evaluate_own_limit(Scope {
            promise,
            end: scope.end,
            done: false,
            stops_until: scope.end,
            stops_begin_by: scope.end.instant,
            without_stops: false,
            restart: None,
        })?;
        let stand_in = match evaluated.map(|evaluated| evaluated.limit_state) {
            Some(LimitState::Dated(deadline)) if !deadline.stopped => {
                Some(self.stand_in_of(&deadline, with(&deadline.awaiting, event), false)?)
            }
            _ => None,
        };
        self.stand_ins.insert(key, stand_in.clone());
        Ok(stand_in)
    }
}

fn with(awaiting: &[NameId], event: NameId) -> Awaited {
    let mut all = awaiting.to_vec();
    all.push(event);
    all
}
