//! Months, quarters and years as a council counts them: the year begins in April.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Serialize, Serializer};

/// A calendar month. Serialised as `2026-04`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    /// The month of a day.
    pub fn of(day: NaiveDate) -> Month {
        // Years of chrono are far from the ends of i32.
        Month(day.year() * 12 + day.month0() as i32)
    }

    /// The year it lies in.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// From 1 for January.
    pub fn number(self) -> u32 {
        self.0.rem_euclid(12) as u32 + 1
    }

    /// The month after it.
    pub fn next(self) -> Month {
        Month(self.0.saturating_add(1))
    }

    /// How many months from `first` to this one, both counted.
    pub fn since(self, first: Month) -> usize {
        usize::try_from(self.0 - first.0 + 1).unwrap_or(0)
    }

    /// The financial year it lies in.
    pub fn financial_year(self) -> FinancialYear {
        FinancialYear((self.0 - 3).div_euclid(12))
    }

    /// The quarter of the financial year it lies in.
    pub fn quarter(self) -> Quarter {
        let months = (self.0 - 3).rem_euclid(12);
        Quarter { year: self.financial_year(), number: months as u8 / 3 + 1 }
    }

    /// `April`.
    pub fn name(self) -> &'static str {
        match self.number() {
            1 => "January",
            2 => "February",
            3 => "March",
            4 => "April",
            5 => "May",
            6 => "June",
            7 => "July",
            8 => "August",
            9 => "September",
            10 => "October",
            11 => "November",
            _ => "December",
        }
    }

    /// `Apr`.
    pub(crate) fn short(self) -> String {
        self.name().chars().take(3).collect()
    }

    /// `April 2026`.
    pub fn words(self) -> String {
        format!("{} {}", self.name(), self.year())
    }

    /// `April to July 2026`, `April 2026 to January 2027`, or `April 2026` where both are the same.
    pub fn range(self, until: Month) -> String {
        if self == until {
            self.words()
        } else if self.year() == until.year() {
            format!("{} to {}", self.name(), until.words())
        } else {
            format!("{} to {}", self.words(), until.words())
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A year from April to March, named by the calendar year in which it begins. Written `2026-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FinancialYear(i32);

impl FinancialYear {
    /// Its April.
    pub fn first(self) -> Month {
        Month(self.0 * 12 + 3)
    }

    /// `2026 to 2027`.
    pub fn words(self) -> String {
        format!("{} to {}", self.0, self.0 + 1)
    }
}

impl fmt::Display for FinancialYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0, (self.0 + 1).rem_euclid(100))
    }
}

/// A quarter of a financial year: the first is April to June. Written `2026-27 Q1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: FinancialYear,
    number: u8,
}

impl Quarter {
    /// From 1 for April to June.
    pub fn number(self) -> u8 {
        self.number
    }

    /// Its first month.
    pub fn first(self) -> Month {
        Month(self.year.first().0 + (i32::from(self.number) - 1) * 3)
    }

    /// `July to September 2026`.
    pub fn words(self) -> String {
        let first = self.first();
        first.range(Month(first.0 + 2))
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} Q{}", self.year, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(year: i32, month: u32) -> Month {
        Month::of(NaiveDate::from_ymd_opt(year, month, 15).unwrap())
    }

    #[test]
    fn a_financial_year_begins_in_april() {
        assert_eq!(month(2027, 3).financial_year().to_string(), "2026-27");
        assert_eq!(month(2027, 4).financial_year().to_string(), "2027-28");
        assert_eq!(month(1999, 12).financial_year().to_string(), "1999-00");
        assert_eq!(month(2026, 4).financial_year().first(), month(2026, 4));
    }

    #[test]
    fn quarters_are_those_of_the_financial_year() {
        let describe = |m: Month| (m.quarter().to_string(), m.quarter().words());
        assert_eq!(describe(month(2026, 4)), ("2026-27 Q1".to_owned(), "April to June 2026".to_owned()));
        assert_eq!(describe(month(2026, 8)), ("2026-27 Q2".to_owned(), "July to September 2026".to_owned()));
        assert_eq!(describe(month(2026, 12)), ("2026-27 Q3".to_owned(), "October to December 2026".to_owned()));
        assert_eq!(describe(month(2027, 1)), ("2026-27 Q4".to_owned(), "January to March 2027".to_owned()));
    }

    #[test]
    fn ranges_read_as_people_write_them() {
        assert_eq!(month(2026, 4).range(month(2026, 4)), "April 2026");
        assert_eq!(month(2026, 4).range(month(2026, 7)), "April to July 2026");
        assert_eq!(month(2026, 4).range(month(2027, 1)), "April 2026 to January 2027");
        assert_eq!(month(2027, 1).since(month(2026, 4)), 10);
    }
}
