//! What the editor offers to put right.

use std::collections::HashMap;

use lsp_types::{CodeAction, CodeActionKind, CodeActionParams, TextEdit, WorkspaceEdit};

use crate::Document;
use crate::diagnostics::diagnostic;

/// For everything that is told of a place, each way of putting it right.
pub fn code_actions(document: &Document, params: &CodeActionParams) -> Vec<CodeAction> {
    let wanted =
        params.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|kind| *kind == CodeActionKind::QUICKFIX || *kind == CodeActionKind::EMPTY)
        });
    if !wanted {
        return Vec::new();
    }
    let (start, end) = (document.offset(params.range.start), document.offset(params.range.end));
    let here = document.parsed.diagnostics.iter().filter(|told| told.span.start <= end && start <= told.span.end);
    here.flat_map(|told| {
        told.fixes.iter().map(move |fix| {
            let edit = TextEdit::new(document.range(&fix.span), fix.text.clone());
            CodeAction {
                title: fix.title(),
                kind: Some(CodeActionKind::QUICKFIX),
                diagnostics: Some(vec![diagnostic(document, &params.text_document.uri, told)]),
                edit: Some(changes(&params.text_document.uri, vec![edit])),
                // Of several ways none is better than the others: the document decides.
                is_preferred: Some(told.fixes.len() == 1),
                ..CodeAction::default()
            }
        })
    })
    .collect()
}

/// Changes of one document.
pub(crate) fn changes(uri: &lsp_types::Uri, edits: Vec<TextEdit>) -> WorkspaceEdit {
    WorkspaceEdit::new(HashMap::from([(uri.clone(), edits)]))
}
