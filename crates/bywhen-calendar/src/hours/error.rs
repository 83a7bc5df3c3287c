//! What can be wrong with opening hours.

use std::fmt;

use chrono::Weekday;

use super::rules::Span;
use crate::weekday_name;

/// Opening hours that make no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HoursError {
    /// A span that begins only when its day ends.
    #[error("{place}: {span} begins on the next day; a whole day is 00:00 to 24:00")]
    EmptySpan {
        /// Where it stands.
        place: HoursPlace,
        /// The span.
        span: Span,
    },
    /// A span with a fraction of a second.
    #[error("{place}: {span} is too exact; opening hours are in whole seconds")]
    NotWholeSeconds {
        /// Where it stands.
        place: HoursPlace,
        /// The span.
        span: Span,
    },
    /// Two spans of a day that overlap.
    #[error("{place}: {first} and {second} overlap")]
    Overlap {
        /// Where they stand.
        place: HoursPlace,
        /// The one that starts first.
        first: Span,
        /// The one that starts before the first has ended.
        second: Span,
    },
    /// A span that goes on after midnight while the next day's first has begun.
    #[error("{}: {first} goes on while {second} of {} has begun", weekday_name(*day), weekday_name(day.succ()))]
    OverlapAtNight {
        /// The weekday on which the first begins.
        day: Weekday,
        /// The one that goes on.
        first: Span,
        /// The one that begins on the next day.
        second: Span,
    },
    /// More spans in a day than a table should hold.
    #[error("{place}: {count} openings in a day; at most 24 are possible")]
    TooManySpans {
        /// Where they stand.
        place: HoursPlace,
        /// How many there are.
        count: usize,
    },
    /// More exceptions than a table should hold.
    #[error("{0} exceptions; at most 5,000 are possible")]
    TooManyExceptions(usize),
    /// The hours are others on days that are not working days or before bank holidays, and no working days were given.
    #[error(
        "the hours are others on days that are not working days, or before bank holidays: a calendar is needed to tell which"
    )]
    NoWorkingDays,
}

/// The part of the opening hours that an error is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HoursPlace {
    /// The usual hours of this weekday.
    Week(Weekday),
    /// The hours of days that are not working days.
    NonWorkingDays,
    /// The hours of days before bank holidays.
    BeforeBankHolidays,
    /// The hours of a season.
    Season {
        /// Its place in the list, counted from 0.
        index: usize,
    },
    /// An exception.
    Exception {
        /// Its place in the list, counted from 0.
        index: usize,
        /// Its name, if it has one.
        name: Option<String>,
    },
}

impl fmt::Display for HoursPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            HoursPlace::Week(day) => f.write_str(weekday_name(*day)),
            HoursPlace::NonWorkingDays => f.write_str("days that are not working days"),
            HoursPlace::BeforeBankHolidays => f.write_str("days before bank holidays"),
            HoursPlace::Season { index } => write!(f, "season {}", index + 1),
            HoursPlace::Exception { name: Some(name), .. } => write!(f, "exception \"{name}\""),
            HoursPlace::Exception { index, .. } => write!(f, "exception {}", index + 1),
        }
    }
}
