//! A local date as a small number, so that a table can be indexed by it.

use std::fmt;

use chrono::{Datelike, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::OutOfRange;
use crate::iso::Iso;
use crate::out_of_range::What;

/// How many days are counted: 1 January 1972 to 31 December 2100.
pub(crate) const DAYS: usize = 47_117;
pub(crate) const FIRST_YEAR: i32 = 1972;
pub(crate) const LAST_YEAR: i32 = 2100;
/// 1 January 1972 counted from 1 January of the year 1, as chrono counts.
const FIRST_FROM_CE: i32 = 719_893;
/// 1 January 1972 counted from 1 January 1970.
pub(crate) const FIRST_FROM_UNIX: i64 = 730;
/// 1 January 1972 is a Saturday, counted from Monday.
const FIRST_WEEKDAY: u16 = 5;

/// The days of a leap year.
pub(crate) const A_YEAR: i64 = 366;

/// The first year whose bank holidays are known.
pub(crate) const FIRST_HOLIDAY_YEAR: i32 = 1990;
/// 1 January 1990.
pub(crate) const FIRST_HOLIDAY_DAY: Day = Day(6_575);

/// A local date between 1 January 1972 and 31 December 2100, as the number of days since 1 January 1972 (a Saturday).
///
/// It displays and serialises as an ISO 8601 date.
///
/// ```
/// use bywhen_calendar::Day;
/// use chrono::{NaiveDate, Weekday};
///
/// let day = Day::from_date(NaiveDate::from_ymd_opt(2026, 1, 31).unwrap())?;
/// assert_eq!(day.weekday(), Weekday::Sat);
/// assert_eq!(day.plus(7)?.to_string(), "2026-02-07");
/// assert_eq!(day.plus_months(1)?.to_string(), "2026-02-28");
/// assert_eq!(day.plus(7)?.minus(day), 7);
/// # Ok::<(), bywhen_calendar::OutOfRange>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub(crate) u16);

impl Day {
    /// 1 January 1972.
    pub const FIRST: Day = Day(0);
    /// 31 December 2100.
    pub const LAST: Day = Day((DAYS - 1) as u16);

    /// The day of a date; an error before 1972 and after 2100.
    pub fn from_date(date: NaiveDate) -> Result<Day, OutOfRange> {
        match u16::try_from(date.num_days_from_ce() - FIRST_FROM_CE) {
            Ok(index) if index <= Day::LAST.0 => Ok(Day(index)),
            _ => Err(OutOfRange::new(What::Date(date))),
        }
    }

    /// The date of this day.
    pub fn date(self) -> NaiveDate {
        // Every index there can be is a date of chrono's; the default is never taken.
        NaiveDate::from_num_days_from_ce_opt(FIRST_FROM_CE + i32::from(self.0)).unwrap_or_default()
    }

    /// The day this many calendar days later (earlier, when negative).
    #[inline]
    pub fn plus(self, days: i64) -> Result<Day, OutOfRange> {
        Day::from_offset(i64::from(self.0).saturating_add(days))
            .ok_or_else(|| OutOfRange::new(What::Days { from: self, days }))
    }

    /// Calendar days from `other` to this day.
    #[inline]
    pub fn minus(self, other: Day) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        // A remainder of 7 is always a weekday; the fallback is never taken.
        Weekday::try_from(self.weekday_index()).unwrap_or(Weekday::Mon)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday_index(self) -> u8 {
        ((self.0 + FIRST_WEEKDAY) % 7) as u8
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

    /// Days since 1 January 1972, for whoever keeps a table by day.
    #[inline]
    pub fn index(self) -> u16 {
        self.0
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

    /// Days since 1 January 1970.
    #[inline]
    pub fn unix_days(self) -> i64 {
        i64::from(self.0) + FIRST_FROM_UNIX
    }

    /// The day this many days after 1 January 1972, if it is counted.
    #[inline]
    pub(crate) fn from_offset(days: i64) -> Option<Day> {
        u16::try_from(days).ok().filter(|index| *index <= Day::LAST.0).map(Day)
    }

    /// All days, in order.
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Day> {
        (0..=Day::LAST.0).map(Day)
    }

    /// Seconds from 1970-01-01T00:00 to the start of this day, both on the same local clock.
    #[inline]
    pub(crate) fn local_seconds(self) -> i64 {
        (i64::from(self.0) + FIRST_FROM_UNIX) * 86_400
    }
}

impl TryFrom<NaiveDate> for Day {
    type Error = OutOfRange;
    fn try_from(date: NaiveDate) -> Result<Day, OutOfRange> {
        Day::from_date(date)
    }
}

impl From<Day> for NaiveDate {
    fn from(day: Day) -> NaiveDate {
        day.date()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Iso::default().date(self.date()).write(f)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Day({self})")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
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
