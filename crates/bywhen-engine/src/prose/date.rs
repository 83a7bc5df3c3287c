//! GOV.UK's style: `Tuesday 14 May 2024`, `5:30pm`, `midday`.

use bywhen_calendar::{TimeOfDay, long_date};
use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::outcome::PromiseOutcome;
use crate::when::When;

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

/// The words for an ISO 8601 date or time: `Tuesday 14 May 2024 at 5:30pm`. What is not one is left as it is.
pub fn day_and_time(iso: &str) -> String {
    match local(iso) {
        Some((day, Some(at))) => format!("{} at {}", date(day), naive(at)),
        Some((day, None)) => date(day),
        None => iso.to_owned(),
    }
}

/// When something is due: a whole day where it may be done until the end of it. A time of 00:00 ends the day before.
///
/// ```
/// use bywhen_engine::prose::by;
/// assert_eq!(by("2026-03-30T23:59:59+01:00"), "Monday 30 March 2026");
/// assert_eq!(by("2026-03-30T16:00:00+01:00"), "4pm on Monday 30 March 2026");
/// assert_eq!(by("2026-03-31T00:00:00+01:00"), "midnight at the end of Monday 30 March 2026");
/// ```
pub fn by(due_at: &str) -> String {
    Dates::default().by(due_at, None)
}

/// The last second of a day.
fn is_end_of_day(at: NaiveTime) -> bool {
    (at.hour(), at.minute(), at.second()) == (23, 59, 59)
}

/// A moment as at which something is so: `the end of Monday 1 July 2013`, `Monday 1 July 2013 at 5pm`.
pub fn as_at(iso: &str) -> String {
    match local(iso) {
        Some((day, Some(at))) if is_end_of_day(at) => format!("the end of {}", date(day)),
        _ => day_and_time(iso),
    }
}

/// Dates that follow one another in a text: the year is left out where it is that of the date before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dates {
    year: Option<i32>,
}

impl Dates {
    /// `Tuesday 14 May 2024`, and then `Friday 17 May`.
    pub(super) fn date(&mut self, day: NaiveDate) -> String {
        let text = date(day);
        let known = self.year.replace(day.year()) == Some(day.year());
        let year = format!(" {}", day.year());
        if known { text.strip_suffix(&year).map_or(text.clone(), str::to_owned) } else { text }
    }

    /// As [`Dates::date`], for an ISO 8601 text. One that is no date is left as it is.
    pub(super) fn plain(&mut self, iso: &str) -> String {
        // As a time is read, so that a web page need not carry the reading of dates in every other format.
        local(iso).map_or_else(|| iso.to_owned(), |(day, _)| self.date(day))
    }

    /// The last day or time of a promise, where it has one.
    pub(super) fn due(&mut self, promise: &PromiseOutcome) -> Option<String> {
        let due = promise.due.as_deref();
        match promise.due_at.as_deref() {
            Some(due_at) => Some(self.by(due_at, due)),
            None => due.map(|due| self.plain(due)),
        }
    }

    /// As [`day_and_time`].
    pub(super) fn day_and_time(&mut self, iso: &str) -> String {
        match local(iso) {
            Some((day, Some(at))) => format!("{} at {}", self.date(day), naive(at)),
            Some((day, None)) => self.date(day),
            None => iso.to_owned(),
        }
    }

    /// As [`by`]. `due`: the local date that the outcome gives, which decides which day a time of 00:00 belongs to.
    pub(super) fn by(&mut self, due_at: &str, due: Option<&str>) -> String {
        match local(due_at) {
            Some((day, Some(at))) if (at.hour(), at.minute(), at.second()) == (0, 0, 0) => {
                let due = due.and_then(local).map(|(due, _)| due);
                match due.or_else(|| day.pred_opt()) {
                    Some(due) if due < day => format!("midnight at the end of {}", self.date(due)),
                    _ => format!("midnight at the start of {}", self.date(day)),
                }
            }
            Some((day, Some(at))) if !is_end_of_day(at) => format!("{} on {}", naive(at), self.date(day)),
            Some((day, _)) => self.date(day),
            None => due_at.to_owned(),
        }
    }
}

pub(super) fn naive(at: NaiveTime) -> String {
    clock(at.hour(), at.minute(), at.second())
}

/// The local date and time of an ISO 8601 text.
pub(super) fn local(iso: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let split = |local: NaiveDateTime| (local.date(), Some(local.time()));
    match iso.parse().ok()? {
        When::Day(day) => Some((day, None)),
        When::Local(local) => Some(split(local)),
        When::Exact(exact) => Some(split(exact.naive_local())),
    }
}
