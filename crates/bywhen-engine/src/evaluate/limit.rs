//! From a limit and the events of a case to a due date.

use super::deadline::{Awaited, ClockRun, Deadline, LimitState, StandIn, Start};
use super::evaluator::Evaluator;
use super::scope::{Restart, Scope};
use super::standstills::Standstills;
use crate::charter::Direction;
use crate::counting::{CountError, Due, Tables};
use crate::moment::Moment;
use crate::plan::{NameId, Plan, PlannedClock, PlannedLimit};

impl Plan {
    /// The tables that a clock counts with. Receipt rules are among them only where the customer set it off.
    pub(crate) fn tables(&self, clock: &PlannedClock, by_customer: bool) -> Tables<'_> {
        self.tables_of(clock.calendar, clock.hours, by_customer)
    }

    pub(super) fn tables_of(&self, calendar: Option<NameId>, hours: Option<NameId>, by_customer: bool) -> Tables<'_> {
        let calendar = self.calendar(calendar);
        Tables {
            zone: &self.charter().zone,
            working_days: calendar.map(|calendar| &calendar.days),
            hours: self.hours(hours),
            due_at_next_opening: self.is_due_at_next_opening(hours),
            receipt: calendar.filter(|_| by_customer).map(|calendar| calendar.receipt),
            opening: calendar.filter(|_| by_customer).and_then(|calendar| self.hours(calendar.opening)),
        }
    }
}

impl<'p> Evaluator<'p, '_> {
    pub(super) fn evaluate_limit(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
    ) -> Result<LimitState<'p>, CountError> {
        crate::steps::count();
        match limit {
            PlannedLimit::Unstated => Ok(LimitState::Unstated),
            PlannedLimit::Clock(clock) => self.evaluate_clock(scope, clock),
            PlannedLimit::EarlierOf(limits) => self.choose(scope, limits, Choice::Earlier),
            PlannedLimit::LaterOf(limits) => self.choose(scope, limits, Choice::Later),
            PlannedLimit::Then(first, clock) => {
                match self.evaluate_limit(Scope { without_stops: true, ..scope }, first)? {
                    LimitState::Dated(first) => {
                        let start = Start {
                            event: first.event,
                            at: self.moment_due(&first)?,
                            by_customer: false,
                            started: first.started,
                            settled: first.settled,
                            awaiting: first.awaiting.clone(),
                            projected: self.is_projected(&first),
                        };
                        Ok(match self.run_clock(scope, clock, start)? {
                            LimitState::Dated(mut then) => {
                                then.before = Some(first);
                                LimitState::Dated(then)
                            }
                            LimitState::BeyondCalendar(_, bound) => {
                                LimitState::BeyondCalendar(first.first_clock(), bound)
                            }
                            other => other,
                        })
                    }
                    other => Ok(other),
                }
            }
            PlannedLimit::DateGiven(clock) => Ok(self.date_given(scope, clock)),
        }
    }

    fn evaluate_clock(&self, scope: Scope<'p>, clock: &'p PlannedClock) -> Result<LimitState<'p>, CountError> {
        let Some(mut start) = self.start_of(scope, clock)? else {
            return Ok(LimitState::Waiting(clock, Awaited::new()));
        };
        if let Some(Restart { event, at, by_customer }) =
            scope.restart.filter(|restart| !start.at.is_after(&restart.at))
        {
            // While what it first counted from is awaited, its date may move all the same.
            start = Start { event, at, by_customer, started: true, settled: false, ..start };
        }
        self.run_clock(scope, clock, start)
    }

    /// Where a clock starts: at its event, or where that is ours and has not happened, when it is due.
    pub(super) fn start_of(&self, scope: Scope<'p>, clock: &'p PlannedClock) -> Result<Option<Start>, CountError> {
        let happened = self.first_start_by(scope, clock);
        let (event, by_customer) = (clock.event, clock.by_customer);
        if let Some(at) = happened {
            return Ok(Some(Start {
                event,
                at,
                by_customer,
                started: true,
                settled: false,
                awaiting: Awaited::new(),
                projected: false,
            }));
        }
        let Some(stand_in) = self.stand_in(scope, clock)? else { return Ok(None) };
        let at = stand_in.at;
        let StandIn { settled, awaiting, projected, .. } = stand_in;
        Ok(Some(Start { event, at, by_customer, started: false, settled, awaiting, projected }))
    }

    /// Runs a clock from its start, with what it stood still for.
    pub(super) fn run_clock(
        &self,
        scope: Scope<'p>,
        clock: &'p PlannedClock,
        start: Start,
    ) -> Result<LimitState<'p>, CountError> {
        let Start { event, at: start, by_customer, started, settled, awaiting, projected: projected_before } = start;
        let back = clock.count.direction == Direction::Before;
        // A count back is to a day that is fixed: nothing stands still.
        let standstills =
            if back { Ok(Standstills::default()) } else { self.stops(scope, clock, &start, scope.stops_until) };
        let tables = self.plan.tables(clock, by_customer);
        let counted = standstills.and_then(|mut standstills| {
            let (due, stopped) = standstills.due(&tables, &clock.count, &start, scope.done)?;
            Ok((due, stopped, standstills))
        });
        let (due, stopped, standstills) = match counted {
            Ok(counted) => counted,
            Err(error) => {
                return error.calendar_bound().map(|bound| LimitState::BeyondCalendar(clock, bound)).ok_or(error);
            }
        };
        let Standstills { all: stops, open_since, .. } = standstills;
        let run = ClockRun { clock, start, by_customer, due };
        Ok(LimitState::Dated(Box::new(Deadline {
            started,
            settled,
            awaiting,
            projected_before,
            stops,
            stopped: stopped && !scope.done,
            open_since,
            ..Deadline::plain(run, event)
        })))
    }

    /// The date that came with the last such event, of one moment the latest. It stays where it is, whatever stops the clock.
    pub(super) fn date_given(&self, scope: Scope<'p>, clock: &'p PlannedClock) -> LimitState<'p> {
        let events = self.all(clock.event, clock.stage, &scope.end).into_iter();
        let given = events.filter_map(|event| event.until.map(|until| (event, until, self.due_given(&until))));
        let last = given.max_by_key(|(event, _, due)| (event.moment.instant, due.at));
        let Some((event, until, due)) = last else { return LimitState::Waiting(clock, Awaited::new()) };
        let run = ClockRun { clock, start: until, by_customer: false, due };
        LimitState::Dated(Box::new(Deadline { given: Some(event.moment), ..Deadline::plain(run, clock.event) }))
    }

    /// A date that was given ends with its day, one with a time at that time.
    pub(super) fn due_given(&self, until: &Moment) -> Due {
        let at = if until.day_only { self.zone().end_of_day(until.day()) } else { until.instant };
        Due { day: until.day(), at }
    }

    /// The earlier or the later of several limits. While one of them waits, the earlier is at most what is known, and
    /// the later is not known at all. The date may move with whatever any of them waits for.
    fn choose(
        &self,
        scope: Scope<'p>,
        limits: &'p [PlannedLimit],
        choice: Choice,
    ) -> Result<LimitState<'p>, CountError> {
        let mut chosen: Option<Box<Deadline<'p>>> = None;
        let mut stands_still: Option<Moment> = None;
        let mut awaiting = Awaited::new();
        let mut projected_before = false;
        let mut unknown: Option<LimitState<'p>> = None;
        let mut note = |event: NameId| {
            if !awaiting.contains(&event) {
                awaiting.push(event);
            }
        };
        for limit in limits {
            let limit_state = match choice {
                Choice::Earlier => self.evaluate_part(scope, limits, limit)?,
                Choice::Later => self.evaluate_limit(scope, limit)?,
            };
            match limit_state {
                LimitState::Unstated => {}
                LimitState::Dated(deadline) => {
                    deadline.awaiting.iter().copied().for_each(&mut note);
                    projected_before |= self.is_projected(&deadline);
                    // What stands still comes to no date: the other is the earlier. Of two that come to the same, the one whose
                    // start decides.
                    let key = |one: &Deadline<'p>| (one.run.due.at, one.given.unwrap_or(*one.began()).instant);
                    let better = chosen.as_ref().is_none_or(|best| match choice {
                        Choice::Earlier => (deadline.stopped, key(&deadline)) < (best.stopped, key(best)),
                        Choice::Later => key(&deadline) > key(best),
                    });
                    if deadline.stopped {
                        let since = deadline.open_since.into_iter().chain(stands_still);
                        stands_still = since.min_by_key(|since| since.instant);
                    }
                    if better {
                        chosen = Some(deadline);
                    }
                }
                other => {
                    match &other {
                        LimitState::Waiting(clock, others) => {
                            note(clock.event);
                            others.iter().copied().for_each(&mut note);
                        }
                        LimitState::BeyondCalendar(clock, _) => {
                            let start = self.start_of(scope, clock)?;
                            start.into_iter().flat_map(|start| start.awaiting).for_each(&mut note);
                        }
                        _ => {}
                    }
                    unknown = unknown.or(Some(other));
                }
            }
        }
        // The later is not known while any part stands still: what the furthest comes to is the least that it can become.
        if let (Choice::Later, Some(chosen), Some(since)) = (choice, &mut chosen, stands_still) {
            (chosen.stopped, chosen.open_since) = (true, Some(since));
        }
        if projected_before
            && !scope.promise.stops.is_empty()
            && let Some(chosen) = chosen.as_ref().filter(|chosen| !chosen.stopped)
        {
            projected_before = self.is_any_projected(scope, limits, chosen.run.due)?;
        }
        Ok(match (chosen, unknown, choice) {
            (_, Some(LimitState::Waiting(clock, _)), Choice::Later)
            | (None, Some(LimitState::Waiting(clock, _)), Choice::Earlier) => LimitState::Waiting(clock, awaiting),
            (_, Some(unknown), Choice::Later) | (None, Some(unknown), Choice::Earlier) => unknown,
            (Some(mut deadline), _, _) => {
                (deadline.awaiting, deadline.projected_before) = (awaiting, projected_before);
                LimitState::Dated(deadline)
            }
            (None, None, _) => LimitState::Unstated,
        })
    }

    /// One of several limits of which the earliest counts. What stands still only when another of them has run out does not
    /// matter, so that its time need not be known.
    fn evaluate_part(
        &self,
        scope: Scope<'p>,
        limits: &'p [PlannedLimit],
        part: &'p PlannedLimit,
    ) -> Result<LimitState<'p>, CountError> {
        let unknown_time = match self.evaluate_limit(scope, part) {
            Err(error @ CountError::NeedsTime(_)) => error,
            evaluated => return evaluated,
        };
        let mut stops_begin_by = None;
        for other in limits.iter().filter(|other| !std::ptr::eq(*other, part)) {
            if let Ok(LimitState::Dated(deadline)) = self.evaluate_limit(scope, other)
                && !deadline.stopped
            {
                let due = deadline.run.due.at;
                stops_begin_by = stops_begin_by.filter(|by| *by <= due).or(Some(due));
            }
        }
        let Some(stops_begin_by) = stops_begin_by else { return Err(unknown_time) };
        self.evaluate_limit(Scope { stops_begin_by, ..scope }, part)
    }

    /// Whether one of several limits that come to a due date rests on bank holidays that are not yet published. What stood still
    /// only after that date moved none of them, and what stands still by then is not known.
    fn is_any_projected(&self, scope: Scope<'p>, limits: &'p [PlannedLimit], due: Due) -> Result<bool, CountError> {
        let due = Moment::at(due.at, self.zone())?;
        let stops_until = if due.instant < scope.stops_until.instant { due } else { scope.stops_until };
        for limit in limits {
            let limit_state = self.evaluate_limit(Scope { stops_until, ..scope }, limit)?;
            let deadline = limit_state.deadline().filter(|deadline| !deadline.stopped);
            if deadline.is_some_and(|deadline| self.is_projected(deadline)) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The moment at which something is due, as the start of another count.
    pub(super) fn moment_due(&self, deadline: &Deadline<'p>) -> Result<Moment, CountError> {
        Ok(Moment::at_due(deadline.run.due, deadline.whole_day, self.zone())?)
    }

    /// Whether a date rests on bank holidays that are not yet published: those of its own count, or of what it counts from.
    pub(super) fn is_projected(&self, deadline: &Deadline<'p>) -> bool {
        // What was put off rests on what it was put off from and on what was added, and not on how far that went.
        let own = || deadline.run.is_projected(&self.plan.tables(deadline.run.clock, false));
        deadline.projected_before || (deadline.extended.is_empty() && own())
    }

    pub(super) fn zone(&self) -> &'p bywhen_calendar::Zone {
        &self.plan.charter().zone
    }
}

#[derive(Clone, Copy)]
enum Choice {
    Earlier,
    Later,
}
