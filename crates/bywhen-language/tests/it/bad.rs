//! One charter for each code, in `tests/bad` of the workspace: what is told of it, whole.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use bywhen_language::{Code, Diagnostic, MAX_BYTES, parse, parse_bytes};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bad")
}

fn bad_charters() -> Vec<(String, Vec<u8>)> {
    let files = std::fs::read_dir(folder()).expect("tests/bad is there");
    let mut charters: Vec<_> = files
        .map(|file| file.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "charter"))
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a readable file"))
        })
        .collect();
    charters.sort();
    charters
}

/// As an editor shows it: the place, the line underlined, the sentence, the help.
fn shown(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let line = text.lines().nth(diagnostic.line - 1).unwrap_or_default();
        let line: String = line.chars().take(150).collect();
        writeln!(out, "{}[{}] {}:{}", diagnostic.severity.word(), diagnostic.code, diagnostic.line, diagnostic.column)
            .unwrap();
        writeln!(out, "  | {}", line.replace('\u{7}', "?")).unwrap();
        writeln!(
            out,
            "  | {}{} {}",
            " ".repeat(diagnostic.column - 1),
            "^".repeat(diagnostic.length),
            diagnostic.label
        )
        .unwrap();
        writeln!(out, "{}", diagnostic.message).unwrap();
        if let Some(help) = &diagnostic.help {
            writeln!(out, "help: {help}").unwrap();
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_bad_charter_matches_its_snapshot() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, bytes) in bad_charters() {
            let parsed = parse_bytes(&bytes);
            let text = String::from_utf8_lossy(&bytes);
            insta::assert_snapshot!(name, shown(&text, &parsed.diagnostics));
        }
    });
}

#[test]
fn every_code_has_a_charter_that_reports_it_and_nothing_else() {
    // Made below, because nobody wants a file of a megabyte, or one with a hundred mistakes. The last two are found
    // between the versions of a charter, never in one.
    let mut reported: BTreeSet<Code> =
        BTreeSet::from([Code::TooLarge, Code::TooMany, Code::NoVersion, Code::TwoVersions]);
    for (name, bytes) in bad_charters() {
        let Some(code) = name.split('-').next().and_then(Code::find) else { continue };
        let diagnostics: BTreeSet<Code> =
            parse_bytes(&bytes).diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        assert!(diagnostics.contains(&code), "{name} reports {diagnostics:?}");
        let others: Vec<&Code> = diagnostics.iter().filter(|other| **other != code).collect();
        assert!(others.is_empty(), "{name} reports {others:?} as well");
        reported.insert(code);
    }
    for code in Code::ALL {
        assert!(reported.contains(code), "tests/bad has no charter for {code} ({})", code.title());
    }
}

#[test]
fn five_mistakes_are_five_diagnostics_each_on_its_line() {
    let text = std::fs::read_to_string(folder().join("five-mistakes.charter")).unwrap();
    let diagnostics: Vec<(usize, &str)> =
        parse(&text).diagnostics.iter().map(|diagnostic| (diagnostic.line, diagnostic.code.as_str())).collect();
    assert_eq!(diagnostics, [(7, "E101"), (12, "E305"), (13, "E104"), (16, "E110"), (17, "E108")]);
}

#[test]
fn a_charter_with_an_error_is_never_used() {
    for (name, bytes) in bad_charters() {
        let parsed = parse_bytes(&bytes);
        assert_eq!(parsed.is_ok(), parsed.errors().count() == 0, "{name}");
        assert_eq!(parsed.is_ok(), name.starts_with('W'), "{name}");
    }
}

#[test]
fn a_file_larger_than_any_charter_is_refused_unread() {
    let diagnostics = parse(&"# a long story\n".repeat(MAX_BYTES / 15 + 1)).diagnostics;
    assert_eq!(diagnostics.iter().map(|diagnostic| diagnostic.code).collect::<Vec<_>>(), [Code::TooLarge]);
}

#[test]
fn beyond_a_hundred_problems_the_rest_is_only_counted() {
    let diagnostics = parse(&"nonsense here\n".repeat(250)).diagnostics;
    assert_eq!(diagnostics.len(), 101);
    assert_eq!(
        diagnostics.last().map(|last| (last.code, last.message.as_str())),
        Some((Code::TooMany, "There are at least 150 more problems below this one."))
    );
}

#[test]
fn each_code_is_unique_and_explained() {
    let mut first_spans = BTreeSet::new();
    for code in Code::ALL {
        assert!(first_spans.insert(code.as_str()), "{code} stands for two things");
        assert_eq!(Code::find(&code.as_str().to_lowercase()), Some(*code));
        assert!(code.title().len() > 5 && code.explanation().ends_with('.'), "{code}");
        assert_eq!(code.as_str().starts_with('W'), code.severity().word() == "warning", "{code}");
    }
}

#[test]
fn diagnostics_are_serialised_as_the_command_prints_them() {
    let parsed = parse("charter \"A\"\n  id a\n  version 1\n  in forse from 1 April 2026\n");
    insta::assert_json_snapshot!(parsed.diagnostics, @r#"
    [
      {
        "line": 4,
        "column": 6,
        "code": "E102",
        "severity": "error",
        "message": "`forse` is not understood here: after `in`, `force` was expected.",
        "help": "did you mean `force`?"
      }
    ]
    "#);
}
