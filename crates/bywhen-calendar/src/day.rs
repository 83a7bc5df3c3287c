//! A local date as a small number, so that a table can be indexed by it.

use std::fmt;

use chrono::{NaiveDate, Weekday};
use serde::{Serialize, Serializer};

use crate::invariant;
use crate::iso::Iso;

/// How many days are counted: 1 January 1972 to 31 December 2100.
pub(crate) const DAYS: usize = 47_117;
pub(crate) const FIRST_YEAR: i32 = 1972;
pub(crate) const LAST_YEAR: i32 = 2100;
/// 1 January 1972 counted from 1 January of the year 1, as chrono counts.
pub(crate) const FIRST_FROM_CE: i32 = 719_893;
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

    /// The date of this day.
    pub fn date(self) -> NaiveDate {
        invariant!(NaiveDate::from_num_days_from_ce_opt(FIRST_FROM_CE + i32::from(self.0)), NaiveDate::MIN)
    }

    /// Calendar days from `other` to this day.
    #[inline]
    pub fn minus(self, other: Day) -> i64 {
        i64::from(self.0) - i64::from(other.0)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        invariant!(Weekday::try_from(self.weekday_index()).ok(), Weekday::Mon)
    }

    /// 0 for Monday to 6 for Sunday.
    pub(crate) fn weekday_index(self) -> u8 {
        ((self.0 + FIRST_WEEKDAY) % 7) as u8
    }

    /// Days since 1 January 1972, for whoever keeps a table by day.
    #[inline]
    pub fn index(self) -> u16 {
        self.0
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
        // Less code in the browser than `collect_str`.
        serializer.serialize_str(&self.to_string())
    }
}
