//! Times in columns, whichever way Arrow lays them out.

use arrow::array::{Array, ArrayRef, ArrowPrimitiveType, AsArray, PrimitiveArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Date32Type, Int64Type, TimeUnit};
use bywhen::When;
use bywhen::calendar::{Day, Instant, TimeOfDay, Zone};
use bywhen::engine::batch::EncodedTime;
use bywhen::engine::{Moment, MomentError};
use chrono::{DateTime, NaiveDate};

use super::DateFormat;
use super::access::is_empty;
use super::texts::Texts;

/// How the times of a column are read.
#[derive(Clone, Copy)]
pub(crate) struct TimeDecoder<'a> {
    /// The charter's zone, in which days begin.
    pub(crate) charter: &'a Zone,
    /// Where times without an offset are.
    pub(crate) naive: &'a Zone,
    /// How text is written.
    pub(crate) format: DateFormat,
}

impl TimeDecoder<'_> {
    /// A time without an offset, where nothing is the matter with it.
    fn naive_instant(&self, millis: i64) -> Option<Instant> {
        let day = Day::from_unix_days(millis.div_euclid(MILLIS_PER_DAY)).ok()?;
        let time = TimeOfDay::from_millis(u32::try_from(millis.rem_euclid(MILLIS_PER_DAY)).ok()?)?;
        self.naive.instant(day, time).ok()
    }

    /// The day alone where a stamp is at its beginning in a zone.
    pub(super) fn midnight_as_day(&self, stamp: EncodedTime, zone: &Zone) -> EncodedTime {
        match stamp.day_in(zone) {
            Some(day) if stamp == EncodedTime::instant(zone.start_of_day(day)) => EncodedTime::day(day, self.charter),
            _ => stamp,
        }
    }

    pub(super) fn encode(&self, when: When) -> Result<EncodedTime, MomentError> {
        match when {
            When::Day(date) => Ok(EncodedTime::day(Day::from_date(date)?, self.charter)),
            When::Local(_) => Ok(EncodedTime::instant(Moment::new(when, self.naive)?.instant)),
            When::Exact(_) => Ok(EncodedTime::instant(Moment::new(when, self.charter)?.instant)),
        }
    }
}

/// Places each number of a column: nearly all of them by `encode`, and what it cannot place by `encode_slowly`. What cannot be
/// placed at all goes to `reject` with its row.
fn encode_each<T: ArrowPrimitiveType>(
    values: &PrimitiveArray<T>,
    mut reject: impl FnMut(usize, String),
    encode: impl Fn(T::Native) -> Option<EncodedTime>,
    encode_slowly: impl Fn(T::Native) -> Result<EncodedTime, String>,
) -> Vec<EncodedTime> {
    // Whether a cell is empty is hard to foretell: so all are placed, whatever stands in empty ones, and then those are
    // gone through.
    let encode = |value: &T::Native| encode(*value).unwrap_or(EncodedTime::NONE);
    let mut stamps: Vec<EncodedTime> = values.values().iter().map(encode).collect();
    if let Some(nulls) = values.nulls() {
        for row in (!nulls.inner()).set_indices() {
            stamps.get_mut(row).into_iter().for_each(|stamp| *stamp = EncodedTime::NONE);
        }
    }
    if stamps.iter().filter(|stamp| **stamp == EncodedTime::NONE).count() > values.null_count() {
        for (row, (stamp, value)) in stamps.iter_mut().zip(values.values()).enumerate() {
            if *stamp == EncodedTime::NONE && values.is_valid(row) {
                *stamp = encode_slowly(*value).map_err(|reason| reject(row, reason)).unwrap_or(EncodedTime::NONE);
            }
        }
    }
    stamps
}

/// Milliseconds.
const MILLIS_PER_DAY: i64 = 86_400_000;

/// The times of a column, or what else it holds. A cell that cannot be placed goes to `reject` with its row.
pub(crate) fn encode_times(
    column: &ArrayRef,
    decoder: TimeDecoder<'_>,
    mut reject: impl FnMut(usize, String),
) -> Result<Vec<EncodedTime>, String> {
    let rows = column.len();
    if is_empty(column) {
        return Ok(vec![EncodedTime::NONE; rows]);
    }
    if let Some(texts) = Texts::of(column) {
        let mut read = |row: usize| {
            let text = texts.get(row)?;
            let stamp =
                decoder.format.parse(text).and_then(|when| decoder.encode(when).map_err(|error| error.to_string()));
            stamp.map_err(|reason| reject(row, reason)).ok()
        };
        return Ok((0..rows).map(|row| read(row).unwrap_or(EncodedTime::NONE)).collect());
    }
    match column.data_type() {
        DataType::Date32 => {
            let dates = column.as_primitive::<Date32Type>();
            let encode = |value: i32| Some(EncodedTime::day(Day::from_unix_days(value.into()).ok()?, decoder.charter));
            Ok(encode_each(dates, reject, encode, |value| {
                let date = NaiveDate::from_epoch_days(value).ok_or_else(|| out_of_range(value.into(), "days"))?;
                decoder.encode(When::Day(date)).map_err(|error| error.to_string())
            }))
        }
        DataType::Timestamp(unit, zone) => {
            let values = &values(column)?;
            let decoder = if zone.is_some() { None } else { Some(decoder) };
            // What is finer than a millisecond is cut off, as the engine does.
            Ok(match unit {
                TimeUnit::Second => timestamps(values, decoder, reject, |value| value.checked_mul(1000)),
                TimeUnit::Millisecond => timestamps(values, decoder, reject, Some),
                TimeUnit::Microsecond => timestamps(values, decoder, reject, |value| Some(value.div_euclid(1000))),
                TimeUnit::Nanosecond => timestamps(values, decoder, reject, |value| Some(value.div_euclid(1_000_000))),
            })
        }
        DataType::Date64 => {
            let dates = cast(column, &DataType::Date32).map_err(|error| error.to_string())?;
            encode_times(&dates, decoder, reject)
        }
        other => Err(format!("it holds {other}, and times are needed: dates, timestamps or text")),
    }
}

/// Timestamps, each of which is so many milliseconds; beyond every calendar where that is `None`. `naive`: how those
/// without an offset are read.
fn timestamps(
    values: &PrimitiveArray<Int64Type>,
    naive: Option<TimeDecoder<'_>>,
    reject: impl FnMut(usize, String),
    millis: impl Fn(i64) -> Option<i64>,
) -> Vec<EncodedTime> {
    let millis = |value| millis(value).filter(|millis| (-MAX_MILLIS..=MAX_MILLIS).contains(millis));
    let Some(decoder) = naive else {
        let encode = |value| Some(EncodedTime::instant(Instant::from_millis(millis(value)?)));
        return encode_each(values, reject, encode, |value| Err(out_of_range(value, "units")));
    };
    let encode = |value| Some(EncodedTime::instant(decoder.naive_instant(millis(value)?)?));
    encode_each(values, reject, encode, |value| {
        let local = millis(value).and_then(DateTime::from_timestamp_millis);
        let local = local.ok_or_else(|| out_of_range(value, "units"))?;
        decoder.encode(When::Local(local.naive_utc())).map_err(|error| error.to_string())
    })
}

/// The dates and times of a column that were given with an event, or what else it holds. A time that is written counts as
/// one. A program that has no dates without a time holds a date as a timestamp at midnight: that is the date.
pub(crate) fn encode_untils(
    column: &ArrayRef,
    decoder: TimeDecoder<'_>,
    reject: impl FnMut(usize, String),
) -> Result<Vec<EncodedTime>, String> {
    let mut stamps = encode_times(column, decoder, reject)?;
    if let DataType::Timestamp(_, zone) = column.data_type() {
        let zone = if zone.is_some() { decoder.charter } else { decoder.naive };
        stamps.iter_mut().for_each(|stamp| *stamp = decoder.midnight_as_day(*stamp, zone));
    }
    Ok(stamps)
}

/// The numbers that timestamps of any unit are held as.
fn values(column: &ArrayRef) -> Result<PrimitiveArray<Int64Type>, String> {
    let values = cast(column, &DataType::Int64).map_err(|error| error.to_string())?;
    Ok(values.as_primitive::<Int64Type>().clone())
}

/// A quarter of a million years, in milliseconds: no calendar goes so far, and twice as much still fits.
const MAX_MILLIS: i64 = 8_000_000_000_000_000;

fn out_of_range(value: i64, what: &str) -> String {
    format!("{value} {what} from 1970 is no date that anybody can count from")
}
