//! The syntax tree, before any semantic checks.
//!
//! The tree keeps everything that a formatter needs to write the text again: comments, blank lines, the order of lines.
//! Words with synonyms are kept in their one form. Trees that say the same are equal, wherever their lines stand.

mod calendar;
mod clock;
mod example;
mod limit;
mod line;

use std::ops::Range;

use bywhen_calendar::TimeOfDay;
use bywhen_engine::When;
use chrono::{NaiveDate, NaiveTime, Weekday};

pub use calendar::{BankHolidays, CutOff, Dates, DayMonth, DayRange, Shift};
pub use clock::{Extends, ExtendsPart, ExtendsTo, NoticePhrase, Repeat, StopIncludes, Stops, StopsBetween};
pub use example::{Case, ExpectedThat, Expects, Given, Happened};
pub use limit::{
    Chosen, Condition, Count, Counted, DayPhrase, EndOfDay, Limit, Measure, NthDay, Operand, Proviso, ReceivedWhen,
    Start, Tail, Term, TermKind,
};
pub use line::{
    AppliesTo, Change, Comment, Declared, EventLine, Kind, Line, Promise, StageLine, Statement, Tier, Tree, Window,
};

/// A byte range of the text. All spans compare equal, so that trees are compared by content.
#[derive(Clone, Copy, Debug, Default)]
pub struct Span {
    pub(crate) start: u32,
    pub(crate) end: u32,
}

impl Span {
    /// From one byte up to another.
    pub fn new(start: usize, end: usize) -> Span {
        // Texts are refused long before they reach four gigabytes.
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span { start: offset(start), end: offset(end.max(start)) }
    }

    /// In bytes of the text.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// From the beginning of this to the end of the other.
    pub fn to(self, end: Span) -> Span {
        Span { start: self.start, end: end.end.max(self.start) }
    }
}

impl PartialEq for Span {
    fn eq(&self, _: &Span) -> bool {
        true
    }
}

impl Eq for Span {}

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
