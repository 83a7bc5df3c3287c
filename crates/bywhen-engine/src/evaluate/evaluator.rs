//! Evaluates the promises of one standard for one case, each once.
//!
//! They are taken in the order in which they depend on one another, so that whatever a promise counts from or stands in for
//! is known when its turn comes: the time is linear in the promises, and nothing is gone down into.

use super::scope::Scope;
use std::rc::Rc;

use super::ResolvedEvent;
use super::deadline::StandIn;
use super::memo::Memo;
use super::promise_state::PromiseState;
use super::query::Query;
use super::stages::Stages;
use super::standstills::StopTimeline;
use crate::case_error::CaseError;
use crate::counting::CountError;
use crate::moment::Moment;
use crate::plan::{NameId, Plan, PlannedClock, PlannedPromise, PlannedStandard};

/// The evaluation of one standard for one case.
pub(super) struct Evaluator<'p, 'q> {
    pub(super) plan: &'p Plan,
    pub(super) query: Query<'q>,
    pub(super) standard: &'p PlannedStandard,
    pub(super) stages: Stages,
    /// By the place of the promise in its standard.
    states: Vec<Slot<'p>>,
    /// What stood in for an event of ours at an earlier moment, by the place of the promise and the moment.
    pub(super) stand_ins: Memo<Option<StandIn>>,
    /// When clocks stood still, by the number of the promise and the moment up to which that is looked at.
    pub(super) stop_timelines: Memo<Rc<StopTimeline<'p>>>,
}

/// What is known of a promise so far.
enum Slot<'p> {
    Pending,
    /// It does not apply, or it stands in for another that was kept in time.
    NotOwed,
    Evaluated(Box<PromiseState<'p>>),
    Failed(CountError),
}

/// Where each promise of a standard that applies to a case stands, in the charter's order.
pub(crate) fn evaluate<'p>(
    plan: &'p Plan,
    query: &Query<'_>,
    standard: &'p PlannedStandard,
) -> Result<Vec<(&'p PlannedPromise, Box<PromiseState<'p>>)>, CaseError> {
    let mut evaluator = Evaluator::new(plan, *query, standard);
    let failed = |promise: &PlannedPromise, error| CaseError::Count { promise: promise.id.clone(), error };
    evaluator.open_stages().map_err(|(promise, error)| failed(promise, error))?;
    evaluator.run(&standard.order);
    let mut evaluated = Vec::with_capacity(standard.promises.len());
    for (promise, slot) in standard.promises.iter().zip(evaluator.states) {
        match slot {
            Slot::Evaluated(mut state) => {
                if query.history.end().is_some() {
                    state.end();
                }
                evaluated.push((promise, state));
            }
            Slot::Failed(error) => return Err(failed(promise, error)),
            Slot::NotOwed | Slot::Pending => {}
        }
    }
    Ok(evaluated)
}

impl<'p, 'q> Evaluator<'p, 'q> {
    fn new(plan: &'p Plan, query: Query<'q>, standard: &'p PlannedStandard) -> Evaluator<'p, 'q> {
        let mut states = Vec::new();
        states.resize_with(standard.promises.len(), || Slot::Pending);
        let stages = Stages::new(standard.stages, query.history, plan.well_known());
        let (stand_ins, stop_timelines) = (Memo::new(), Memo::new());
        Evaluator { plan, query, standard, stages, states, stand_ins, stop_timelines }
    }

    /// Evaluates these promises, each after those that it depends on.
    pub(super) fn run(&mut self, order: &[usize]) {
        for place in order.iter().copied() {
            let Some(promise) = self.standard.promises.get(place) else { continue };
            let slot = match self.state_of(promise).and_then(|state| self.with_warnings(promise, state)) {
                Ok(Some(state)) => Slot::Evaluated(state),
                Ok(None) => Slot::NotOwed,
                Err(error) => Slot::Failed(error),
            };
            if let Some(place) = self.states.get_mut(place) {
                *place = slot;
            }
        }
    }

    /// Forgets what was evaluated: another stage has opened.
    pub(super) fn reset(&mut self) {
        self.states.iter_mut().for_each(|slot| *slot = Slot::Pending);
        self.stand_ins.clear();
        self.stop_timelines.clear();
    }

    /// The state of a promise that was evaluated before. `None` where it is not owed.
    pub(super) fn state(&self, place: NameId) -> Result<Option<&PromiseState<'p>>, CountError> {
        match self.states.get(usize::from(place)) {
            Some(Slot::Evaluated(state)) => Ok(Some(state)),
            Some(Slot::Failed(error)) => Err(error.clone()),
            Some(Slot::NotOwed | Slot::Pending) | None => Ok(None),
        }
    }

    /// A deed of which only the day is known comes last on that day.
    pub(super) fn last_of_its_day(&self, done: Moment) -> Moment {
        let end = Moment::end_of(done.day(), &self.plan.charter().zone);
        if done.day_only { end.map_or(done, Moment::without_time) } else { done }
    }

    /// A promise with the end of what is looked at for it.
    pub(super) fn scope(&self, promise: &'p PlannedPromise, done: Option<Moment>) -> Scope<'p> {
        let is_done = done.is_some();
        let end = done.map(|done| self.last_of_its_day(done));
        let at = self.query.at;
        let end = end.filter(|end| end.instant <= at.instant).unwrap_or(at);
        Scope {
            promise,
            end,
            done: is_done,
            stops_until: end,
            stops_begin_by: end.instant,
            without_stops: false,
            restart: None,
        }
    }

    /// Every time that an event happened in a stage up to a moment, in order.
    pub(super) fn all(&self, event: NameId, stage: u8, until: &Moment) -> Vec<&'q ResolvedEvent> {
        self.known(event, stage).take_while(|one| one.moment.instant <= until.instant).collect()
    }

    /// The moments of these.
    pub(super) fn times(&self, event: NameId, stage: u8, until: &Moment) -> Vec<Moment> {
        self.all(event, stage, until).into_iter().map(|one| one.moment).collect()
    }

    /// The same with what is known beforehand and still to come.
    fn known(&self, event: NameId, stage: u8) -> impl Iterator<Item = &'q ResolvedEvent> {
        let of_stage = move |place| self.stages.of_event(place) == stage;
        let events = self.query.history.events().iter().enumerate();
        let events = events.inspect(|_| crate::steps::count());
        events.filter(move |(place, one)| one.event == event && of_stage(*place)).map(|(_, one)| one)
    }

    fn first_known(&self, event: NameId, stage: u8) -> Option<Moment> {
        self.known(event, stage).next().map(|one| one.moment)
    }

    /// When an event first happened in a stage.
    pub(super) fn first(&self, event: NameId, stage: u8) -> Option<Moment> {
        if event == self.plan.well_known().escalated {
            return self.stages.opening(stage).map(|opening| opening.requested);
        }
        self.first_known(event, stage).filter(|first| first.instant <= self.query.at.instant)
    }

    /// When a clock that counts from an event starts: when it first happened or will, as far as that is known; a stage
    /// starts when it opens, which may be later than the request.
    pub(super) fn first_start(&self, event: NameId, stage: u8) -> Option<Moment> {
        if event == self.plan.well_known().escalated {
            // A request that waits has opened nothing yet.
            let is_open = |at: &Moment| at.instant <= self.query.at.instant;
            return self.stages.opening(stage).map(|opening| opening.at).filter(is_open);
        }
        self.first_known(event, stage)
    }

    /// The same as of the end of what is looked at: a start that came only after the deed is not looked at. Receipt is known,
    /// and what is fixed beforehand was known then.
    pub(super) fn first_start_by(&self, scope: Scope<'p>, clock: &PlannedClock) -> Option<Moment> {
        let is_known = clock.event == self.plan.well_known().received || self.plan.is_scheduled(clock.event);
        let known = |start: &Moment| is_known || start.instant <= scope.end.instant;
        // What another event kept counts as from when it was due, also where its own event came later.
        let promised_by = clock.promised_by.and_then(|place| self.state(place).ok().flatten());
        let by_another = promised_by.is_some_and(|state| {
            state.done_by.is_some() && state.done.is_some_and(|done| done.instant <= scope.end.instant)
        });
        if by_another {
            return None;
        }
        self.first_start(clock.event, clock.stage).filter(known)
    }
}
