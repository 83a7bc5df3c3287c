//! How much of a limit was used: the count read the other way round.

use bywhen_calendar::{Day, Instant};

use super::{CountError, Stop, Tables, lost_firsts};
use crate::charter::{Count, Direction, Tick, Unit};
use crate::moment::Moment;

impl Tables<'_> {
    /// How much was taken from `start` to `done`, without what the clock stood still for, in the ticks of the count's
    /// unit. A stop after the `due` moment changed nothing, and is not taken off. `None` where the time of day would be
    /// needed and is not known, and for a count that runs backwards.
    ///
    /// A promise in days whose clock ends with the day was kept just when it took no more days than it allows. Only a
    /// clock that stopped on its last day is left the day of the resumption too.
    pub fn taken(
        &self,
        count: &Count,
        start: &Moment,
        stops: &[Stop],
        due: Instant,
        done: &Moment,
    ) -> Result<Option<i64>, CountError> {
        if count.direction == Direction::Before {
            return Ok(None);
        }
        if count.unit.is_days() {
            return self.days_taken(count, start, stops, due, done).map(Some);
        }
        if start.day_only || done.day_only {
            return Ok(None);
        }
        let counted = stops.iter().filter(|stop| stop.from.instant <= due || stop.even_when_overdue);
        let millis = self.elapsed(count, self.hours_start(count, start)?, done.instant, counted)?;
        let in_millis = count.unit.tick() == Tick::Milliseconds;
        Ok(Some(if in_millis { millis } else { millis.div_euclid(1000) }.max(0)))
    }

    /// The milliseconds between two moments that a count in hours counts, without what the clock stood still for.
    pub(crate) fn elapsed<'s>(
        &self,
        count: &Count,
        from: Instant,
        to: Instant,
        stops: impl IntoIterator<Item = &'s Stop>,
    ) -> Result<i64, CountError> {
        let open = count.unit.is_working_time().then(|| self.hours.ok_or(CountError::NeedsHours(count.unit.words(0))));
        let open = open.transpose()?;
        let between = |from, to| open.map_or_else(|| to_millis(from, to), |hours| hours.count(from, to) * 1000);
        let (mut millis, mut spent) = (between(from, to), from);
        for stop in stops {
            let (from, until) = (stop.from.instant.max(spent), stop.until.instant.min(to));
            if until > from {
                millis -= between(from, until);
                spent = until;
            }
        }
        Ok(millis)
    }

    fn days_taken(
        &self,
        count: &Count,
        start: &Moment,
        stops: &[Stop],
        due: Instant,
        done: &Moment,
    ) -> Result<i64, CountError> {
        let zero = self.day_zero(count, start)?;
        let working = if count.unit == Unit::WorkingDays { Some(self.calendar()?) } else { None };
        let between = |from, to| working.map_or_else(|| to_days(from, to), |days| days.count(from, to));
        let mut spent = if zero.counts { zero.day.plus(-1).unwrap_or(zero.day) } else { zero.day };
        let lost_firsts = lost_firsts(stops);
        let mut days = between(spent, done.day());
        for stop in stops.iter().filter(|stop| stop.from.instant <= due || stop.even_when_overdue) {
            let (eve, last) = (stop.eve(&lost_firsts)?.max(spent), stop.last().min(done.day()));
            if last > eve {
                days -= between(eve, last);
                spent = last;
            }
        }
        Ok(days.max(0))
    }
}

fn to_millis(from: Instant, to: Instant) -> i64 {
    to.millis() - from.millis()
}

fn to_days(from: Day, to: Day) -> i64 {
    to.minus(from)
}
