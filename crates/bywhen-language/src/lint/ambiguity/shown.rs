//! An ambiguity with the dates that show it.

use crate::fix::{FixDraft, if_enabled};

/// An ambiguity that affects a date.
pub(super) struct Ambiguity {
    /// The message, with both dates.
    pub(super) message: String,
    /// A fix for each reading.
    pub(super) fixes: Vec<FixDraft>,
}

impl Ambiguity {
    pub(super) fn new(message: String, fixes: impl FnOnce() -> Vec<FixDraft>) -> Ambiguity {
        Ambiguity { message, fixes: if_enabled(fixes) }
    }
}
