//! Why a day is closed.

use chrono::Weekday;

use crate::Division;

/// Why a day is not a working day, or a place has no opening on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Closed {
    /// This day of the week is never worked.
    NotWorked(Weekday),
    /// The days are limited to terms, and it lies in none of them.
    OutOfTerm,
    /// A bank holiday.
    BankHoliday {
        /// Its name in the first of the divisions.
        title: String,
        /// The divisions of the calendar that keep it.
        divisions: Vec<Division>,
    },
    /// A closure of one's own, with its name if it has one.
    Closure(Option<String>),
}
