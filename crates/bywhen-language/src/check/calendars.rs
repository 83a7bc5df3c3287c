//! Calendars: which days are working days.

use std::collections::HashMap;

use bywhen_calendar::{DatedDays, Days, Division, Weekdays, WorkingDaysRules};
use bywhen_engine::Name;
use bywhen_engine::charter::{Calendar, CutOff, Receipt};
use chrono::Weekday;

use super::{Checker, any_broken};
use crate::code::Code;
use crate::syntax::{BankHolidays, Dates, Kind, Line, Span, Statement, Text};

impl<'s> Checker<'_, 's> {
    pub(super) fn calendar(&mut self, name: Text<'s>, line: &Line<'s>) {
        let mut week: Vec<Weekday> = Vec::new();
        let (mut bank_holidays, mut closures, mut openings) = (Vec::new(), Vec::new(), Vec::new());
        let mut receipt = Receipt::default();
        let mut seen: HashMap<Kind, Span> = HashMap::new();
        let (mut closed_day, mut says_holidays) = (None, false);
        for child in &line.children {
            match &child.statement {
                Statement::Week { days, shifts } => {
                    if let Some(shift) = shifts.first() {
                        self.findings
                            .add(
                                Code::DoNotFit,
                                shift.span,
                                "A calendar says which days are working days, not at which times.",
                            )
                            .help("delete the times, or write them in a `hours`");
                    }
                    week.extend(days.iter().flat_map(|range| range.days()));
                }
                Statement::ExceptBankHolidays(which) => {
                    says_holidays = true;
                    match which {
                        BankHolidays::In(divisions) => bank_holidays.extend(divisions.iter().copied()),
                        BankHolidays::InAnyPart => bank_holidays.extend(Division::ALL),
                    }
                }
                Statement::Except { dates, why } => closures.push(dated(*dates, *why)),
                Statement::AlsoOpen { dates, why } => openings.push(dated(*dates, *why)),
                Statement::ReceivedLate(cut_off) => {
                    self.once(&mut seen, Kind::Received, child.span);
                    receipt.cut_off = Some(CutOff {
                        time: cut_off.time.time,
                        inclusive: cut_off.inclusive,
                        to_working_day: cut_off.to_working_day,
                    });
                }
                Statement::ReceivedOnClosedDay => {
                    match closed_day {
                        Some(first) => self.said_twice("received on a closed day", first, child.span),
                        None => closed_day = Some(child.span),
                    }
                    receipt.closed_day_is_next_working_day = true;
                }
                Statement::DayOne => {
                    self.once(&mut seen, Kind::DayOne, child.span);
                    receipt.day_one = true;
                }
                _ => {}
            }
        }
        if week.is_empty() && !any_broken(&line.children, &[Kind::Week]) {
            self.findings
                .add(Code::NoWorkingDay, name.span, format!("The calendar `{}` has no working day.", name.value))
                .help("add a line below it: `Monday to Friday`");
        }
        if !says_holidays && !any_broken(&line.children, &[Kind::Except]) {
            self.findings
                .add(
                    Code::NoBankHolidays,
                    name.span,
                    format!("The calendar `{}` is closed on no bank holiday.", name.value),
                )
                .help("add a line below it: `except bank holidays in England and Wales`");
        }
        bank_holidays.sort_by_key(|division| Division::ALL.iter().position(|one| one == division));
        bank_holidays.dedup();
        let rules = WorkingDaysRules { week: Weekdays::from_days(week), bank_holidays, closures, openings };
        self.calendars.push(Calendar { name: Name::new(name.value), rules, receipt });
    }
}

/// Days and what they are called.
fn dated(dates: Dates, why: Option<Text<'_>>) -> DatedDays {
    DatedDays { days: days(dates), name: why.map(|why| why.value.to_owned()) }
}

pub(super) fn days(dates: Dates) -> Days {
    match dates {
        Dates::Once { from, to } => Days::Once { from: from.date, to: to.map_or(from.date, |to| to.date) },
        Dates::EveryYear { from, to } => {
            let to = to.unwrap_or(from);
            Days::EveryYear { from: (from.month, from.day), to: (to.month, to.day) }
        }
    }
}
