//! A question that cannot be answered, said so that the asker can mend it.

use chrono::NaiveDate;

use crate::counting::CountError;
use crate::listed::listed;
use crate::moment::MomentError;

/// Why a case has no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// A name that the charter does not know.
    #[error("{what} `{given}` is not known to this charter{}", instead(.suggestion.as_deref(), .known))]
    Unknown {
        /// What kind of name: `channel`.
        what: &'static str,
        /// As given.
        given: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// What could be given.
        known: Vec<String>,
    },
    /// A value that a fact does not have.
    #[error("the fact `{fact}` cannot be `{given}`: it is {expected}{}", meant(.suggestion.as_deref()))]
    FactValue {
        /// The fact.
        fact: String,
        /// As given.
        given: String,
        /// What was probably meant.
        suggestion: Option<String>,
        /// What could be given: `yes or no`.
        expected: String,
    },
    /// The channel decides which standard applies, and was not given.
    #[error("which standard applies to this {kind} depends on how it came: give the channel, one of {}", listed(.channels, "and"))]
    ChannelNeeded {
        /// The kind of contact.
        kind: String,
        /// The channels that standards name.
        channels: Vec<String>,
    },
    /// No event says when the case was received.
    #[error("the case has no `received`: every clock starts with it")]
    NotReceived,
    /// The question is put before the case came in.
    #[error(
        "the case is received on {received}, which is after the moment asked about, {at}: to ask about a case to come, give a \
         later moment with `--at`"
    )]
    NotYetReceived {
        /// When it is received.
        received: String,
        /// The moment asked about.
        at: String,
    },
    /// A stage that no standard for the contact has.
    #[error("`stage-{stage}/{event}` names a stage that no standard for this contact has")]
    NoSuchStage {
        /// The event.
        event: String,
        /// The stage.
        stage: u8,
    },
    /// A time that cannot be placed.
    #[error("`{event}`: {error}")]
    Time {
        /// The event, or `at`.
        event: String,
        /// What is wrong with its time.
        error: MomentError,
    },
    /// A case from before the first year of the bank holiday data, of which a promise asks that data.
    #[error("`{event}`: {day} is before 1990, and bank holidays are known from then on")]
    TooEarly {
        /// The event.
        event: String,
        /// Its day.
        day: NaiveDate,
    },
    /// A promise whose date cannot be computed.
    #[error("`{promise}`: {error}")]
    Count {
        /// The promise.
        promise: String,
        /// What is wrong.
        error: CountError,
    },
}

fn instead(suggestion: Option<&str>, known: &[String]) -> String {
    match (suggestion, known) {
        (Some(suggestion), _) => format!(": did you mean `{suggestion}`?"),
        (None, []) => ", which knows none".to_owned(),
        (None, known) => format!(": it knows {}", listed(known, "and")),
    }
}

fn meant(suggestion: Option<&str>) -> String {
    suggestion.map(|suggestion| format!(" (did you mean `{suggestion}`?)")).unwrap_or_default()
}
