//! The ordinary bank holidays of a year, as law and custom give them.
//!
//! Sources: Schedule 1 of the [Banking and Financial Dealings Act 1971](https://www.legislation.gov.uk/ukpga/1971/80/schedule/1),
//! the St Andrew's Day Bank Holiday (Scotland) Act 2007, and the proclamations that have been made every year: the first
//! Monday in May outside Scotland, the last in Scotland, 1 January outside Scotland, 12 July in Northern Ireland, and a
//! weekday in lieu of each holiday that falls on a weekend.
//!
//! The rules know no jubilee, no funeral and no move: those are in the data. They hold from 1990 on, and they project
//! the years that GOV.UK has not published yet.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::day::{FIRST_HOLIDAY_YEAR, LAST_YEAR};
use crate::{BankHoliday, Basis, Division, Status};

/// The ordinary bank holidays of a division in a year from 1990 to 2100, in order, weekdays only, with the status
/// [`Status::Projected`]. Empty for other years.
///
/// ```
/// use bywhen_calendar::{Division, rules};
/// let holidays = rules::ordinary_bank_holidays(Division::Scotland, 2030);
/// assert_eq!(holidays[0].date.to_string(), "2030-01-01");
/// assert_eq!(holidays.len(), 9);
/// ```
pub fn ordinary_bank_holidays(division: Division, year: i32) -> Vec<BankHoliday> {
    let mut year = Year { year, holidays: Vec::with_capacity(10) };
    if (FIRST_HOLIDAY_YEAR..=LAST_YEAR).contains(&year.year) {
        match division {
            Division::EnglandAndWales => england_and_wales(&mut year),
            Division::Scotland => scotland(&mut year),
            Division::NorthernIreland => northern_ireland(&mut year),
        }
    }
    year.holidays.sort_by_key(|holiday| holiday.date);
    year.holidays
}

/// Easter Sunday of a year from 1583 on, by the Gregorian reckoning (the anonymous algorithm, as in Meeus, *Astronomical
/// Algorithms*, chapter 8).
///
/// ```
/// assert_eq!(bywhen_calendar::rules::easter_sunday(2026).unwrap().to_string(), "2026-04-05");
/// ```
pub fn easter_sunday(year: i32) -> Option<NaiveDate> {
    let year = if (1583..=9999).contains(&year) {
        year
    } else {
        return None;
    };
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(days / 31).ok()?, u32::try_from(days % 31 + 1).ok()?)
}

fn england_and_wales(year: &mut Year) {
    year.fixed(1, 1, "New Year's Day", Basis::Proclamation, Basis::Proclamation);
    year.easter(-2, "Good Friday", Basis::CommonLaw);
    year.easter(1, "Easter Monday", Basis::Statute);
    year.first_monday(5, "Early May bank holiday", Basis::Proclamation);
    year.last_monday(5, "Spring bank holiday", Basis::Statute);
    year.last_monday(8, "Summer bank holiday", Basis::Statute);
    year.christmas(Christmas {
        day: Basis::CommonLaw,
        day_in_lieu: Basis::Statute,
        boxing_day: Basis::Statute,
        boxing_day_after_sunday: Basis::Statute,
    });
}

fn northern_ireland(year: &mut Year) {
    england_and_wales(year);
    // The Act gives 18 March when the 17th is a Sunday; for a Saturday it needs a proclamation.
    let sunday = year.date(3, 17).is_some_and(|date| date.weekday() == Weekday::Sun);
    let in_lieu = if sunday { Basis::Statute } else { Basis::Proclamation };
    year.fixed(3, 17, "St Patrick's Day", Basis::Statute, in_lieu);
    year.fixed(7, 12, "Battle of the Boyne (Orangemen's Day)", Basis::Proclamation, Basis::Proclamation);
}

fn scotland(year: &mut Year) {
    year.scottish_new_year();
    year.easter(-2, "Good Friday", Basis::Statute);
    year.first_monday(5, "Early May bank holiday", Basis::Statute);
    year.last_monday(5, "Spring bank holiday", Basis::Proclamation);
    year.first_monday(8, "Summer bank holiday", Basis::Statute);
    if year.year >= 2007 {
        year.fixed(11, 30, "St Andrew's Day", Basis::Statute, Basis::Statute);
    }
    year.christmas(Christmas {
        day: Basis::Statute,
        day_in_lieu: Basis::Proclamation,
        boxing_day: Basis::Proclamation,
        boxing_day_after_sunday: Basis::StatuteAndProclamation,
    });
}

/// The bases of Christmas Day and Boxing Day, which differ between Scotland and the rest.
struct Christmas {
    day: Basis,
    day_in_lieu: Basis,
    boxing_day: Basis,
    /// 26 December when Christmas Day is a Sunday: in Scotland the Act gives it for Christmas Day.
    boxing_day_after_sunday: Basis,
}

struct Year {
    year: i32,
    holidays: Vec<BankHoliday>,
}

impl Year {
    fn date(&self, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, month, day)
    }

    fn add(&mut self, date: Option<NaiveDate>, title: &str, basis: Basis, in_lieu_of: Option<NaiveDate>) {
        self.holidays.extend(date.map(|date| BankHoliday {
            date,
            title: title.to_owned(),
            basis,
            status: Status::Projected,
            in_lieu_of,
            replaces: None,
            one_off: false,
            announced: None,
            announced_confirmed: true,
            note: None,
        }));
    }

    /// A holiday on a date, or on the Monday after when the date is on a weekend.
    fn fixed(&mut self, month: u32, day: u32, title: &str, basis: Basis, basis_in_lieu: Basis) {
        let Some(date) = self.date(month, day) else {
            return;
        };
        match date.weekday() {
            Weekday::Sat => self.add(days_after(date, 2), title, basis_in_lieu, Some(date)),
            Weekday::Sun => self.add(days_after(date, 1), title, basis_in_lieu, Some(date)),
            _ => self.add(Some(date), title, basis, None),
        }
    }

    fn easter(&mut self, days: i64, title: &str, basis: Basis) {
        let date = easter_sunday(self.year).and_then(|sunday| sunday.checked_add_signed(chrono::TimeDelta::days(days)));
        self.add(date, title, basis, None);
    }

    fn first_monday(&mut self, month: u32, title: &str, basis: Basis) {
        let date = NaiveDate::from_weekday_of_month_opt(self.year, month, Weekday::Mon, 1);
        self.add(date, title, basis, None);
    }

    /// Of a month with 31 days: the Monday among its last seven.
    fn last_monday(&mut self, month: u32, title: &str, basis: Basis) {
        let date = self
            .date(month, 31)
            .and_then(|last| last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_monday()))));
        self.add(date, title, basis, None);
    }

    fn christmas(&mut self, bases: Christmas) {
        let (Some(christmas), Some(boxing)) = (self.date(12, 25), self.date(12, 26)) else {
            return;
        };
        let (day, boxing_day) = ("Christmas Day", "Boxing Day");
        match christmas.weekday() {
            Weekday::Fri => {
                self.add(Some(christmas), day, bases.day, None);
                self.add(self.date(12, 28), boxing_day, Basis::Proclamation, Some(boxing));
            }
            Weekday::Sat => {
                self.add(self.date(12, 27), day, bases.day_in_lieu, Some(christmas));
                self.add(self.date(12, 28), boxing_day, Basis::Proclamation, Some(boxing));
            }
            Weekday::Sun => {
                self.add(Some(boxing), boxing_day, bases.boxing_day_after_sunday, None);
                self.add(self.date(12, 27), day, bases.day_in_lieu, Some(christmas));
            }
            _ => {
                self.add(Some(christmas), day, bases.day, None);
                self.add(Some(boxing), boxing_day, bases.boxing_day, None);
            }
        }
    }

    /// The Act gives 3 January when the 1st or the 2nd is a Sunday; what else falls on a weekend is proclaimed.
    fn scottish_new_year(&mut self) {
        let (Some(first), Some(second)) = (self.date(1, 1), self.date(1, 2)) else {
            return;
        };
        let (new_year, january) = ("New Year's Day", "2nd January");
        match first.weekday() {
            Weekday::Fri => {
                self.add(Some(first), new_year, Basis::Statute, None);
                self.add(self.date(1, 4), january, Basis::Proclamation, Some(second));
            }
            Weekday::Sat => {
                self.add(self.date(1, 3), new_year, Basis::StatuteAndProclamation, Some(first));
                self.add(self.date(1, 4), january, Basis::StatuteAndProclamation, Some(second));
            }
            Weekday::Sun => {
                self.add(Some(second), january, Basis::Statute, None);
                self.add(self.date(1, 3), new_year, Basis::Statute, Some(first));
            }
            _ => {
                self.add(Some(first), new_year, Basis::Statute, None);
                self.add(Some(second), january, Basis::Statute, None);
            }
        }
    }
}

fn days_after(date: NaiveDate, days: u64) -> Option<NaiveDate> {
    date.checked_add_days(Days::new(days))
}
