//! Dates, times and shares.

use bywhen_calendar::{TimeOfDay, month_name, short_date, weekday_name};
use bywhen_engine::charter::Percent;
use bywhen_engine::prose;
use chrono::NaiveDate;

use super::phrase::Phrase;
use crate::parse::syntax::{Date, DayMonth, Moment};

impl Phrase<'_> {
    /// `Wednesday 1 April 2026`, with the weekday where the author wrote it.
    pub(super) fn date(&mut self, date: Date) {
        if let Some(weekday) = date.weekday {
            self.push(weekday_name(weekday));
        }
        self.push(&short_date(date.date));
    }

    /// A keyword and its date, where there is one.
    pub(super) fn maybe_date(&mut self, keyword: &str, date: Option<Date>) {
        if let Some(date) = date {
            self.push(keyword);
            self.date(date);
        }
    }

    /// `24 December`.
    pub(super) fn day_month(&mut self, day: DayMonth) {
        self.number(day.day);
        // A leap year has every day that a year may have.
        if let Some(date) = NaiveDate::from_ymd_opt(2000, day.month, day.day) {
            self.push(month_name(date));
        }
    }

    /// `10:15am`, `midday`.
    pub(super) fn time(&mut self, time: TimeOfDay) {
        if time == TimeOfDay::END_OF_DAY { self.push("24:00") } else { self.push(&prose::time(time)) }
    }

    /// `1 April 2026 at 10:15am`.
    pub(super) fn moment(&mut self, moment: Moment) {
        self.date(moment.date);
        if let Some(time) = moment.time {
            self.push("at");
            self.time(time.time);
        }
    }

    /// `97.5%`.
    pub(super) fn percent(&mut self, Percent(hundredths): Percent) {
        self.push(&decimal(u32::from(hundredths), 100));
        self.close('%');
    }
}

/// `2.5` for 250 of 100, or 2,500 of 1,000.
pub(super) fn decimal(value: u32, of: u32) -> String {
    let digits = of.ilog10() as usize;
    let (whole, part) = (value / of, value % of);
    if part == 0 {
        return whole.to_string();
    }
    let part = format!("{part:0digits$}");
    format!("{whole}.{}", part.trim_end_matches('0'))
}
