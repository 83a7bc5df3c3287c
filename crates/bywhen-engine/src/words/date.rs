//! GOV.UK's style: `Tuesday 14 May 2024`, `5:30pm`, `midday`.

use bywhen_calendar::{TimeOfDay, long_date};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use crate::when::When;

/// `Tuesday 14 May 2024`.
///
/// ```
/// # use chrono::NaiveDate;
/// let day = NaiveDate::from_ymd_opt(2024, 5, 14).unwrap_or_default();
/// assert_eq!(bywhen_engine::words::date(day), "Tuesday 14 May 2024");
/// ```
pub fn date(day: NaiveDate) -> String {
    long_date(day)
}

/// `5:30pm`, `3pm`, `midday`, `midnight`; with seconds only where there are any.
///
/// ```
/// let at = |text: &str| text.parse().map(bywhen_engine::words::time);
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

/// When something is due: a whole day where it may be done until the end of it.
pub fn by(due_at: &str) -> String {
    match local(due_at) {
        Some((day, Some(at))) if (at.hour(), at.minute(), at.second()) != (23, 59, 59) => {
            format!("{} on {}", naive(at), date(day))
        }
        Some((day, _)) => date(day),
        None => due_at.to_owned(),
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
