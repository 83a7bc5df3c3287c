//! A lowered charter, with what only its text tells.

use bywhen_engine::charter::Charter;

use super::context::AnchorUse;
use super::declared_names::DeclaredNames;
use super::unspecified::Unspecified;
use crate::parse::syntax::{Line, Text};

/// A charter, and where its parts stand. With errors in the text it is not to be used, only to be checked further.
pub(crate) struct Lowered<'t, 's> {
    pub(crate) charter: Charter,
    /// Of each of its standards, in their order.
    pub(crate) standards: Vec<StandardSource<'t, 's>>,
    pub(crate) names: DeclaredNames,
    /// Unspecified rules that may affect a date.
    pub(crate) unspecified: Vec<Unspecified>,
}

/// Where a standard stands.
pub(crate) struct StandardSource<'t, 's> {
    pub(crate) name: Text<'s>,
    pub(crate) line: &'t Line<'s>,
    /// The events that its limits count from.
    pub(crate) uses: Vec<AnchorUse>,
}
