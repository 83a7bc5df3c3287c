//! From a limit and the events of a case to a due date.

use super::query::Query;
use crate::charter::Role;
use crate::counting::{CountError, Due, Stop, Tables};
use crate::moment::Moment;

use crate::plan::{Code, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};

/// What a limit comes to for a case.
#[derive(Debug)]
pub(crate) enum Reckoning<'p> {
    /// The charter gives no figure.
    Unstated,
    /// The clock starts at something that has not happened and cannot be foreseen.
    Waiting(&'p PlannedClock),
    /// A date.
    Dated(Dated<'p>),
}

/// Events that have not happened.
pub(crate) type Awaited = Vec<Code>;

/// A due date and where it comes from. Its lists are empty for nearly every case, and then allocate nothing.
#[derive(Debug)]
pub(crate) struct Dated<'p> {
    pub(crate) run: Run<'p>,
    /// The event that the clock counts from: the clock's own, or one at which it started again.
    pub(super) event: Code,
    /// The events that have not happened and whose own due dates stand in for them, first things first.
    pub(crate) awaiting: Awaited,
    /// What the clock stood still for.
    pub(super) stops: Vec<Stop>,
    /// It stands still now.
    pub(super) stopped: bool,
    /// The notices by which it was put off, and to when.
    pub(super) extended: Vec<(Moment, Due)>,
    /// The limit that had to run out first.
    pub(super) before: Option<Box<Dated<'p>>>,
}

/// A clock from its start to the moment when time runs out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'p> {
    pub(crate) clock: &'p PlannedClock,
    /// When the clock started, or what stands in for it.
    pub(crate) start: Moment,
    /// The customer set it off, so that receipt rules move it.
    pub(crate) by_customer: bool,
    pub(crate) due: Due,
}

/// The promise whose limit is reckoned, and until when its clock is looked at.
#[derive(Clone, Copy)]
pub(super) struct Scope<'q, 'p> {
    pub(super) query: &'q Query<'q>,
    pub(super) standard: &'p PlannedStandard,
    pub(super) promise: &'p PlannedPromise,
    /// When it was done, or the moment of the question.
    pub(super) end: Moment,
}

impl Plan {
    /// The tables that a clock counts with. Receipt rules are among them only where the customer set it off.
    pub(crate) fn tables(&self, clock: &PlannedClock, by_customer: bool) -> Tables<'_> {
        let calendar = self.calendar(clock.calendar);
        Tables {
            zone: &self.charter().zone,
            working_days: calendar.map(|calendar| &calendar.days),
            hours: self.hours(clock.hours),
            receipt: calendar.filter(|_| by_customer).map(|calendar| calendar.receipt),
        }
    }

    pub(super) fn reckon<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        limit: &'p PlannedLimit,
    ) -> Result<Reckoning<'p>, CountError> {
        match limit {
            PlannedLimit::Unstated => Ok(Reckoning::Unstated),
            PlannedLimit::Clock(clock) => self.reckon_clock(scope, clock),
            PlannedLimit::EarlierOf(limits) => self.choose(scope, limits, Choice::Earlier),
            PlannedLimit::LaterOf(limits) => self.choose(scope, limits, Choice::Later),
            PlannedLimit::Then(first, clock) => match self.reckon(scope, first)? {
                Reckoning::Dated(first) => {
                    let start = Moment::at(first.run.due.at, &self.charter().zone)?;
                    let (event, awaiting) = (first.event, first.awaiting.clone());
                    let then = self.run(scope, clock, event, start, false, awaiting)?;
                    Ok(Reckoning::Dated(Dated { before: Some(Box::new(first)), ..then }))
                }
                other => Ok(other),
            },
            PlannedLimit::Given(clock) => {
                let given = scope.query.history.all(clock.event, clock.stage, scope.standard.stages).last();
                let Some(start) = given.and_then(|happening| happening.until) else {
                    return Ok(Reckoning::Waiting(clock));
                };
                Ok(Reckoning::Dated(self.run(scope, clock, clock.event, start, false, Awaited::new())?))
            }
        }
    }

    fn reckon_clock<'p>(&'p self, scope: Scope<'_, 'p>, clock: &'p PlannedClock) -> Result<Reckoning<'p>, CountError> {
        let happened = scope.query.history.first(clock.event, clock.stage, scope.standard.stages);
        let (start, awaiting) = match happened {
            Some(_) if self.is_refused(scope, clock)? => return Ok(Reckoning::Waiting(clock)),
            Some(moment) => (moment, Awaited::new()),
            None => match self.foresee(scope, clock)? {
                Some(foreseen) => foreseen,
                None => return Ok(Reckoning::Waiting(clock)),
            },
        };
        let (event, start, by_customer) = self.restarted(scope, clock, start)?;
        Ok(Reckoning::Dated(self.run(scope, clock, event, start, by_customer, awaiting)?))
    }

    /// Runs a clock from its start, with what it stood still for.
    fn run<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        clock: &'p PlannedClock,
        event: Code,
        start: Moment,
        by_customer: bool,
        awaiting: Awaited,
    ) -> Result<Dated<'p>, CountError> {
        let (stops, open) = self.stops(scope, clock, &start, scope.end)?;
        let due = self.tables(clock, by_customer).due(&clock.count, &start, &stops)?;
        let stopped = open.is_some_and(|open| open.instant <= due.at);
        let (extended, before) = (Vec::new(), None);
        let run = Run { clock, start, by_customer, due };
        Ok(Dated { run, event, awaiting, stops, stopped, extended, before })
    }

    /// Until our own event has happened, its due date stands in for it.
    fn foresee<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        clock: &'p PlannedClock,
    ) -> Result<Option<(Moment, Awaited)>, CountError> {
        let promise = clock.promised_by.and_then(|index| scope.standard.promises.get(usize::from(index)));
        let Some(promise) = promise else { return Ok(None) };
        if self.stands_aside(scope.query, scope.standard, promise)? {
            return Ok(None);
        }
        let Some(reckoned) = self.reckon_promise(scope.query, scope.standard, promise)? else { return Ok(None) };
        let Reckoning::Dated(mut before) = reckoned.reckoning else { return Ok(None) };
        // A clock that stands still has no due date to stand in for anything.
        if before.stopped {
            return Ok(None);
        }
        before.awaiting.push(clock.event);
        Ok(Some((Moment::at(before.run.due.at, &self.charter().zone)?, before.awaiting)))
    }

    /// A late request for a stage, where the charter refuses it, opens nothing.
    fn is_refused(&self, scope: Scope<'_, '_>, clock: &PlannedClock) -> Result<bool, CountError> {
        let window = scope.standard.promises.iter().find(|promise| {
            promise.role == Role::CustomerWindow
                && promise.late_requests_refused
                && (promise.stage, promise.done_when) == (clock.stage, clock.event)
        });
        let Some(window) = window else { return Ok(false) };
        let Some(asked) = scope.query.history.first(clock.event, clock.stage, scope.standard.stages) else {
            return Ok(false);
        };
        let reckoned = self.reckon_promise(scope.query, scope.standard, window)?;
        Ok(reckoned
            .and_then(|reckoned| reckoned.reckoning.dated().map(|dated| dated.run.due))
            .is_some_and(|due| asked.instant.seconds() > due.at.seconds()))
    }

    /// The earlier or the later of several limits. While one of them waits, the earlier is at most what is known, and
    /// the later is not known at all.
    fn choose<'p>(
        &'p self,
        scope: Scope<'_, 'p>,
        limits: &'p [PlannedLimit],
        choice: Choice,
    ) -> Result<Reckoning<'p>, CountError> {
        let mut chosen: Option<Dated<'p>> = None;
        let mut waiting: Vec<&'p PlannedClock> = Vec::new();
        for limit in limits {
            match self.reckon(scope, limit)? {
                Reckoning::Unstated => {}
                Reckoning::Waiting(clock) => waiting.push(clock),
                Reckoning::Dated(dated) => {
                    let better = chosen.as_ref().is_none_or(|best| match choice {
                        Choice::Earlier => dated.run.due.at < best.run.due.at,
                        Choice::Later => dated.run.due.at > best.run.due.at,
                    });
                    if better {
                        chosen = Some(dated);
                    }
                }
            }
        }
        Ok(match (chosen, waiting.first(), choice) {
            (_, Some(clock), Choice::Later) => Reckoning::Waiting(clock),
            (Some(mut dated), _, _) => {
                for clock in waiting {
                    if !dated.awaiting.contains(&clock.event) {
                        dated.awaiting.push(clock.event);
                    }
                }
                Reckoning::Dated(dated)
            }
            (None, Some(clock), Choice::Earlier) => Reckoning::Waiting(clock),
            (None, None, _) => Reckoning::Unstated,
        })
    }
}

#[derive(Clone, Copy)]
enum Choice {
    Earlier,
    Later,
}
