//! One promise of an outcome.

use bywhen_calendar::{Day, Local};
use serde::{Deserialize, Serialize};

use super::{DateOrTime, LateBy, NotCounted, Provisional, Status, Target};
use crate::charter::Strength;
use crate::trace::Trace;

/// The due date and status of one promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct PromiseOutcome {
    /// `standard[/stage-N]/action`.
    pub id: String,
    /// Slug of the standard.
    pub standard: String,
    /// From 1.
    pub stage: u8,
    /// Slug of the action.
    pub action: String,
    /// `will`, `aim to`, `usually`.
    pub strength: Strength,
    /// The clauses of the source document, joined by `; `.
    pub cites: Option<String>,
    /// A target for staff only, of which residents are not told. Left out where it is a promise to them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub for_staff: bool,
    /// The event that the clock counts from. Without a time while that event has not happened.
    pub counted_from: Option<CountedFrom>,
    /// The local date by which it is due.
    pub due: Option<Day>,
    /// The last instant that is on time.
    pub due_at: Option<Local>,
    /// Why the date may move.
    pub provisional: Vec<Provisional>,
    /// Where it stands.
    pub status: Status,
    /// Running, and from the first warning on; without warnings, due today or the working day after, and for hours in the
    /// last fifth.
    pub due_soon: bool,
    /// While it is running, when it warns before it is due. Left out where the charter sets no warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn_at: Vec<Local>,
    /// When it was done. A date alone where no time was given.
    pub done_at: Option<DateOrTime>,
    /// Slug of the event that kept it, where that is another than its own: a response that stood for the acknowledgement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_by: Option<String>,
    /// How late it was done, or how overdue it is, in the promise's unit.
    pub late_by: Option<LateBy>,
    /// The share of cases that must keep it.
    pub target: Option<Target>,
    /// Slug of the notice that relaxed it. Left out where none did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variation: Option<String>,
    /// For a customer's window that opens later than at once: the local date from which they may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Day>,
    /// The first instant at which they may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<Local>,
    /// Events that were looked at and changed nothing, with why. Left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_counted: Vec<NotCounted>,
    /// How the date was found, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

impl PromiseOutcome {
    /// A promise of which nothing is known but its id and where it stands: of stage 1, and firmly promised.
    pub fn new(id: impl Into<String>, status: Status) -> PromiseOutcome {
        PromiseOutcome {
            id: id.into(),
            standard: String::new(),
            stage: 1,
            action: String::new(),
            strength: Strength::Will,
            cites: None,
            for_staff: false,
            counted_from: None,
            due: None,
            due_at: None,
            provisional: Vec::new(),
            status,
            due_soon: false,
            warn_at: Vec::new(),
            done_at: None,
            done_by: None,
            late_by: None,
            target: None,
            variation: None,
            opens: None,
            opens_at: None,
            not_counted: Vec::new(),
            trace: None,
        }
    }
}

/// The event that a clock counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CountedFrom {
    /// Slug of the event.
    pub event: String,
    /// When it happened. `None` while it has not.
    pub at: Option<DateOrTime>,
}
