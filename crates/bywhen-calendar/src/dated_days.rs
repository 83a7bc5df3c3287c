//! Dated exceptions: days of one year, or of every year.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::Day;
use crate::day::{FIRST_YEAR, LAST_YEAR};

/// Some days, and what they are called.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct DatedDays {
    /// Which days.
    pub days: Days,
    /// The name of the days: `Christmas closure`.
    pub name: Option<String>,
}

crate::codec!(struct DatedDays { days, name });

/// A run of days, both ends included.
///
/// ```
/// use bywhen_calendar::Days;
/// use chrono::NaiveDate;
/// let christmas = Days::EveryYear { from: (12, 24), to: (1, 1) };
/// assert!(christmas.contains(NaiveDate::from_ymd_opt(2026, 12, 31).unwrap()));
/// assert!(christmas.contains(NaiveDate::from_ymd_opt(2027, 1, 1).unwrap()));
/// assert!(!christmas.contains(NaiveDate::from_ymd_opt(2027, 1, 2).unwrap()));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Days {
    /// From one date to another. No day at all when `to` is before `from`.
    Once {
        /// The first day.
        from: NaiveDate,
        /// The last day.
        to: NaiveDate,
    },
    /// From one (month, day) to another, each year. When `to` comes before `from` the run goes over the new year.
    /// 29 February alone is a day in leap years only; a date that no year has, such as 31 April, matches nothing.
    EveryYear {
        /// The first month and day, from (1, 1) to (12, 31).
        from: (u32, u32),
        /// The last month and day.
        to: (u32, u32),
    },
    /// One day of a month, each year: `the third Monday of January`. No day at all in a year in which it has no fifth.
    NthWeekday {
        /// Which of the month, from 1 to 5. `None` for the last.
        nth: Option<u8>,
        /// The day of the week.
        weekday: Weekday,
        /// The month, from 1.
        month: u32,
    },
}

crate::codec!(enum Days { 0 => Once { from, to }, 1 => EveryYear { from, to }, 2 => NthWeekday { nth, weekday, month } });

impl Days {
    /// One day.
    pub fn on(date: NaiveDate) -> Days {
        Days::Once { from: date, to: date }
    }

    /// Whether the date is one of these days.
    pub fn contains(&self, date: NaiveDate) -> bool {
        match *self {
            Days::Once { from, to } => from <= date && date <= to,
            Days::EveryYear { from, to } => {
                let on = (date.month(), date.day());
                if from <= to { from <= on && on <= to } else { from <= on || on <= to }
            }
            Days::NthWeekday { nth, weekday, month } => nth_weekday(date.year(), month, weekday, nth) == Some(date),
        }
    }

    /// The runs of days of the table, as inclusive ranges of indexes, possibly empty.
    pub(crate) fn runs(&self) -> Vec<RangeInclusive<u16>> {
        match *self {
            Days::Once { from, to } => clip(from, to).into_iter().collect(),
            Days::EveryYear { from, to } => {
                let mut runs = Vec::new();
                for year in FIRST_YEAR..=LAST_YEAR {
                    if from <= to {
                        runs.extend(run_in(year, from, to));
                    } else {
                        runs.extend(run_in(year, (1, 1), to));
                        runs.extend(run_in(year, from, (12, 31)));
                    }
                }
                runs
            }
            Days::NthWeekday { nth, weekday, month } => {
                let days = (FIRST_YEAR..=LAST_YEAR).filter_map(|year| nth_weekday(year, month, weekday, nth));
                days.filter_map(|day| clip(day, day)).collect()
            }
        }
    }
}

/// The third Monday of a month, or with `None` its last.
fn nth_weekday(year: i32, month: u32, weekday: Weekday, nth: Option<u8>) -> Option<NaiveDate> {
    let of_month = |nth| NaiveDate::from_weekday_of_month_opt(year, month, weekday, nth);
    match nth {
        Some(nth) => of_month(nth),
        None => of_month(5).or_else(|| of_month(4)),
    }
}

fn run_in(year: i32, from: (u32, u32), to: (u32, u32)) -> Option<RangeInclusive<u16>> {
    // The end is the day before the first date past it, so that (2, 30) ends with February, whatever the year.
    let end = first_at_or_after(year, (to.0, to.1.saturating_add(1)))?.pred_opt()?;
    clip(first_at_or_after(year, from)?, end)
}

/// The first date of the year that is not before this month and day; 1 January of the next year when there is none.
fn first_at_or_after(year: i32, (month, day): (u32, u32)) -> Option<NaiveDate> {
    if month == 0 {
        return NaiveDate::from_ymd_opt(year, 1, 1);
    }
    if month > 12 {
        return NaiveDate::from_ymd_opt(year + 1, 1, 1);
    }
    NaiveDate::from_ymd_opt(year, month, day.max(1)).or_else(|| {
        let (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        NaiveDate::from_ymd_opt(year, month, 1)
    })
}

fn clip(from: NaiveDate, to: NaiveDate) -> Option<RangeInclusive<u16>> {
    let (from, to) = (from.max(Day::FIRST.date()), to.min(Day::LAST.date()));
    let (from, to) = (Day::from_date(from).ok()?, Day::from_date(to).ok()?);
    (from <= to).then(|| from.index()..=to.index())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hold_exactly_the_days_contained() {
        let date = |text: &str| text.parse::<NaiveDate>().unwrap();
        for days in [
            Days::on(date("2026-12-24")),
            Days::Once { from: date("1970-01-01"), to: date("1972-02-03") },
            Days::Once { from: date("1980-01-01"), to: date("1990-02-03") },
            Days::Once { from: date("2100-12-01"), to: date("2150-01-01") },
            Days::Once { from: date("2026-02-02"), to: date("2026-02-01") },
            Days::Once { from: NaiveDate::MIN, to: NaiveDate::MAX },
            Days::Once { from: date("2101-01-01"), to: date("2102-01-01") },
            Days::EveryYear { from: (12, 24), to: (1, 1) },
            Days::EveryYear { from: (2, 29), to: (2, 29) },
            Days::EveryYear { from: (2, 28), to: (2, 30) },
            Days::EveryYear { from: (4, 31), to: (4, 31) },
            Days::EveryYear { from: (0, 0), to: (99, 99) },
            Days::EveryYear { from: (0, 5), to: (0, 9) },
            Days::EveryYear { from: (u32::MAX, u32::MAX), to: (3, 1) },
            Days::NthWeekday { nth: Some(3), weekday: Weekday::Mon, month: 1 },
            Days::NthWeekday { nth: Some(5), weekday: Weekday::Thu, month: 2 },
            Days::NthWeekday { nth: None, weekday: Weekday::Fri, month: 8 },
            Days::NthWeekday { nth: Some(0), weekday: Weekday::Fri, month: 8 },
            Days::NthWeekday { nth: None, weekday: Weekday::Fri, month: 13 },
            Days::EveryYear { from: (6, 1), to: (6, u32::MAX) },
            Days::EveryYear { from: (1, 1), to: (12, 31) },
        ] {
            let mut found = vec![false; crate::day::DAYS];
            for index in days.runs().into_iter().flatten() {
                found[usize::from(index)] = true;
            }
            for day in Day::all() {
                assert_eq!(found[usize::from(day.index())], days.contains(day.date()), "{days:?} {day}");
            }
        }
    }
}
