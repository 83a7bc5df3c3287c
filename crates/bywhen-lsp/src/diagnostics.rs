//! What `bywhen check` and `bywhen test` say of a charter, at its places.

use bywhen::{Broken, Diagnostic, Severity};
use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};
use serde_json::json;

use crate::Document;

/// Everything that is wrong with a charter, that somebody should look at, or that its examples say and is not so.
pub fn diagnostics(document: &Document, uri: &Uri) -> Vec<lsp_types::Diagnostic> {
    let told = document.parsed.diagnostics.iter().map(|told| diagnostic(document, uri, told));
    let broken = document.proofs.iter().flat_map(|proof| &proof.broken).map(|broken| failed(document, broken));
    told.chain(broken).collect()
}

/// One diagnostic of the library as editors know them.
pub(crate) fn diagnostic(document: &Document, uri: &Uri, told: &Diagnostic) -> lsp_types::Diagnostic {
    let related = told.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), document.range(&related.span)),
        message: related.words.to_owned(),
    });
    lsp_types::Diagnostic {
        range: document.range(&told.span),
        severity: Some(match told.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(told.code.to_string())),
        source: Some("bywhen".to_owned()),
        message: match &told.help {
            Some(help) => format!("{}\nhelp: {help}", told.message),
            None => told.message.clone(),
        },
        related_information: told.related.is_some().then(|| related.collect()),
        data: Some(json!({ "title": told.code.title(), "explanation": told.code.explanation() })),
        ..lsp_types::Diagnostic::default()
    }
}

/// What an example says and is not so, with how the date was found.
fn failed(document: &Document, broken: &Broken) -> lsp_types::Diagnostic {
    let message = std::iter::once(&broken.message).chain(&broken.explanation);
    lsp_types::Diagnostic {
        range: document.range(&document.line_index.line(&document.text, broken.line)),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("bywhen test".to_owned()),
        message: message.map(String::as_str).collect::<Vec<_>>().join("\n"),
        ..lsp_types::Diagnostic::default()
    }
}
