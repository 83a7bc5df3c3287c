//! The clock changes of Europe/London, by rule.
//!
//! Since 1981 the clocks change at 01:00 UTC, forward on the last Sunday of March. They go back on the last Sunday of
//! October from 1996 on (the ninth European directive on summer time and its successors); they went back on the fourth
//! Sunday of October from 1990 to 1995, and the day after the fourth Saturday of October before. From 1972 to 1980 they
//! changed at 02:00 UTC, forward the day after the third Saturday of March (the Summer Time Act 1972). A test compares the
//! outcome with the IANA data.

use chrono::{Datelike, NaiveDate};

use super::table::Table;
use crate::day::{FIRST_YEAR, LAST_YEAR};

pub(super) const NAME: &str = "Europe/London";

pub(super) fn table() -> Table {
    let mut changes = Vec::new();
    for year in FIRST_YEAR..=LAST_YEAR {
        let (forward, hour) = match year {
            ..1981 => (sunday_until(year, 3, 22), 2),
            _ => (sunday_until(year, 3, 31), 1),
        };
        let back = match year {
            ..1990 => sunday_until(year, 10, 29),
            1990..1996 => sunday_until(year, 10, 28),
            _ => sunday_until(year, 10, 31),
        };
        for (date, offset) in [(forward, 3_600), (back, 0)] {
            let at = date.and_then(|date| date.and_hms_opt(hour, 0, 0));
            changes.extend(at.map(|at| (at.and_utc().timestamp(), offset)));
        }
    }
    Table::new(NAME.to_owned(), 0, &changes)
}

/// The Sunday of the seven days that end with this date.
fn sunday_until(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, day)?;
    last.checked_sub_days(chrono::Days::new(u64::from(last.weekday().num_days_from_sunday())))
}
