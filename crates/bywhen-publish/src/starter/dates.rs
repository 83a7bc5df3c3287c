//! The dates of the examples, counted on the calendar that the template has.

use bywhen::calendar::{Calendars, Day, Division, Weekdays, WorkingDays, WorkingDaysRules, long_date};
use chrono::{NaiveDate, Weekday};

/// The days on which the examples begin, and what to count on from them with.
pub(super) struct Dates {
    working_days: WorkingDays,
    begin: [(&'static str, Day); 4],
}

impl Dates {
    pub(super) fn of(year: i32) -> Option<Dates> {
        let rules = WorkingDaysRules {
            week: Weekdays::MONDAY_TO_FRIDAY,
            bank_holidays: vec![Division::EnglandAndWales],
            terms: Vec::new(),
            closures: Vec::new(),
            openings: Vec::new(),
        };
        let first = |weekday, month, day| on_or_after(weekday, NaiveDate::from_ymd_opt(year, month, day)?);
        Some(Dates {
            working_days: WorkingDays::compile(&rules, &Calendars::bundled(), None),
            begin: [
                ("letter", first(Weekday::Mon, 12, 18)?),
                ("email", first(Weekday::Sat, 3, 1)?),
                ("call", first(Weekday::Tue, 6, 8)?),
                ("complaint", first(Weekday::Tue, 9, 1)?),
            ],
        })
    }

    /// The date that a hole such as `letter + 5` asks for: the fifth working day after that day.
    pub(super) fn find(&self, hole: &str) -> Option<String> {
        let (name, count) = hole.split_once(" + ").unwrap_or((hole, "0"));
        let (_, begins) = self.begin.iter().find(|(begin, _)| *begin == name)?;
        let day = self.working_days.add(*begins, count.parse().ok()?).ok()?;
        Some(long_date(day.date()))
    }
}

fn on_or_after(weekday: Weekday, date: NaiveDate) -> Option<Day> {
    Day::from_date(date.iter_days().find(|day| chrono::Datelike::weekday(day) == weekday)?).ok()
}
