//! A time as people and programs write it.

use std::fmt;
use std::str::FromStr;

use bywhen_calendar::IsoTime;
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A time as it was given: a whole day, a local time, or a moment with its offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// The day is known and the time is not.
    Day(NaiveDate),
    /// A time in the charter's zone.
    Local(NaiveDateTime),
    /// A time with its offset from UTC.
    Exact(DateTime<FixedOffset>),
}

/// A text that is not a time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a date or time: write 2026-04-01, 2026-04-01T10:15 or 2026-04-01T10:15:00+01:00")]
pub struct WhenError {
    /// The text.
    pub text: String,
}

impl From<NaiveDate> for When {
    fn from(day: NaiveDate) -> When {
        When::Day(day)
    }
}

impl FromStr for When {
    type Err = WhenError;

    /// ISO 8601: a date, or a date and time with or without an offset.
    fn from_str(text: &str) -> Result<When, WhenError> {
        read(text).ok_or_else(|| WhenError { text: text.to_owned() })
    }
}

fn read(text: &str) -> Option<When> {
    let IsoTime { date, time, offset_seconds } = IsoTime::read(text)?;
    let Some(time) = time else { return Some(When::Day(date)) };
    let local = date.and_time(time);
    match offset_seconds {
        None => Some(When::Local(local)),
        Some(offset) => local.and_local_timezone(FixedOffset::east_opt(offset)?).single().map(When::Exact),
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<When, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            When::Day(day) => write!(f, "{day}"),
            When::Local(local) => write!(f, "{}T{}", local.date(), local.time()),
            When::Exact(exact) => {
                let local = exact.naive_local();
                write!(f, "{}T{}{}", local.date(), local.time(), exact.offset())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_with_and_without_an_offset() {
        for (text, shown) in [
            ("2011-04-20", "2011-04-20"),
            ("2011-04-20T10:15", "2011-04-20T10:15:00"),
            ("2011-04-20 10:15:07", "2011-04-20T10:15:07"),
            ("2011-04-20T10:15Z", "2011-04-20T10:15:00+00:00"),
            ("2011-04-20T10:15:00.250+01:00", "2011-04-20T10:15:00.250+01:00"),
            ("2011-04-20T10:15-0500", "2011-04-20T10:15:00-05:00"),
        ] {
            assert_eq!(text.parse::<When>().map(|when| when.to_string()), Ok(shown.to_owned()));
        }
        for text in ["", "tomorrow", "20/04/2011", "2011-02-30", "2011-04-20T25:00", "2011-04-20T10:15+99:00", "T", "é"]
        {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }

    /// Whatever is printed is read again as the same, and neighbours of it are read or refused without a panic.
    #[test]
    fn what_is_printed_is_read() {
        for text in ["1999-12-31", "2016-12-31T23:59:60Z", "2026-10-25T01:30:00.123456789-11:30", "2026-02-28 00:00"] {
            let when: When = text.parse().expect(text);
            assert_eq!(when.to_string().parse(), Ok(when), "{text}");
            for cut in 0..text.len() {
                let (before, after) = text.split_at(cut);
                let _ = before.parse::<When>();
                let changed = format!("{before}x{}", after.split_at(1).1);
                assert!(changed.parse::<When>().is_err() || cut == 10, "{changed}");
            }
        }
        for text in [
            "2011-4-20",
            "+2011-04-20",
            "2011-04-20T1:15",
            "2011-04-20T10:15.",
            "2011-04-20T10:15+1",
            "2011-04-20T10:15.5",
        ] {
            assert!(text.parse::<When>().is_err(), "{text}");
        }
    }
}
