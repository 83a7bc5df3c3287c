//! A set of weekdays.

use std::fmt;

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::invariant;
use crate::saved::{Reader, Saved, Writer};

/// A set of weekdays. It serialises as a list: `["Mon", "Tue"]`.
///
/// ```
/// use bywhen_calendar::Weekdays;
/// use chrono::Weekday;
/// let week = Weekdays::from_days([Weekday::Mon, Weekday::Sat]);
/// assert!(week.contains(Weekday::Sat) && !week.contains(Weekday::Sun));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Weekdays(u8);

const IN_ORDER: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];

impl Weekdays {
    /// No day.
    pub const NONE: Weekdays = Weekdays(0);
    /// Monday to Friday.
    pub const MONDAY_TO_FRIDAY: Weekdays = Weekdays(0b001_1111);
    /// Monday to Sunday.
    pub const EVERY_DAY: Weekdays = Weekdays(0b111_1111);

    /// The set of these days.
    pub fn from_days(days: impl IntoIterator<Item = Weekday>) -> Weekdays {
        Weekdays(days.into_iter().fold(0, |set, day| set | bit(day)))
    }

    /// Whether the day is in the set.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// Whether the set has no day.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days of the set, Monday first.
    pub fn iter(self) -> impl Iterator<Item = Weekday> {
        IN_ORDER.into_iter().filter(move |day| self.contains(*day))
    }
}

fn bit(day: Weekday) -> u8 {
    1 << day.num_days_from_monday()
}

impl fmt::Debug for Weekdays {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}

/// A bit for each day, Monday's the lowest.
impl Saved for Weekdays {
    fn write(&self, to: &mut Writer) {
        self.0.write(to);
    }

    fn read(from: &mut Reader<'_>) -> Weekdays {
        let set = Weekdays(from.number());
        from.expect((set.0 & !Weekdays::EVERY_DAY.0 == 0).then_some(set), Weekdays::NONE)
    }
}

impl Serialize for Weekdays {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Weekdays {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Weekdays, D::Error> {
        Ok(Weekdays::from_days(Vec::<Weekday>::deserialize(deserializer)?))
    }
}

/// `Tuesday 14 May 2024`.
///
/// ```
/// # use chrono::NaiveDate;
/// let day = NaiveDate::from_ymd_opt(2024, 5, 14).unwrap_or_default();
/// assert_eq!(bywhen_calendar::long_date(day), "Tuesday 14 May 2024");
/// ```
pub fn long_date(date: NaiveDate) -> String {
    format!("{} {}", weekday_name(date.weekday()), short_date(date))
}

/// `14 May 2024`.
pub fn short_date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(date), date.year())
}

/// `May`, the month of a date.
pub fn month_name(date: NaiveDate) -> &'static str {
    let names = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    invariant!(names.get(date.month0() as usize).copied(), "")
}

/// `Monday`, where chrono would say `Mon`.
pub fn weekday_name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_named_twice_is_in_the_set_once() {
        let days = Weekdays::from_days([Weekday::Mon, Weekday::Sun, Weekday::Mon]);
        assert!(days.contains(Weekday::Mon) && days.contains(Weekday::Sun) && !days.contains(Weekday::Tue));
        assert_eq!(days, Weekdays::from_days([Weekday::Sun, Weekday::Mon]));
    }
}
