//! Diagnostics of `bywhen check` and failures of `bywhen test`, with their ranges.

use bywhen::{Diagnostic, ExampleFailure, Severity};
use lsp_types::{DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString, Uri};
use serde_json::json;

use crate::Document;

/// All errors and warnings of a charter, and the failures of its examples.
pub fn diagnostics(document: &Document, uri: &Uri) -> Vec<lsp_types::Diagnostic> {
    let diagnostics = document.parsed.diagnostics.iter().map(|diagnostic| to_lsp(document, uri, diagnostic));
    let broken = document
        .proofs
        .iter()
        .flat_map(|example_result| &example_result.failures)
        .map(|broken| example_failure(document, broken));
    diagnostics.chain(broken).collect()
}

/// Converts a diagnostic to its protocol form.
pub(crate) fn to_lsp(document: &Document, uri: &Uri, diagnostic: &Diagnostic) -> lsp_types::Diagnostic {
    let related = diagnostic.related.iter().map(|related| DiagnosticRelatedInformation {
        location: Location::new(uri.clone(), document.range(&related.span)),
        message: related.label.to_owned(),
    });
    lsp_types::Diagnostic {
        range: document.range(&diagnostic.span),
        severity: Some(match diagnostic.severity {
            Severity::Error => DiagnosticSeverity::ERROR,
            Severity::Warning => DiagnosticSeverity::WARNING,
        }),
        code: Some(NumberOrString::String(diagnostic.code.to_string())),
        source: Some("bywhen".to_owned()),
        message: match &diagnostic.help {
            Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
            None => diagnostic.message.clone(),
        },
        related_information: diagnostic.related.is_some().then(|| related.collect()),
        data: Some(json!({ "title": diagnostic.code.title(), "explanation": diagnostic.code.explanation() })),
        ..lsp_types::Diagnostic::default()
    }
}

/// The failure of an example, with the derivation of the actual date.
fn example_failure(document: &Document, broken: &ExampleFailure) -> lsp_types::Diagnostic {
    let message = std::iter::once(&broken.message).chain(&broken.explanation);
    lsp_types::Diagnostic {
        range: document.range(&document.line_index.line(&document.text, broken.line)),
        severity: Some(DiagnosticSeverity::ERROR),
        source: Some("bywhen test".to_owned()),
        message: message.map(String::as_str).collect::<Vec<_>>().join("\n"),
        ..lsp_types::Diagnostic::default()
    }
}
