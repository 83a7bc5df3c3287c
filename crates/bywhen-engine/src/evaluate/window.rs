//! The customer's time to ask for the next stage, and which requests open it.

use super::deadline::LimitState;
use super::evaluation::Evaluation;
use super::evaluator::Evaluator;
use super::promise_state::PromiseState;
use super::scope::Scope;
use super::stages::{Opening, RefusedRequest};
use crate::charter::EarlyRequests;
use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::{NotCountedBecause, Status};
use crate::plan::{PlannedLimit, PlannedPromise};

impl<'p> Evaluator<'p, '_> {
    /// Finds which requests opened which stage: those that name a stage open that one, each other one the next. What is
    /// evaluated for it is what stood before the stage opened.
    pub(super) fn open_stages(&mut self) -> Result<(), (&'p PlannedPromise, CountError)> {
        if self.standard.stages < 2 {
            return Ok(());
        }
        let well_known = *self.plan.well_known();
        let (at, history) = (self.query.at.instant, self.query.history);
        let requests =
            history.events().iter().filter(|one| one.event == well_known.escalated && one.moment.instant <= at);
        for request in requests {
            let requested = request.moment;
            let open = self.stages.open_at(&requested);
            let stage = request.stage.unwrap_or(open.saturating_add(1));
            if stage <= open.max(self.stages.last_requested()) || stage > self.standard.stages {
                // Asking again while a request waits asks for nothing more.
                if self.stages.opening(stage).is_some_and(|opening| opening.at.is_after(&requested)) {
                    self.refuse(stage, requested, NotCountedBecause::AskedTooEarly);
                }
                continue;
            }
            match self.accept(stage, requested)? {
                Ok(opening) => {
                    self.stages.open(opening, history, &well_known);
                    self.reset();
                }
                Err(because) => self.refuse(stage, requested, because),
            }
        }
        Ok(())
    }

    fn refuse(&mut self, stage: u8, requested: Moment, because: NotCountedBecause) {
        self.stages.refused.push(RefusedRequest { stage, requested, because });
    }

    /// When a request opens its stage, or why it opens nothing.
    fn accept(
        &mut self,
        stage: u8,
        requested: Moment,
    ) -> Result<Result<Opening, NotCountedBecause>, (&'p PlannedPromise, CountError)> {
        let opening = |at| Ok(Opening { stage, at, requested });
        let window = self.standard.window(stage);
        let Some((window, needs)) = window.filter(|(window, _)| window.may_refuse()) else {
            return Ok(opening(requested));
        };
        if self.stages.is_closed(stage) {
            return Ok(Err(NotCountedBecause::AskedTooLate));
        }
        // What stood before the stage opened is evaluated as of the request.
        let then = self.scope(window, Some(requested)).end;
        let now = std::mem::replace(&mut self.query.at, then);
        self.run(needs);
        let accepted = self.accept_by(window, stage, requested);
        self.query.at = now;
        self.reset();
        accepted.map_err(|error| (window, error))
    }

    fn accept_by(
        &self,
        window: &'p PlannedPromise,
        stage: u8,
        requested: Moment,
    ) -> Result<Result<Opening, NotCountedBecause>, CountError> {
        let opening = |at| Ok(Opening { stage, at, requested });
        let scope = self.scope(window, Some(requested));
        // A request of which only the day is known came last on it.
        let opens = self.opens(scope)?.filter(|opens| scope.end.instant < opens.instant);
        if let Some(at) = opens {
            return Ok(match window.early_requests {
                EarlyRequests::Wait => opening(at),
                EarlyRequests::Count => opening(requested),
                EarlyRequests::Refused => Err(NotCountedBecause::AskedTooEarly),
            });
        }
        let refused = window.late_requests_refused && self.has_run_out(scope, &requested)?;
        Ok(if refused { Err(NotCountedBecause::AskedTooLate) } else { opening(requested) })
    }

    /// Whether the time that the customer has is over for certain, whatever is still to come: one that has not begun is not.
    pub(super) fn has_run_out(&self, scope: Scope<'p>, then: &Moment) -> Result<bool, CountError> {
        let limit = self.applicable(scope, &scope.promise.limits);
        limit.map_or(Ok(false), |limit| self.is_over(scope, limit, then))
    }

    fn is_over(&self, scope: Scope<'p>, limit: &'p PlannedLimit, then: &Moment) -> Result<bool, CountError> {
        // The earlier is over when one of them is, the later until one of them is not.
        let (limits, decides) = match limit {
            PlannedLimit::EarlierOf(limits) => (limits, true),
            PlannedLimit::LaterOf(limits) => (limits, false),
            _ => {
                return Ok(self.evaluate_limit(scope, limit)?.deadline().is_some_and(|deadline| {
                    let run = &deadline.run;
                    deadline.awaiting.is_empty() && !run.clock.in_time(run.due.at, then.instant)
                }));
            }
        };
        let mut over = !decides;
        for limit in limits {
            if self.is_over(scope, limit, then)? == decides {
                over = decides;
            }
        }
        Ok(over)
    }

    /// From when the customer may ask, where that is later than at once and known.
    fn opens(&self, scope: Scope<'p>) -> Result<Option<Moment>, CountError> {
        self.opening_of(self.opens_limit(scope)?.as_ref())
    }

    fn opens_limit(&self, scope: Scope<'p>) -> Result<Option<LimitState<'p>>, CountError> {
        scope.promise.opens.as_ref().map(|limit| self.evaluate_limit(scope, limit)).transpose()
    }

    /// A day opens when it begins.
    fn opening_of(&self, opens: Option<&LimitState<'p>>) -> Result<Option<Moment>, CountError> {
        let Some(opens) = opens.and_then(LimitState::deadline) else { return Ok(None) };
        let in_days = opens.run.clock.count.unit.is_days();
        let at = if in_days { self.zone().start_of_day(opens.run.due.day) } else { opens.run.due.at };
        Ok(Some(Moment::at(at, self.zone())?))
    }

    pub(super) fn window(&self, promise: &'p PlannedPromise) -> Result<Option<Box<PromiseState<'p>>>, CountError> {
        let opening = self.stages.opening(promise.stage).copied();
        let refused = self.stages.refused.iter().filter(|refused| refused.stage == promise.stage);
        let too_late = refused.clone().find(|refused| refused.because == NotCountedBecause::AskedTooLate);
        let requested = opening.map(|opening| opening.requested);
        let done = requested.or(too_late.map(|refused| refused.requested));
        let scope = self.scope(promise, done);
        let Some(evaluated) = self.evaluate_own_limit(scope)? else { return Ok(None) };
        let mut state = self.state_from(scope, evaluated, done.map(|done| (done, None)));
        let opens = self.opens_limit(scope)?;
        let mut opening_projected = false;
        if let (LimitState::Unstated, Some(opens)) = (&state.limit_state, &opens) {
            // Without an end it is counted as its opening is.
            state.counted_from = self.counted_from(scope, opens);
            let awaiting = opens.deadline().map(|opens| opens.awaiting.clone());
            state.awaiting_opening = awaiting.filter(|_| requested.is_none()).unwrap_or_default();
            opening_projected = opens.deadline().is_some_and(|opens| self.is_projected(opens));
            if let LimitState::BeyondCalendar(..) = opens {
                state.limit_state = opens.clone();
            }
        }
        state.opens = self.opening_of(opens.as_ref())?;
        let escalated = self.plan.well_known().escalated;
        state.not_counted.extend(refused.clone().map(|refused| (escalated, refused.requested, refused.because)));
        let at = self.query.at.instant;
        let at_request = done.unwrap_or(self.query.at);
        let waits = state.opens.is_some_and(|opens| at < opens.instant);
        let mut has_begun = true;
        if let (Some(_), LimitState::Dated(deadline)) = (done, &mut state.limit_state) {
            has_begun = deadline.awaiting.is_empty();
            // What was asked for cannot move any more.
            deadline.awaiting.clear();
        }
        state.evaluation = match &state.limit_state {
            // The request waits with the customer for the time to ask.
            _ if opening.is_some_and(|opening| at < opening.at.instant) => {
                self.projected(&state.limit_state, Status::Early)
            }
            LimitState::Unstated if requested.is_some() && promise.opens.is_some() => Evaluation::of(Status::Met),
            LimitState::Waiting(..) | LimitState::BeyondCalendar(..) if requested.is_some() => {
                Evaluation::of(Status::Met)
            }
            LimitState::Dated(deadline) if requested.is_some() => {
                match self.has_run_out(scope, &at_request)? {
                    true => self.done_evaluation(scope, deadline, &at_request)?,
                    false if has_begun => self.done_evaluation(scope, deadline, &at_request)?.met(),
                    // A time that has not begun asks for no time of day.
                    false => self.projected(&state.limit_state, Status::Met),
                }
            }
            LimitState::Dated(deadline) if too_late.is_some() => {
                let late = self.done_evaluation(scope, deadline, &at_request)?;
                Evaluation { status: Status::Lapsed, ..late }
            }
            _ if waits => {
                let early = refused.clone().any(|refused| refused.because == NotCountedBecause::AskedTooEarly);
                self.projected(&state.limit_state, if early { Status::Early } else { Status::Waiting })
            }
            LimitState::Unstated if state.opens.is_some() => Evaluation::of(Status::Running),
            LimitState::Unstated if promise.opens.is_some() => Evaluation::of(Status::Waiting),
            LimitState::Unstated => Evaluation::of(Status::Unstated),
            LimitState::Waiting(..) | LimitState::BeyondCalendar(..) => Evaluation::of(Status::Waiting),
            LimitState::Dated(deadline) => self.open_evaluation(scope, deadline)?,
        };
        state.evaluation.projected |= opening_projected;
        Ok(Some(state))
    }

    fn projected(&self, limit_state: &LimitState<'p>, status: Status) -> Evaluation {
        let projected = limit_state.deadline().is_some_and(|deadline| self.is_projected(deadline));
        Evaluation { projected, ..Evaluation::of(status) }
    }
}
