//! When a place is open, as a council would say it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Days, TimeOfDay};

/// An opening within one local day: open at `from`, closed again at `to`, which may be 24:00.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Span {
    /// The first moment open.
    pub from: TimeOfDay,
    /// The first moment closed again.
    pub to: TimeOfDay,
}

crate::saved!(struct Span { from, to });

impl Span {
    /// The whole day, from 00:00 to 24:00.
    pub const WHOLE_DAY: Span = Span { from: TimeOfDay::MIDNIGHT, to: TimeOfDay::END_OF_DAY };

    /// A shift that runs into the next day, as the two spans it is written as: one until 24:00 on the day it starts, one
    /// from 00:00 on the next day, which is left out when the shift ends at midnight.
    ///
    /// ```
    /// use bywhen_calendar::Span;
    /// let (evening, morning) = Span::over_midnight("22:00".parse()?, "06:00".parse()?);
    /// assert_eq!(evening.to_string(), "22:00 to 24:00");
    /// assert_eq!(morning.unwrap().to_string(), "00:00 to 06:00");
    /// # Ok::<(), bywhen_calendar::TimeOfDayError>(())
    /// ```
    pub fn over_midnight(from: TimeOfDay, to: TimeOfDay) -> (Span, Option<Span>) {
        let next_day = Span { from: TimeOfDay::MIDNIGHT, to };
        (Span { from, to: TimeOfDay::END_OF_DAY }, (to > TimeOfDay::MIDNIGHT).then_some(next_day))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to {}", self.from, self.to)
    }
}

/// When a place is open.
///
/// Each local day is decided by itself: by the last exception that names it; else, if it is not a working day, by
/// `on_non_working_days` where that says something; else by its weekday. So an exception with spans opens a bank holiday,
/// and a shift over midnight loses the part that falls on a closed day.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HoursRules {
    /// The spans of each weekday, Monday first, in any order. Spans may touch, but not overlap.
    pub week: [Vec<Span>; 7],
    /// Dated closures and openings. A later one wins over an earlier.
    pub exceptions: Vec<HoursException>,
    /// The spans of days that are not working days, whatever weekday they are: none when closed. Without it such days are
    /// like any other.
    pub on_non_working_days: Option<Vec<Span>>,
}

crate::saved!(struct HoursRules { week, exceptions, on_non_working_days });

/// Other hours on some days.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HoursException {
    /// Which days.
    pub days: Days,
    /// Their spans instead of the usual ones; none when closed.
    pub spans: Vec<Span>,
    /// What it is called: `Christmas Eve`.
    pub name: Option<String>,
}

crate::saved!(struct HoursException { days, spans, name });
