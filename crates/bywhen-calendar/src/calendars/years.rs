//! The bank holidays of one division over all years: from the data where it reaches, from the rules beyond it.

use chrono::{Datelike, NaiveDate};

use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Day, Division, Status, rules};

#[derive(Clone, PartialEq)]
pub(super) struct Years {
    division: Division,
    from: i32,
    published_from: i32,
    published_until: i32,
    /// Of the years `from` to `published_until`, in order.
    holidays: Vec<BankHoliday>,
    /// Indexes of the holidays of all years, in no particular order, so that a calendar compiles without looking at a title.
    days: Vec<u16>,
    /// The days of `days` that came as news, with when.
    announced: Vec<Announced>,
}

#[derive(Clone, PartialEq)]
struct Announced {
    on: NaiveDate,
    day: u16,
    /// Where the holiday stood until then, if it was moved.
    replaces: Option<u16>,
}

impl Default for Years {
    fn default() -> Self {
        Years {
            division: Division::EnglandAndWales,
            from: LAST_YEAR,
            published_from: LAST_YEAR,
            published_until: FIRST_HOLIDAY_YEAR,
            holidays: Vec::new(),
            days: Vec::new(),
            announced: Vec::new(),
        }
    }
}

impl Years {
    /// `holidays` in order, all within `from` to `published_until`.
    pub(super) fn new(
        division: Division,
        from: i32,
        published_from: i32,
        published_until: i32,
        holidays: Vec<BankHoliday>,
    ) -> Years {
        let mut days: Vec<u16> = holidays.iter().filter_map(|holiday| index(holiday.date)).collect();
        for year in (FIRST_HOLIDAY_YEAR..=LAST_YEAR).filter(|year| *year < from || published_until < *year) {
            days.extend(rules::ordinary_bank_holidays(division, year).iter().filter_map(|one| index(one.date)));
        }
        let announced = holidays.iter().filter_map(|holiday| {
            let replaces = holiday.replaces.and_then(index);
            Some(Announced { on: holiday.announced?, day: index(holiday.date)?, replaces })
        });
        let announced = announced.collect();
        Years { division, from, published_from, published_until, holidays, days, announced }
    }

    pub(super) fn from(&self) -> i32 {
        self.from
    }

    pub(super) fn published_from(&self) -> i32 {
        self.published_from
    }

    pub(super) fn published_until(&self) -> i32 {
        self.published_until
    }

    pub(super) fn holidays(&self) -> &[BankHoliday] {
        &self.holidays
    }

    /// The data's holidays of one year.
    pub(super) fn holidays_in(&self, year: i32) -> impl Iterator<Item = &BankHoliday> {
        self.holidays.iter().filter(move |holiday| holiday.date.year() == year)
    }

    /// The holidays of a year as they were known on a date, in order.
    pub(super) fn known(&self, year: i32, known_on: Option<NaiveDate>) -> Vec<BankHoliday> {
        if year < self.from || year > self.published_until {
            let status = if year < self.from { Status::Reconstructed } else { Status::Projected };
            let mut ordinary = rules::ordinary_bank_holidays(self.division, year);
            ordinary.iter_mut().for_each(|holiday| holiday.status = status);
            return ordinary;
        }
        let mut known: Vec<_> = self.holidays_in(year).filter_map(|holiday| self.as_known(holiday, known_on)).collect();
        known.sort_by_key(|holiday| holiday.date);
        known
    }

    fn as_known(&self, holiday: &BankHoliday, known_on: Option<NaiveDate>) -> Option<BankHoliday> {
        if is_known(holiday.announced, known_on) {
            return Some(holiday.clone());
        }
        let date = holiday.replaces?;
        let ordinary = rules::ordinary_bank_holidays(self.division, date.year());
        let ordinary = ordinary.into_iter().find(|ordinary| ordinary.date == date);
        let mut standing = ordinary.unwrap_or_else(|| BankHoliday { date, ..holiday.clone() });
        standing.status = holiday.status;
        (standing.replaces, standing.announced, standing.announced_confirmed) = (None, None, true);
        Some(standing)
    }

    /// The indexes of the holidays of all years as they were known on a date, in no particular order.
    pub(super) fn days_known(&self, known_on: Option<NaiveDate>) -> Vec<u16> {
        let mut news = self.announced.clone();
        news.retain(|announced| !is_known(Some(announced.on), known_on));
        let mut days = self.days.clone();
        days.retain(|day| !news.iter().any(|announced| announced.day == *day));
        days.extend(news.iter().filter_map(|announced| announced.replaces));
        days
    }
}

fn is_known(announced: Option<NaiveDate>, known_on: Option<NaiveDate>) -> bool {
    match (announced, known_on) {
        (Some(announced), Some(known_on)) => announced <= known_on,
        _ => true,
    }
}

fn index(date: NaiveDate) -> Option<u16> {
    Day::from_date(date).ok().map(Day::index)
}
