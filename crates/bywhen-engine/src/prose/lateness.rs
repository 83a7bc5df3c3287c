//! How late something is.

use bywhen_calendar::Day;

use crate::charter::Tick;
use crate::outcome::LateBy;

/// From so many working days or days on, people say weeks, months or years.
const MANY_DAYS: i64 = 60;
/// From so many seconds by the clock on, people say days.
const MANY_SECONDS: i64 = 2 * 24 * 3600;
/// From so many open seconds on, the days of the calendar say more than hours.
const MANY_OPEN_SECONDS: i64 = 24 * 3600;

/// Exactly, in the unit of the promise: `3 working days`, `15 minutes`.
pub(super) fn exact(late_by: LateBy) -> String {
    // The two largest units say enough: nobody wants the seconds of a day.
    let two = |large: i64, unit: &str, small: i64, smaller: &str| match small {
        0 => counted(large, unit),
        _ => format!("{} {}", counted(large, unit), counted(small, smaller)),
    };
    let clock = |seconds: i64, kind: &str| match seconds {
        s if s < 60 => counted(s, &format!("{kind}second")),
        s if s < 3600 => two(s / 60, &format!("{kind}minute"), s % 60, "second"),
        s if s < 24 * 3600 || !kind.is_empty() => two(s / 3600, &format!("{kind}hour"), s / 60 % 60, "minute"),
        s => two(s / 86_400, "day", s / 3600 % 24, "hour"),
    };
    match late_by {
        LateBy::WorkingDays(0) => "less than one working day".to_owned(),
        LateBy::CalendarDays(0) => "less than a day".to_owned(),
        LateBy::WorkingSeconds(0) => "less than one working minute".to_owned(),
        LateBy::Seconds(0) | LateBy::Milliseconds(0) => "less than a second".to_owned(),
        LateBy::WorkingDays(days) => counted(days, "working day"),
        LateBy::CalendarDays(days) => counted(days, "day"),
        LateBy::WorkingSeconds(seconds) => clock(seconds, "working "),
        LateBy::Seconds(seconds) => clock(seconds, ""),
        LateBy::Milliseconds(millis) if millis % 1000 == 0 || millis >= 60_000 => clock(millis / 1000, ""),
        LateBy::Milliseconds(millis) => format!("{}.{:03} seconds", millis / 1000, millis % 1000),
    }
}

/// The time between two moments, in its unit: `5 working days`, `minus 3 hours`.
pub fn between(time: LateBy) -> String {
    let (amount, tick) = time.parts();
    match amount {
        0 => match tick {
            Tick::WorkingDays => "0 working days".to_owned(),
            Tick::CalendarDays => "0 days".to_owned(),
            Tick::WorkingSeconds => "no open time".to_owned(),
            Tick::Seconds | Tick::Milliseconds => "no time".to_owned(),
        },
        _ if amount < 0 => format!("minus {}", exact(LateBy::new(amount.saturating_neg(), tick))),
        _ => exact(time),
    }
}

/// As a person would say it: `3 working days`, `37 days`, `more than 15 years`. It was due on the day `due` and done, or is
/// looked at, on the day `until`.
pub(super) fn plain(late_by: LateBy, due: Option<Day>, until: Day) -> String {
    let days = match late_by {
        LateBy::WorkingDays(days) | LateBy::CalendarDays(days) if days < MANY_DAYS => None,
        LateBy::WorkingSeconds(seconds) if seconds < MANY_OPEN_SECONDS => None,
        LateBy::CalendarDays(days) => Some(days),
        LateBy::Seconds(seconds) if seconds >= MANY_SECONDS => Some(seconds / 86_400),
        LateBy::Milliseconds(millis) if millis / 1000 >= MANY_SECONDS => Some(millis / 86_400_000),
        LateBy::Seconds(_) | LateBy::Milliseconds(_) => None,
        LateBy::WorkingDays(_) | LateBy::WorkingSeconds(_) => due.map(|due| until.minus(due)).filter(|days| *days > 0),
    };
    days.map_or_else(|| exact(late_by), long)
}

/// `37 days`, `more than 9 weeks`, `more than 7 months`, `more than 15 years`.
fn long(days: i64) -> String {
    let more = |amount: i64, unit: &str| format!("more than {}", counted(amount, unit));
    match days {
        days if days < MANY_DAYS => counted(days, "day"),
        days if days < 120 => more(days / 7, "week"),
        // A month has at most 31 days and a year 366, so that no more is said than there is.
        days if days < 2 * 366 => more(days / 31, "month"),
        days => more(days / 366, "year"),
    }
}

fn counted(n: i64, unit: &str) -> String {
    if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::from_date(text.parse().expect("a date")).expect("a day")
    }

    #[test]
    fn lateness_is_exact_in_the_unit_of_the_promise() {
        for (late, text) in [
            (LateBy::WorkingDays(0), "less than one working day"),
            (LateBy::WorkingDays(1), "1 working day"),
            (LateBy::CalendarDays(3), "3 days"),
            (LateBy::WorkingSeconds(0), "less than one working minute"),
            (LateBy::WorkingSeconds(900), "15 working minutes"),
            (LateBy::Seconds(1), "1 second"),
            (LateBy::Seconds(3600), "1 hour"),
            (LateBy::Seconds(134_116), "1 day 13 hours"),
            (LateBy::Milliseconds(400), "0.400 seconds"),
            (LateBy::Milliseconds(35_000), "35 seconds"),
        ] {
            assert_eq!(exact(late), text);
        }
    }

    #[test]
    fn long_lateness_is_told_in_days_weeks_months_or_years() {
        let (due, until) = (day("2011-05-03"), day("2026-11-29"));
        for (late, text) in [
            (LateBy::WorkingDays(47), "47 working days"),
            (LateBy::WorkingDays(3937), "more than 15 years"),
            (LateBy::Seconds(901 * 3600 + 59 * 60), "37 days"),
            (LateBy::CalendarDays(75), "more than 10 weeks"),
            (LateBy::CalendarDays(225), "more than 7 months"),
            (LateBy::WorkingSeconds(5 * 3600), "5 working hours"),
            (LateBy::Milliseconds(400), "0.400 seconds"),
        ] {
            assert_eq!(plain(late, Some(due), until), text);
        }
        assert_eq!(plain(LateBy::WorkingSeconds(90_000), Some(day("2026-05-05")), day("2026-05-14")), "9 days");
    }
}
