//! Calendars: which days are working days.

use bywhen_calendar::{DatedDays, Days, Division, Weekdays, WorkingDaysRules, Zone};
use bywhen_engine::Name;
use bywhen_engine::charter::{Calendar, Condition, CutOff, ReceiptMove, ReceiptRule};
use chrono::Weekday;

use super::lowerer::{Lowerer, any_broken};
use super::unspecified::Unspecified;
use crate::code::Code;
use crate::fix::FixDraft;
use crate::parse::syntax::{BankHolidays, Dates, Kind, Line, Proviso, Statement, Text};
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn calendar(&mut self, name: Text<'s>, line: &Line<'s>, zone: &Zone) {
        let mut week: Vec<Weekday> = Vec::new();
        let (mut bank_holidays, mut closures, mut openings) = (Vec::new(), Vec::new(), Vec::new());
        let (mut terms, mut rules) = (Vec::new(), Vec::new());
        let mut has_bank_holidays = false;
        let mut day_zero: Option<Span> = None;
        let mut closed_day_stays: Option<Span> = None;
        for child in &line.children {
            match &child.statement {
                Statement::Week { days, shifts, season } => {
                    if season.is_some() {
                        self.sink
                            .add(Code::IncompatibleWords, child.span, "The weekdays of a calendar hold all year.")
                            .help("write `open only from 5 January to 13 February every year` on a line of its own for terms");
                    }
                    if let Some(shift) = shifts.first() {
                        self.sink
                            .add(
                                Code::IncompatibleWords,
                                shift.span,
                                "A calendar says which days are working days, not at which times.",
                            )
                            .help("delete the times, or write them in a `hours`");
                    }
                    week.extend(days.iter().flat_map(|range| range.days()));
                }
                Statement::ExceptBankHolidays(which) => {
                    has_bank_holidays = true;
                    match which {
                        BankHolidays::In(divisions) => bank_holidays.extend(divisions.iter().copied()),
                        BankHolidays::InAnyPart => bank_holidays.extend(Division::ALL),
                    }
                }
                Statement::Except { dates, why } => closures.push(dated(*dates, *why)),
                Statement::AlsoOpen { dates, why } => openings.push(dated(*dates, *why)),
                Statement::Terms { dates, why } => terms.push(dated(*dates, *why)),
                Statement::ReceivedLate(cut_off, proviso) => {
                    let cut_off = CutOff {
                        time: cut_off.time.time,
                        inclusive: cut_off.inclusive,
                        to_working_day: cut_off.to_working_day,
                        received_at: cut_off.received_at.map(|time| time.time),
                    };
                    rules.push((Kind::Received.word(), ReceiptMove::CutOff(cut_off), proviso.as_ref(), child.span));
                }
                Statement::ReceivedOnClosedDay(time, proviso) => {
                    let moved = ReceiptMove::ClosedDay { received_at: time.map(|time| time.time) };
                    rules.push((ON_CLOSED_DAY, moved, proviso.as_ref(), child.span));
                }
                Statement::ReceivedOutside(hours, proviso) => {
                    let moved = ReceiptMove::NextOpening(self.hours_called(*hours));
                    rules.push((OUTSIDE, moved, proviso.as_ref(), child.span));
                }
                Statement::DayOne(proviso) => {
                    rules.push((Kind::DayOne.word(), ReceiptMove::DayOne, proviso.as_ref(), child.span));
                }
                Statement::ClosedDayStays => {
                    if let Some(first) = closed_day_stays.replace(child.span) {
                        self.report_duplicate(ON_CLOSED_DAY, first, child.span);
                    }
                }
                Statement::DayZero => day_zero = Some(child.span),
                _ => {}
            }
        }
        let moves_closed_day = rules.iter().find(|rule| rule.0 == ON_CLOSED_DAY).map(|rule| rule.3);
        if let (Some(stays), Some(moves)) = (closed_day_stays, moves_closed_day) {
            let (first, second) = if stays.start < moves.start { (stays, moves) } else { (moves, stays) };
            self.report_duplicate(ON_CLOSED_DAY, first, second);
        }
        let late = rules.iter().find(|rule| matches!(rule.1, ReceiptMove::CutOff(_))).map(|rule| rule.3);
        let outside = rules.iter().find(|rule| rule.0 == OUTSIDE).map(|rule| rule.3);
        let also_moved = closed_day_stays.or(moves_closed_day).or(late);
        if let (Some(outside), Some(other)) = (outside, also_moved)
            && rules.iter().all(|rule| rule.2.is_none())
        {
            self.sink
                .add(Code::IncompatibleWords, outside, "Another line says as which day this counts.")
                .help("keep one of the two: whatever comes outside the hours waits until the next opening")
                .related(other, "the other line");
        }
        let receipt = self.receipt_rules(&rules);
        if week.is_empty() && openings.is_empty() && !any_broken(&line.children, &[Kind::Week, Kind::AlsoOpen]) {
            self.sink
                .add(Code::NoWorkingDay, name.span, format!("The calendar `{}` has no working day.", name.value))
                .help("add a line below it: `Monday to Friday`");
        }
        // The bank holidays there are to name are British: a place elsewhere has its own, as closures.
        let british = ["Europe/London", "Europe/Belfast", "GB"].contains(&zone.name());
        if british && !has_bank_holidays && !any_broken(&line.children, &[Kind::Except]) {
            self.sink
                .add(
                    Code::NoBankHolidays,
                    name.span,
                    format!("The calendar `{}` is closed on no bank holiday.", name.value),
                )
                .help("add a line below it: `except bank holidays in England and Wales`")
                .fixes(|| {
                    ["England and Wales", "Scotland", "Northern Ireland", "any part of the United Kingdom"]
                        .map(|place| FixDraft::append_child(name.span, format!("except bank holidays in {place}")))
                        .into()
                });
        }
        bank_holidays.sort_by_key(|division| Division::ALL.iter().position(|one| one == division));
        bank_holidays.dedup();
        let rules = WorkingDaysRules { week: Weekdays::from_days(week), bank_holidays, terms, closures, openings };
        if let (Some(span), false) = (day_zero, receipt.is_empty()) {
            self.sink
                .add(
                    Code::IncompatibleWords,
                    span,
                    "`whenever it came` says that no other rule about receipt is meant, and there is one.",
                )
                .help("keep one of the two");
        }
        let dates_closed_days =
            outside.is_some() || day_zero.is_some() || closed_day_stays.is_some() || moves_closed_day.is_some();
        if !dates_closed_days && !any_broken(&line.children, &[Kind::Received, Kind::DayOne]) {
            let calendar = self.calendars.len();
            match late {
                // Friday evening's letter would count from Monday, and Saturday's from Saturday.
                Some(span) => self.unspecified.push(Unspecified::ClosedDay { calendar, span }),
                None if receipt.is_empty() => self.unspecified.push(Unspecified::Receipt { calendar, span: name.span }),
                None => {}
            }
        }
        self.calendars.push(Calendar { name: Name::new(name.value), rules, receipt });
    }

    /// The rules about the day of receipt. Each is given once, or once for each option of a choice.
    fn receipt_rules(&mut self, written: &[Written<'_, 's>]) -> Vec<ReceiptRule> {
        for (at, (what, _, proviso, span)) in written.iter().enumerate() {
            let same = |other: &&Written<'_, 's>| other.0 == *what && (other.2 == *proviso || other.2.is_none());
            if let Some(first) = written.iter().take(at.min(MAX_COMPARED)).find(same) {
                self.report_duplicate(what, first.3, *span);
            }
        }
        let rule = |(_, rule, proviso, _): &Written<'_, 's>| {
            let when = proviso.map_or(Condition::Always, |proviso| self.receipt_condition(proviso));
            ReceiptRule { when, rule: rule.clone() }
        };
        written.iter().map(rule).collect()
    }

    /// The condition of a rule about receipt, which is evaluated before any facts of a case are known.
    fn receipt_condition(&mut self, proviso: &Proviso<'s>) -> Condition {
        let condition = self.proviso(proviso);
        if !of_choices(&condition) {
            self.sink
                .add(
                    Code::IncompatibleWords,
                    proviso.condition.span,
                    "How receipt is dated can depend only on a choice, not on the case.",
                )
                .help("write `if \"...\" is \"...\"` with a `choice` of the charter and one of its options");
        }
        condition
    }
}

/// The maximum number of earlier rules about receipt to compare with: a choice has few options.
const MAX_COMPARED: usize = 100;

const ON_CLOSED_DAY: &str = "received on a closed day";
const OUTSIDE: &str = "received outside";

/// A rule about receipt: what it is called, what it does, on what it depends, and where it stands.
type Written<'t, 's> = (&'static str, ReceiptMove, Option<&'t Proviso<'s>>, Span);

/// Whether a condition depends only on choices.
fn of_choices(condition: &Condition) -> bool {
    match condition {
        Condition::Always | Condition::Chosen { .. } => true,
        Condition::Not(inner) => of_choices(inner),
        Condition::All(several) | Condition::Any(several) => several.iter().all(of_choices),
        _ => false,
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
        Dates::NthWeekday { nth, weekday, month } => Days::NthWeekday { nth, weekday, month },
    }
}
