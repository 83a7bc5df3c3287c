//! GOV.UK's style: `Tuesday 14 May 2024`, `5:30pm`, `midday`.

use bywhen_calendar::{Day, Days, Local, TimeOfDay, long_date, month_name, weekday_name};
use chrono::{Datelike, NaiveDate};

use crate::outcome::{DateOrTime, PromiseOutcome};

/// `Tuesday 14 May 2024`.
///
/// ```
/// # use chrono::NaiveDate;
/// let day = NaiveDate::from_ymd_opt(2024, 5, 14).unwrap_or_default();
/// assert_eq!(bywhen_engine::prose::date(day), "Tuesday 14 May 2024");
/// ```
pub fn date(day: NaiveDate) -> String {
    long_date(day)
}

/// `1 November`.
pub(super) fn day_of_year((month, day): (u32, u32)) -> String {
    format!("{day} {}", month_of(month))
}

fn month_of(month: u32) -> &'static str {
    NaiveDate::from_ymd_opt(2000, month, 1).map_or("", month_name)
}

/// `24 December to 1 January every year`, `the last Friday of August every year`.
///
/// ```
/// use bywhen_calendar::Days;
/// let days = Days::EveryYear { from: (12, 24), to: (1, 1) };
/// assert_eq!(bywhen_engine::prose::days(&days), "24 December to 1 January every year");
/// ```
pub fn days(days: &Days) -> String {
    match *days {
        Days::Once { from, to } if from == to => date(from),
        Days::Once { from, to } => format!("{} to {}", date(from), date(to)),
        Days::EveryYear { from, to } if from == to => format!("{} every year", day_of_year(from)),
        Days::EveryYear { from, to } => format!("{} to {} every year", day_of_year(from), day_of_year(to)),
        Days::NthWeekday { nth, weekday, month } => {
            let nth = nth.and_then(|nth| NTH.get(usize::from(nth).checked_sub(1)?)).copied().unwrap_or("last");
            format!("the {nth} {} of {} every year", weekday_name(weekday), month_of(month))
        }
    }
}

const NTH: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// `5:30pm`, `3pm`, `midday`, `midnight`; with seconds only where there are any.
///
/// ```
/// let at = |text: &str| text.parse().map(bywhen_engine::prose::time);
/// assert_eq!(at("17:30"), Ok("5:30pm".to_owned()));
/// assert_eq!(at("15:00"), Ok("3pm".to_owned()));
/// assert_eq!(at("12:00"), Ok("midday".to_owned()));
/// ```
pub fn time(time: TimeOfDay) -> String {
    let seconds = time.seconds();
    clock(seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
}

fn clock(hour: u32, minute: u32, second: u32) -> String {
    let half = if hour < 12 { "am" } else { "pm" };
    let twelve = if hour.is_multiple_of(12) { 12 } else { hour % 12 };
    match (hour, minute, second) {
        (0, 0, 0) => "midnight".to_owned(),
        (12, 0, 0) => "midday".to_owned(),
        (_, 0, 0) => format!("{twelve}{half}"),
        (_, _, 0) => format!("{twelve}:{minute:02}{half}"),
        _ => format!("{twelve}:{minute:02}:{second:02}{half}"),
    }
}

/// `Tuesday 14 May 2024 at 5:30pm`, or the date alone where that is all that is known.
pub fn day_and_time(at: DateOrTime) -> String {
    Dates::default().day_and_time(at)
}

/// The version of the bank holiday data, which is a date as a rule: `Friday 21 August 2026`.
pub fn data_version(version: &str) -> String {
    version.parse().map_or_else(|_| version.to_owned(), day_and_time)
}

/// When something is due: a whole day where it may be done until the end of it. A time of 00:00 ends the day before.
///
/// ```
/// # fn main() -> Result<(), bywhen_engine::outcome::DateOrTimeError> {
/// use bywhen_engine::prose::by;
/// assert_eq!(by("2026-03-30T23:59:59+01:00".parse()?), "Monday 30 March 2026");
/// assert_eq!(by("2026-03-30T16:00:00+01:00".parse()?), "4pm on Monday 30 March 2026");
/// assert_eq!(by("2026-03-31T00:00:00+01:00".parse()?), "midnight at the end of Monday 30 March 2026");
/// # Ok(())
/// # }
/// ```
pub fn by(due_at: DateOrTime) -> String {
    Dates::default().by(due_at, None)
}

/// Whether a time is the last second of a day.
pub(super) fn is_end_of_day(time: TimeOfDay) -> bool {
    time.seconds() == 86_399
}

/// The evaluation time: `the end of Monday 1 July 2013`, `Monday 1 July 2013 at 5pm`.
pub fn as_at(at: Local) -> String {
    if is_end_of_day(at.time) { format!("the end of {}", date(at.day.date())) } else { day_and_time(at.into()) }
}

/// Dates that follow one another in a text: the year is left out where it is that of the date before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates {
    year: Option<i32>,
}

impl Dates {
    /// `Tuesday 14 May 2024`, and then `Friday 17 May`.
    pub(super) fn date(&mut self, day: Day) -> String {
        let day = day.date();
        let text = date(day);
        let known = self.year.replace(day.year()) == Some(day.year());
        let year = format!(" {}", day.year());
        if known { text.strip_suffix(&year).map_or(text.clone(), str::to_owned) } else { text }
    }

    /// The last day or time of a promise, where it has one.
    pub(super) fn due(&mut self, promise: &PromiseOutcome) -> Option<String> {
        match promise.due_at {
            Some(due_at) => Some(self.by(due_at.into(), promise.due)),
            None => promise.due.map(|due| self.date(due)),
        }
    }

    /// As [`day_and_time`].
    pub(super) fn day_and_time(&mut self, at: DateOrTime) -> String {
        match at {
            DateOrTime::Date(day) => self.date(day),
            DateOrTime::Time(at) => format!("{} at {}", self.date(at.day), time(at.time)),
        }
    }

    /// As [`by`]. `due`: the local date of the outcome, which decides to which day a time of 00:00 belongs.
    pub(super) fn by(&mut self, due_at: DateOrTime, due: Option<Day>) -> String {
        match due_at {
            DateOrTime::Time(at) if at.time.seconds() == 0 => match due.or_else(|| at.day.plus(-1).ok()) {
                Some(due) if due < at.day => format!("midnight at the end of {}", self.date(due)),
                _ => format!("midnight at the start of {}", self.date(at.day)),
            },
            DateOrTime::Time(at) if !is_end_of_day(at.time) => format!("{} on {}", time(at.time), self.date(at.day)),
            _ => self.date(due_at.day()),
        }
    }
}
