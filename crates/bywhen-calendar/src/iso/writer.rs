//! Writing ISO 8601, digit by digit.

use std::fmt;

use chrono::{Datelike, NaiveDate};

/// A date or time as it is written, up to `2026-04-01T10:15:00.250+01:00:00`.
#[derive(Default)]
pub(crate) struct Iso {
    text: [u8; 32],
    length: usize,
}

impl Iso {
    /// `-`, `T`, `:`.
    pub(crate) fn sign(mut self, sign: u8) -> Iso {
        if let Some(place) = self.text.get_mut(self.length) {
            *place = sign;
        }
        self.length += 1;
        self
    }

    /// The last so many digits of a number.
    pub(crate) fn digits(mut self, number: u32, count: usize) -> Iso {
        let mut left = number;
        let places = self.text.get_mut(self.length..self.length + count).unwrap_or_default();
        for place in places.iter_mut().rev() {
            *place = b'0' + (left % 10) as u8;
            left /= 10;
        }
        self.length += count;
        self
    }

    /// `2026-04-01`.
    pub(crate) fn date(self, date: NaiveDate) -> Iso {
        let year = self.digits(date.year().unsigned_abs(), 4);
        year.sign(b'-').digits(date.month(), 2).sign(b'-').digits(date.day(), 2)
    }

    /// `10:15` of seconds since midnight.
    pub(crate) fn minutes(self, seconds: u32) -> Iso {
        self.digits(seconds / 3_600, 2).sign(b':').digits(seconds / 60 % 60, 2)
    }

    /// `10:15:00` of milliseconds since midnight, and `.250` where there are any.
    pub(crate) fn seconds(self, millis: u32) -> Iso {
        let seconds = millis / 1_000;
        let whole = self.minutes(seconds).sign(b':').digits(seconds % 60, 2);
        if millis.is_multiple_of(1_000) { whole } else { whole.sign(b'.').digits(millis % 1_000, 3) }
    }

    pub(crate) fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.get(..self.length).and_then(|text| std::str::from_utf8(text).ok());
        f.write_str(text.unwrap_or_default())
    }
}
