//! The clock changes of Europe/London, by rule.
//!
//! Since 1981 the clocks change at 01:00 UTC, forward on the last Sunday of March. They go back on the last Sunday of
//! October from 1996 on (the ninth European directive on summer time and its successors), and went back on the fourth
//! Sunday of October from 1990 to 1995. A test compares the outcome with the IANA data.

use chrono::{Datelike, NaiveDate, Weekday};

use super::table::Table;
use crate::day::{FIRST_YEAR, LAST_YEAR};

pub(super) const NAME: &str = "Europe/London";

pub(super) fn table() -> Table {
    let changes = (FIRST_YEAR..=LAST_YEAR).flat_map(|year| {
        let back = if year < 1996 {
            NaiveDate::from_weekday_of_month_opt(year, 10, Weekday::Sun, 4)
        } else {
            last_sunday(year, 10)
        };
        let at_one = |date: NaiveDate| date.and_hms_opt(1, 0, 0).map(|time| time.and_utc().timestamp());
        [(last_sunday(year, 3).and_then(at_one), 3_600), (back.and_then(at_one), 0)]
    });
    Table::new(NAME.to_owned(), 0, changes.filter_map(|(at, offset)| Some((at?, offset))))
}

/// Of a month with 31 days.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(chrono::Days::new(u64::from(last.weekday().num_days_from_sunday())))
}
