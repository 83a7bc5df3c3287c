//! Worked cases in a charter, which are its tests.

use bywhen_calendar::TimeOfDay;
use chrono::NaiveDate;
use minicbor::{Decode, Encode};

use crate::case::Case;
use crate::name::Name;
use crate::outcome::Status;
use crate::when::When;

/// A case and what the charter's author says of it.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Example {
    /// What it shows.
    #[n(0)]
    pub title: String,
    /// The case.
    #[n(1)]
    pub case: Case,
    /// The options chosen, by choice. The others have their default.
    #[n(2)]
    pub choices: Vec<(Name, Name)>,
    /// When the question is asked. `None`: on receipt.
    #[n(3)]
    pub at: Option<When>,
    /// What must come out.
    #[n(4)]
    pub expects: Vec<Expectation>,
    /// The line of the charter it begins on, from 1.
    #[n(5)]
    pub line: usize,
}

/// What an example says of one promise.
#[derive(Clone, Debug, PartialEq, Encode, Decode)]
pub struct Expectation {
    /// The stage, from 1.
    #[n(0)]
    pub stage: u8,
    /// The promise's action.
    #[n(1)]
    pub action: Name,
    /// What is said of it.
    #[n(2)]
    pub says: Says,
    /// The line of the charter, from 1.
    #[n(3)]
    pub line: usize,
}

/// What an example may say of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Says {
    /// `acknowledge by Friday 10 April 2026 [at 4pm]`.
    #[n(0)]
    Due(#[cbor(n(0), with = "bywhen_calendar::saved::date")] NaiveDate, #[n(1)] Option<TimeOfDay>),
    /// `acknowledge is met`.
    #[n(1)]
    Is(#[n(0)] Status),
    /// `acknowledge does not apply`.
    #[n(2)]
    DoesNotApply,
}
