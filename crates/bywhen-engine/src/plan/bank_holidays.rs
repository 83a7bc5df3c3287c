//! Which calendars and hours rest on bank holidays, and so are known from 1990 on only.

use std::cell::Cell;

use bywhen_calendar::Day;
use chrono::NaiveDate;

use super::names::{NameId, Names};
use crate::charter::{Charter, ReceiptMove};

/// From when on bank holidays are known.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(1990, 1, 1);

/// The first day on which a case may be received to which bank holidays matter, or do not.
pub(super) fn first_day(bank_holidays: bool) -> Day {
    FIRST_DAY.filter(|_| bank_holidays).and_then(|date| Day::from_date(date).ok()).unwrap_or(Day::FIRST)
}

/// Notes whether what is asked for rests on bank holidays.
///
/// Whoever resolves a name asks here, so that a new form of limit or condition need not know of it.
#[derive(Debug)]
pub(super) struct BankHolidays {
    calendars: Vec<bool>,
    hours: Vec<bool>,
    asked: Cell<bool>,
}

impl BankHolidays {
    pub(super) fn of(charter: &Charter, calendar_names: &Names, hours_names: &Names) -> BankHolidays {
        let kept: Vec<bool> =
            charter.calendars.iter().map(|calendar| !calendar.rules.bank_holidays.is_empty()).collect();
        let at = |list: &[bool], place: Option<NameId>| place.and_then(|place| list.get(usize::from(place)).copied());
        let follows = |name| at(&kept, calendar_names.find(name)).unwrap_or_default();
        let hours: Vec<bool> = charter.hours.iter().map(|hours| hours.calendar.as_ref().is_some_and(follows)).collect();
        // Receipt may wait for hours that follow another calendar.
        let waits = |rule: &ReceiptMove| match rule {
            ReceiptMove::NextOpening(name) => at(&hours, hours_names.find(name)).unwrap_or_default(),
            ReceiptMove::DayOne | ReceiptMove::CutOff(_) | ReceiptMove::ClosedDay { .. } => false,
        };
        let receipts = charter.calendars.iter().map(|calendar| calendar.receipt.iter().any(|rule| waits(&rule.rule)));
        let calendars = kept.iter().zip(receipts).map(|(kept, waits)| *kept || waits).collect();
        BankHolidays { calendars, hours, asked: Cell::new(false) }
    }

    pub(super) fn ask_calendar(&self, calendar: NameId) {
        self.ask(&self.calendars, calendar);
    }

    pub(super) fn ask_hours(&self, hours: NameId) {
        self.ask(&self.hours, hours);
    }

    fn ask(&self, list: &[bool], place: NameId) {
        let matters = list.get(usize::from(place)).copied().unwrap_or_default();
        self.asked.set(self.asked.get() || matters);
    }

    /// Whether anything did that was asked for since this was last called.
    pub(super) fn take(&self) -> bool {
        self.asked.take()
    }
}
