//! A time on the local clock.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::invariant;
use crate::iso::Iso;
use crate::saved::{Reader, Saved, Writer};

/// A time of day: milliseconds on the local clock since midnight. 24:00 is allowed, as an end.
///
/// ```
/// use bywhen_calendar::TimeOfDay;
/// let nine: TimeOfDay = "09:00".parse()?;
/// assert_eq!(nine.seconds(), 32_400);
/// assert_eq!("17:30:05.250".parse::<TimeOfDay>()?.to_string(), "17:30:05.250");
/// assert_eq!(TimeOfDay::END_OF_DAY.to_string(), "24:00");
/// # Ok::<(), bywhen_calendar::TimeOfDayError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u32);

const MILLIS_PER_DAY: u32 = 86_400_000;

impl TimeOfDay {
    /// 00:00.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);
    /// 24:00, the end of the day.
    pub const END_OF_DAY: TimeOfDay = TimeOfDay(MILLIS_PER_DAY);

    /// From hours, minutes and seconds; nothing for a time that no clock shows. 24:00:00 is allowed.
    pub const fn from_hms(hour: u32, minute: u32, second: u32) -> Option<TimeOfDay> {
        let end = hour == 24 && minute == 0 && second == 0;
        if end || (hour < 24 && minute < 60 && second < 60) {
            Some(TimeOfDay(((hour * 60 + minute) * 60 + second) * 1_000))
        } else {
            None
        }
    }

    /// From milliseconds since midnight, at most 86,400,000.
    pub const fn from_millis(millis: u32) -> Option<TimeOfDay> {
        if millis <= MILLIS_PER_DAY { Some(TimeOfDay(millis)) } else { None }
    }

    /// From milliseconds since midnight that are known to be fewer than a day's.
    #[inline]
    pub(crate) fn wrapping(millis: i64) -> TimeOfDay {
        TimeOfDay(invariant!(u32::try_from(millis.rem_euclid(i64::from(MILLIS_PER_DAY))).ok(), 0))
    }

    /// Whole seconds since midnight, truncated.
    pub const fn seconds(self) -> u32 {
        self.0 / 1_000
    }

    /// Milliseconds since midnight.
    pub const fn millis(self) -> u32 {
        self.0
    }
}

/// In milliseconds.
impl Saved for TimeOfDay {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> TimeOfDay {
        let time = TimeOfDay::from_millis(from.number());
        from.expect(time, TimeOfDay::MIDNIGHT)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let iso = Iso::default();
        if self.0.is_multiple_of(60_000) { iso.minutes(self.seconds()).write(f) } else { iso.seconds(self.0).write(f) }
    }
}

/// A text that is not a time of day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time of day: write it as 09:00, 17:30:15 or 17:30:15.250")]
pub struct TimeOfDayError(String);

impl FromStr for TimeOfDay {
    type Err = TimeOfDayError;

    /// Reads `HH:MM`, `HH:MM:SS` or `HH:MM:SS.f` with one to nine digits after the point, truncated to milliseconds.
    fn from_str(text: &str) -> Result<TimeOfDay, TimeOfDayError> {
        parse(text).ok_or_else(|| TimeOfDayError(text.chars().take(40).collect()))
    }
}

fn parse(text: &str) -> Option<TimeOfDay> {
    let (clock, millis) = match text.split_once('.') {
        // A fraction belongs to seconds: 09:00.5 would be read differently by different people.
        Some((clock, fraction)) if clock.len() == 8 => (clock, fraction_millis(fraction)?),
        Some(_) => return None,
        None => (text, 0),
    };
    let mut parts = clock.split(':').map(two_digits);
    let (hour, minute) = (parts.next()??, parts.next()??);
    let second = match parts.next() {
        None => 0,
        Some(second) => second?,
    };
    if parts.next().is_some() {
        return None;
    }
    TimeOfDay::from_millis(TimeOfDay::from_hms(hour, minute, second)?.0 + millis)
}

fn two_digits(text: &str) -> Option<u32> {
    let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

fn fraction_millis(digits: &str) -> Option<u32> {
    let good = (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let first_three = digits.bytes().chain([b'0'; 3]).take(3);
    good.then(|| first_three.fold(0, |sum, digit| sum * 10 + u32::from(digit - b'0')))
}

impl TryFrom<String> for TimeOfDay {
    type Error = TimeOfDayError;
    fn try_from(text: String) -> Result<TimeOfDay, TimeOfDayError> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> String {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn no_clock_shows_more_than_the_end_of_the_day() {
        assert_eq!(TimeOfDay::from_hms(24, 0, 0), Some(TimeOfDay::END_OF_DAY));
        assert_eq!(TimeOfDay::from_hms(23, 59, 59).map(TimeOfDay::millis), Some(86_399_000));
        for (hour, minute, second) in [(24, 0, 1), (24, 1, 0), (24, 30, 30), (25, 0, 0), (0, 60, 0), (0, 0, 60)] {
            assert_eq!(TimeOfDay::from_hms(hour, minute, second), None, "{hour}:{minute}:{second}");
        }
    }

    #[test]
    fn odd_texts_are_refused() {
        for text in [
            "",
            "9:00",
            "09",
            "09:0",
            "24:01",
            "24:00:00.001",
            "09:60",
            "09:00:60",
            "09:00.5",
            "09:00:00.",
            "09:00:00.1234567890",
            "+9:00",
            "09:00:00:00",
            "０９:００",
            "09-00",
            " 09:00",
        ] {
            assert!(text.parse::<TimeOfDay>().is_err(), "{text}");
        }
        assert_eq!("24:00".parse(), Ok(TimeOfDay::END_OF_DAY));
        assert_eq!("23:59:59.9999".parse::<TimeOfDay>().unwrap().millis(), 86_399_999);
    }

    proptest! {
        #[test]
        fn display_reads_back(millis in 0u32..=86_400_000) {
            let time = TimeOfDay::from_millis(millis).unwrap();
            prop_assert_eq!(time.to_string().parse::<TimeOfDay>().unwrap(), time);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,14}") {
            let _ = text.parse::<TimeOfDay>();
        }
    }
}
