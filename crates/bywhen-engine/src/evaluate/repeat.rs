//! A promise that is owed again and again, such as an update every 28 days until the answer.

use super::evaluation::Evaluation;
use super::evaluator::{Evaluator, Scope};
use super::limit::{ClockRun, Deadline, LimitState, Start};
use super::state::{EvaluatedLimit, PromiseState};
use crate::counting::{CountError, Due};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Code, PlannedClock, PlannedLimit, PlannedPromise, PlannedVariation};

/// One stretch between two times that it is done, or up to the end.
struct Gap<'p> {
    limit: &'p PlannedLimit,
    variation: Option<&'p PlannedVariation>,
    deadline: Box<Deadline<'p>>,
}

impl<'p> Evaluator<'p, '_> {
    /// Each time it is done starts the clock again. It was kept when no gap was too long, up to the event that ends it; the
    /// first gap that was too long makes it late. Until the end the gap that is open says where it stands.
    pub(super) fn repeating(
        &self,
        promise: &'p PlannedPromise,
        until: Code,
    ) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        let ended = self.first(until, promise.stage);
        let scope = self.scope(promise, ended);
        let Some(limit) = self.applicable(scope, &promise.limits) else { return Ok(None) };
        let (mut start, clock) = match self.evaluate_limit(scope, limit)? {
            LimitState::Dated(deadline) => (Start::of(&deadline), deadline.run.clock),
            limit_state => {
                let status = if ended.is_some() { Status::Met } else { Status::Waiting };
                let evaluated = EvaluatedLimit { limit_state, limit, variation: None, not_counted: Vec::new() };
                let mut state = self.state_from(scope, evaluated, None);
                state.evaluation = Evaluation::of(status);
                return Ok(Some(state));
            }
        };
        let beginning = start.at;
        let mut done: Option<Moment> = None;
        for time in self.times(promise.done_when, promise.stage, &scope.end) {
            if beginning.is_after(&time) {
                continue;
            }
            if ended.is_some() {
                let gap = self.gap(scope, limit, clock, start, time)?;
                if self.is_missed(&gap, &time) {
                    return self.missed(scope, gap, &time, Some(time));
                }
            }
            done = Some(time);
            start = Start::at(promise.done_when, time);
        }
        let mut gap = self.gap(scope, limit, clock, start, scope.end)?;
        if let Some(end) = ended.filter(|end| self.is_missed(&gap, end)) {
            return self.missed(scope, gap, &end, None);
        }
        let evaluation = match ended {
            Some(_) => {
                gap.deadline.awaiting.clear();
                Evaluation { projected: self.is_projected(&gap.deadline), ..Evaluation::of(Status::Met) }
            }
            None => self.open_evaluation(scope, &gap.deadline)?,
        };
        let done = done.filter(|_| ended.is_some());
        Ok(Some(self.state_of_gap(scope, gap, done, evaluation)))
    }

    fn is_missed(&self, gap: &Gap<'p>, time: &Moment) -> bool {
        !gap.deadline.run.clock.in_time(gap.deadline.run.due.at, time.instant)
    }

    /// The gap was too long: up to when it was done, or up to the end.
    fn missed(
        &self,
        scope: Scope<'p>,
        mut gap: Gap<'p>,
        time: &Moment,
        done: Option<Moment>,
    ) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        gap.deadline.awaiting.clear();
        let evaluation = self.done_evaluation(scope, &gap.deadline, time)?;
        Ok(Some(self.state_of_gap(scope, gap, done, evaluation)))
    }

    fn state_of_gap(
        &self,
        scope: Scope<'p>,
        gap: Gap<'p>,
        done: Option<Moment>,
        evaluation: Evaluation,
    ) -> Box<PromiseState<'p>> {
        let Gap { limit, variation, deadline } = gap;
        let counted_from = Some((deadline.event, deadline.started.then_some(deadline.run.start)));
        let limit_state = LimitState::Dated(deadline);
        let evaluated = EvaluatedLimit { limit_state, limit, variation, not_counted: Vec::new() };
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
            if start.at.is_after(&restart.at) {
                continue;
            }
            let by_then = self.dated(Scope { stops_until: restart.at, ..scope }, clock, start.clone())?;
            if restart.at.instant > by_then.run.due.at {
                break;
            }
            start = Start { by_customer: restart.by_customer, ..Start::at(restart.event, restart.at) };
        }
        Ok(Gap { limit, variation, deadline: self.dated(scope, clock, start)? })
    }

    /// A clock that runs from a start that is known. Where its calendar ends first it ends with the last day there is.
    fn dated(&self, scope: Scope<'p>, clock: &'p PlannedClock, start: Start) -> Result<Box<Deadline<'p>>, CountError> {
        let (event, at, by_customer) = (start.event, start.at, start.by_customer);
        Ok(match self.run_clock(scope, clock, start)? {
            LimitState::Dated(deadline) => deadline,
            LimitState::BeyondCalendar(_, bound) => {
                let last = bound.day();
                let due = Due { day: last, at: self.zone().end_of_day(last) };
                let run = ClockRun { clock, start: at, by_customer, due };
                Box::new(Deadline::plain(run, event))
            }
            LimitState::Unstated | LimitState::Waiting(_) => {
                let due = Due { day: at.day(), at: at.instant };
                Box::new(Deadline::plain(ClockRun { clock, start: at, by_customer, due }, event))
            }
        })
    }
}
