//! Lines of calendars and hours.

use bywhen_calendar::{Days, Division, TimeOfDay, weekday_name};
use bywhen_engine::prose;
use chrono::Weekday;

use super::phrase::Phrase;
use crate::parse::syntax::{BankHolidays, CutOff, Dates, DayRange, Proviso, Shift, Text, Time};

impl Phrase<'_> {
    pub(super) fn week(&mut self, days: &[DayRange], shifts: &[Shift], season: Option<Dates>) {
        if matches!(days, [DayRange { from: Weekday::Mon, to: Weekday::Sun }]) {
            self.push("every day");
        } else {
            self.joined(days, |phrase, days| {
                phrase.push(weekday_name(days.from));
                if days.to != days.from {
                    phrase.push("to");
                    phrase.push(weekday_name(days.to));
                }
            });
        }
        self.shifts(shifts);
        if let Some(season) = season {
            self.push("from");
            self.dates(season);
        }
    }

    pub(super) fn shifts(&mut self, shifts: &[Shift]) {
        self.joined(shifts, |phrase, shift| match (shift.from.time, shift.to.time) {
            (TimeOfDay::MIDNIGHT, TimeOfDay::END_OF_DAY) if shifts.len() == 1 => phrase.push("all day"),
            (from, to) => {
                phrase.time(from);
                phrase.push("to");
                if to == TimeOfDay::END_OF_DAY { phrase.push("midnight") } else { phrase.time(to) }
            }
        });
    }

    pub(super) fn bank_holidays(&mut self, whose: &BankHolidays) {
        match whose {
            BankHolidays::InAnyPart => self.push("any part of the United Kingdom"),
            BankHolidays::In(divisions) => self.listed(divisions, |phrase, division| {
                phrase.push(match division {
                    Division::EnglandAndWales => "England and Wales",
                    Division::Scotland => "Scotland",
                    Division::NorthernIreland => "Northern Ireland",
                });
            }),
        }
    }

    pub(super) fn dates(&mut self, dates: Dates) {
        match dates {
            Dates::Once { from, to } => {
                self.date(from);
                self.maybe_date("to", to);
            }
            Dates::EveryYear { from, to } => {
                self.day_month(from);
                if let Some(to) = to {
                    self.push("to");
                    self.day_month(to);
                }
                self.push("every year");
            }
            Dates::NthWeekday { nth, weekday, month } => {
                self.push(&prose::days(&Days::NthWeekday { nth, weekday, month }));
            }
        }
    }

    pub(super) fn dated(&mut self, keyword: &str, dates: Dates, why: Option<Text<'_>>) {
        self.push(keyword);
        self.dates(dates);
        self.maybe_quote(why);
    }

    pub(super) fn received_late(&mut self, cut_off: CutOff, proviso: Option<&Proviso<'_>>) {
        self.push(if cut_off.inclusive { "received from" } else { "received after" });
        self.time(cut_off.time.time);
        self.push("counts as");
        self.received_at(cut_off.received_at);
        self.push(if cut_off.to_working_day { "the next working day" } else { "the next day" });
        self.maybe_proviso(proviso);
    }

    pub(super) fn received_at(&mut self, time: Option<Time>) {
        if let Some(time) = time {
            self.push("received at");
            self.time(time.time);
            self.push("on");
        }
    }

    pub(super) fn before_bank_holiday(&mut self, calendar: Option<Text<'_>>, shifts: &[Shift]) {
        self.push(if shifts.is_empty() { "closed" } else { "open" });
        self.push("on the day before a bank holiday");
        self.maybe_named("in", calendar);
        self.shifts(shifts);
    }

    pub(super) fn days_off(&mut self, keyword: &str, calendar: Option<Text<'_>>) {
        self.push(keyword);
        self.push("on days that are not working days");
        self.maybe_named("in", calendar);
    }
}
