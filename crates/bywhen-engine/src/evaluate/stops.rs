//! What a clock stands still for, and where it starts again. Worked out from the whole list of events.

use super::standstills::{Standstills, StopTimeline};
use std::rc::Rc;

use bywhen_calendar::{Day, Instant};

use super::deadline::{Deadline, LimitState};
use super::evaluation::Evaluation;
use super::evaluator::Evaluator;
use super::promise_state::EvaluatedLimit;
use super::scope::{Restart, Scope};
use super::turns::{Intervals, turns};
use crate::charter::Completion;
use crate::counting::{CountError, Moved, Stop, lost_firsts};
use crate::moment::Moment;
use crate::outcome::{LateBy, Status};
use crate::plan::{NameId, PlannedClock, PlannedEvent, PlannedLimit, PlannedPromise, PlannedStop};

impl<'p> Evaluator<'p, '_> {
    /// The stops of a clock that started at `start`, by time, looked at until `end`; and since when it stands still,
    /// where it does at the end.
    pub(super) fn stops(
        &self,
        scope: Scope<'p>,
        clock: &PlannedClock,
        start: &Moment,
        end: Moment,
    ) -> Result<Standstills, CountError> {
        let mut stops = Standstills::default();
        if scope.promise.stops.is_empty() || scope.without_stops {
            return Ok(stops);
        }
        let timeline = self.stop_timeline(scope);
        for (rule, pairs) in &timeline.0 {
            // The deed ends a stop that was not over by then, also before its clock has started.
            let ended = Some(end).filter(|_| scope.done);
            let moved = |until: Option<Moment>| match until {
                Some(until) if rule.until.by_customer => self.moved(clock, &until),
                _ => Ok(None),
            };
            // Over by the moment, and by the day as which that counts.
            let first = pairs.partition_point(|(_, until)| {
                let counts_later = || moved(*until).is_ok_and(|moved| moved.is_some_and(|(day, _)| day >= start.day()));
                let is_over = |until: Moment| self.latest(clock, &until) < start.instant;
                until.or(ended).is_some_and(is_over) && !counts_later()
            });
            let begins_by = end.instant.min(scope.stops_begin_by);
            let within = pairs.iter().skip(first).take_while(|(from, _)| from.instant <= begins_by);
            for (from, until) in within.copied() {
                crate::steps::count();
                let until = until.filter(|until| until.instant <= end.instant);
                let moved = moved(until)?;
                let until = until.map(|until| self.resumed(rule, clock, until)).transpose()?;
                let PlannedStop { first_day_lost, even_when_overdue, .. } = **rule;
                let stop = |until| Stop { from, until, first_day_lost, moved, even_when_overdue };
                match until {
                    Some(until) => stops.all.push(stop(until)),
                    None => {
                        let since = stops.open_since.filter(|since| since.instant < from.instant);
                        stops.open_since = Some(since.unwrap_or(from));
                        // A deed ends what is looked at, and no stop: it need not have a time for that.
                        stops.all.push(stop(if clock.count.unit.is_days() { end } else { end.with_time() }));
                    }
                }
            }
        }
        stops.all.sort_unstable_by_key(|stop| (stop.from.instant, stop.until.instant));
        Ok(stops)
    }

    /// When a clock that counts from a time goes on: what the customer sent may count as received later than it came.
    fn resumed(&self, rule: &PlannedStop, clock: &PlannedClock, until: Moment) -> Result<Moment, CountError> {
        if clock.count.unit.is_days() || !rule.until.by_customer || until.day_only {
            return Ok(until);
        }
        let received = self.plan.tables(clock, true).received_at(&until)?;
        Ok(received.map(|at| Moment::at(at, self.zone())).transpose()?.unwrap_or(until))
    }

    /// When something had happened at the latest, for a clock in hours; one in days goes by the day.
    fn latest(&self, clock: &PlannedClock, moment: &Moment) -> Instant {
        let in_time = moment.day_only && !clock.count.unit.is_days();
        if in_time { self.zone().end_of_day(moment.day()) } else { moment.instant }
    }

    /// When a promise's clock stood still up to the end of what is looked at, found once.
    fn stop_timeline(&self, scope: Scope<'p>) -> Rc<StopTimeline<'p>> {
        let key = (scope.promise.number, scope.end.instant.millis());
        if let Some(known) = self.stop_timelines.get(key) {
            return known;
        }
        let of = |event: NameId| self.times(event, scope.promise.stage, &scope.end);
        let rules = scope.promise.stops.iter();
        let found =
            Rc::new(StopTimeline(rules.map(|rule| (rule, turns(of(rule.from), of(rule.until.event)))).collect()));
        self.stop_timelines.insert(key, Rc::clone(&found));
        found
    }

    /// The later day as which something that the customer sent counts, and why: by the receipt rules, which move only
    /// clocks in days.
    fn moved(&self, clock: &PlannedClock, sent: &Moment) -> Result<Option<(Day, Moved)>, CountError> {
        if !clock.count.unit.is_days() {
            return Ok(None);
        }
        let received = self.plan.tables(clock, true).received(sent)?;
        Ok(received.moved.filter(|_| received.day > sent.day()).map(|moved| (received.day, moved)))
    }

    /// The events at which a promise's clock may start again, by time and then in the order of the charter's lines, up to a
    /// moment.
    pub(super) fn restarts(&self, promise: &PlannedPromise, until: &Moment) -> Vec<Restart> {
        let mut restarts: Vec<Restart> = Vec::new();
        for PlannedEvent { event, by_customer } in promise.restarts.iter().copied() {
            let times = self.times(event, promise.stage, until);
            restarts.extend(times.into_iter().map(|at| Restart { event, at, by_customer }));
        }
        restarts.sort_by_key(|restart| restart.at.instant);
        restarts
    }

    /// What a limit comes to with the events at which its clock starts again: each that came while its time had not run out,
    /// or after it was kept in time. Each start is varied by the notice of its own day.
    pub(super) fn evaluate_with_restarts(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
    ) -> Result<(Scope<'p>, EvaluatedLimit<'p>), CountError> {
        let promise = scope.promise;
        let mut scope = Scope { restart: None, ..scope };
        let restarts = self.restarts(promise, &scope.end);
        let times =
            |event| if restarts.is_empty() { Vec::new() } else { self.times(event, promise.stage, &self.query.at) };
        let answers = times(promise.done_when);
        let closed = if promise.completion == Completion::Last {
            turns(answers.clone(), times(self.plan.well_known().reopened))
        } else {
            Intervals::new()
        };
        let mut answers = answers.into_iter().peekable();
        let mut answered = None;
        for restart in restarts {
            let by_then = Scope { done: false, ..scope }.as_of(restart.at);
            let EvaluatedLimit { limit_state, limit: varied, .. } = self.evaluate_varied(by_then, limit)?;
            let LimitState::Dated(deadline) = limit_state else { continue };
            if self.began(by_then, varied)?.is_none_or(|began| began.is_after(&restart.at)) {
                continue;
            }
            let due = deadline.run.due.at;
            while let Some(answer) = answers.next_if(|answer| !answer.is_after(&restart.at)) {
                answered = Some(answer);
            }
            // Kept by the last answer, while the case has not been reopened since.
            let was_closed = closed.iter().any(|(since, until)| {
                !since.is_after(&restart.at) && until.is_none_or(|until| !restart.at.is_after(&until))
            });
            let kept =
                was_closed && answered.is_some_and(|answer: Moment| deadline.run.clock.in_time(due, answer.instant));
            if restart.at.instant > due && !kept && !deadline.stopped {
                // Time has run out for good: what comes later does not bring it back.
                break;
            }
            scope.restart = Some(restart);
        }
        Ok((scope, self.evaluate_varied(scope, limit)?))
    }

    /// Lateness without the time for which the clock stood still after the due date, where the charter says so.
    pub(super) fn less_stops(
        &self,
        scope: Scope<'p>,
        deadline: &Deadline<'p>,
        evaluation: Evaluation,
        then: &Moment,
    ) -> Result<Evaluation, CountError> {
        let run = &deadline.run;
        let late = matches!(evaluation.status, Status::Late | Status::Overdue);
        let (Some(late_by), true) =
            (evaluation.late_by, late && scope.promise.stops.iter().any(|rule| rule.even_when_overdue))
        else {
            return Ok(evaluation);
        };
        let tables = self.plan.tables(run.clock, false);
        let unit = run.clock.count.unit;
        let (mut figure, tick) = late_by.parts();
        let due = self.moment_due(deadline)?;
        let then = self.last_of_its_day(*then);
        let mut stops = self.stops(scope, run.clock, &due, then)?.all;
        stops.retain(|stop| stop.even_when_overdue && stop.until.instant > run.due.at);
        let lost_firsts = lost_firsts(&stops);
        let (mut spent_day, mut spent) = (due.day(), due.instant);
        for stop in &stops {
            let eve = stop.eve(&lost_firsts)?.max(spent_day);
            let last = stop.last().min(then.day()).max(eve);
            // What counts as received later than the moment that is looked at takes no more than there is.
            let until = stop.until.instant.min(then.instant).max(spent);
            let from = stop.from.instant.max(spent);
            if !unit.is_days() {
                tables.needs_times(unit, stop, spent)?;
            }
            figure -= match late_by {
                LateBy::WorkingDays(_) => tables.working_days.map_or(0, |days| days.count(eve, last)),
                LateBy::CalendarDays(_) => last.minus(eve),
                LateBy::WorkingSeconds(_) => tables.hours.map_or(0, |hours| hours.count(from, until)),
                LateBy::Seconds(_) => until.seconds() - from.seconds(),
                LateBy::Milliseconds(_) => until.millis() - from.millis(),
            }
            .max(0);
            (spent_day, spent) = (if last > eve { last } else { spent_day }, until);
        }
        Ok(Evaluation { late_by: Some(LateBy::new(figure.max(0), tick)), ..evaluation })
    }
}
