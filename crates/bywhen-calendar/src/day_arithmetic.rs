//! Making a day and moving from one to another, which fails outside the years that are counted.

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Deserializer};

use crate::day::{FIRST_FROM_CE, FIRST_FROM_UNIX};
use crate::out_of_range::What;
use crate::{Day, OutOfRange};

impl Day {
    /// The day of a date; an error before 1972 and after 2100.
    pub fn from_date(date: NaiveDate) -> Result<Day, OutOfRange> {
        match u16::try_from(date.num_days_from_ce() - FIRST_FROM_CE) {
            Ok(index) if index <= Day::LAST.0 => Ok(Day(index)),
            _ => Err(OutOfRange::new(What::Date(date))),
        }
    }

    /// The day this many calendar days later (earlier, when negative).
    #[inline]
    pub fn plus(self, days: i64) -> Result<Day, OutOfRange> {
        Day::from_offset(i64::from(self.0).saturating_add(days))
            .ok_or_else(|| OutOfRange::new(What::Days { from: self, days }))
    }

    /// The corresponding date this many months later (earlier, when negative), clamped to the month's end: a month
    /// after 31 January is 28 or 29 February.
    pub fn plus_months(self, months: i64) -> Result<Day, OutOfRange> {
        let out_of_range = || OutOfRange::new(What::Months { from: self, months });
        let count = u32::try_from(months.unsigned_abs()).map_err(|_| out_of_range())?;
        let date = self.date();
        let moved = if months < 0 {
            date.checked_sub_months(Months::new(count))
        } else {
            date.checked_add_months(Months::new(count))
        };
        moved.and_then(|date| Day::from_date(date).ok()).ok_or_else(out_of_range)
    }

    /// The day this many days after 1 January 1972; an error past [`Day::LAST`].
    #[inline]
    pub fn from_index(index: u16) -> Result<Day, OutOfRange> {
        if index <= Day::LAST.0 { Ok(Day(index)) } else { Err(OutOfRange::new(What::DayNumber(index))) }
    }

    /// The day this many days after 1 January 1970, as columns of dates count them; an error outside the years.
    #[inline]
    pub fn from_unix_days(days: i64) -> Result<Day, OutOfRange> {
        let offset = days.checked_sub(FIRST_FROM_UNIX);
        offset.and_then(Day::from_offset).ok_or_else(|| OutOfRange::new(What::UnixDay(days)))
    }
}

impl TryFrom<NaiveDate> for Day {
    type Error = OutOfRange;
    fn try_from(date: NaiveDate) -> Result<Day, OutOfRange> {
        Day::from_date(date)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Day, D::Error> {
        Day::from_date(NaiveDate::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::day::{DAYS, FIRST_HOLIDAY_DAY};

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn the_range_is_1972_to_2100() {
        assert_eq!(Day::FIRST.date(), date("1972-01-01"));
        assert_eq!(Day::LAST.date(), date("2100-12-31"));
        assert_eq!(Day::from_date(date("2100-12-31")), Ok(Day::LAST));
        assert!(Day::from_date(date("1971-12-31")).is_err());
        assert!(Day::from_date(date("2101-01-01")).is_err());
        assert!(Day::from_date(NaiveDate::MIN).is_err());
        assert!(Day::from_date(NaiveDate::MAX).is_err());
        assert!(Day::from_index(u16::MAX).is_err());
        assert_eq!(Day::all().count(), DAYS);
        assert_eq!(FIRST_HOLIDAY_DAY.date(), date("1990-01-01"));
    }

    #[test]
    fn each_day_is_one_after_the_day_before() {
        for (day, expected) in Day::all().zip(date("1972-01-01").iter_days()) {
            assert_eq!(day.date(), expected);
            assert_eq!(day.weekday(), expected.weekday());
            assert_eq!(Day::from_date(expected), Ok(day));
        }
    }

    #[test]
    fn a_day_is_a_date_of_chrono() {
        let first_of_april = Day::from_date(date("2026-04-01")).unwrap();
        assert_eq!(NaiveDate::from(first_of_april), date("2026-04-01"));
    }

    #[test]
    fn huge_counts_are_errors() {
        for n in [i64::MIN, i64::MAX, 47_117, -47_117] {
            assert!(Day::FIRST.plus(n).is_err() || Day::LAST.plus(n).is_err());
            assert!(Day::FIRST.plus_months(n).is_err());
        }
    }

    /// Dodds v Walker [1981] 1 WLR 1027: the corresponding date, not the month's end.
    #[test]
    fn four_months_after_30_september_1978_is_30_january_1979() {
        let given = Day::from_date(date("1978-09-30")).unwrap();
        assert_eq!(given.plus_months(4).unwrap().to_string(), "1979-01-30");
        assert_eq!(given.plus_months(4).unwrap().plus_months(-4), Ok(given));
    }

    #[test]
    fn months_from_the_31st_are_clamped() {
        let from = |text| Day::from_date(date(text)).unwrap();
        assert_eq!(from("2026-01-31").plus_months(1), Ok(from("2026-02-28")));
        assert_eq!(from("2028-01-31").plus_months(1), Ok(from("2028-02-29")));
        assert_eq!(from("2026-03-31").plus_months(-1), Ok(from("2026-02-28")));
        assert_eq!(from("2026-08-31").plus_months(6), Ok(from("2027-02-28")));
        assert_eq!(from("2026-08-31").plus_months(0), Ok(from("2026-08-31")));
        assert_eq!(
            from("2100-12-01").plus_months(1).unwrap_err().to_string(),
            "1 month after 2100-12-01 is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
        );
    }
}
