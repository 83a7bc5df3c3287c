//! How a due date was found: a walk, day by day, over what the tables answered at once.

use bywhen_calendar::{Closed, Day, Instant, OpeningHours, TimeOfDay, Zone, invariant};

use super::deadline::{Deadline, PutOff};
use super::promise_state::PromiseState;
use crate::charter::{Count, Direction, End, Unit};
use crate::counting::{CountError, DayZero, Moved, Received, Stop, Tables};
use crate::moment::Moment;
use crate::plan::{Plan, PlannedLimit};
use crate::prose;
use crate::trace::{Amount, LaterDay, Step, Trace, Which};

/// A walk longer than this is told by its ends: nobody reads ten thousand days.
const LONGEST_WALK: i64 = 800;

impl Plan {
    pub(super) fn trace(
        &self,
        state: &PromiseState<'_>,
        limit: &PlannedLimit,
        deadline: &Deadline<'_>,
    ) -> Result<Trace, CountError> {
        let mut steps = Vec::new();
        if let Some(variation) = state.variation {
            steps.push(Step::Vary { variation: variation.name.slug().to_owned() });
        }
        if deadline.given.is_some() {
            let event = self.events().slug(deadline.event);
            steps.push(Step::Given { event, at: deadline.run.start.date_or_time() });
        } else {
            self.run_steps(&mut steps, deadline)?;
        }
        match limit {
            PlannedLimit::EarlierOf(_) => steps.push(Step::Choose { which: Which::Earlier }),
            PlannedLimit::LaterOf(_) => steps.push(Step::Choose { which: Which::Later }),
            _ => {}
        }
        let local = |at: Instant| self.charter().zone.local(at);
        let mut counted = deadline.run.due.at;
        if !deadline.extended.is_empty() {
            let clock = deadline.run.clock;
            counted = self
                .tables(clock, deadline.run.by_customer)
                .due(&clock.count, &deadline.run.start, &deadline.stops)?
                .at;
        }
        for PutOff { notified_at, due, corrected } in &deadline.extended {
            for stop in deadline.stops.iter().filter(|stop| counted < stop.from.instant && stop.from.instant <= due.at)
            {
                steps.push(stand(stop, deadline.open_since, &self.tables(deadline.run.clock, false)));
            }
            counted = due.at;
            steps.push(Step::Extend {
                told: notified_at.date_or_time(),
                to: local(due.at)?,
                corrected: corrected.map(|moment| moment.date_or_time()),
            });
        }
        steps.push(Step::Due { at: local(deadline.run.due.at)? });
        Ok(steps)
    }

    /// What a clock did from its start on, after the limit that had to run out before it.
    fn run_steps(&self, steps: &mut Trace, deadline: &Deadline<'_>) -> Result<(), CountError> {
        let (clock, start) = (deadline.run.clock, &deadline.run.start);
        let count = &clock.count;
        let tables = self.tables(clock, deadline.run.by_customer);
        let zero = if count.unit.is_days() { Some(tables.day_zero(count, start)?) } else { None };
        match &deadline.before {
            Some(before) => self.run_steps(steps, before)?,
            None => steps.push(Step::Start {
                event: self.events().slug(deadline.event),
                at: start.date_or_time(),
                day_zero: zero.as_ref().is_some_and(|zero| zero.moved.is_none() && !zero.counts),
                foreseen: !deadline.started && !deadline.settled,
                stands_in: deadline.settled,
            }),
        }
        let starts = if zero.is_none() { self.later_start(steps, &tables, count, start)? } else { start.instant };
        let due = tables.due(count, start, &deadline.stops)?;
        for stop in deadline.stops.iter().filter(|stop| stop.from.instant <= due.at) {
            steps.push(stand(stop, deadline.open_since, &tables));
        }
        if let Some(zero) = zero {
            days(steps, count, &zero, start, &deadline.stops, &tables)
        } else if let (true, Some(hours)) = (count.unit.is_working_time(), tables.hours) {
            open_time(steps, hours, tables.zone, starts.min(due.at), starts.max(due.at))
        } else {
            let begins = tables.zone.local(starts)?;
            steps.push(Step::Elapse {
                amount: Amount { number: count.amount, unit: count.unit },
                clock_change: tables.zone.local(due.at)?.offset_seconds - begins.offset_seconds,
            });
            Ok(())
        }
    }

    /// When a count in hours starts, with the step that says so where what the customer sent counts as received later.
    fn later_start(
        &self,
        steps: &mut Trace,
        tables: &Tables<'_>,
        count: &Count,
        start: &Moment,
    ) -> Result<Instant, CountError> {
        let forward = count.direction != Direction::Before;
        if forward
            && let Some(at) = tables.received_at(start)?
            && let Received { day: date, moved: Some(moved), .. } = tables.received(start)?
        {
            let (at, because) = (Some(tables.zone.local(at)?), why(moved, start.day(), tables));
            steps.push(Step::CountsAs { date, number: 0, because, at });
        }
        tables.hours_start(count, start)
    }
}

fn stand(stop: &Stop, open_since: Option<Moment>, tables: &Tables<'_>) -> Step {
    let counts_as = stop.moved.map(|(day, moved)| {
        let because = why(moved, stop.until.day(), tables);
        LaterDay { date: day, because }
    });
    let open = open_since.is_some_and(|since| since.instant <= stop.from.instant && stop.moved.is_none());
    Step::Stand { from: stop.from.date_or_time(), until: stop.until.date_or_time(), open, counts_as }
}

/// Why something that was received on a day counts as a later day's.
fn why(moved: Moved, day: Day, tables: &Tables<'_>) -> String {
    match moved {
        Moved::CutOff(cut_off) => prose::cut_off(cut_off),
        Moved::Outside => "received while closed".to_owned(),
        Moved::ClosedDay => {
            let closed = tables.working_days.and_then(|days| days.closed(day));
            invariant!(closed.map(|closed| prose::closed(&closed)), String::new())
        }
    }
}

fn days(
    steps: &mut Trace,
    count: &Count,
    zero: &DayZero,
    start: &Moment,
    stops: &[Stop],
    tables: &Tables<'_>,
) -> Result<(), CountError> {
    if let Some(moved) = zero.moved {
        let because = why(moved, start.day(), tables);
        let same_time = count.end == End::SameTime;
        let at = tables.received_at(start)?.filter(|_| same_time).map(|at| tables.zone.local(at)).transpose()?;
        steps.push(Step::CountsAs { date: zero.day, number: u32::from(zero.counts), because, at });
    }
    let last = tables.due(&Count { roll: false, ..count.clone() }, start, stops)?.day;
    if count.unit == Unit::WorkingDays && last.minus(zero.day).abs() <= LONGEST_WALK {
        walk(steps, count, zero, last, stops, tables)?;
    } else {
        steps.push(Step::Span {
            amount: Amount { number: count.amount, unit: count.unit },
            from: zero.day,
            to: last,
            inclusive: zero.counts && count.direction != Direction::Before,
        });
    }
    if let (true, Some(days)) = (count.roll, tables.working_days)
        && let Some(closed) = days.closed(last)
    {
        let to = days.on_or_after(last)?;
        steps.push(Step::Roll { from: last, to, because: prose::closed(&closed) });
    }
    Ok(())
}

/// Day by day from day 0 to the last day, forward or back.
fn walk(
    steps: &mut Trace,
    count: &Count,
    zero: &DayZero,
    last: Day,
    stops: &[Stop],
    tables: &Tables<'_>,
) -> Result<(), CountError> {
    let days = tables.working_days.ok_or(CountError::NeedsCalendar)?;
    let back = count.direction == Direction::Before;
    let step = if back { -1 } else { 1 };
    let first_counts = zero.counts && !back;
    let mut day = if first_counts || count.amount == 0 { zero.day } else { zero.day.plus(step)? };
    let mut number = 0;
    loop {
        let lost = stops.iter().any(|stop| {
            let first = stop.from.day();
            day <= stop.last() && (day > first || (stop.first_day_lost && day == first))
        });
        match days.closed(day) {
            // A clock that stopped on its last day ends on the day of the resumption.
            None if lost && day != last => skip_for(steps, day, "the clock stands still".to_owned()),
            None => {
                number += 1;
                steps.push(Step::Day { date: day, number });
            }
            Some(closed) => skip(steps, day, &closed),
        }
        if day == last || (day > last) != back {
            return Ok(());
        }
        day = day.plus(step)?;
    }
}

/// Days left out for the same reason, one after the other, are one step.
fn skip(steps: &mut Trace, day: Day, closed: &Closed) {
    skip_for(steps, day, prose::closed_run(closed));
}

fn skip_for(steps: &mut Trace, day: Day, reason: String) {
    if let Some(Step::Skip { to, because, .. }) = steps.last_mut()
        && *because == reason
    {
        *to = day;
        return;
    }
    steps.push(Step::Skip { from: day, to: day, because: reason });
}

/// The open stretches between two instants, and why there are none on the days between.
fn open_time(
    steps: &mut Trace,
    hours: &OpeningHours,
    zone: &Zone,
    start: Instant,
    due: Instant,
) -> Result<(), CountError> {
    let (first, last) = (zone.local(start)?.day, zone.local(due)?.day);
    if last.minus(first) > LONGEST_WALK {
        return Ok(());
    }
    // What began the evening before may still be open.
    let mut day = first.plus(-1)?;
    loop {
        let mut open = false;
        for (span, opens, closes) in hours.shifts(day) {
            open = true;
            let (from, to) = (opens.max(start), closes.min(due));
            let seconds = if from < to { hours.count(from, to) } else { 0 };
            if seconds > 0 {
                let clock = |instant: Instant, edge: TimeOfDay, own: Instant| {
                    if instant == own { Ok(edge) } else { zone.local(instant).map(|local| local.time) }
                };
                steps.push(Step::Open {
                    date: day,
                    from: clock(from, span.from, opens)?,
                    to: clock(to, span.to, closes)?,
                    seconds,
                });
            }
        }
        if !open
            && day >= first
            && let Some(closed) = hours.closed(day)
        {
            skip(steps, day, &closed);
        }
        if day >= last {
            return Ok(());
        }
        day = day.plus(1)?;
    }
}
