//! What a clock stands still for, and where it starts again. Worked out from the whole list of events.

use bywhen_calendar::Day;

use super::limit::Scope;
use crate::counting::{CountError, Moved, Stop};
use crate::moment::Moment;
use crate::plan::{Code, Plan, PlannedClock, PlannedStop};

impl Plan {
    /// The stops of a clock that started at `start`, by time, looked at until `end`; and since when it stands still,
    /// where it does at the end.
    pub(super) fn stops(
        &self,
        scope: Scope<'_, '_>,
        clock: &PlannedClock,
        start: &Moment,
        end: Moment,
    ) -> Result<(Vec<Stop>, Option<Moment>), CountError> {
        let mut stops = Vec::new();
        let mut open: Option<Moment> = None;
        for rule in &scope.promise.stops {
            for (from, until) in pairs(scope, rule, end) {
                if until.is_none() {
                    open = Some(open.map_or(from, |other| if other.instant < from.instant { other } else { from }));
                }
                let moved = match until {
                    Some(until) if rule.until.by_customer => self.moved(clock, &until)?,
                    _ => None,
                };
                let until = until.unwrap_or(end);
                if until.instant >= start.instant {
                    let from = if from.instant < start.instant { *start } else { from };
                    stops.push(Stop { from, until, first_day_lost: rule.first_day_lost, moved });
                }
            }
        }
        stops.sort_unstable_by_key(|stop| (stop.from.instant, stop.until.instant));
        Ok((stops, open))
    }

    /// The later day as which something that the customer sent counts, and why: by the receipt rules, which move only
    /// clocks in days.
    fn moved(&self, clock: &PlannedClock, sent: &Moment) -> Result<Option<(Day, Moved)>, CountError> {
        if !clock.count.unit.is_days() {
            return Ok(None);
        }
        let zero = self.tables(clock, true).day_zero(&clock.count, sent)?;
        Ok(zero.moved.map(|moved| (zero.day, moved)))
    }

    /// The event from which a clock counts in the end: the last of those at which it starts again, of each that came
    /// while time had not run out.
    pub(super) fn restarted(
        &self,
        scope: Scope<'_, '_>,
        clock: &PlannedClock,
        start: Moment,
    ) -> Result<(Code, Moment, bool), CountError> {
        let (history, promise, stages) = (scope.query.history, scope.promise, scope.standard.stages);
        if promise.restarts.is_empty() {
            return Ok((clock.event, start, clock.by_customer));
        }
        let mut restarts: Vec<(Moment, Code, bool)> = promise
            .restarts
            .iter()
            .flat_map(|again| {
                let times = history.all(again.event, promise.stage, stages);
                times.map(|happening| (happening.moment, again.event, again.by_customer))
            })
            .filter(|(moment, ..)| moment.instant <= scope.end.instant)
            .collect();
        restarts.sort_unstable_by_key(|(moment, event, _)| (moment.instant, *event));
        let (mut event, mut start, mut by_customer) = (clock.event, start, clock.by_customer);
        for (again, by, customers) in restarts {
            if again.instant < start.instant {
                continue;
            }
            let (stops, _) = self.stops(scope, clock, &start, again)?;
            let due = self.tables(clock, by_customer).due(&clock.count, &start, &stops)?;
            if again.instant <= due.at {
                (event, start, by_customer) = (by, again, customers);
            }
        }
        Ok((event, start, by_customer))
    }
}

/// When a clock stopped and went on again by one rule. A second stop while it stands still says nothing new.
fn pairs(scope: Scope<'_, '_>, rule: &PlannedStop, end: Moment) -> Vec<(Moment, Option<Moment>)> {
    let (history, stage, stages) = (scope.query.history, scope.promise.stage, scope.standard.stages);
    let of =
        |event: Code, stops: bool| history.all(event, stage, stages).map(move |happening| (happening.moment, stops));
    let mut marks: Vec<(Moment, bool)> = of(rule.from, true).chain(of(rule.until.event, false)).collect();
    marks.retain(|(moment, _)| moment.instant <= end.instant);
    // Of a stop and a resumption of one moment, the stop comes first.
    marks.sort_unstable_by_key(|(moment, stops)| (moment.instant, !stops));
    let mut pairs = Vec::new();
    let mut since: Option<Moment> = None;
    for (moment, stops) in marks {
        match (since, stops) {
            (None, true) => since = Some(moment),
            (Some(from), false) => {
                pairs.push((from, Some(moment)));
                since = None;
            }
            _ => {}
        }
    }
    pairs.extend(since.map(|from| (from, None)));
    pairs
}
