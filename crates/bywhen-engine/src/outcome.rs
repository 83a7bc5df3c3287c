//! What the engine says of a case, in the form that every binding passes on.
//!
//! The fields and their order are a contract: they may be added to, never renamed.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::charter::Tick;
pub use crate::evaluate::{calendar_info, charter_info, target};
use crate::trace::Trace;

/// The answer: for each promise that applies, its due date and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The charter that answered.
    pub charter: CharterInfo,
    /// The bank holiday data that was used.
    pub calendar: CalendarInfo,
    /// The case as it was understood.
    pub case: CaseInfo,
    /// The moment of the question, ISO 8601 in the charter's zone.
    pub at: String,
    /// In the charter's order. Promises that do not apply are left out.
    pub promises: Vec<PromiseOutcome>,
    /// When a status changes if nothing happens.
    pub next_change_at: Option<String>,
}

/// Which charter answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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

/// A stretch of days, ISO 8601, both included. `None` is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub until: Option<String>,
}

/// Which bank holiday data was used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarInfo {
    /// The version of the data.
    pub data: String,
    /// Announcements after this day were left out.
    pub known_on: Option<String>,
}

/// The case as it was understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseInfo {
    /// Slug of the kind of contact.
    pub kind: String,
    /// Slug of the channel.
    pub channel: Option<String>,
    /// Slug of the service.
    pub service: Option<String>,
    /// Slugs of facts, given or assumed.
    pub facts: BTreeMap<String, bool>,
    /// What was not given, would have changed the answer, and was taken as no.
    pub assumed: Vec<String>,
    /// The reading taken for each choice of the charter. Left out where it offers none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub choices: BTreeMap<String, String>,
}

/// What is said of one promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub strength: String,
    /// The clauses of the source document, joined by `; `.
    pub cites: Option<String>,
    /// The event that the clock counts from. Without a time while that event has not happened.
    pub counted_from: Option<CountedFrom>,
    /// The local date by which it is due.
    pub due: Option<String>,
    /// The last instant that is on time, ISO 8601.
    pub due_at: Option<String>,
    /// Why the date may move.
    pub provisional: Vec<String>,
    /// Where it stands.
    pub status: Status,
    /// Running, and due today or the working day after; for hours, in the last fifth.
    pub due_soon: bool,
    /// When it was done, ISO 8601. A date alone where no time was given.
    pub done_at: Option<String>,
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
    pub opens: Option<String>,
    /// The first instant at which they may ask, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens_at: Option<String>,
    /// Events that were looked at and changed nothing, with why. Left out where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_counted: Vec<NotCounted>,
    /// How the date was found, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<Trace>,
}

/// An event that was looked at for a promise and changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotCounted {
    /// Slug of the event.
    pub event: String,
    /// When it happened, ISO 8601.
    pub at: String,
    /// Why it does not count.
    pub because: NotCountedBecause,
}

/// Why an event does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCountedBecause {
    /// The customer was told of an extension when it was too late for that.
    ToldTooLate,
    /// An extension without one of the reasons that the charter names, or for a case that it does not allow it for.
    NotAllowed,
    /// The promise was put off as often as the charter allows already.
    AlreadyExtended,
    /// The notice gives no later date than there was.
    NoLaterDate,
    /// A later notice took it back.
    Withdrawn,
    /// The customer asked too late, and the charter refuses that.
    AskedTooLate,
    /// The customer asked before the time to ask had begun.
    AskedTooEarly,
    /// The event that the clock counts from came again after the promise was kept.
    CameAgain,
}

impl NotCountedBecause {
    /// Every reason.
    pub const ALL: [NotCountedBecause; 8] = [
        NotCountedBecause::ToldTooLate,
        NotCountedBecause::NotAllowed,
        NotCountedBecause::AlreadyExtended,
        NotCountedBecause::NoLaterDate,
        NotCountedBecause::Withdrawn,
        NotCountedBecause::AskedTooLate,
        NotCountedBecause::AskedTooEarly,
        NotCountedBecause::CameAgain,
    ];

    /// As outcomes write it.
    pub fn word(self) -> &'static str {
        match self {
            NotCountedBecause::ToldTooLate => "told too late",
            NotCountedBecause::NotAllowed => "not allowed for this reason",
            NotCountedBecause::AlreadyExtended => "already extended",
            NotCountedBecause::NoLaterDate => "no later date",
            NotCountedBecause::Withdrawn => "withdrawn",
            NotCountedBecause::AskedTooLate => "asked too late",
            NotCountedBecause::AskedTooEarly => "asked too early",
            NotCountedBecause::CameAgain => "came again",
        }
    }

    /// The reason of a word. `None` for a word that is none of them.
    pub fn of_word(word: &str) -> Option<NotCountedBecause> {
        NotCountedBecause::ALL.into_iter().find(|because| because.word() == word)
    }
}

impl Serialize for NotCountedBecause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl<'de> Deserialize<'de> for NotCountedBecause {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<NotCountedBecause, D::Error> {
        let word = String::deserialize(deserializer)?;
        NotCountedBecause::of_word(&word)
            .ok_or_else(|| D::Error::custom(format_args!("`{word}` is no reason for which an event does not count")))
    }
}

/// The event that a clock counts from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CountedFrom {
    /// Slug of the event.
    pub event: String,
    /// When it happened, ISO 8601. `None` while it has not.
    pub at: Option<String>,
}

/// Where a promise stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
}

impl Status {
    /// Every status.
    pub const ALL: [Status; 9] = [
        Status::Waiting,
        Status::Running,
        Status::Stopped,
        Status::Met,
        Status::Late,
        Status::Overdue,
        Status::Early,
        Status::Lapsed,
        Status::Unstated,
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
        }
    }
}

/// How late something is, in the unit of its promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LateBy {
    /// Working days after the due date. 0 on a day off that follows it.
    WorkingDays(i64),
    /// Days after the due date.
    CalendarDays(i64),
    /// Open seconds after the due time. 0 before the next opening.
    WorkingSeconds(i64),
    /// Seconds after the due time.
    Seconds(i64),
    /// For promises in seconds.
    Milliseconds(i64),
}

impl LateBy {
    /// A figure, and what it counts.
    pub fn new(figure: i64, tick: Tick) -> LateBy {
        match tick {
            Tick::WorkingDays => LateBy::WorkingDays(figure),
            Tick::CalendarDays => LateBy::CalendarDays(figure),
            Tick::WorkingSeconds => LateBy::WorkingSeconds(figure),
            Tick::Seconds => LateBy::Seconds(figure),
            Tick::Milliseconds => LateBy::Milliseconds(figure),
        }
    }

    /// The figure and what it counts.
    pub fn parts(self) -> (i64, Tick) {
        match self {
            LateBy::WorkingDays(figure) => (figure, Tick::WorkingDays),
            LateBy::CalendarDays(figure) => (figure, Tick::CalendarDays),
            LateBy::WorkingSeconds(figure) => (figure, Tick::WorkingSeconds),
            LateBy::Seconds(figure) => (figure, Tick::Seconds),
            LateBy::Milliseconds(figure) => (figure, Tick::Milliseconds),
        }
    }
}

/// The share of cases that must keep a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// At least, or `over`, so many per cent.
    Percent {
        /// Whole per cent.
        percent: u16,
        /// Hundredths of a per cent beyond it.
        #[serde(default, skip_serializing_if = "is_zero")]
        hundredths: u16,
        /// The share itself is not enough.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        over: bool,
    },
    /// At most, or `under`, so many per cent.
    AtMost {
        /// Whole per cent.
        at_most_percent: u16,
        /// Hundredths of a per cent beyond it.
        #[serde(default, skip_serializing_if = "is_zero")]
        hundredths: u16,
        /// The share itself is too much.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        under: bool,
    },
    /// The average over all cases must keep it.
    Average {
        /// Always true.
        average: bool,
    },
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}
