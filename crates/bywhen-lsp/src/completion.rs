//! Completion.

use bywhen::language::{SymbolKind, complete};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};

use crate::Document;

/// The words and names that may stand at a position, the charter's own names first.
pub fn completions(document: &Document, position: Position) -> Vec<CompletionItem> {
    let completions = complete(&document.text, document.offset(position));
    let range = document.range(&completions.span);
    let items = completions.items.into_iter().enumerate().map(|(place, item)| CompletionItem {
        kind: Some(item_kind(item.kind)),
        detail: item.kind.map(|kind| kind.noun().to_owned()),
        documentation: item.meaning.map(lsp_types::Documentation::String),
        // Keep this order instead of sorting alphabetically.
        sort_text: Some(format!("{place:04}")),
        filter_text: Some(item.text.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, item.text.clone()))),
        label: item.text,
        ..CompletionItem::default()
    });
    items.collect()
}

fn item_kind(kind: Option<SymbolKind>) -> CompletionItemKind {
    match kind {
        None => CompletionItemKind::KEYWORD,
        Some(SymbolKind::Event) => CompletionItemKind::EVENT,
        Some(SymbolKind::Action) => CompletionItemKind::METHOD,
        Some(SymbolKind::Standard | SymbolKind::Variation) => CompletionItemKind::CLASS,
        Some(SymbolKind::Calendar | SymbolKind::Hours | SymbolKind::Choice) => CompletionItemKind::ENUM,
        Some(SymbolKind::Option) => CompletionItemKind::ENUM_MEMBER,
        Some(SymbolKind::Kind | SymbolKind::Channel | SymbolKind::Service | SymbolKind::Fact) => {
            CompletionItemKind::CONSTANT
        }
    }
}
