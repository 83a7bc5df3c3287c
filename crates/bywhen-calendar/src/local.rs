//! What a clock on the wall shows.

use std::fmt;
use std::str::FromStr;

use chrono::Timelike;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::iso::{Iso, IsoTime};
use crate::{Day, Instant, TimeOfDay};

/// A local date and time with its offset from UTC. It displays as ISO 8601, with milliseconds only when not zero.
///
/// ```
/// use bywhen_calendar::{Instant, Zone};
/// let local = Zone::london().local(Instant::from_seconds(1_775_034_900))?;
/// assert_eq!(local.to_string(), "2026-04-01T10:15:00+01:00");
/// assert_eq!(local.instant(), Instant::from_seconds(1_775_034_900));
/// # Ok::<(), bywhen_calendar::OutOfRange>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Local {
    /// The local date.
    pub day: Day,
    /// The time on the local clock.
    pub time: TimeOfDay,
    /// Seconds that the local clock is ahead of UTC.
    pub offset_seconds: i32,
}

impl Local {
    /// The moment this is.
    pub fn instant(self) -> Instant {
        let seconds = self.day.local_seconds() - i64::from(self.offset_seconds);
        Instant::from_seconds(seconds).plus_millis(i64::from(self.time.millis()))
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_seconds < 0 { b'-' } else { b'+' };
        let offset = self.offset_seconds.unsigned_abs();
        let iso =
            Iso::default().date(self.day.date()).sign(b'T').seconds(self.time.millis()).sign(sign).minutes(offset);
        if offset.is_multiple_of(60) { iso.write(f) } else { iso.sign(b':').digits(offset % 60, 2).write(f) }
    }
}

/// A text that is not a local time with its offset.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time with its offset between 1972 and 2100: write it as 2026-04-01T10:15:00+01:00")]
pub struct LocalError(String);

impl FromStr for Local {
    type Err = LocalError;

    fn from_str(text: &str) -> Result<Local, LocalError> {
        IsoTime::read(text).and_then(Local::from_iso).ok_or_else(|| LocalError(text.chars().take(40).collect()))
    }
}

impl Local {
    /// The local time of an ISO 8601 text with time and offset. `None` for one without them, and outside the years.
    pub fn from_iso(iso: IsoTime) -> Option<Local> {
        let IsoTime { date, time, offset_seconds } = iso;
        let time = time?;
        let millis = time.num_seconds_from_midnight() * 1_000 + (time.nanosecond() / 1_000_000).min(999);
        let time = TimeOfDay::from_millis(millis)?;
        Some(Local { day: Day::from_date(date).ok()?, time, offset_seconds: offset_seconds? })
    }
}

impl Serialize for Local {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Less code in the browser than `collect_str`.
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Local {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Local, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_shows_its_seconds_where_it_has_any() {
        let shown = |offset_seconds| Local { day: Day::FIRST, time: TimeOfDay::MIDNIGHT, offset_seconds }.to_string();
        assert_eq!(shown(3_600), "1972-01-01T00:00:00+01:00");
        assert_eq!(shown(-34_200), "1972-01-01T00:00:00-09:30");
        // Liberia, until 7 January 1972.
        assert_eq!(shown(-2_670), "1972-01-01T00:00:00-00:44:30");
        assert_eq!(shown(75), "1972-01-01T00:00:00+00:01:15");
    }

    #[test]
    fn what_is_written_is_read() {
        for text in ["2026-04-01T10:15:00+01:00", "2026-04-01T23:59:59.250+00:00", "1972-01-01T00:00:00-00:44:30"] {
            assert_eq!(text.parse::<Local>().map(|local| local.to_string()), Ok(text.to_owned()));
        }
        for text in ["2026-04-01", "2026-04-01T10:15:00", "1971-12-31T10:15:00Z", "10:15", "tomorrow"] {
            assert!(text.parse::<Local>().is_err(), "{text}");
        }
    }
}
