//! The symbols of a charter: declarations, references, and the built-in names.

mod collect;
mod index;
mod reference;
mod rename;

pub use index::SymbolIndex;
pub use reference::{Reference, SymbolKind, built_in_names};
pub use rename::{RenameEdits, RenameError, renamable, rename};
