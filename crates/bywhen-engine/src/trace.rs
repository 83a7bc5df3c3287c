//! How a date was found, step by step, in a form that programs can read and [`words`](crate::prose) can say.

use serde::{Deserialize, Serialize};

/// One step from the start of a clock to its due date. Dates and times are ISO 8601, local.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Step {
    /// The clock starts at an event.
    Start {
        /// Slug of the event.
        event: String,
        /// When it happened, or when it is due where it has not.
        at: String,
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
        at: String,
    },
    /// The event counts as a later day's.
    CountsAs {
        /// That day.
        date: String,
        /// The number of that day: 0, or 1 where the day of receipt is counted.
        number: u32,
        /// Why: `received after 5pm`, `Saturday`.
        because: String,
    },
    /// A day that is counted.
    Day {
        /// The day.
        date: String,
        /// Its number: day 1, day 2.
        number: u32,
    },
    /// A day, or a run of days, that is not counted.
    Skip {
        /// The first of them.
        from: String,
        /// The last of them.
        to: String,
        /// Why: `Good Friday`, `weekend`.
        because: String,
    },
    /// A stretch of dates by the calendar, with no day left out.
    Span {
        /// `28 calendar days`.
        amount: String,
        /// The day counted from.
        from: String,
        /// The last day.
        to: String,
        /// The first day is counted.
        inclusive: bool,
    },
    /// The last day is not a working day, so that the limit moves on.
    Roll {
        /// From this day.
        from: String,
        /// To this one.
        to: String,
        /// Why the first will not do.
        because: String,
    },
    /// Time during which the place is open.
    Open {
        /// The day.
        date: String,
        /// From this time, or from the start of the clock.
        from: String,
        /// To closing, or to the due time.
        to: String,
        /// Seconds that count.
        seconds: i64,
    },
    /// Time by the clock.
    Elapse {
        /// `24 hours`.
        amount: String,
        /// Seconds by which the clocks went forward (positive) or back meanwhile.
        clock_change: i32,
    },
    /// The clock stood still.
    Stand {
        /// From when.
        from: String,
        /// Until when, or until now.
        until: String,
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
        told: String,
        /// The new last instant that is on time.
        to: String,
        /// When the date was corrected, where it was.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        corrected: Option<String>,
    },
    /// A notice relaxes the standard for a while.
    Vary {
        /// Slug of the notice.
        variation: String,
    },
    /// Of several limits, this is the one.
    Choose {
        /// `earlier` or `later`.
        which: String,
    },
    /// Time runs out.
    Due {
        /// The last instant that is on time, local.
        at: String,
    },
}

/// A later day as which something counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LaterDay {
    /// That day.
    pub date: String,
    /// Why: `received after 5pm`, `Saturday`.
    pub because: String,
}

/// The steps from the start of a clock to its due date, in order.
pub type Trace = Vec<Step>;
