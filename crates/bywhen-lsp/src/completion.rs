//! What may be written next.

use bywhen::language::{Sort, offers};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionTextEdit, Position, TextEdit};

use crate::Document;

/// The words and names that may stand at a position, the charter's own names first.
pub fn completions(document: &Document, position: Position) -> Vec<CompletionItem> {
    let offered = offers(&document.text, document.offset(position));
    let range = document.range(&offered.span);
    let items = offered.offers.into_iter().enumerate().map(|(place, offer)| CompletionItem {
        kind: Some(kind(offer.sort)),
        detail: offer.sort.map(|sort| sort.noun().to_owned()),
        documentation: offer.meaning.map(lsp_types::Documentation::String),
        // As they are offered, and not by the alphabet.
        sort_text: Some(format!("{place:04}")),
        filter_text: Some(offer.text.clone()),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(range, offer.text.clone()))),
        label: offer.text,
        ..CompletionItem::default()
    });
    items.collect()
}

fn kind(sort: Option<Sort>) -> CompletionItemKind {
    match sort {
        None => CompletionItemKind::KEYWORD,
        Some(Sort::Event) => CompletionItemKind::EVENT,
        Some(Sort::Action) => CompletionItemKind::METHOD,
        Some(Sort::Standard | Sort::Variation) => CompletionItemKind::CLASS,
        Some(Sort::Calendar | Sort::Hours | Sort::Choice) => CompletionItemKind::ENUM,
        Some(Sort::Option) => CompletionItemKind::ENUM_MEMBER,
        Some(Sort::Kind | Sort::Channel | Sort::Service | Sort::Fact) => CompletionItemKind::CONSTANT,
    }
}
