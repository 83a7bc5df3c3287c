//! Times in columns, whichever way Arrow lays them out.

use arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Int64Type, TimeUnit};
use bywhen::When;
use bywhen::calendar::{Day, Instant, TimeOfDay, Zone};
use bywhen::engine::batch::Stamp;
use bywhen::engine::{Moment, MomentError};
use chrono::{DateTime, NaiveDate};

use super::DateFormat;
use super::decode::is_empty;
use super::texts::Texts;

/// How the times of a column are read.
#[derive(Clone, Copy)]
pub(crate) struct Clock<'a> {
    /// The charter's zone, in which days begin.
    pub(crate) charter: &'a Zone,
    /// Where times without an offset are.
    pub(crate) naive: &'a Zone,
    /// How text is written.
    pub(crate) format: DateFormat,
}

impl Clock<'_> {
    /// A time without an offset, where nothing is the matter with it.
    fn naive_instant(&self, millis: i64) -> Option<Instant> {
        let day = Day::from_unix_days(millis.div_euclid(DAY)).ok()?;
        let time = TimeOfDay::from_millis(u32::try_from(millis.rem_euclid(DAY)).ok()?)?;
        self.naive.instant(day, time).ok()
    }

    /// The day alone where a stamp is at its beginning in a zone.
    pub(super) fn without_midnight(&self, stamp: Stamp, zone: &Zone) -> Stamp {
        match stamp.day_in(zone) {
            Some(day) if stamp == Stamp::instant(zone.start_of_day(day)) => Stamp::day(day, self.charter),
            _ => stamp,
        }
    }

    pub(super) fn when(&self, when: When) -> Result<Stamp, MomentError> {
        match when {
            When::Day(date) => Ok(Stamp::day(Day::from_date(date)?, self.charter)),
            When::Local(_) => Ok(Stamp::instant(Moment::new(when, self.naive)?.instant)),
            When::Exact(_) => Ok(Stamp::instant(Moment::new(when, self.charter)?.instant)),
        }
    }
}

/// Places each number of a column: nearly all of them by `place`, and what it cannot place by `otherwise`. What cannot be
/// placed at all goes to `wrong` with its row.
fn each<T: ArrowPrimitiveType>(
    numbers: &PrimitiveArray<T>,
    mut wrong: impl FnMut(usize, String),
    place: impl Fn(T::Native) -> Option<Stamp>,
    otherwise: impl Fn(T::Native) -> Result<Stamp, String>,
) -> Vec<Stamp> {
    // Whether a cell is empty is hard to foretell: so all are placed, whatever stands in empty ones, and then those are
    // gone through.
    let place = |number: &T::Native| place(*number).unwrap_or(Stamp::NONE);
    let mut stamps: Vec<Stamp> = numbers.values().iter().map(place).collect();
    if let Some(nulls) = numbers.nulls() {
        for row in (!nulls.inner()).set_indices() {
            stamps.get_mut(row).into_iter().for_each(|stamp| *stamp = Stamp::NONE);
        }
    }
    if stamps.iter().filter(|stamp| **stamp == Stamp::NONE).count() > numbers.null_count() {
        for (row, (stamp, number)) in stamps.iter_mut().zip(numbers.values()).enumerate() {
            if *stamp == Stamp::NONE && numbers.is_valid(row) {
                *stamp = otherwise(*number).map_err(|reason| wrong(row, reason)).unwrap_or(Stamp::NONE);
            }
        }
    }
    stamps
}

/// Milliseconds.
const DAY: i64 = 86_400_000;

/// The times of a column, or what else it holds. A cell that cannot be placed goes to `wrong` with its row.
pub(crate) fn stamps(
    column: &ArrayRef,
    clock: Clock<'_>,
    mut wrong: impl FnMut(usize, String),
) -> Result<Vec<Stamp>, String> {
    let rows = column.len();
    if is_empty(column) {
        return Ok(vec![Stamp::NONE; rows]);
    }
    if let Some(texts) = Texts::of(column) {
        let mut read = |row: usize| {
            let text = texts.get(row)?;
            let stamp = clock.format.read(text).and_then(|when| clock.when(when).map_err(|error| error.to_string()));
            stamp.map_err(|reason| wrong(row, reason)).ok()
        };
        return Ok((0..rows).map(|row| read(row).unwrap_or(Stamp::NONE)).collect());
    }
    match column.data_type() {
        DataType::Date32 => {
            let dates = column.as_primitive::<Date32Type>();
            let place = |number: i32| Some(Stamp::day(Day::from_unix_days(number.into()).ok()?, clock.charter));
            Ok(each(dates, wrong, place, |number| {
                let date = NaiveDate::from_epoch_days(number).ok_or_else(|| far(number.into(), "days"))?;
                clock.when(When::Day(date)).map_err(|error| error.to_string())
            }))
        }
        DataType::Timestamp(unit, zone) => {
            let numbers = &numbers(column)?;
            let clock = if zone.is_some() { None } else { Some(clock) };
            // What is finer than a millisecond is cut off, as the engine does.
            Ok(match unit {
                TimeUnit::Second => timestamps(numbers, clock, wrong, |number| number.checked_mul(1000)),
                TimeUnit::Millisecond => timestamps(numbers, clock, wrong, Some),
                TimeUnit::Microsecond => timestamps(numbers, clock, wrong, |number| Some(number.div_euclid(1000))),
                TimeUnit::Nanosecond => timestamps(numbers, clock, wrong, |number| Some(number.div_euclid(1_000_000))),
            })
        }
        DataType::Date64 => {
            let dates = cast(column, &DataType::Date32).map_err(|error| error.to_string())?;
            stamps(&dates, clock, wrong)
        }
        other => Err(format!("it holds {other}, and times are needed: dates, timestamps or text")),
    }
}

/// Timestamps, each of which is so many milliseconds; beyond every calendar where that is `None`. `naive`: how those
/// without an offset are read.
fn timestamps(
    numbers: &PrimitiveArray<Int64Type>,
    naive: Option<Clock<'_>>,
    wrong: impl FnMut(usize, String),
    millis: impl Fn(i64) -> Option<i64>,
) -> Vec<Stamp> {
    let millis = |number| millis(number).filter(|millis| (-FARTHEST..=FARTHEST).contains(millis));
    let Some(clock) = naive else {
        let place = |number| Some(Stamp::instant(Instant::from_millis(millis(number)?)));
        return each(numbers, wrong, place, |number| Err(far(number, "units")));
    };
    let place = |number| Some(Stamp::instant(clock.naive_instant(millis(number)?)?));
    each(numbers, wrong, place, |number| {
        let local = millis(number).and_then(DateTime::from_timestamp_millis);
        let local = local.ok_or_else(|| far(number, "units"))?;
        clock.when(When::Local(local.naive_utc())).map_err(|error| error.to_string())
    })
}

/// The dates and times of a column that were given with an event, or what else it holds. A time that is written counts as
/// one. A program that has no dates without a time holds a date as a timestamp at midnight: that is the date.
pub(crate) fn untils(
    column: &ArrayRef,
    clock: Clock<'_>,
    wrong: impl FnMut(usize, String),
) -> Result<Vec<Stamp>, String> {
    let mut stamps = stamps(column, clock, wrong)?;
    if let DataType::Timestamp(_, zone) = column.data_type() {
        let zone = if zone.is_some() { clock.charter } else { clock.naive };
        stamps.iter_mut().for_each(|stamp| *stamp = clock.without_midnight(*stamp, zone));
    }
    Ok(stamps)
}

/// The numbers that timestamps of any unit are held as.
fn numbers(column: &ArrayRef) -> Result<PrimitiveArray<Int64Type>, String> {
    let numbers = cast(column, &DataType::Int64).map_err(|error| error.to_string())?;
    Ok(numbers.as_primitive::<Int64Type>().clone())
}

/// A quarter of a million years, in milliseconds: no calendar goes so far, and twice as much still fits.
const FARTHEST: i64 = 8_000_000_000_000_000;

fn far(number: i64, what: &str) -> String {
    format!("{number} {what} from 1970 is no date that anybody can count from")
}
