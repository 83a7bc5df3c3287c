//! Statements about calendars and hours.

use bywhen_calendar::Division;
use chrono::Weekday;

use super::{Date, Span, Time};

/// `Monday to Thursday`, or one day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRange {
    /// The first day.
    pub from: Weekday,
    /// The last day, which may be the first.
    pub to: Weekday,
}

impl DayRange {
    /// Its days in order, going round the end of the week where it must.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        let length = self.to.days_since(self.from) as usize + 1;
        std::iter::successors(Some(self.from), |day| Some(day.succ())).take(length)
    }
}

/// `9am to 5pm`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift {
    /// When it begins.
    pub from: Time,
    /// When it ends: before it begins where it goes over midnight.
    pub to: Time,
    /// The span.
    pub span: Span,
}

/// Whose bank holidays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BankHolidays {
    /// Of these divisions.
    In(Vec<Division>),
    /// `in any part of the United Kingdom`.
    InAnyPart,
}

/// `24 December 2026`, `24 December 2026 to 2 January 2027`, `24 December every year`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// Dates of one year.
    Once {
        /// The first day.
        from: Date,
        /// The last day, if it was written.
        to: Option<Date>,
    },
    /// The same days of every year.
    EveryYear {
        /// The first day.
        from: DayMonth,
        /// The last day, if it was written.
        to: Option<DayMonth>,
    },
    /// `the third Monday of January every year`.
    NthWeekday {
        /// Which of the month, from 1 to 5. `None` for the last.
        nth: Option<u8>,
        /// The day of the week.
        weekday: Weekday,
        /// The month, from 1.
        month: u32,
    },
}

/// A day of every year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayMonth {
    /// From 1.
    pub day: u32,
    /// From 1.
    pub month: u32,
}

/// `received after 5pm counts as the next working day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CutOff {
    /// The time.
    pub time: Time,
    /// `from` rather than `after`.
    pub inclusive: bool,
    /// `the next working day` rather than `the next day`.
    pub to_working_day: bool,
    /// `as received at 8:30am on` that day.
    pub received_at: Option<Time>,
}
