//! Times in columns, whichever way Arrow lays them out.

use arrow::array::{Array, ArrayRef, AsArray, PrimitiveArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Int64Type, TimeUnit};
use bywhen::When;
use bywhen::calendar::{Day, Instant, Zone};
use bywhen::engine::batch::Stamp;
use bywhen::engine::{Moment, MomentError};
use chrono::DateTime;

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
    fn when(&self, when: When) -> Result<Stamp, MomentError> {
        match when {
            When::Day(date) => Ok(Stamp::day(Day::from_date(date)?, self.charter)),
            When::Local(_) => Ok(Stamp::instant(Moment::new(when, self.naive)?.instant)),
            When::Exact(_) => Ok(Stamp::instant(Moment::new(when, self.charter)?.instant)),
        }
    }
}

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
            let mut place = |row: usize| -> Option<Stamp> {
                let number = dates.is_valid(row).then(|| dates.value(row))?;
                let stamp = dates.value_as_date(row).ok_or_else(|| far(number.into(), "days"));
                let stamp = stamp.and_then(|date| clock.when(When::Day(date)).map_err(|error| error.to_string()));
                stamp.map_err(|reason| wrong(row, reason)).ok()
            };
            Ok((0..rows).map(|row| place(row).unwrap_or(Stamp::NONE)).collect())
        }
        DataType::Timestamp(unit, zone) => {
            let naive = zone.is_none();
            let numbers = numbers(column)?;
            let mut place = |row: usize| -> Option<Stamp> {
                let number = numbers.is_valid(row).then(|| numbers.value(row))?;
                let stamp = millis(number, *unit).ok_or_else(|| far(number, "units")).and_then(|millis| {
                    if !naive {
                        return Ok(Stamp::instant(Instant::from_millis(millis)));
                    }
                    let local = DateTime::from_timestamp_millis(millis).ok_or_else(|| far(number, "units"))?;
                    clock.when(When::Local(local.naive_utc())).map_err(|error| error.to_string())
                });
                stamp.map_err(|reason| wrong(row, reason)).ok()
            };
            Ok((0..rows).map(|row| place(row).unwrap_or(Stamp::NONE)).collect())
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
