//! Events that change nothing, and why.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::DateOrTime;

/// An event that was looked at for a promise and changed nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotCounted {
    /// Slug of the event.
    pub event: String,
    /// When it happened.
    pub at: DateOrTime,
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
