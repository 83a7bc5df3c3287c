//! Worked cases in a charter, which are its tests.

use bywhen_calendar::TimeOfDay;
use chrono::NaiveDate;

use crate::case::Case;
use crate::name::Name;
use crate::outcome::Status;
use crate::when::When;

/// A case and what the charter's author says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Example {
    /// What it shows.
    pub title: String,
    /// The case.
    pub case: Case,
    /// The options chosen, by choice. The others have their default.
    pub choices: Vec<(Name, Name)>,
    /// When the question is asked. `None`: when the last of its events had happened.
    pub at: Option<When>,
    /// What must come out.
    pub expects: Vec<Expectation>,
    /// The line of the charter it begins on, from 1.
    pub line: usize,
}

/// What an example says of one promise.
#[derive(Clone, Debug, PartialEq)]
pub struct Expectation {
    /// The stage, from 1.
    pub stage: u8,
    /// The promise's action.
    pub action: Name,
    /// What is said of it.
    pub expected: Expected,
    /// The line of the charter, from 1.
    pub line: usize,
}

/// What an example may say of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// `acknowledge by Friday 10 April 2026 [at 4pm]`.
    Due(NaiveDate, Option<TimeOfDay>),
    /// `acknowledge is met`.
    Is(Status),
    /// `acknowledge does not apply`.
    DoesNotApply,
}
