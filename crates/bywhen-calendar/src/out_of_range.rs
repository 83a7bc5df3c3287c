//! The one way arithmetic on dates can fail: the answer lies outside the years that are counted, or known, or beyond the
//! last day of a calendar that ends.

use std::fmt;

use chrono::{DateTime, NaiveDate};

use crate::{Day, Instant};

/// A date or moment outside 1 January 1972 to 31 December 2100, or a count that leads there; where bank holidays matter,
/// one before 1 January 1990; or a count beyond the first or last day on which a calendar or a place is open.
///
/// ```
/// use bywhen_calendar::Day;
/// let error = Day::LAST.plus(1).unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "1 calendar day after 2100-12-31 is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfRange {
    what: What,
    limit: Limit,
}

/// The range that was left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Limit {
    Years,
    BankHolidays,
    Calendar(CalendarBound),
}

/// Where a calendar that is open only in terms ends or begins, though the years go on. For hours it is a day with an opening.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarBound {
    /// Its first working day: there is none before it.
    Begins(Day),
    /// Its last working day: there is none after it.
    Ends(Day),
}

impl CalendarBound {
    /// The first or the last working day.
    pub fn day(self) -> Day {
        match self {
            CalendarBound::Begins(day) | CalendarBound::Ends(day) => day,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum What {
    Date(NaiveDate),
    DayNumber(u16),
    UnixDay(i64),
    Moment(Instant),
    Days { from: Day, days: i64 },
    Months { from: Day, months: i64 },
    WorkingDays { from: Day, days: i64 },
    OpenSeconds { from: Instant, seconds: i64 },
    NextOpening(Instant),
    NoWorkingDay,
    NeverOpen,
}

// Building an error is kept out of line: the look-ups that may fail stay small enough to inline.
impl OutOfRange {
    #[cold]
    pub(crate) fn new(what: What) -> Self {
        OutOfRange { what, limit: Limit::Years }
    }

    /// The answer would depend on bank holidays that are not known.
    #[cold]
    pub(crate) fn before_bank_holidays(what: What) -> Self {
        OutOfRange { what, limit: Limit::BankHolidays }
    }

    /// For what would lie beyond the last day that is open, or before the first.
    #[cold]
    pub(crate) fn beyond(what: What, day: Day, backwards: bool) -> Self {
        let bound = if backwards { CalendarBound::Begins(day) } else { CalendarBound::Ends(day) };
        OutOfRange { what, limit: Limit::Calendar(bound) }
    }

    /// Where the calendar ends or begins, if that is why the day is missing: one that is open only in terms has no day after the
    /// last of them, and none before the first.
    ///
    /// ```
    /// use bywhen_calendar::{CalendarBound, Calendars, DatedDays, Day, Days, Weekdays, WorkingDays, WorkingDaysRules};
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let term = Days::Once { from: "2012-04-16".parse()?, to: "2012-07-20".parse()? };
    /// let rules = WorkingDaysRules {
    ///     week: Weekdays::MONDAY_TO_FRIDAY,
    ///     bank_holidays: vec![],
    ///     terms: vec![DatedDays { days: term, name: None }],
    ///     closures: vec![],
    ///     openings: vec![],
    /// };
    /// let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
    /// let error = days.add(Day::from_date("2013-01-07".parse()?)?, 5).unwrap_err();
    /// assert_eq!(error.calendar_bound(), Some(CalendarBound::Ends(Day::from_date("2012-07-20".parse()?)?)));
    /// assert_eq!(
    ///     error.to_string(),
    ///     "5 working days after 2013-01-07 cannot be counted: this calendar has no working day after 2012-07-20"
    /// );
    /// # Ok(())
    /// # }
    /// ```
    pub fn calendar_bound(&self) -> Option<CalendarBound> {
        match self.limit {
            Limit::Calendar(bound) => Some(bound),
            _ => None,
        }
    }
}

impl std::error::Error for OutOfRange {}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.what.fmt(f)?;
        if matches!(self.what, What::NoWorkingDay | What::NeverOpen) {
            return Ok(());
        }
        let open = || match self.what {
            What::OpenSeconds { .. } | What::NextOpening(_) => "these opening hours have no opening",
            _ => "this calendar has no working day",
        };
        f.write_str(match self.limit {
            Limit::Calendar(bound) => {
                let side = if matches!(bound, CalendarBound::Begins(_)) { "before" } else { "after" };
                return write!(f, " cannot be counted: {} {side} {}", open(), bound.day());
            }
            Limit::Years => " is out of range: bywhen counts between 1 January 1972 and 31 December 2100",
            Limit::BankHolidays => {
                " is out of range: the calendar keeps bank holidays, and those are known from 1 January 1990 on"
            }
        })
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            What::Date(date) => write!(f, "{date}"),
            What::DayNumber(number) => write!(f, "day {number} after 1 January 1972"),
            What::UnixDay(days) => {
                let seconds = days.checked_mul(86_400).and_then(|seconds| DateTime::from_timestamp(seconds, 0));
                match seconds {
                    Some(time) => write!(f, "{}", time.date_naive()),
                    None => write!(f, "day {days} after 1 January 1970"),
                }
            }
            What::Moment(at) => Utc(*at).fmt(f),
            What::Days { from, days } => counted(f, *days, "calendar day", from),
            What::Months { from, months } => counted(f, *months, "month", from),
            What::WorkingDays { from, days } => counted(f, *days, "working day", from),
            What::OpenSeconds { from, seconds } => counted(f, *seconds, "open second", &Utc(*from)),
            What::NextOpening(at) => {
                write!(f, "the next opening after {}", Utc(*at))
            }
            What::NoWorkingDay => f.write_str("this calendar has no working day at all"),
            What::NeverOpen => f.write_str("these opening hours have no opening at all"),
        }
    }
}

fn counted(f: &mut fmt::Formatter<'_>, count: i64, unit: &str, from: &dyn fmt::Display) -> fmt::Result {
    let plural = if count.unsigned_abs() == 1 { "" } else { "s" };
    let side = if count < 0 { "before" } else { "after" };
    write!(f, "{} {unit}{plural} {side} {from}", count.unsigned_abs())
}

/// A moment as it is written in universal time.
struct Utc(Instant);

impl fmt::Display for Utc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match DateTime::from_timestamp(self.0.seconds(), 0) {
            Some(time) => write!(f, "{}T{}Z", time.date_naive(), time.time()),
            None => write!(f, "the moment {} ms from 1970", self.0.millis()),
        }
    }
}
