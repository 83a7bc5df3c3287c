//! A date in one column and its time in another.

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Time64NanosecondType, TimeUnit};
use bywhen::When;
use bywhen::engine::batch::EncodedTime;
use chrono::{NaiveTime, TimeDelta, Timelike};

use super::access::is_empty;
use super::clock_time::{TimeError, clock_time};
use super::texts::Texts;
use super::times::TimeDecoder;

/// The time in a cell.
type CellTime = Option<Result<NaiveTime, String>>;

/// Puts the times of a column to the dates of another, called `dates`. Of a date without a time only the day is known: also
/// of one at midnight, as systems write that have no dates without a time. A cell that cannot be put to its date goes to
/// `reject` with its row. `is_unreadable`: rows whose date could not be read, and of which that has been said.
///
/// # Errors
///
/// Where the column holds no times.
pub(crate) fn merge_times(
    stamps: &mut [EncodedTime],
    times: &ArrayRef,
    decoder: TimeDecoder<'_>,
    dates: &str,
    is_unreadable: impl Fn(usize) -> bool,
    mut reject: impl FnMut(usize, String),
) -> Result<(), String> {
    let time_of = times_of(times)?;
    for (row, stamp) in stamps.iter_mut().enumerate() {
        let merged = match time_of(row) {
            None => Ok(decoder.midnight_as_day(*stamp, decoder.naive)),
            Some(_) if *stamp == EncodedTime::NONE && is_unreadable(row) => Ok(*stamp),
            Some(time) => time.and_then(|time| combine(*stamp, time, decoder, dates)),
        };
        *stamp = merged.map_err(|reason| reject(row, reason)).unwrap_or(EncodedTime::NONE);
    }
    Ok(())
}

/// A function from rows to times, or an error for columns of another type.
fn times_of(column: &ArrayRef) -> Result<Box<dyn Fn(usize) -> CellTime>, String> {
    if is_empty(column) {
        return Ok(Box::new(|_| None));
    }
    if let Some(texts) = Texts::of(column) {
        return Ok(Box::new(move |row| {
            texts.get(row).map(|text| clock_time(text).map_err(|why| not_a_time(text, why)))
        }));
    }
    let (DataType::Time32(_) | DataType::Time64(_)) = column.data_type() else {
        return Err(format!("it holds {}, and times of day are needed: times or text", column.data_type()));
    };
    let times = cast(column, &DataType::Time64(TimeUnit::Nanosecond)).map_err(|error| error.to_string())?;
    let times = times.as_primitive::<Time64NanosecondType>().clone();
    Ok(Box::new(move |row| {
        let nanos = (times.len() > row && times.is_valid(row)).then(|| times.value(row))?;
        Some(time_from_nanos(nanos).ok_or_else(|| format!("{nanos} nanoseconds from midnight are no time of day")))
    }))
}

fn not_a_time(text: &str, why: TimeError) -> String {
    format!("`{text}` is not a time of day as in 10:15, 10:15:30 or 10.15am{}", why.advice())
}

fn time_from_nanos(nanos: i64) -> Option<NaiveTime> {
    let second = u32::try_from(nanos.div_euclid(1_000_000_000)).ok()?;
    NaiveTime::from_num_seconds_from_midnight_opt(second, u32::try_from(nanos.rem_euclid(1_000_000_000)).ok()?)
}

/// A date and its time.
fn combine(stamp: EncodedTime, time: NaiveTime, decoder: TimeDecoder<'_>, dates: &str) -> Result<EncodedTime, String> {
    let shown = time.format(if time.second() == 0 { "%H:%M" } else { "%H:%M:%S" });
    let stamp = decoder.midnight_as_day(stamp, decoder.naive);
    let Some(day) = stamp.day_in(decoder.charter) else {
        return Err(format!("{shown} is a time without a date: `{dates}` is empty"));
    };
    if stamp == EncodedTime::day(day, decoder.charter) {
        return decoder.encode(When::Local(day.date().and_time(time))).map_err(|error| error.to_string());
    }
    // Some systems write the whole in one column, and in the other the time again, with less of its seconds.
    let day = stamp.day_in(decoder.naive).unwrap_or(day).date();
    let tolerance = TimeDelta::milliseconds(match (time.second(), time.nanosecond()) {
        (0, 0) => 59_999,
        (_, 0) => 999,
        _ => 0,
    });
    let [first, last] = [time, time + tolerance].map(|time| decoder.encode(When::Local(day.and_time(time))));
    if first.is_ok_and(|first| first <= stamp) && last.is_ok_and(|last| stamp <= last) {
        return Ok(stamp);
    }
    Err(format!("`{dates}` has a time of its own, and it is not {shown}: leave one of the two out"))
}
