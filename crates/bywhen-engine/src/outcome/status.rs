//! Where a promise stands.

use serde::{Deserialize, Serialize};

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Its clock starts at something that has not happened.
    Waiting,
    /// Not done, not yet due.
    Running,
    /// Its clock is stopped.
    Stopped,
    /// Done in time.
    Met,
    /// Done after it was due.
    Late,
    /// Not done, and the due date has passed.
    Overdue,
    /// The customer asked before their time to ask has begun.
    Early,
    /// The customer's time to ask has passed.
    Lapsed,
    /// The charter gives no figure.
    Unstated,
    /// The case ended before it was due.
    Cancelled,
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 10] = [
        Status::Waiting,
        Status::Running,
        Status::Stopped,
        Status::Met,
        Status::Late,
        Status::Overdue,
        Status::Early,
        Status::Lapsed,
        Status::Unstated,
        Status::Cancelled,
    ];

    /// What it says of a promise, in a few words.
    pub fn meaning(self) -> &'static str {
        match self {
            Status::Waiting => "its clock starts at something that has not happened",
            Status::Running => "not done, not yet due",
            Status::Stopped => "its clock is stopped",
            Status::Met => "done in time",
            Status::Late => "done after it was due",
            Status::Overdue => "not done, and the due date has passed",
            Status::Early => "asked before the customer's time to ask has begun",
            Status::Lapsed => "the customer's time to ask has passed",
            Status::Unstated => "the charter gives no figure",
            Status::Cancelled => "the case ended before it was due",
        }
    }

    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Status::Waiting => "waiting",
            Status::Running => "running",
            Status::Stopped => "stopped",
            Status::Met => "met",
            Status::Late => "late",
            Status::Overdue => "overdue",
            Status::Early => "early",
            Status::Lapsed => "lapsed",
            Status::Unstated => "unstated",
            Status::Cancelled => "cancelled",
        }
    }
}
