//! Symbols: definition, references and renaming.

use bywhen::language::{self, Reference, RenameError, SymbolIndex};
use lsp_types::{Position, PrepareRenameResponse, Range, TextEdit};

use crate::Document;

/// The declaration of the symbol at a position.
pub fn definition(document: &Document, position: Position) -> Option<Range> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let declared = names.declaration(names.at(document.offset(position))?)?;
    Some(document.range(&declared.span))
}

/// All references to the symbol at a position, in text order.
pub fn references(document: &Document, position: Position, include_declaration: bool) -> Vec<Range> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let Some(reference) = names.at(document.offset(position)) else { return Vec::new() };
    let included = |one: &&Reference<'_>| include_declaration || !one.is_declaration;
    names.references_to(reference).filter(included).map(|one| document.range(&one.span)).collect()
}

/// The range and name of the symbol at a position, if it can be renamed.
///
/// # Errors
///
/// There is no symbol declared by the charter at the position.
pub fn prepare_rename(document: &Document, position: Position) -> Result<PrepareRenameResponse, RenameError> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let reference = language::renamable(&names, document.offset(position))?;
    let (range, placeholder) = (document.range(&reference.span), reference.name.to_owned());
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// The edits that rename the symbol at a position.
///
/// # Errors
///
/// The symbol cannot have that name: see [`RenameError`].
pub fn rename(document: &Document, position: Position, new_name: &str) -> Result<Vec<TextEdit>, RenameError> {
    let changes = language::rename(&document.text, document.offset(position), new_name)?;
    Ok(changes.into_iter().map(|(span, name)| TextEdit::new(document.range(&span), name)).collect())
}
