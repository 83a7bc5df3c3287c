//! Reading ISO 8601: several times as fast as by a format.

use chrono::{NaiveDate, NaiveTime};

/// A date, a local time or a moment as ISO 8601 writes it.
///
/// ```
/// use bywhen_calendar::IsoTime;
/// let read = IsoTime::read("2026-04-01T10:15+01:00").ok_or("not ISO 8601")?;
/// assert_eq!(read.date.to_string(), "2026-04-01");
/// assert_eq!((read.time.map(|time| time.to_string()), read.offset_seconds), (Some("10:15:00".to_owned()), Some(3_600)));
/// # Ok::<(), &str>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IsoTime {
    /// The date.
    pub date: NaiveDate,
    /// The time of day, where it is written. Second 60 is the leap second of chrono.
    pub time: Option<NaiveTime>,
    /// Seconds that the local clock is ahead of UTC, where that is written. Never without a time.
    pub offset_seconds: Option<i32>,
}

impl IsoTime {
    /// Reads `2026-04-01`, `2026-04-01T10:15`, `2026-04-01 10:15:00.250` and these with an offset: `Z`, `+01:00`, `+0100`,
    /// `+01`, `-00:44:30`. `None` for any other text.
    #[inline]
    pub fn read(text: &str) -> Option<IsoTime> {
        let text = text.as_bytes();
        let (year, text) = number(text, 4)?;
        let (month, text) = number(text.strip_prefix(b"-")?, 2)?;
        let (day, text) = number(text.strip_prefix(b"-")?, 2)?;
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
        let Some((b'T' | b't' | b' ', text)) = text.split_first() else {
            return text.is_empty().then_some(IsoTime { date, time: None, offset_seconds: None });
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
        let leap = second == 60;
        let (second, nanos) = if leap { (59, nanos + 1_000_000_000) } else { (second, nanos) };
        let time = NaiveTime::from_hms_nano_opt(hour, minute, second, nanos)?;
        let offset_seconds = if text.is_empty() { None } else { Some(offset(text)?) };
        Some(IsoTime { date, time: Some(time), offset_seconds })
    }
}

/// `Z`, `+01:00`, `+0100`, `+01` or `-00:44:30`, to the end: less than a day.
fn offset(text: &[u8]) -> Option<i32> {
    if matches!(text, b"Z" | b"z") {
        return Some(0);
    }
    let (sign, text) = text.split_first()?;
    let (hours, text) = number(text, 2)?;
    let (minutes, text) = match text {
        [] => (0, text),
        _ => number(text.strip_prefix(b":").unwrap_or(text), 2)?,
    };
    let (seconds, text) = match text.strip_prefix(b":") {
        Some(text) => number(text, 2)?,
        None => (0, text),
    };
    let all = (hours * 60 + minutes) * 60 + seconds;
    let all = i32::try_from(all).ok().filter(|all| minutes < 60 && seconds < 60 && text.is_empty() && *all < 86_400)?;
    match sign {
        b'+' => Some(all),
        b'-' => Some(-all),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_less_than_a_day_and_may_have_seconds() {
        let offset_of = |text: &str| IsoTime::read(text).and_then(|read| read.offset_seconds);
        assert_eq!(offset_of("1972-01-01T00:00-00:44:30"), Some(-2_670));
        assert_eq!(offset_of("1972-01-01T00:00+23:59:59"), Some(86_399));
        assert_eq!(offset_of("1972-01-01T00:00Z"), Some(0));
        for odd in ["+24:00", "+99:00", "+01:60", "+01:00:60", "+01:00:0", "+010000", "01:00", "+1", "+"] {
            assert_eq!(IsoTime::read(&format!("1972-01-01T00:00{odd}")), None, "{odd}");
        }
    }
}
