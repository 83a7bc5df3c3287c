//! The context of a promise while it is lowered.

use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, StopRule};

use crate::parse::syntax::Warning;
use crate::span::Span;

/// A limit that counts from an event.
#[derive(Clone)]
pub(crate) struct AnchorUse {
    /// The promise, by the index of its stage and its own.
    pub(crate) stage: usize,
    pub(crate) promise: usize,
    pub(crate) anchor: Anchor,
    pub(crate) span: Span,
    pub(crate) within: Within,
}

/// Whose limit it is that counts from an event.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Within {
    /// The promise's.
    Promise,
    /// That of an extension by a notice.
    Extension,
    /// That of an extension by a holding reply.
    Holding,
}

/// The context shared by the promises of a standard.
pub(super) struct PromiseContext<'n> {
    pub(super) standard: &'n Name,
    /// Of the stage, else of the standard.
    pub(super) cites: Vec<String>,
    /// The calendar of a `counts in` line.
    pub(super) calendar: Option<Name>,
    /// The service, where it is the same for every contact of the standard.
    pub(super) service: Option<Name>,
    pub(super) staged: bool,
    /// From 1.
    pub(super) stage: u8,
    /// The limit is the customer's time to ask for the stage.
    pub(super) window: bool,
    /// The stop and restart rules of its promises.
    pub(super) clocks: ClockRules,
}

impl PromiseContext<'_> {
    /// The id of the promise of an action.
    pub(super) fn id(&self, action: &Name) -> String {
        let standard = self.standard.slug();
        match self.staged {
            true => format!("{standard}/stage-{}/{}", self.stage, action.slug()),
            false => format!("{standard}/{}", action.slug()),
        }
    }
}

/// The stop and restart rules of clocks, and when they warn.
#[derive(Clone, Default)]
pub(super) struct ClockRules {
    pub(super) stops: Vec<Stopping>,
    pub(super) restarts: Vec<Name>,
    /// The warnings of the nearest line that has any.
    pub(super) warnings: Vec<Warning>,
}

/// A stop rule with its line.
#[derive(Clone)]
pub(super) struct Stopping {
    pub(super) rule: StopRule,
    /// Whether the line specifies which days are lost.
    pub(super) specifies_days: bool,
    pub(super) span: Span,
    /// The line without its clauses.
    pub(super) without_cites: Span,
}
