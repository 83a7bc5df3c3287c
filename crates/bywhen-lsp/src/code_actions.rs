//! Code actions: the quick fixes of each diagnostic.

use std::collections::HashMap;

use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, TextEdit, WorkspaceEdit};

use crate::Document;
use crate::diagnostics::to_lsp;

/// Every fix of the diagnostics in a range.
pub fn code_actions(document: &Document, params: &CodeActionParams) -> Vec<CodeAction> {
    let requested =
        params.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|kind| *kind == CodeActionKind::QUICKFIX || *kind == CodeActionKind::EMPTY)
        });
    if !requested {
        return Vec::new();
    }
    let (start, end) = (document.offset(params.range.start), document.offset(params.range.end));
    let here = document
        .parsed
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.span.start <= end && start <= diagnostic.span.end);
    here.flat_map(|diagnostic| {
        diagnostic.fixes.iter().map(move |fix| {
            let edit = TextEdit::new(document.range(&fix.span), fix.text.clone());
            CodeAction {
                title: fix.title(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![to_lsp(document, &params.text_document.uri, diagnostic)]),
                edit: Some(changes(&params.text_document.uri, vec![edit])),
                // Of several fixes none is better than the others: the document decides.
                is_preferred: Some(diagnostic.fixes.len() == 1),
                ..CodeAction::default()
            }
        })
    })
    .collect()
}

/// A workspace edit of one document.
pub(crate) fn changes(uri: &lsp_types::Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri.clone(), edits)]))
}
