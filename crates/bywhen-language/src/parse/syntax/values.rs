//! Words, numbers, dates and times as they are written.

use bywhen_calendar::TimeOfDay;
use bywhen_engine::When;
use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::span::Span;

/// A piece of text and where it stands. How many blanks stand between its words says nothing.
#[derive(Clone, Copy, Debug)]
pub struct Text<'s> {
    /// Without the quotes around it; a word with synonyms in its one form.
    pub value: &'s str,
    /// With the quotes.
    pub span: Span,
}

impl PartialEq for Text<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.value.split_whitespace().eq(other.value.split_whitespace())
    }
}

impl Eq for Text<'_> {}

/// A date, and the weekday that was written beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The date.
    pub date: NaiveDate,
    /// The weekday, if it was written.
    pub weekday: Option<Weekday>,
    /// The span.
    pub span: Span,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    /// Milliseconds do not occur.
    pub time: TimeOfDay,
    /// The span.
    pub span: Span,
}

/// A date and perhaps a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The date.
    pub date: Date,
    /// The time, if it was written.
    pub time: Option<Time>,
}

impl Moment {
    /// As the engine takes it.
    pub(crate) fn when(self) -> When {
        let date = self.date.date;
        match self.time {
            // The midnight that ends a day begins the next.
            Some(time) if time.time == TimeOfDay::END_OF_DAY => {
                When::Local(date.succ_opt().unwrap_or(date).and_time(NaiveTime::default()))
            }
            Some(time) => {
                let clock = NaiveTime::from_num_seconds_from_midnight_opt(time.time.seconds(), 0).unwrap_or_default();
                When::Local(date.and_time(clock))
            }
            None => When::Day(date),
        }
    }

    /// As the end of a time, where it is one that was given: a date alone ends with its day, and so does its midnight.
    pub(crate) fn end(self) -> When {
        match self.time {
            Some(time) if time.time == TimeOfDay::MIDNIGHT || time.time == TimeOfDay::END_OF_DAY => {
                When::Day(self.date.date)
            }
            _ => self.when(),
        }
    }
}

/// A whole number and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// The number.
    pub value: u32,
    /// The span.
    pub span: Span,
}
