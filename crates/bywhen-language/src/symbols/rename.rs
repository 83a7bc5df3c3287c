//! Renames a symbol wherever it is used.

use std::ops::Range;

use bywhen_engine::slug;

use super::index::SymbolIndex;
use super::reference::{Reference, SymbolKind};
use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use crate::parsed::{parse, read};
use crate::source::is_invisible;

/// The text edits of a rename, in text order and not overlapping.
pub type RenameEdits = Vec<(Range<usize>, String)>;

/// The reason why a symbol cannot be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// There is no symbol at the offset.
    NoName,
    /// The name is built in.
    BuiltIn(String),
    /// The text has errors, so that references might be missed. Holds the first error.
    NotUnderstood(Box<Diagnostic>),
    /// The new name is not a valid name.
    InvalidName(String),
    /// The new name would cause a new diagnostic, held here.
    Conflict(String, Box<Diagnostic>),
}

impl std::fmt::Display for RenameError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            RenameError::NoName => f.write_str("Nothing is named here: put the cursor on a name in quotes."),
            RenameError::BuiltIn(name) => {
                write!(f, "`{name}` is a word that every charter knows, and keeps its name.")
            }
            RenameError::NotUnderstood(first) => write!(
                f,
                "Line {} is not understood and may hold the name too: correct it first. {}",
                first.line, first.message
            ),
            RenameError::InvalidName(name) if name.is_empty() => {
                f.write_str("The new name is empty: write letters or digits.")
            }
            RenameError::InvalidName(name) => {
                write!(f, "`{name}` cannot be a name: write letters or digits, without quotation marks.")
            }
            RenameError::Conflict(name, first) => {
                write!(
                    f,
                    "`{name}` cannot be its name, because of what line {} would say: {}",
                    first.line, first.message
                )
            }
        }
    }
}

impl std::error::Error for RenameError {}

/// Renames the symbol at a byte offset. Fails if this would cause new diagnostics.
///
/// ```
/// let text = "fact \"complex\"\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 4 weeks of receipt if complex";
/// let edits = bywhen_language::rename(text, 6, "hard to answer").unwrap();
/// assert_eq!(edits, [(5..14, "\"hard to answer\"".to_owned()), (102..109, "\"hard to answer\"".to_owned())]);
/// ```
///
/// # Errors
///
/// See [`RenameError`].
pub fn rename(text: &str, offset: usize, new_name: &str) -> Result<RenameEdits, RenameError> {
    let (tree, diagnostics) = read(text);
    let names = SymbolIndex::new(&tree);
    let reference = renamable(&names, offset)?;
    if let Some(first) = diagnostics.into_iter().find(|diagnostic| diagnostic.severity == Severity::Error) {
        return Err(RenameError::NotUnderstood(Box::new(first)));
    }
    let new_name = new_name.trim();
    let unfit = |c: char| is_invisible(c) || c == '\t' || matches!(c, '"' | '“' | '”');
    if slug(new_name).is_empty() || new_name.contains(unfit) {
        return Err(RenameError::InvalidName(new_name.to_owned()));
    }
    let before = parse(text).diagnostics;
    let mut conflict = None;
    // A contact of several words can mostly do without quotes, and in some places must.
    for bare_contacts in [true, false] {
        let mut changes: RenameEdits = names
            .references_to(reference)
            .map(|one| (one.span.clone(), written(text, one, new_name, bare_contacts)))
            .collect();
        changes.dedup_by(|a, b| a.0 == b.0);
        let mut after = text.to_owned();
        changes.iter().rev().for_each(|(span, name)| after.replace_range(span.clone(), name));
        match first_new(&before, parse(&after).diagnostics) {
            None => return Ok(changes),
            Some(first) => conflict = Some(first),
        }
    }
    Err(conflict.map_or(RenameError::NoName, |first| RenameError::Conflict(new_name.to_owned(), Box::new(first))))
}

/// The new name as written in place of `replaced`: without quotes if that had none and the name needs none.
fn written(text: &str, replaced: &Reference<'_>, new_name: &str, bare_contacts: bool) -> String {
    let bare = text.get(replaced.span.clone()).is_some_and(|text| !text.starts_with(['"', '“']));
    let contact =
        bare_contacts && !replaced.is_declaration && matches!(replaced.kind, SymbolKind::Kind | SymbolKind::Channel);
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || (contact && c == ' ');
    if bare && new_name.chars().all(fits) { new_name.to_owned() } else { format!("\"{new_name}\"") }
}

/// The reference at a byte offset, if its symbol can be renamed.
///
/// # Errors
///
/// There is no symbol declared by the charter at the offset.
pub fn renamable<'a, 's>(names: &'a SymbolIndex<'s>, offset: usize) -> Result<&'a Reference<'s>, RenameError> {
    let reference = names.at(offset).ok_or(RenameError::NoName)?;
    if names.declaration(reference).is_some() {
        return Ok(reference);
    }
    let known = reference.is_built_in() || reference.kind == SymbolKind::Action;
    Err(if known { RenameError::BuiltIn(reference.name.to_owned()) } else { RenameError::NoName })
}

/// The first diagnostic whose code occurs more often than before.
fn first_new(before: &[Diagnostic], after: Vec<Diagnostic>) -> Option<Diagnostic> {
    let of = |all: &[Diagnostic], one: &Diagnostic| all.iter().filter(|diagnostic| diagnostic.code == one.code).count();
    let at = after.iter().position(|one| of(&after, one) > of(before, one));
    at.and_then(|at| after.into_iter().nth(at))
}
