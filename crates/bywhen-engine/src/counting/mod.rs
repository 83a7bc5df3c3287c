//! The arithmetic of a deadline: a count and a start give a due date. The one place where days and hours are counted.

mod by_day;
mod opening;
mod share;
mod taken;

pub use crate::due::Due;
pub(crate) use by_day::ByDay;
pub(crate) use opening::{came_during, is_partly_open};

use bywhen_calendar::{CalendarBound, Day, Instant, OpeningHours, OutOfRange, TimeOfDay, WorkingDays, Zone};

use crate::charter::{Count, CutOff, Direction, End, FirstDay, Receipt, Unit};
use crate::moment::Moment;

/// The tables that a count looks things up in.
#[derive(Clone, Copy, Debug)]
pub struct Tables<'a> {
    /// Where clocks change.
    pub zone: &'a Zone,
    /// Which days are working days.
    pub working_days: Option<&'a WorkingDays>,
    /// When the place is open.
    pub hours: Option<&'a OpeningHours>,
    /// Time that runs out at the very moment of closing runs out at the next opening.
    pub due_at_next_opening: bool,
    /// How the day of receipt is found, for what the customer sends.
    pub receipt: Option<Receipt>,
    /// The place whose next opening receipt waits for.
    pub opening: Option<&'a OpeningHours>,
}

/// A count that has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CountError {
    /// Hours are counted from an event of which only the day is known.
    #[error("this is counted in {0}, so the time of day is needed and not only the date")]
    NeedsTime(&'static str),
    /// Working days are counted without a calendar.
    #[error("working days are counted, so a calendar is needed")]
    NeedsCalendar,
    /// Open time is counted without opening hours.
    #[error("{0} are counted, so opening hours are needed")]
    NeedsHours(&'static str),
    /// The answer lies outside the years that bywhen counts in.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

impl CountError {
    /// Where a calendar ends or begins that has no working day as far as was counted.
    pub(crate) fn calendar_bound(&self) -> Option<CalendarBound> {
        match self {
            CountError::OutOfRange(error) => error.calendar_bound(),
            _ => None,
        }
    }
}

/// A stretch during which a clock stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// When it stopped.
    pub from: Moment,
    /// When it went on. The moment of the question where it has not yet.
    pub until: Moment,
    /// The day of the stop is lost too, and not only the days after it.
    pub first_day_lost: bool,
    /// The day on which a clock in days went on, where the receipt rules move it, and why.
    pub moved: Option<(Day, Moved)>,
    /// Lateness stands still too.
    pub even_when_overdue: bool,
}

impl Stop {
    /// The last day that is lost.
    pub fn last(&self) -> Day {
        self.moved.map_or(self.until.day(), |(day, _)| day)
    }

    /// The day after which days are lost. The day of the stop is among them where that is said of another one that began
    /// on the same day, if this one lasts longer than that day. `lost_firsts`: see [`lost_firsts`].
    pub(crate) fn eve(&self, lost_firsts: &[Day]) -> Result<Day, OutOfRange> {
        let day = self.from.day();
        let said_of_another = || lost_firsts.binary_search(&day).is_ok();
        if self.first_day_lost || (self.last() > day && said_of_another()) { day.plus(-1) } else { Ok(day) }
    }
}

/// The days of stops that are lost, in order.
pub(crate) fn lost_firsts(stops: &[Stop]) -> Vec<Day> {
    stops.iter().filter(|stop| stop.first_day_lost).map(|stop| stop.from.day()).collect()
}

/// Where a count in days starts, and why that is not the day of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayZero {
    /// The day from which counting starts.
    pub day: Day,
    /// Why the event counts as that day's.
    pub moved: Option<Moved>,
    /// Whether the day itself is day 1.
    pub counts: bool,
}

/// Why a contact counts as a later day's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// It came too late in the day.
    CutOff(CutOff),
    /// It came on a closed day.
    ClosedDay,
    /// It came while the place was closed.
    Outside,
}

/// As what something that the customer sent counts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Received {
    /// The day as which it counts.
    pub(crate) day: Day,
    /// From when clocks count that start at a time, where that is later than it came.
    pub(crate) at: Option<Instant>,
    /// Why it counts as later.
    pub(crate) moved: Option<Moved>,
}

impl Tables<'_> {
    /// When a count from `start` is due. `stops` are in order of time; what they cost is never accumulated but worked out
    /// anew: lost days are skipped, lost time is added in the count's own unit, and a stop after the due date changes
    /// nothing.
    pub fn due(&self, count: &Count, start: &Moment, stops: &[Stop]) -> Result<Due, CountError> {
        if count.unit.is_days() { self.due_in_days(count, start, stops) } else { self.due_in_time(count, start, stops) }
    }

    /// Finds day 0: the event's day, unless the receipt rules move it. They move nothing that is counted back to.
    pub fn day_zero(&self, count: &Count, start: &Moment) -> Result<DayZero, CountError> {
        let counts = count.first_day == FirstDay::SameDay;
        let (Some(receipt), false) = (self.receipt, count.direction == Direction::Before) else {
            return Ok(DayZero { day: start.day(), moved: None, counts });
        };
        // A form that says itself where it starts is not moved by the calendar's day 1, nor one that ends where it starts.
        let day_one = receipt.day_one && count.first_day == FirstDay::Implied && !count.clear && count.amount > 0;
        let Received { day, moved, .. } = self.received(start)?;
        Ok(DayZero { day, moved, counts: counts || day_one })
    }

    /// As what something that the customer sent counts. The receipt rules make one move, never two.
    pub(crate) fn received(&self, sent: &Moment) -> Result<Received, CountError> {
        let unmoved = Received { day: sent.day(), at: None, moved: None };
        if let Some(hours) = self.opening {
            return self.at_next_opening(hours, sent, unmoved);
        }
        let Some(receipt) = self.receipt else { return Ok(unmoved) };
        let closed = |day| self.working_days.is_some_and(|days| !days.is_working(day));
        let later = |day, time: Option<TimeOfDay>, moved| Received {
            day,
            at: time.map(|time| self.zone.earliest(day, time)),
            moved: Some(moved),
        };
        if closed(unmoved.day) {
            if !receipt.closed_day_is_next_working_day {
                return Ok(unmoved);
            }
            let day = self.calendar()?.on_or_after(unmoved.day)?;
            return Ok(later(day, receipt.closed_day_received_at, Moved::ClosedDay));
        }
        let Some(cut_off) = receipt.cut_off.filter(|cut_off| is_past(*cut_off, sent)) else { return Ok(unmoved) };
        let next = unmoved.day.plus(1)?;
        let to_working_day = cut_off.to_working_day || (receipt.closed_day_is_next_working_day && closed(next));
        let day = if to_working_day { self.calendar()?.on_or_after(next)? } else { next };
        Ok(later(day, cut_off.received_at, Moved::CutOff(cut_off)))
    }

    /// The time as which it counts, where a rule gives one: for what counts from a time, and not from a day.
    pub(crate) fn received_at(&self, sent: &Moment) -> Result<Option<Instant>, CountError> {
        let closed = self.working_days.is_some_and(|days| !days.is_working(sent.day()));
        let has_time = self.receipt.is_some_and(|receipt| match receipt.cut_off {
            _ if closed => receipt.closed_day_received_at.is_some(),
            cut_off => cut_off.is_some_and(|cut_off| cut_off.received_at.is_some()),
        });
        if has_time || self.opening.is_some() { Ok(self.received(sent)?.at) } else { Ok(None) }
    }

    fn due_in_days(&self, count: &Count, start: &Moment, stops: &[Stop]) -> Result<Due, CountError> {
        let unrolled = self.unrolled(count, start, stops)?;
        let day = self.rolled(count, unrolled)?;
        Ok(Due { day, at: self.end_of(day, count, start)? })
    }

    /// The last day of a count in days with the days that were lost, before it rolls.
    pub(crate) fn unrolled(&self, count: &Count, start: &Moment, stops: &[Stop]) -> Result<Day, CountError> {
        let zero = self.day_zero(count, start)?;
        // Lost days add to the count. A resumption only sets the earliest day on which it can end, and adds nothing.
        let mut counted = self.last_day(count, &zero)?;
        let mut day = counted;
        // The day up to which no further day can be lost: a day is lost once.
        // On the day itself, that day is the one there is.
        let first_counts = zero.counts || count.amount == 0;
        let mut spent = if first_counts { zero.day.plus(-1).unwrap_or(zero.day) } else { zero.day };
        let lost_firsts = lost_firsts(stops);
        for stop in stops {
            let rolled = self.rolled(count, day)?;
            if stop.from.instant > self.end_of(rolled, count, start)? {
                break;
            }
            let (eve, last) = (stop.eve(&lost_firsts)?.max(spent), stop.last());
            if last > eve {
                if eve < counted {
                    counted = self.skip(count.unit, counted, eve, last)?;
                }
                day = day.max(counted);
                if last > rolled {
                    day = day.max(self.earliest_after_stop(count.unit, last)?);
                }
                spent = last;
            }
            if !stop.until.day_only {
                day = self.not_before(stop.until.instant, day, count, start)?;
            }
        }
        Ok(day)
    }

    /// A last day whose end is not before the clock goes on: `by 4pm` ends before what goes on at 5pm.
    fn not_before(&self, until: Instant, day: Day, count: &Count, start: &Moment) -> Result<Day, CountError> {
        let rolled = self.rolled(count, day)?;
        let over = self.end_of(rolled, count, start)? < until && rolled == self.zone.local(until)?.day;
        Ok(match count.unit {
            _ if !over => day,
            Unit::WorkingDays => self.calendar()?.add(day, 1)?,
            _ => rolled.plus(1)?,
        })
    }

    fn rolled(&self, count: &Count, day: Day) -> Result<Day, CountError> {
        if count.roll { Ok(self.calendar()?.on_or_after(day)?) } else { Ok(day) }
    }

    /// Moves the last day of a count past the days after `eve` up to `last`, which are lost.
    fn skip(&self, unit: Unit, day: Day, eve: Day, last: Day) -> Result<Day, CountError> {
        Ok(match unit {
            Unit::WorkingDays => {
                let days = self.calendar()?;
                days.add(day, days.count(eve, last))?
            }
            _ => day.plus(last.minus(eve))?,
        })
    }

    /// The earliest day on which a count can end whose clock stood still until `last`: time cannot run out meanwhile.
    fn earliest_after_stop(&self, unit: Unit, last: Day) -> Result<Day, CountError> {
        Ok(if unit == Unit::WorkingDays { self.calendar()?.on_or_after(last)? } else { last })
    }

    /// The last day of a count in days, before it rolls.
    pub fn last_day(&self, count: &Count, zero: &DayZero) -> Result<Day, CountError> {
        let whole_days_between = count.clear && count.direction != Direction::Within;
        let amount = i64::from(count.amount) + i64::from(whole_days_between);
        let back = count.direction == Direction::Before;
        let signed = if back { -amount } else { amount };
        let first_day_counts = zero.counts && !back;
        Ok(match count.unit {
            Unit::WorkingDays if first_day_counts && amount > 0 => {
                self.calendar()?.add(self.calendar()?.on_or_after(zero.day)?, amount - 1)?
            }
            Unit::WorkingDays if amount == 0 && back => self.calendar()?.on_or_before(zero.day)?,
            Unit::WorkingDays if amount == 0 => self.calendar()?.on_or_after(zero.day)?,
            Unit::WorkingDays => self.calendar()?.add(zero.day, signed)?,
            Unit::Months | Unit::Years => {
                let months = if count.unit == Unit::Years { signed * 12 } else { signed };
                let corresponding = zero.day.plus_months(months)?;
                // A month that begins with the 31st ends with the last day of a month that has no 31st.
                let clamped = !same_day_of_month(corresponding, zero.day);
                if first_day_counts && !clamped { corresponding.plus(-1)? } else { corresponding }
            }
            unit => {
                let days = if unit == Unit::Weeks { signed * 7 } else { signed };
                zero.day.plus(days - i64::from(first_day_counts && days > 0))?
            }
        })
    }

    /// When a count in hours starts: what starts with the end of a day starts at midnight, not a second before; what the
    /// customer sent may count as received later than it came.
    pub(crate) fn hours_start(&self, count: &Count, start: &Moment) -> Result<Instant, CountError> {
        if start.ends_day() {
            return Ok(self.zone.end_of_day(start.day()).plus_seconds(1));
        }
        let forward = count.direction != Direction::Before;
        let later = if forward { self.received_at(start)? } else { None };
        Ok(later.unwrap_or(start.instant))
    }

    fn due_in_time(&self, count: &Count, start: &Moment, stops: &[Stop]) -> Result<Due, CountError> {
        let unit = count.unit.words(0);
        if start.day_only {
            return Err(CountError::NeedsTime(unit));
        }
        let seconds = i64::from(count.amount) * count.unit.seconds().unwrap_or(0);
        let signed = if count.direction == Direction::Before { -seconds } else { seconds };
        let open =
            if count.unit.is_working_time() { Some(self.hours.ok_or(CountError::NeedsHours(unit))?) } else { None };
        let starts = self.hours_start(count, start)?;
        let mut at = match open {
            Some(hours) => self.opening_after(hours, hours.add(starts, signed)?, signed)?,
            None => starts.plus_seconds(signed),
        };
        let mut spent = starts;
        for stop in stops {
            let (from, until) = (stop.from.instant.max(spent), stop.until.instant);
            if from > at {
                break;
            }
            self.needs_times(count.unit, stop, spent)?;
            if until > from {
                // Time cannot run out while the clock stands still, even where the place is closed meanwhile.
                at = match open {
                    Some(hours) => {
                        // Open time is counted in whole seconds: what stood still from its start goes on without the fraction of
                        // a second at which it started.
                        let at = if whole_second(from) <= starts {
                            hours.add(whole_second(until), signed)?
                        } else {
                            hours.add(at, hours.count(from, until))?
                        };
                        self.opening_after(hours, at.max(until), signed)?
                    }
                    None => at.plus_millis(until.millis() - from.millis()),
                };
                spent = until;
            }
        }
        Ok(Due { day: self.day_ending_at(at)?, at })
    }

    /// Refuses a stop of which only days are known, where its times would change a count in hours that has come to `spent`.
    pub(crate) fn needs_times(&self, unit: Unit, stop: &Stop, spent: Instant) -> Result<(), CountError> {
        let is_known = |moment: &Moment| !moment.day_only || self.zone.end_of_day(moment.day()) < spent;
        // A stop on a date alone may begin at any time of that day: at its start it is not over.
        let is_empty = stop.from.day_only && stop.until.instant == stop.from.instant;
        let was_over = !stop.until.day_only && stop.until.instant <= spent && !is_empty;
        let is_clear = was_over || (is_known(&stop.from) && is_known(&stop.until));
        if is_clear { Ok(()) } else { Err(CountError::NeedsTime(unit.words(0))) }
    }

    /// The day of an instant that ends a count: midnight belongs to the day that it ends.
    fn day_ending_at(&self, at: Instant) -> Result<Day, CountError> {
        let day = self.zone.local(at)?.day;
        Ok(if at == self.zone.start_of_day(day) { day.plus(-1)? } else { day })
    }

    fn end_of(&self, day: Day, count: &Count, start: &Moment) -> Result<Instant, CountError> {
        Ok(match count.end {
            End::OfDay => self.zone.end_of_day(day),
            End::At(time) => self.zone.latest(day, time),
            End::AtClose => {
                let hours = self.hours.ok_or(CountError::NeedsHours("hours"))?;
                let (closing, midnight) = (hours.closing(day), self.zone.end_of_day(day));
                // A place that is open until midnight closes with the day.
                closing.filter(|closing| *closing != midnight.plus_seconds(1)).unwrap_or(midnight)
            }
            End::SameTime if start.ends_day() => self.zone.end_of_day(day),
            End::SameTime if start.day_only => return Err(CountError::NeedsTime("days to the same time of day")),
            End::SameTime => {
                let received = if count.direction == Direction::Before { None } else { self.received_at(start)? };
                let Some(at) = received else {
                    // A place that closes past midnight closes with the day on which it opened, the day after.
                    let past_midnight = self.zone.local(start.instant)?.day.minus(start.day());
                    return Ok(self.zone.earliest(day.plus(past_midnight)?, start.time()));
                };
                self.zone.earliest(day, self.zone.local(at)?.time)
            }
        })
    }

    fn calendar(&self) -> Result<&WorkingDays, CountError> {
        self.working_days.ok_or(CountError::NeedsCalendar)
    }
}

/// Comparisons are on whole seconds: 17:00:00.9 is not after 5pm. A contact without a time came in time.
fn is_past(cut_off: CutOff, start: &Moment) -> bool {
    let (time, limit) = (start.time().seconds(), cut_off.time.seconds());
    !start.day_only && (time > limit || (cut_off.inclusive && time == limit))
}

fn same_day_of_month(one: Day, other: Day) -> bool {
    use chrono::Datelike;
    one.date().day() == other.date().day()
}

fn whole_second(at: Instant) -> Instant {
    Instant::from_seconds(at.seconds())
}
