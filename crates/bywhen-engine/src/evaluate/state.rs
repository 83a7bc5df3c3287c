//! Where a promise stands: met or late, running or overdue.

use super::promise_state::{EvaluatedLimit, NotCountedEvent, PromiseState};
use bywhen_calendar::Day;

use super::deadline::{Awaited, Deadline, LimitState};
use super::evaluation::Evaluation;
use super::evaluator::Evaluator;
use super::scope::Scope;
use crate::charter::{Completion, Role};
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::{NotCountedBecause, Status};
use crate::plan::{NameId, PlannedCondition, PlannedLimit, PlannedLimits, PlannedPromise, PlannedVariation};

impl<'p> Evaluator<'p, '_> {
    /// `None` where the promise is not owed: it does not apply to the case, or stands in for one that was kept in time.
    pub(super) fn state_of(&self, promise: &'p PlannedPromise) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        if let Some(until) = promise.repeats_until {
            return self.repeating(promise, until);
        }
        if promise.is_window(self.plan.well_known().escalated) {
            return self.window(promise);
        }
        if self.is_superseded(promise)? {
            return Ok(None);
        }
        let done = self.done(promise);
        let scope = self.scope(promise, done.map(|(at, _)| at));
        let Some(evaluated) = self.evaluate_own_limit(scope)? else { return Ok(None) };
        let mut state = self.state_from(scope, evaluated, done);
        if promise.instead_of.is_some() {
            // What was told is named once, beside what it stands in for.
            state.not_counted.clear();
        }
        if let (Some((done, _)), Some(deadline)) = (done, state.limit_state.deadline()) {
            self.note_what_came_again(deadline, &done, promise, &mut state.not_counted);
        }
        state.evaluation = self.evaluation(scope, &mut state)?;
        Ok(Some(state))
    }

    /// The limit of a promise with what varies it and puts it off. `None` where no limit holds for the case.
    pub(super) fn evaluate_own_limit(&self, scope: Scope<'p>) -> Result<Option<EvaluatedLimit<'p>>, CountError> {
        let promise = scope.promise;
        let Some(limit) = self.applicable(scope, &promise.limits) else { return Ok(None) };
        let (scope, mut evaluated) = self.evaluate_with_restarts(scope, limit)?;
        if let LimitState::Dated(deadline) = &mut evaluated.limit_state
            && !promise.extensions.is_empty()
        {
            self.extend(scope, deadline, &mut evaluated.not_counted)?;
        }
        Ok(Some(evaluated))
    }

    /// A limit, or that of the notice that relaxes it on the day on which its clock starts.
    pub(super) fn evaluate_varied(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
    ) -> Result<EvaluatedLimit<'p>, CountError> {
        let (mut limit, mut variation) = (limit, None);
        if !scope.promise.variations.is_empty()
            && let Some(day) = self.variation_day(scope, limit)?
            && let Some((notice, varied)) = self.varied(scope, day)
        {
            (limit, variation) = (varied, Some(notice));
        }
        let limit_state = self.evaluate_limit(scope, limit)?;
        Ok(EvaluatedLimit { limit_state, limit, variation, restart: scope.restart, not_counted: Vec::new() })
    }

    /// When the first of the clocks of a limit started, those aside that count to a date that is given.
    pub(super) fn began(&self, scope: Scope<'p>, limit: &'p PlannedLimit) -> Result<Option<Moment>, CountError> {
        Ok(match limit {
            PlannedLimit::Unstated | PlannedLimit::DateGiven(_) => None,
            PlannedLimit::Clock(clock) => self.start_of(scope, clock)?.map(|start| start.at),
            PlannedLimit::Then(first, _) => self.began(scope, first)?,
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                let mut first: Option<Moment> = None;
                for limit in limits {
                    let began = self.began(scope, limit)?;
                    first = began.filter(|began| first.is_none_or(|first| began.instant < first.instant)).or(first);
                }
                first
            }
        })
    }

    /// The day by which a variation is looked up: that of the event at which a clock starts, which need not be known to the hour.
    fn variation_day(&self, scope: Scope<'p>, limit: &'p PlannedLimit) -> Result<Option<Day>, CountError> {
        if let Some(restart) = scope.restart {
            return Ok(Some(restart.at.day()));
        }
        Ok(match limit {
            PlannedLimit::Unstated => None,
            PlannedLimit::Clock(clock) => self.start_of(scope, clock)?.map(|start| start.at.day()),
            PlannedLimit::Then(first, _) => self.variation_day(scope, first)?,
            PlannedLimit::DateGiven(_) | PlannedLimit::EarlierOf(_) | PlannedLimit::LaterOf(_) => {
                let limit_state = self.evaluate_limit(Scope { without_stops: true, ..scope }, limit)?;
                limit_state.deadline().and_then(|deadline| match deadline.given {
                    Some(_) => self.first_given(deadline).map(|first| first.day()),
                    None => Some(deadline.began().day()),
                })
            }
        })
    }

    /// The notice that relaxes a promise whose clock started on a day, and the limit that holds meanwhile.
    pub(super) fn varied(&self, scope: Scope<'p>, began: Day) -> Option<(&'p PlannedVariation, &'p PlannedLimit)> {
        let lasts =
            |notice: &&PlannedVariation| notice.from <= began && notice.until.is_none_or(|until| began <= until);
        let notice = scope.promise.variations.iter().rfind(lasts)?;
        Some((notice, self.applicable(scope, &notice.limits)?))
    }

    /// The first limit whose condition holds.
    pub(super) fn applicable(&self, scope: Scope<'p>, limits: &'p PlannedLimits) -> Option<&'p PlannedLimit> {
        let holds = |(condition, _): &&(PlannedCondition, _)| condition.holds(self.plan, &self.query, &scope.end);
        limits.iter().find(holds).map(|(_, limit)| limit)
    }

    /// A state whose status is not known yet.
    pub(super) fn state_from(
        &self,
        scope: Scope<'p>,
        evaluated: EvaluatedLimit<'p>,
        done: Option<(Moment, Option<NameId>)>,
    ) -> Box<PromiseState<'p>> {
        let EvaluatedLimit { limit_state, limit, variation, restart, not_counted } = evaluated;
        let scope = Scope { restart, ..scope };
        let counted_from = match (limit, limit_state.clock()) {
            // The event came, with a date or without one.
            (PlannedLimit::DateGiven(_), Some(clock)) => {
                let by_end = |at: &Moment| at.instant <= scope.end.instant;
                Some((clock.event, self.first(clock.event, clock.stage).filter(by_end)))
            }
            _ => self.counted_from(scope, &limit_state),
        };
        Box::new(PromiseState {
            limit_state,
            limit: Some(limit),
            variation,
            evaluation: Evaluation::of(Status::Waiting),
            done: done.map(|(at, _)| at),
            done_by: done.and_then(|(_, by)| by),
            counted_from,
            opens: None,
            awaiting_opening: Awaited::new(),
            not_counted,
            warn_at: Vec::new(),
        })
    }

    /// When the event first came with which a date was given, with a date or without one.
    fn first_given(&self, deadline: &Deadline<'p>) -> Option<Moment> {
        self.first(deadline.event, deadline.run.clock.stage)
    }

    /// The event that a limit counts from, and when it happened, if it did.
    pub(super) fn counted_from(
        &self,
        scope: Scope<'p>,
        limit_state: &LimitState<'p>,
    ) -> Option<(NameId, Option<Moment>)> {
        match limit_state {
            LimitState::Unstated => None,
            LimitState::BeyondCalendar(..) if let Some(restart) = scope.restart => {
                Some((restart.event, Some(restart.at)))
            }
            LimitState::Waiting(clock, _) | LimitState::BeyondCalendar(clock, _) => {
                Some((clock.event, self.first_start_by(scope, clock)))
            }
            LimitState::Dated(deadline) if deadline.given.is_some() => {
                Some((deadline.event, self.first_given(deadline).filter(|at| at.instant <= scope.end.instant)))
            }
            LimitState::Dated(deadline) => Some((deadline.event, deadline.started.then(|| *deadline.began()))),
        }
    }

    fn evaluation(&self, scope: Scope<'p>, state: &mut PromiseState<'p>) -> Result<Evaluation, CountError> {
        Ok(match &mut state.limit_state {
            LimitState::Unstated => Evaluation::of(Status::Unstated),
            LimitState::BeyondCalendar(..) => Evaluation::of(Status::Waiting),
            LimitState::Waiting(clock, _) => Evaluation::waiting(clock, state.done.is_some()),
            LimitState::Dated(deadline) => match &state.done {
                Some(done) => {
                    // What was done cannot move any more, whatever it was counted from; and the customer's time cannot be
                    // over that has not begun.
                    deadline.awaiting.clear();
                    let evaluation = self.done_evaluation(scope, deadline, done)?;
                    let is_window = scope.promise.role == Role::CustomerWindow;
                    if is_window && !self.has_run_out(scope, done)? { evaluation.met() } else { evaluation }
                }
                None => self.open_evaluation(scope, deadline)?,
            },
        })
    }

    /// Of a promise that was done.
    pub(super) fn done_evaluation(
        &self,
        scope: Scope<'p>,
        deadline: &Deadline<'p>,
        done: &Moment,
    ) -> Result<Evaluation, CountError> {
        let tables = self.plan.tables(deadline.run.clock, false);
        let evaluation = Evaluation { projected: self.is_projected(deadline), ..deadline.run.done(&tables, done)? };
        self.less_stops(scope, deadline, evaluation, done)
    }

    /// Of a promise that is not done.
    pub(super) fn open_evaluation(&self, scope: Scope<'p>, deadline: &Deadline<'p>) -> Result<Evaluation, CountError> {
        if deadline.stopped {
            return Ok(Evaluation::of(Status::Stopped));
        }
        let tables = self.plan.tables(deadline.run.clock, deadline.run.by_customer);
        let evaluation = deadline.run.undone(&tables, &deadline.stops, &self.query.at)?;
        let evaluation = Evaluation { projected: self.is_projected(deadline), ..evaluation };
        if scope.promise.role == Role::CustomerWindow && evaluation.status == Status::Overdue {
            return Ok(Evaluation { status: Status::Lapsed, late_by: None, ..evaluation });
        }
        self.less_stops(scope, deadline, evaluation, &self.query.at)
    }

    /// When a promise was done: the first event that keeps it, or for the final answer the last while the case has not
    /// been reopened; and by which event, where that is another than its own.
    fn done(&self, promise: &PlannedPromise) -> Option<(Moment, Option<NameId>)> {
        if promise.completion == Completion::Last {
            let times = |event| self.times(event, promise.stage, &self.query.at);
            let answers = times(promise.done_when);
            let last = *answers.last()?;
            let is_closed = super::turns::turns(answers, times(self.plan.well_known().reopened)).last()?.1.is_none();
            return is_closed.then_some((last, None));
        }
        let own = self.first(promise.done_when, promise.stage);
        let other = promise.or_when.and_then(|event| Some((self.first(event, promise.stage)?, event)));
        match (own, other) {
            (Some(own), Some((other, by))) if own.is_after(&other) => Some((other, Some(by))),
            (Some(own), _) => Some((own, None)),
            (None, other) => other.map(|(at, by)| (at, Some(by))),
        }
    }

    /// Whether a promise stands in for another that was kept in time, so that it is not owed.
    fn is_superseded(&self, promise: &PlannedPromise) -> Result<bool, CountError> {
        let Some(parent) = promise.instead_of else { return Ok(false) };
        Ok(self.state(parent)?.is_none_or(|parent| parent.evaluation.status == Status::Met))
    }

    /// The customer did again what started the clock, after the promise was kept: nothing looks at that.
    fn note_what_came_again(
        &self,
        deadline: &Deadline<'p>,
        done: &Moment,
        promise: &PlannedPromise,
        not_counted: &mut Vec<NotCountedEvent>,
    ) {
        let clock = deadline.first_clock();
        let well_known = self.plan.well_known();
        let can_come_again = clock.by_customer && ![well_known.received, well_known.escalated].contains(&clock.event);
        if promise.completion == Completion::Last || !can_come_again {
            return;
        }
        let times = self.times(clock.event, clock.stage, &self.query.at);
        if times.first().is_none_or(|first| first.is_after(done)) {
            return;
        }
        let later = times.into_iter().filter(|again| again.is_after(done));
        not_counted.extend(later.map(|again| (clock.event, again, NotCountedBecause::CameAgain)));
    }
}
