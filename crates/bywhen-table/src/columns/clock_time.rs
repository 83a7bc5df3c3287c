//! A time of day as people and systems write it: `10:15`, `9:05:30`, `10.15am`, `3 pm.`

use chrono::NaiveTime;

/// Why a text is not a time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeError {
    /// It is written in no way that is known.
    Form,
    /// No clock shows it.
    NoSuchTime,
    /// `13:00pm`.
    TwelveHours,
}

impl TimeError {
    /// The end of a sentence that has said what a time looks like.
    pub(super) fn advice(self) -> &'static str {
        match self {
            TimeError::Form => "",
            TimeError::NoSuchTime => ": there is no such time",
            TimeError::TwelveHours => ": with am or pm the hours go from 1 to 12",
        }
    }
}

/// Reads a time, by hand because tables hold millions of them.
pub(super) fn clock_time(text: &str) -> Result<NaiveTime, TimeError> {
    let (hour, digits, rest) = parse_number(text, 2).ok_or(TimeError::Form)?;
    let (rest_of_time, rest) = match rest.as_bytes().first() {
        // 0.25 is a quarter of a day to a spreadsheet, and no time to anybody.
        Some(b'.') if (hour, digits) == (0, 1) => return Err(TimeError::Form),
        Some(mark @ (b':' | b'.')) => {
            parse_minutes(rest, *mark).map(|(rest_of_time, rest)| (Some(rest_of_time), rest)).ok_or(TimeError::Form)?
        }
        _ => (None, rest),
    };
    let hour = match parse_half(rest.trim_start()).ok_or(TimeError::Form)? {
        // 10 may be anything.
        None if rest_of_time.is_none() => return Err(TimeError::Form),
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return Err(TimeError::TwelveHours),
        Some(DayHalf::Morning) => hour % 12,
        Some(DayHalf::Afternoon) => hour % 12 + 12,
    };
    let (minute, second, nanos) = rest_of_time.unwrap_or_default();
    NaiveTime::from_hms_nano_opt(hour, minute, second, nanos).ok_or(TimeError::NoSuchTime)
}

/// Minutes, seconds and nanoseconds behind marks of one sort, and what follows.
fn parse_minutes(text: &str, mark: u8) -> Option<((u32, u32, u32), &str)> {
    let (minute, rest) = two_digits(text.get(1..)?)?;
    if rest.as_bytes().first() != Some(&mark) {
        return Some(((minute, 0, 0), rest));
    }
    let (second, rest) = two_digits(rest.get(1..)?)?;
    let Some(rest_of_time) = rest.strip_prefix('.').filter(|_| mark == b':') else {
        return Some(((minute, second, 0), rest));
    };
    let (fraction, digits, rest) = parse_number(rest_of_time, 9)?;
    let places = 9_u32.checked_sub(u32::try_from(digits).ok()?)?;
    Some(((minute, second, fraction * 10_u32.pow(places)), rest))
}

/// Which half of the day.
#[derive(Clone, Copy)]
enum DayHalf {
    Morning,
    Afternoon,
}

/// `am`, `PM`, `p.m.`; nothing where nothing is written, and nothing at all where something else is.
fn parse_half(text: &str) -> Option<Option<DayHalf>> {
    let Some((first, rest)) = text.as_bytes().split_first() else { return Some(None) };
    let half = match first {
        b'a' | b'A' => DayHalf::Morning,
        b'p' | b'P' => DayHalf::Afternoon,
        _ => return None,
    };
    let rest = rest.strip_prefix(b".").unwrap_or(rest);
    matches!(rest, [b'm' | b'M'] | [b'm' | b'M', b'.']).then_some(Some(half))
}

fn two_digits(text: &str) -> Option<(u32, &str)> {
    let (number, digits, rest) = parse_number(text, 2)?;
    (digits == 2).then_some((number, rest))
}

/// A number of at least one digit and at most so many, how many it has, and what follows. A digit does not.
pub(super) fn parse_number(text: &str, max_digits: usize) -> Option<(u32, usize, &str)> {
    let mut number = 0;
    let mut digits = 0;
    for byte in text.bytes().take_while(u8::is_ascii_digit) {
        if digits == max_digits {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
        digits += 1;
    }
    (digits > 0).then_some((number, digits, text.get(digits..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, hour, minute, second) in [
            ("10:15", 10, 15, 0),
            ("9:05", 9, 5, 0),
            ("00:00", 0, 0, 0),
            ("23:59:59", 23, 59, 59),
            ("10.15", 10, 15, 0),
            ("10.15.30", 10, 15, 30),
            ("10:15am", 10, 15, 0),
            ("10:15 AM", 10, 15, 0),
            ("10.15 pm.", 22, 15, 0),
            ("9:05:30 p.m.", 21, 5, 30),
            ("9:05\u{202f}pm", 21, 5, 0),
            ("3pm", 15, 0, 0),
            ("12am", 0, 0, 0),
            ("12:30 AM", 0, 30, 0),
            ("12:00 PM", 12, 0, 0),
        ] {
            assert_eq!(clock_time(text).ok(), NaiveTime::from_hms_opt(hour, minute, second), "{text}");
        }
        assert_eq!(clock_time("10:15:30.250").ok(), NaiveTime::from_hms_milli_opt(10, 15, 30, 250));
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "",
            "10",
            "1015",
            "10:1",
            "10:155",
            "010:15",
            ":15",
            "10:",
            "10:15:",
            "10:15:3",
            "10:15.30",
            "10.15.30.5",
            "10:15:30.",
            "10:15 x",
            "10:15 a",
            "10:15 amm",
            "am",
            "0.25",
            "0.5",
            "10:15+01:00",
            "-1:00",
            "10:15 \u{e9}",
        ] {
            assert_eq!(clock_time(text), Err(TimeError::Form), "{text}");
        }
        for text in ["24:00", "10:60", "10:15:60", "25:15"] {
            assert_eq!(clock_time(text), Err(TimeError::NoSuchTime), "{text}");
        }
        for text in ["13:00pm", "0:15 am", "00:15 AM"] {
            assert_eq!(clock_time(text), Err(TimeError::TwelveHours), "{text}");
        }
    }
}
