//! Names: where they are declared, where they are used, and another name for them.

use bywhen::language::{self, Reference, RenameError, SymbolIndex};
use lsp_types::{Position, PrepareRenameResponse, Range, TextEdit};

use crate::Document;

/// Where what is named at a position is declared.
pub fn definition(document: &Document, position: Position) -> Option<Range> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let declared = names.declaration(names.at(document.offset(position))?)?;
    Some(document.range(&declared.span))
}

/// Every place where the same is named, in the order of the text.
pub fn references(document: &Document, position: Position, include_declaration: bool) -> Vec<Range> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let Some(reference) = names.at(document.offset(position)) else { return Vec::new() };
    let wanted = |one: &&Reference<'_>| include_declaration || !one.is_declaration;
    names.references_to(reference).filter(wanted).map(|one| document.range(&one.span)).collect()
}

/// The name at a position, where it can have another.
///
/// # Errors
///
/// Nothing of the charter's own is named there.
pub fn prepare_rename(document: &Document, position: Position) -> Result<PrepareRenameResponse, RenameError> {
    let (tree, _) = language::read(&document.text);
    let names = SymbolIndex::new(&tree);
    let reference = language::renamable(&names, document.offset(position))?;
    let (range, placeholder) = (document.range(&reference.span), reference.name.to_owned());
    Ok(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// The changes that give what is named at a position another name.
///
/// # Errors
///
/// It cannot have that name: the error says why.
pub fn rename(document: &Document, position: Position, wanted: &str) -> Result<Vec<TextEdit>, RenameError> {
    let changes = language::rename(&document.text, document.offset(position), wanted)?;
    Ok(changes.into_iter().map(|(span, name)| TextEdit::new(document.range(&span), name)).collect())
}
