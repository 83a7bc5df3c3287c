//! Measures that are published and never computed.

use super::fact::NumberTest;
use super::standard::Measure;

/// A measure that no clock of a case measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedMeasure {
    /// What is measured.
    pub text: String,
    /// What it must come to.
    pub target: PublishedTarget,
    /// The clauses it carries.
    pub cites: Vec<String>,
}

/// What a published measure must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishedTarget {
    /// A share: `under 3%`.
    Share(Measure),
    /// A number: `at least 2000 each year`.
    Number {
        /// Which numbers reach it.
        test: NumberTest,
        /// In which time it is counted, where that is said.
        each: Option<Period>,
    },
}

/// A time over which something is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// A year.
    Year,
    /// Three months.
    Quarter,
    /// A month.
    Month,
    /// A week.
    Week,
    /// A day.
    Day,
}

impl Period {
    /// Every period.
    pub const ALL: [Period; 5] = [Period::Year, Period::Quarter, Period::Month, Period::Week, Period::Day];

    /// `year`.
    pub fn word(self) -> &'static str {
        match self {
            Period::Year => "year",
            Period::Quarter => "quarter",
            Period::Month => "month",
            Period::Week => "week",
            Period::Day => "day",
        }
    }
}
