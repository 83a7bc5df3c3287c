//! Times in columns, whichever way Arrow lays them out.

use std::hint::select_unpredictable;

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

    fn when(&self, when: When) -> Result<Stamp, MomentError> {
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
    let mut all_placed = true;
    let mut put = |number: &T::Native, is_there: bool| {
        let placed = place(*number);
        all_placed &= placed.is_some() | !is_there;
        // Whether a cell is empty is hard to foretell: so it is placed first and then left away.
        select_unpredictable(is_there, placed.unwrap_or(Stamp::NONE), Stamp::NONE)
    };
    let values = numbers.values();
    let mut stamps: Vec<Stamp> = match numbers.nulls() {
        None => values.iter().map(|number| put(number, true)).collect(),
        Some(nulls) => values.iter().zip(nulls).map(|(number, is_there)| put(number, is_there)).collect(),
    };
    if !all_placed {
        for (row, (stamp, number)) in stamps.iter_mut().zip(values).enumerate() {
            if numbers.is_valid(row) && place(*number).is_none() {
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
            let (numbers, unit) = (numbers(column)?, *unit);
            if zone.is_some() {
                let place = |number| Some(Stamp::instant(Instant::from_millis(millis(number, unit)?)));
                return Ok(each(&numbers, wrong, place, |number| Err(far(number, "units"))));
            }
            let place = |number| Some(Stamp::instant(clock.naive_instant(millis(number, unit)?)?));
            Ok(each(&numbers, wrong, place, |number| {
                let local = millis(number, unit).and_then(DateTime::from_timestamp_millis);
                let local = local.ok_or_else(|| far(number, "units"))?;
                clock.when(When::Local(local.naive_utc())).map_err(|error| error.to_string())
            }))
        }
        DataType::Date64 => {
            let dates = cast(column, &DataType::Date32).map_err(|error| error.to_string())?;
            stamps(&dates, clock, wrong)
        }
        other => Err(format!("it holds {other}, and times are needed: dates, timestamps or text")),
    }
}

/// The dates of a column, or what else it holds. A time counts as its day where it was, in the zone of naive times.
pub(crate) fn days(
    column: &ArrayRef,
    clock: Clock<'_>,
    mut wrong: impl FnMut(usize, String),
) -> Result<Vec<Option<Day>>, String> {
    let mut refused = Vec::new();
    let stamps = stamps(column, clock, |row, reason| refused.push((row, reason)))?;
    for (row, reason) in refused {
        wrong(row, reason);
    }
    Ok(stamps.iter().map(|stamp| stamp.day_in(clock.charter)).collect())
}

/// The numbers that timestamps of any unit are held as.
fn numbers(column: &ArrayRef) -> Result<PrimitiveArray<Int64Type>, String> {
    let numbers = cast(column, &DataType::Int64).map_err(|error| error.to_string())?;
    Ok(numbers.as_primitive::<Int64Type>().clone())
}

/// A timestamp in milliseconds: what is finer is cut off, as the engine does. `None` beyond every calendar.
fn millis(number: i64, unit: TimeUnit) -> Option<i64> {
    let millis = match unit {
        TimeUnit::Second => number.checked_mul(1000)?,
        TimeUnit::Millisecond => number,
        TimeUnit::Microsecond => number.div_euclid(1000),
        TimeUnit::Nanosecond => number.div_euclid(1_000_000),
    };
    (-FARTHEST..=FARTHEST).contains(&millis).then_some(millis)
}

/// A quarter of a million years, in milliseconds: no calendar goes so far, and twice as much still fits.
const FARTHEST: i64 = 8_000_000_000_000_000;

fn far(number: i64, what: &str) -> String {
    format!("{number} {what} from 1970 is no date that anybody can count from")
}
