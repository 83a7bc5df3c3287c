//! A date whose time of day may not be known.

use std::fmt;
use std::str::FromStr;

use bywhen_calendar::{Day, IsoTime, Local, TimeOfDay};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A local date, or a local time with its offset. It displays and serialises as ISO 8601.
///
/// ```
/// use bywhen_engine::outcome::DateOrTime;
/// let done: DateOrTime = "2026-04-01T10:15:00+01:00".parse()?;
/// assert_eq!((done.day().to_string(), done.time().map(|time| time.to_string())), ("2026-04-01".into(), Some("10:15".into())));
/// assert_eq!("2026-04-01".parse::<DateOrTime>()?.time(), None);
/// # Ok::<(), bywhen_engine::outcome::DateOrTimeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateOrTime {
    /// A date whose time of day is not known.
    Date(Day),
    /// A local time.
    Time(Local),
}

impl DateOrTime {
    /// The local date.
    pub fn day(self) -> Day {
        match self {
            DateOrTime::Date(day) => day,
            DateOrTime::Time(local) => local.day,
        }
    }

    /// The time of day, where it is known.
    pub fn time(self) -> Option<TimeOfDay> {
        match self {
            DateOrTime::Date(_) => None,
            DateOrTime::Time(local) => Some(local.time),
        }
    }
}

impl From<Day> for DateOrTime {
    fn from(day: Day) -> DateOrTime {
        DateOrTime::Date(day)
    }
}

impl From<Local> for DateOrTime {
    fn from(local: Local) -> DateOrTime {
        DateOrTime::Time(local)
    }
}

impl fmt::Display for DateOrTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateOrTime::Date(day) => day.fmt(f),
            DateOrTime::Time(local) => local.fmt(f),
        }
    }
}

/// A text that is neither a date nor a time with its offset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no date and no time with its offset, as in 2026-04-01T10:15:00+01:00")]
pub struct DateOrTimeError(String);

impl FromStr for DateOrTime {
    type Err = DateOrTimeError;

    fn from_str(text: &str) -> Result<DateOrTime, DateOrTimeError> {
        let read = IsoTime::read(text).and_then(|iso| match iso.time {
            None => Day::from_date(iso.date).ok().map(DateOrTime::Date),
            Some(_) => Local::from_iso(iso).map(DateOrTime::Time),
        });
        read.ok_or_else(|| DateOrTimeError(text.chars().take(40).collect()))
    }
}

impl Serialize for DateOrTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Less code in the browser than `collect_str`.
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for DateOrTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<DateOrTime, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
