//! Standards while the charter is lowered.

use bywhen_engine::Name;
use bywhen_engine::charter::Standard;

use super::context::AnchorUse;
use crate::parse::syntax::{Line, Text};

/// A standard as far as it is known, with where its parts stand.
pub(super) struct Draft<'t, 's> {
    pub(super) standard: Standard,
    pub(super) name: Text<'s>,
    pub(super) line: &'t Line<'s>,
    /// Some of its lines were not understood.
    pub(super) partially_parsed: bool,
    /// The events that its limits count from.
    pub(super) uses: Vec<AnchorUse>,
    /// The calendar of its `counts in` line.
    pub(super) calendar: Option<Name>,
    /// The service, where it is the same for every contact.
    pub(super) service: Option<Name>,
}
