//! What is told of a text.

use std::fmt::Write;

use bywhen::bundled;
use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString};
use serde_json::json;

use crate::support::{Editor, SOUND, URI};

/// As an editor shows it.
fn shown(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for one in diagnostics {
        let code = match &one.code {
            Some(NumberOrString::String(code)) => code.as_str(),
            _ => "-",
        };
        let severity = if one.severity == Some(DiagnosticSeverity::ERROR) { "error" } else { "warning" };
        let (start, end) = (one.range.start, one.range.end);
        let line = text.lines().nth(start.line as usize).unwrap_or_default();
        let end = if end.line == start.line { end.character as usize } else { line.len() };
        let source = one.source.as_deref().unwrap_or_default();
        writeln!(
            out,
            "{source}: {severity} {code} on line {}: {:?}",
            start.line + 1,
            &line[start.character as usize..end]
        )
        .unwrap();
        for line in one.message.lines() {
            writeln!(out, "  {line}").unwrap();
        }
        for related in one.related_information.iter().flatten() {
            writeln!(out, "  line {}: {}", related.location.range.start.line + 1, related.message).unwrap();
        }
    }
    out
}

#[test]
fn all_diagnostics_are_published_at_once_with_range_and_help() {
    let text = SOUND
        .replace("within 5 working days", "within 5 days")
        .replace("event \"fee paid\" by", "event \"fee paid\"\nevent \"fee paid\" by")
        .replace("if complex", "if complx");
    let (_, diagnostics) = Editor::with(&text);
    insta::assert_snapshot!(shown(&text, &diagnostics));
    let explained = diagnostics[1].data.as_ref().unwrap();
    assert_eq!(explained["title"], "working days or calendar days?");
}

#[test]
fn a_warning_shows_both_dates() {
    let text = SOUND.replace("within 5 working days of receipt", "within 2 weeks of receipt");
    let (_, diagnostics) = Editor::with(&text.replace("acknowledge by Friday 10", "acknowledge by Wednesday 15"));
    insta::assert_snapshot!(shown(&text, &diagnostics));
}

#[test]
fn a_failing_example_is_reported_on_its_line() {
    let text = SOUND.replace("acknowledge by Friday 10 April", "acknowledge by Thursday 9 April");
    let (_, diagnostics) = Editor::with(&text);
    insta::assert_snapshot!(shown(&text, &diagnostics));
}

#[test]
fn a_fixed_diagnostic_disappears() {
    let (mut editor, diagnostics) = Editor::with(&SOUND.replace("will acknowledge", "wll acknowledge"));
    assert_eq!(diagnostics.len(), 1);
    let after = editor.change(2, SOUND);
    assert_eq!((after.version, after.diagnostics), (Some(2), Vec::new()));
}

#[test]
fn a_file_that_is_closed_has_nothing_wrong_with_it() {
    let (mut editor, diagnostics) = Editor::with("nonsense");
    assert_eq!(diagnostics.len(), 1);
    editor.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let after = editor.next_diagnostics();
    assert_eq!((after.uri.as_str(), after.diagnostics), (URI, Vec::new()));
}

#[test]
fn each_file_has_its_own_diagnostics() {
    let (mut editor, _) = Editor::with(SOUND);
    let other = editor.open("untitled:Untitled-1", "nonsense");
    assert_eq!((other.uri.as_str(), other.diagnostics.len()), ("untitled:Untitled-1", 1));
}

#[test]
fn texts_that_are_no_charters_are_none_of_its_business() {
    let mut editor = Editor::new();
    let mut open = |uri: &str, language: &str| {
        let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": "nonsense" });
        editor.notify("textDocument/didOpen", json!({ "textDocument": document }));
        let params = json!({ "textDocument": { "uri": uri } });
        !editor.ask("textDocument/documentSymbol", params).unwrap().is_null()
    };
    assert!(!open("file:///notes.txt", "plaintext"));
    assert!(open("file:///a/2026.charter", "plaintext"));
    assert!(open("untitled:Untitled-1", "charter"));
}

#[test]
fn the_charters_that_come_with_the_library_have_nothing_wrong_with_them() {
    let mut editor = Editor::new();
    for one in bundled() {
        assert_eq!(editor.open(URI, one.text).diagnostics, [], "{}", one.id);
    }
}
