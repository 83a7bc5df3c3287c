//! What the numbers of a column are in time.

use bywhen_calendar::{Day, Instant, TimeOfDay};
use bywhen_engine::Moment;

use super::Layout;
use crate::calculator::{Calculator, CalculatorError};

/// A layout that is known when the program is compiled: dividing by a constant is several times as quick.
pub(super) trait Clock {
    const PER_DAY: i64;
    const PER_MILLI: i64 = Self::PER_DAY / 86_400_000;
}

pub(super) struct Seconds;
pub(super) struct Millis;
pub(super) struct Micros;
pub(super) struct Nanos;

impl Clock for Seconds {
    const PER_DAY: i64 = 86_400;
}
impl Clock for Millis {
    const PER_DAY: i64 = 86_400_000;
}
impl Clock for Micros {
    const PER_DAY: i64 = 86_400_000_000;
}
impl Clock for Nanos {
    const PER_DAY: i64 = 86_400_000_000_000;
}

/// Milliseconds of a number of ticks, and the part of a millisecond beyond, in ticks.
#[inline]
pub(super) fn millis<C: Clock>(ticks: i64) -> Option<(i64, i64)> {
    match C::PER_MILLI {
        0 => Some((ticks.checked_mul(1_000)?, 0)),
        per => {
            // Counted from the earliest there is, for a division without a sign takes half as much. What wraps around lies
            // beyond every calendar.
            let earliest = i64::MIN / per;
            let (since, per) = (ticks.wrapping_sub(earliest * per) as u64, per as u64);
            Some((((since / per) as i64).wrapping_add(earliest), (since % per) as i64))
        }
    }
}

#[inline]
pub(super) fn ticks<C: Clock>(millis: i64) -> Option<i64> {
    match C::PER_MILLI {
        0 => Some(millis.div_euclid(1_000)),
        per => millis.checked_mul(per),
    }
}

macro_rules! with_clock {
    ($ticks:expr, $clock:ident => $body:expr) => {
        match $ticks {
            $crate::Ticks::Seconds => {
                type $clock = $crate::calculator::columns::clock::Seconds;
                $body
            }
            $crate::Ticks::Millis => {
                type $clock = $crate::calculator::columns::clock::Millis;
                $body
            }
            $crate::Ticks::Micros => {
                type $clock = $crate::calculator::columns::clock::Micros;
                $body
            }
            $crate::Ticks::Nanos => {
                type $clock = $crate::calculator::columns::clock::Nanos;
                $body
            }
        }
    };
}

pub(super) use with_clock;

#[inline]
pub(super) fn time_of_day<C: Clock>(ticks: i64) -> TimeOfDay {
    let millis = millis::<C>(ticks).and_then(|(millis, _)| u32::try_from(millis).ok());
    millis.and_then(TimeOfDay::from_millis).unwrap_or(TimeOfDay::MIDNIGHT)
}

impl Calculator {
    /// The moment that a number of a column is.
    pub fn moment(&self, number: i64, layout: Layout) -> Result<Moment, CalculatorError> {
        match layout {
            Layout::Days => Ok(Moment::of_day(Day::from_unix_days(number)?, &self.zone)?),
            Layout::Local(unit) => with_clock!(unit, C => {
                let (day, rest) = (number.div_euclid(C::PER_DAY), number.rem_euclid(C::PER_DAY));
                let time = time_of_day::<C>(rest);
                let instant = self.zone.instant(Day::from_unix_days(day)?, time);
                Ok(Moment::at(instant.map_err(bywhen_engine::MomentError::ClockChange)?, &self.zone)?)
            }),
            Layout::Utc(unit) => with_clock!(unit, C => {
                let millis = millis::<C>(number).map_or(number, |(millis, _)| millis);
                Ok(Moment::at(Instant::from_millis(millis), &self.zone)?)
            }),
        }
    }
}
