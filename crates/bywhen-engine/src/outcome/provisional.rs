//! Why a date may move, or is not there.

use std::fmt;
use std::str::FromStr;

use bywhen_calendar::{CalendarBound, Day};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::DateOrTime;

/// Why a due date may still move, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Provisional {
    /// `awaiting acknowledged`: it counts from this event, by its slug, which has not happened.
    Awaiting(String),
    /// `calendar begins 2026-01-05`, `calendar ends 2026-12-18`: there is no date, because the calendar has no working day
    /// before, or after.
    CalendarBound(CalendarBound),
    /// `calendar projected`: the bank holidays of that year are not published yet and are worked out from the law.
    CalendarProjected,
}

impl Provisional {
    /// The slug of the event that is awaited.
    pub fn awaited(&self) -> Option<&str> {
        match self {
            Provisional::Awaiting(event) => Some(event),
            _ => None,
        }
    }
}

impl fmt::Display for Provisional {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Provisional::Awaiting(event) => write!(f, "awaiting {event}"),
            Provisional::CalendarBound(CalendarBound::Begins(day)) => write!(f, "calendar begins {day}"),
            Provisional::CalendarBound(CalendarBound::Ends(day)) => write!(f, "calendar ends {day}"),
            Provisional::CalendarProjected => f.write_str("calendar projected"),
        }
    }
}

/// A text that is no reason why a date may move.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no reason why a date may move: write `awaiting` and an event, `calendar projected`, `calendar begins` or `calendar ends` and a date"
)]
pub struct ProvisionalError(String);

impl FromStr for Provisional {
    type Err = ProvisionalError;

    fn from_str(text: &str) -> Result<Provisional, ProvisionalError> {
        let day = |text: &str| match text.parse() {
            Ok(DateOrTime::Date(day)) => Some(day),
            _ => None,
        };
        let bound = |text: &str, bound: fn(Day) -> CalendarBound| day(text).map(bound).map(Provisional::CalendarBound);
        let read = if text == "calendar projected" {
            Some(Provisional::CalendarProjected)
        } else if let Some(event) = text.strip_prefix("awaiting ") {
            Some(Provisional::Awaiting(event.to_owned()))
        } else if let Some(begins) = text.strip_prefix("calendar begins ") {
            bound(begins, CalendarBound::Begins)
        } else {
            text.strip_prefix("calendar ends ").and_then(|ends| bound(ends, CalendarBound::Ends))
        };
        read.ok_or_else(|| ProvisionalError(text.chars().take(80).collect()))
    }
}

impl Serialize for Provisional {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Less code in the browser than `collect_str`.
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Provisional {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Provisional, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
