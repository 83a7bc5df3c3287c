//! How late something is.

use serde::{Deserialize, Serialize};

use crate::charter::Tick;

/// How late something is, in the unit of its promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum LateBy {
    /// Working days after the due date. 0 on a day off that follows it.
    WorkingDays(i64),
    /// Days after the due date.
    CalendarDays(i64),
    /// Open seconds after the due time. 0 before the next opening.
    WorkingSeconds(i64),
    /// Seconds after the due time.
    Seconds(i64),
    /// For promises in seconds.
    Milliseconds(i64),
}

impl LateBy {
    /// A figure, and what it counts.
    pub fn new(figure: i64, tick: Tick) -> LateBy {
        match tick {
            Tick::WorkingDays => LateBy::WorkingDays(figure),
            Tick::CalendarDays => LateBy::CalendarDays(figure),
            Tick::WorkingSeconds => LateBy::WorkingSeconds(figure),
            Tick::Seconds => LateBy::Seconds(figure),
            Tick::Milliseconds => LateBy::Milliseconds(figure),
        }
    }

    /// The figure and what it counts.
    pub fn parts(self) -> (i64, Tick) {
        match self {
            LateBy::WorkingDays(figure) => (figure, Tick::WorkingDays),
            LateBy::CalendarDays(figure) => (figure, Tick::CalendarDays),
            LateBy::WorkingSeconds(figure) => (figure, Tick::WorkingSeconds),
            LateBy::Seconds(figure) => (figure, Tick::Seconds),
            LateBy::Milliseconds(figure) => (figure, Tick::Milliseconds),
        }
    }
}
