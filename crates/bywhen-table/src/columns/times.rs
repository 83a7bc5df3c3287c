//! Times in columns, whichever way Arrow lays them out.

use arrow::array::{Array, ArrayRef, AsArray, PrimitiveArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMillisecondType};
use bywhen::When;
use bywhen::calendar::{Day, Instant, Zone};
use bywhen::engine::batch::Stamp;
use bywhen::engine::{Moment, MomentError};
use chrono::{DateTime, NaiveDate};

use super::DateFormat;
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
    if let Some(texts) = Texts::of(column) {
        let mut read = |row: usize| {
            let text = texts.get(row)?;
            let stamp = clock.format.read(text).and_then(|when| clock.when(when).map_err(|error| error.to_string()));
            stamp.map_err(|reason| wrong(row, reason)).ok()
        };
        return Ok((0..rows).map(|row| read(row).unwrap_or(Stamp::NONE)).collect());
    }
    match column.data_type() {
        DataType::Null => Ok(vec![Stamp::NONE; rows]),
        DataType::Date32 => {
            let dates = column.as_primitive::<Date32Type>();
            let mut place = |row: usize| -> Option<Stamp> {
                let date = day(dates, row)?;
                let stamp = clock.when(When::Day(date)).map_err(|error| wrong(row, error.to_string()));
                stamp.ok()
            };
            Ok((0..rows).map(|row| place(row).unwrap_or(Stamp::NONE)).collect())
        }
        DataType::Timestamp(_, zone) => {
            let naive = zone.is_none();
            let millis = as_millis(column)?;
            let mut place = |row: usize| -> Option<Stamp> {
                let millis = millis.is_valid(row).then(|| millis.value(row))?;
                if !naive {
                    return Some(Stamp::instant(Instant::from_millis(millis)));
                }
                let local = DateTime::from_timestamp_millis(millis)?.naive_utc();
                clock.when(When::Local(local)).map_err(|error| wrong(row, error.to_string())).ok()
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

fn day(dates: &PrimitiveArray<Date32Type>, row: usize) -> Option<NaiveDate> {
    dates.is_valid(row).then(|| dates.value_as_date(row)).flatten()
}

/// Timestamps of any unit as milliseconds. What is finer is cut off, as the engine does.
fn as_millis(column: &ArrayRef) -> Result<PrimitiveArray<TimestampMillisecondType>, String> {
    let DataType::Timestamp(unit, zone) = column.data_type() else { return Err("it holds no timestamps".to_owned()) };
    let kind = DataType::Timestamp(TimeUnit::Millisecond, zone.clone());
    let millis = if *unit == TimeUnit::Millisecond {
        column.clone()
    } else {
        cast(column, &kind).map_err(|error| error.to_string())?
    };
    Ok(millis.as_primitive::<TimestampMillisecondType>().clone())
}
