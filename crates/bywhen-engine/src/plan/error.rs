//! What can be wrong with a charter that is to be compiled.

use bywhen_calendar::{HoursError, OutOfRange};

/// A charter that cannot be compiled. The check of the language reports all of these; a charter that was built by a
/// program or read from a damaged file may still have them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A name that the charter uses and does not define.
    #[error("the charter uses the {what} `{name}`, which it does not define")]
    Undefined {
        /// What kind of name it is.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A clock that counts from its own outcome.
    #[error("the promise `{id}` counts from itself, directly or through others")]
    Circular {
        /// The promise.
        id: String,
    },
    /// More promises that count from one another in a row than is reasonable.
    #[error("the promise `{id}` counts from a promise that counts from another, and so on, more than {limit} times")]
    ChainTooLong {
        /// The promise at which that was found.
        id: String,
        /// How many there may be.
        limit: usize,
    },
    /// A choice, or an option of one, that the charter does not offer.
    #[error("the charter offers no {what} `{given}`: it offers {offered}")]
    NotOffered {
        /// `choice` or `option`.
        what: &'static str,
        /// As given.
        given: String,
        /// What could be given.
        offered: String,
    },
    /// More of something than a plan can hold.
    #[error("the charter has {count} {what}, and a plan can hold {limit}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many the charter has.
        count: usize,
        /// How many a plan can hold.
        limit: usize,
    },
    /// A notice outside the years that are counted.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// Opening hours that cannot be.
    #[error("the hours `{name}` cannot be: {error}")]
    Hours {
        /// The name of the hours.
        name: String,
        /// What is wrong.
        error: HoursError,
    },
}
