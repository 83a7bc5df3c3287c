//! A promise that is owed again and again, such as an update every 28 days until the answer.

use super::evaluation::Evaluation;
use super::evaluator::{Evaluator, Scope};
use super::limit::{Awaited, Deadline, LimitState, Start};
use super::state::{EvaluatedLimit, PromiseState};
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Code, PlannedLimit, PlannedPromise, PlannedVariation};

/// One stretch between two times that it is done, or up to the end.
struct Gap<'p> {
    limit: &'p PlannedLimit,
    variation: Option<&'p PlannedVariation>,
    deadline: Deadline<'p>,
}

impl<'p> Evaluator<'p, '_> {
    /// Each time it is done starts the clock again. It was kept when no gap was too long, up to the event that ends it; the
    /// first gap that was too long makes it late. Until the end the gap that is open says where it stands.
    pub(super) fn repeating(
        &self,
        promise: &'p PlannedPromise,
        until: Code,
    ) -> Result<Option<PromiseState<'p>>, CountError> {
        let ended = self.first(until, promise.stage);
        let scope = self.scope(promise, ended);
        let Some(limit) = self.applicable(scope, &promise.limits) else { return Ok(None) };
        let mut gap = match self.evaluate_with_restarts(scope, limit)?.1 {
            LimitState::Dated(deadline) => self.varied_gap(scope, Gap { limit, variation: None, deadline })?,
            limit_state => {
                let status = if ended.is_some() { Status::Met } else { Status::Waiting };
                let evaluated = EvaluatedLimit { limit_state, limit, variation: None, not_counted: Vec::new() };
                let state = self.state_from(scope, evaluated, None);
                return Ok(Some(PromiseState { evaluation: Evaluation::of(status), ..state }));
            }
        };
        let start = gap.deadline.run.start;
        let mut done: Option<Moment> = None;
        let times: Vec<Moment> = self
            .all(promise.done_when, promise.stage)
            .map(|one| one.moment)
            .filter(|time| time.instant <= scope.end.instant)
            .filter(|time| time.instant >= start.instant || time.is_tied_with(&start))
            .collect();
        for time in times {
            if ended.is_some() && self.is_missed(&gap, &time) {
                return self.missed(scope, gap, &time, Some(time)).map(Some);
            }
            done = Some(time);
            gap = self.next_gap(scope, limit, gap, time)?;
        }
        if let Some(end) = ended.filter(|end| self.is_missed(&gap, end)) {
            return self.missed(scope, gap, &end, None).map(Some);
        }
        let evaluation = match ended {
            Some(_) => {
                gap.deadline.awaiting.clear();
                Evaluation { projected: self.is_projected(&gap.deadline), ..Evaluation::of(Status::Met) }
            }
            None => self.open_evaluation(scope, &gap.deadline)?,
        };
        let done = done.filter(|_| ended.is_some());
        Ok(Some(PromiseState { evaluation, ..self.state_of_gap(scope, gap, done) }))
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
    ) -> Result<PromiseState<'p>, CountError> {
        gap.deadline.awaiting.clear();
        let evaluation = self.done_evaluation(scope, &gap.deadline, time)?;
        Ok(PromiseState { evaluation, ..self.state_of_gap(scope, gap, done) })
    }

    fn state_of_gap(&self, scope: Scope<'p>, gap: Gap<'p>, done: Option<Moment>) -> PromiseState<'p> {
        let Gap { limit, variation, deadline } = gap;
        let counted_from = Some((deadline.event, deadline.started.then_some(deadline.run.start)));
        let limit_state = LimitState::Dated(deadline);
        let evaluated = EvaluatedLimit { limit_state, limit, variation, not_counted: Vec::new() };
        PromiseState { counted_from, ..self.state_from(scope, evaluated, done.map(|done| (done, None))) }
    }

    /// The clock started again at a time at which it was done.
    fn next_gap(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
        gap: Gap<'p>,
        time: Moment,
    ) -> Result<Gap<'p>, CountError> {
        let start = Start {
            event: scope.promise.done_when,
            at: time,
            by_customer: false,
            started: true,
            settled: false,
            awaiting: Awaited::new(),
            projected: false,
        };
        let clock = limit.first_clock().unwrap_or(gap.deadline.run.clock);
        match self.run_clock(scope, clock, start)? {
            LimitState::Dated(deadline) => self.varied_gap(scope, Gap { limit, variation: None, deadline }),
            _ => Ok(gap),
        }
    }

    /// The same gap by the limit of the notice that relaxes it, where one does.
    fn varied_gap(&self, scope: Scope<'p>, gap: Gap<'p>) -> Result<Gap<'p>, CountError> {
        let began = gap.deadline.began().day();
        let Some((notice, varied)) = self.varied(scope, began) else { return Ok(gap) };
        let Some(clock) = varied.first_clock() else { return Ok(gap) };
        let Deadline { run, event, started, settled, awaiting, projected_before, .. } = &gap.deadline;
        let start = Start {
            event: *event,
            at: run.start,
            by_customer: run.by_customer,
            started: *started,
            settled: *settled,
            awaiting: awaiting.clone(),
            projected: *projected_before,
        };
        Ok(match self.run_clock(scope, clock, start)? {
            LimitState::Dated(deadline) => Gap { limit: varied, variation: Some(notice), deadline },
            _ => gap,
        })
    }
}
