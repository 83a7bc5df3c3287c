//! A time as people and programs write it.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime};

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
        read(text.as_bytes()).ok_or_else(|| WhenError { text: text.to_owned() })
    }
}

/// Read by hand because tables hold millions of them: several times as fast as reading by a format.
fn read(text: &[u8]) -> Option<When> {
    let (year, text) = number(text, 4)?;
    let (month, text) = number(text.strip_prefix(b"-")?, 2)?;
    let (day, text) = number(text.strip_prefix(b"-")?, 2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let Some((b'T' | b't' | b' ', text)) = text.split_first() else {
        return text.is_empty().then_some(When::Day(date));
    };
    let (hour, text) = number(text, 2)?;
    let (minute, text) = number(text.strip_prefix(b":")?, 2)?;
    let (second, nanos, text) = match text.strip_prefix(b":") {
        Some(text) => {
            let (second, text) = number(text, 2)?;
            let (nanos, text) = text.strip_prefix(b".").map_or(Some((0, text)), fraction)?;
            (second, nanos, text)
        }
        None => (0, 0, text),
    };
    // A leap second is the second before it, and more than a second long.
    let leap = second == 60;
    let (second, nanos) = if leap { (59, nanos + 1_000_000_000) } else { (second, nanos) };
    let local = date.and_time(NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?);
    if text.is_empty() {
        return Some(When::Local(local));
    }
    local.and_local_timezone(offset(text)?).single().map(When::Exact)
}

/// `Z`, `+01:00`, `+0100` or `+01`, to the end.
fn offset(text: &[u8]) -> Option<FixedOffset> {
    if matches!(text, b"Z" | b"z") {
        return FixedOffset::east_opt(0);
    }
    let (sign, text) = text.split_first()?;
    let (hours, text) = number(text, 2)?;
    let (minutes, text) = match text {
        [] => (0, text),
        _ => number(text.strip_prefix(b":").unwrap_or(text), 2)?,
    };
    let seconds = i32::try_from((hours * 60 + minutes) * 60).ok().filter(|_| minutes < 60 && text.is_empty())?;
    match sign {
        b'+' => FixedOffset::east_opt(seconds),
        b'-' => FixedOffset::west_opt(seconds),
        _ => None,
    }
}

/// A number of just so many digits, and what follows it.
fn number(text: &[u8], digits: usize) -> Option<(u32, &[u8])> {
    let (number, rest) = text.split_at_checked(digits)?;
    let value =
        number.iter().try_fold(0, |value, byte| byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0')))?;
    Some((value, rest))
}

/// Nanoseconds from the digits after a point, of which there is at least one, and what follows them.
fn fraction(text: &[u8]) -> Option<(u32, &[u8])> {
    let count = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at_checked(count).filter(|(digits, _)| !digits.is_empty())?;
    let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
    Some((padded.fold(0, |nanos, byte| nanos * 10 + u32::from(byte - b'0')), rest))
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
