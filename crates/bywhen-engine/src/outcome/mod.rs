//! The outcome of a case: for each promise that applies, its due date and status.
//!
//! The fields and their order in JSON are a contract: they may be added to, never renamed. Dates are ISO 8601 there.

mod date_or_time;
mod late_by;
mod not_counted;
mod promise;
mod provisional;
mod status;
mod target;

use std::collections::BTreeMap;

use bywhen_calendar::Local;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::fact_value::FactValue;

pub use date_or_time::{DateOrTime, DateOrTimeError};
pub use late_by::LateBy;
pub use not_counted::{NotCounted, NotCountedBecause};
pub use promise::{CountedFrom, PromiseOutcome};
pub use provisional::{Provisional, ProvisionalError};
pub use status::Status;
pub use target::Target;

/// The answer: for each promise that applies, its due date and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Outcome {
    /// The charter that answered.
    pub charter: CharterInfo,
    /// The bank holiday data that was used.
    pub calendar: CalendarInfo,
    /// The case as it was understood.
    pub case: CaseInfo,
    /// The evaluation time, in the charter's zone.
    pub at: Local,
    /// In the charter's order. Promises that do not apply are left out.
    pub promises: Vec<PromiseOutcome>,
    /// When a status changes if nothing happens.
    pub next_change_at: Option<Local>,
}

impl Outcome {
    /// An answer of which nothing is known yet but who gave it and when.
    pub fn new(charter: CharterInfo, calendar: CalendarInfo, at: Local) -> Outcome {
        let (case, promises, next_change_at) = (CaseInfo::default(), Vec::new(), None);
        Outcome { charter, calendar, case, at, promises, next_change_at }
    }
}

/// Which charter answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CharterInfo {
    /// `oxfordshire-county-council`.
    pub id: String,
    /// `2010`.
    pub version: String,
    /// What the document is called.
    pub title: String,
    /// When it applies, both days included.
    pub in_force: Period,
}

/// A period of days, both included. `None` is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub until: Option<NaiveDate>,
}

/// Which bank holiday data was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CalendarInfo {
    /// The version of the data.
    pub data: String,
    /// Announcements after this day were left out.
    pub known_on: Option<NaiveDate>,
}

/// The case as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct CaseInfo {
    /// When it was received. For whoever tells of it, and not part of the JSON, which has it where a clock counts from it.
    #[serde(skip)]
    pub received: Option<DateOrTime>,
    /// Slug of the kind of contact.
    pub kind: String,
    /// Slug of the channel.
    pub channel: Option<String>,
    /// Slug of the service.
    pub service: Option<String>,
    /// Slugs of facts, given or assumed.
    pub facts: BTreeMap<String, FactValue>,
    /// What was not given, would have changed the answer, and was taken as no.
    pub assumed: Vec<String>,
    /// The reading taken for each choice of the charter. Left out where it offers none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
    /// What ended the case, so that nothing more is owed. Left out where it has not ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<CaseEnd>,
}

/// What ended a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CaseEnd {
    /// Slug of the event.
    pub event: String,
    /// When it happened. A date alone where no time was given.
    pub at: DateOrTime,
}
