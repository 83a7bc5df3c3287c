//! A promise that is owed again and again, such as an update every 28 days until the answer.

use super::deadline::{LimitState, Start};
use super::evaluation::Evaluation;
use super::evaluator::Evaluator;
use super::promise_state::{EvaluatedLimit, PromiseState};
use super::scope::Scope;
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{NameId, PlannedClock, PlannedLimit, PlannedPromise, PlannedVariation};

/// One stretch between two times that it is done, or up to the end.
struct Gap<'p> {
    limit: &'p PlannedLimit,
    variation: Option<&'p PlannedVariation>,
    start: Start,
    limit_state: LimitState<'p>,
}

impl<'p> Evaluator<'p, '_> {
    /// Each time it is done starts the clock again. It was kept when no gap was too long, up to the event that ends it; the
    /// first gap that was too long makes it late. Until the end the gap that is open says where it stands.
    pub(super) fn repeating(
        &self,
        promise: &'p PlannedPromise,
        until: NameId,
    ) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        let ended = self.first(until, promise.stage);
        let scope = self.scope(promise, ended);
        let Some(limit) = self.applicable(scope, &promise.limits) else { return Ok(None) };
        let begun = match limit {
            PlannedLimit::Clock(clock) => self.start_of(scope, clock)?.map(|start| (start, clock)),
            _ => None,
        };
        let Some((mut start, clock)) = begun else {
            let limit_state = self.evaluate_limit(scope, limit)?;
            let evaluated =
                EvaluatedLimit { limit_state, limit, variation: None, restart: None, not_counted: Vec::new() };
            let mut state = self.state_from(scope, evaluated, None);
            state.evaluation = Evaluation::of(if ended.is_some() { Status::Met } else { Status::Waiting });
            return Ok(Some(state));
        };
        let beginning = start.at;
        let mut done: Option<Moment> = None;
        for time in self.times(promise.done_when, promise.stage, &scope.end) {
            if beginning.is_after(&time) {
                continue;
            }
            if ended.is_some() {
                let gap = self.gap(scope, limit, clock, &beginning, start, time)?;
                if self.is_missed(&gap, &time)? {
                    return self.missed(scope, gap, &time, Some(time));
                }
            }
            done = Some(time);
            start = Start::at(promise.done_when, time);
        }
        let mut gap = self.gap(scope, limit, clock, &beginning, start, scope.end)?;
        if let Some(end) = ended
            && self.is_missed(&gap, &end)?
        {
            return self.missed(scope, gap, &end, None);
        }
        let evaluation = match (ended, &mut gap.limit_state) {
            (Some(_), LimitState::Dated(deadline)) => {
                deadline.awaiting.clear();
                Evaluation { projected: self.is_projected(deadline), ..Evaluation::of(Status::Met) }
            }
            (Some(_), _) => Evaluation::of(Status::Met),
            (None, LimitState::Dated(deadline)) => self.open_evaluation(scope, deadline)?,
            (None, _) => Evaluation::of(Status::Waiting),
        };
        let done = done.filter(|_| ended.is_some());
        Ok(Some(self.state_of_gap(scope, gap, done, evaluation)))
    }

    fn is_missed(&self, gap: &Gap<'p>, time: &Moment) -> Result<bool, CountError> {
        let Some(deadline) = gap.limit_state.deadline() else { return Ok(false) };
        let tables = self.plan.tables(deadline.run.clock, false);
        Ok(deadline.run.done(&tables, time)?.status == Status::Late)
    }

    /// The gap was too long: up to when it was done, or up to the end.
    fn missed(
        &self,
        scope: Scope<'p>,
        mut gap: Gap<'p>,
        time: &Moment,
        done: Option<Moment>,
    ) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        let LimitState::Dated(deadline) = &mut gap.limit_state else { return Ok(None) };
        deadline.awaiting.clear();
        let evaluation = self.done_evaluation(scope, deadline, time)?;
        Ok(Some(self.state_of_gap(scope, gap, done, evaluation)))
    }

    fn state_of_gap(
        &self,
        scope: Scope<'p>,
        gap: Gap<'p>,
        done: Option<Moment>,
        evaluation: Evaluation,
    ) -> Box<PromiseState<'p>> {
        let Gap { limit, variation, start, limit_state } = gap;
        let counted_from = Some((start.event, start.started.then_some(start.at)));
        let evaluated = EvaluatedLimit { limit_state, limit, variation, restart: None, not_counted: Vec::new() };
        let mut state = self.state_from(scope, evaluated, done.map(|done| (done, None)));
        (state.counted_from, state.evaluation) = (counted_from, evaluation);
        state
    }

    /// The clock from one time that it was done up to the next, with the events at which it starts again meanwhile, by the
    /// limit of the notice that relaxes it, where one does.
    fn gap(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
        clock: &'p PlannedClock,
        beginning: &Moment,
        start: Start,
        until: Moment,
    ) -> Result<Gap<'p>, CountError> {
        let scope = Scope { stops_until: until, ..scope };
        let (mut limit, mut clock, mut variation) = (limit, clock, None);
        if let Some((notice, varied)) = self.varied(scope, start.at.day())
            && let Some(other) = varied.first_clock()
        {
            (limit, clock, variation) = (varied, other, Some(notice));
        }
        let mut start = start;
        for restart in self.restarts(scope.promise, &until) {
            if beginning.is_after(&restart.at) || start.at.is_after(&restart.at) {
                continue;
            }
            let by_then = self.run_clock(scope.as_of(restart.at), clock, start.clone())?;
            let Some(by_then) = by_then.deadline() else { continue };
            // While the clock stands still, its time cannot have run out.
            if restart.at.instant > by_then.run.due.at && !by_then.stopped {
                break;
            }
            start = Start { by_customer: restart.by_customer, ..Start::at(restart.event, restart.at) };
        }
        let limit_state = self.run_clock(scope, clock, start.clone())?;
        Ok(Gap { limit, variation, start, limit_state })
    }
}
