//! What can be wrong with bank holiday data.

use std::fmt;

/// Bank holiday data that cannot be used: every problem found, each with where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarsError {
    problems: Vec<Problem>,
}

/// One problem of bank holiday data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is: `divisions.scotland.holidays[12]`, counted from 0, or empty for the whole text.
    pub place: String,
    /// The message, a sentence.
    pub message: String,
}

impl CalendarsError {
    /// Returns the problems, in the order of the text. There is at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for CalendarsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the bank holiday data cannot be used")?;
        for problem in &self.problems {
            write!(f, "\n  {problem}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.place.is_empty() { f.write_str(&self.message) } else { write!(f, "{}: {}", self.place, self.message) }
    }
}

impl std::error::Error for CalendarsError {}

/// Collects problems while reading goes on.
#[derive(Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    pub(super) fn add(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.0.push(Problem { place: place.into(), message: message.into() });
    }

    /// The value, if nothing was wrong.
    pub(super) fn or<T>(self, value: T) -> Result<T, CalendarsError> {
        if self.0.is_empty() { Ok(value) } else { Err(CalendarsError { problems: self.0 }) }
    }

    /// An error with one problem.
    pub(super) fn only(message: String) -> CalendarsError {
        CalendarsError { problems: vec![Problem { place: String::new(), message }] }
    }
}
