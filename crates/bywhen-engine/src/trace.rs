//! How a date was found, step by step, for programs to read and for [`prose`](crate::prose) to put in words.

use std::fmt;
use std::str::FromStr;

use bywhen_calendar::{Day, Local, TimeOfDay};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::charter::Unit;
use crate::outcome::DateOrTime;

/// One step from the start of a clock to its due date. Dates and times are local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The clock starts at an event.
    Start {
        /// Slug of the event.
        event: String,
        /// When it happened, or when it is due where it has not.
        at: DateOrTime,
        /// Its day is day 0: counting begins with the day after.
        day_zero: bool,
        /// It has not happened: its own due date stands in for it.
        foreseen: bool,
        /// It never happened and is not awaited any more, because something else stood for it: `at` is when it was due.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        stands_in: bool,
    },
    /// The date that was given with an event.
    Given {
        /// Slug of the event.
        event: String,
        /// The day or time that was given.
        at: DateOrTime,
    },
    /// The event counts as a later day's.
    CountsAs {
        /// That day.
        date: Day,
        /// The number of that day: 0, or 1 where the day of receipt is counted.
        number: u32,
        /// Why: `received after 5pm`, `Saturday`.
        because: String,
        /// The time on that day as which it counts, for a clock that counts from a time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<Local>,
    },
    /// A day that is counted.
    Day {
        /// The day.
        date: Day,
        /// Its number: day 1, day 2.
        number: u32,
    },
    /// A day, or a run of days, that is not counted.
    Skip {
        /// The first of them.
        from: Day,
        /// The last of them.
        to: Day,
        /// Why: `Good Friday`, `weekend`.
        because: String,
    },
    /// A stretch of dates by the calendar, with no day left out.
    Span {
        /// `28 calendar days`.
        amount: Amount,
        /// The day counted from.
        from: Day,
        /// The last day.
        to: Day,
        /// The first day is counted.
        inclusive: bool,
    },
    /// The last day is not a working day, so that the limit moves on.
    Roll {
        /// From this day.
        from: Day,
        /// To this one.
        to: Day,
        /// Why the first will not do.
        because: String,
    },
    /// Time during which the place is open.
    Open {
        /// The day.
        date: Day,
        /// From this time, or from the start of the clock.
        from: TimeOfDay,
        /// To closing, or to the due time.
        to: TimeOfDay,
        /// Seconds that count.
        seconds: i64,
    },
    /// Time by the clock.
    Elapse {
        /// `24 hours`.
        amount: Amount,
        /// Seconds by which the clocks went forward (positive) or back meanwhile.
        clock_change: i32,
    },
    /// The clock stood still.
    Stand {
        /// From when.
        from: DateOrTime,
        /// Until when, or until now.
        until: DateOrTime,
        /// It still stands still, so that `until` is the moment of the question.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        open: bool,
        /// The later day as which that counts, where the customer sent what ended it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        counts_as: Option<LaterDay>,
    },
    /// The customer was told that it will take longer.
    Extend {
        /// When.
        told: DateOrTime,
        /// The new last instant that is on time.
        to: Local,
        /// When the date was corrected, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrected: Option<DateOrTime>,
    },
    /// A notice relaxes the standard for a while.
    Vary {
        /// Slug of the notice.
        variation: String,
    },
    /// Of several limits, this is the one.
    Choose {
        /// `earlier` or `later`.
        which: Which,
    },
    /// Time runs out.
    Due {
        /// The last instant that is on time, local.
        at: Local,
    },
}

/// Which of several limits counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Which {
    /// The one that ends first.
    Earlier,
    /// The one that ends last.
    Later,
}

/// A later day as which something counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LaterDay {
    /// That day.
    pub date: Day,
    /// Why: `received after 5pm`, `Saturday`.
    pub because: String,
}

/// The steps from the start of a clock to its due date, in order.
pub type Trace = Vec<Step>;

/// A number of units: `28 calendar days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.number, self.unit.words(self.number))
    }
}

/// A text that is no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a number and a unit: write it as `28 calendar days`")]
pub struct AmountError(String);

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Amount, AmountError> {
        let read = text.split_once(' ').and_then(|(number, unit)| {
            let number = number.parse().ok()?;
            let unit = Unit::ALL.into_iter().find(|known| known.words(number) == unit)?;
            Some(Amount { number, unit })
        });
        read.ok_or_else(|| AmountError(text.chars().take(40).collect()))
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Less code in the browser than `collect_str`.
        serializer.serialize_str(&self.to_string())
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Amount, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
