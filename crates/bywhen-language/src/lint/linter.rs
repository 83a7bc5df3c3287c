//! What every lint sees.

use bywhen_engine::charter::Standard;

use crate::diagnostic::DiagnosticSink;
use crate::lower::{AnchorUse, DeclaredNames};
use crate::parse::syntax::{Line, Text};
use crate::source::Source;

/// A charter while it is linted.
pub(super) struct Linter<'a, 's> {
    pub(super) source: &'a Source<'s>,
    pub(super) sink: &'a mut DiagnosticSink,
    pub(super) names: DeclaredNames,
}

impl Linter<'_, '_> {
    /// Whether every line was understood and nothing contradicts itself so far.
    pub(super) fn is_sound(&self) -> bool {
        !self.sink.partially_parsed && self.sink.errors() == 0
    }
}

/// A standard of the charter, and where it stands.
pub(super) struct LocatedStandard<'l, 's> {
    pub(super) standard: &'l Standard,
    pub(super) name: Text<'s>,
    pub(super) line: &'l Line<'s>,
    /// The events that its limits count from.
    pub(super) uses: &'l [AnchorUse],
}
