//! Applying a fix removes the diagnostic it was offered for.

use std::fmt::Write;
use std::path::Path;

use bywhen_language::{Code, Diagnostic, Severity, parse};

fn charters(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|ending| ending == "charter")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            found.push((name, text));
        }
    }
    found.sort();
    found
}

/// Counts the diagnostics of a code.
fn of_code(all: &[Diagnostic], code: Code) -> usize {
    all.iter().filter(|diagnostic| diagnostic.code == code).count()
}

#[test]
fn a_fix_removes_its_diagnostic() {
    let mut tried = 0;
    for (name, text) in charters("tests/bad") {
        let before = parse(&text).diagnostics;
        for diagnostic in &before {
            for fix in &diagnostic.fixes {
                tried += 1;
                let fixed = fix.apply(&text);
                let after = parse(&fixed).diagnostics;
                let same =
                    after.iter().filter(|one| one.code == diagnostic.code && one.message == diagnostic.message).count();
                let was = before
                    .iter()
                    .filter(|one| one.code == diagnostic.code && one.message == diagnostic.message)
                    .count();
                assert!(same < was, "{name}: {} leaves {diagnostic}\n{fixed}", fix.title());
                // A line that nobody understood may hide more; one that was understood may not get worse.
                if diagnostic.severity == Severity::Warning {
                    assert!(parse(&fixed).is_ok(), "{name}: {} breaks the charter:\n{fixed}", fix.title());
                }
            }
        }
    }
    assert!(tried > 50, "only {tried} fixes are offered");
}

#[test]
fn each_did_you_mean_offers_its_suggestion_as_a_fix() {
    for (name, text) in charters("tests/bad") {
        for diagnostic in parse(&text).diagnostics {
            if let Some(meant) = diagnostic.help.as_deref().and_then(|help| help.strip_prefix("did you mean `")) {
                let words = meant.trim_end_matches("`?");
                let offered: Vec<&str> = diagnostic.fixes.iter().map(|fix| fix.words.as_str()).collect();
                assert_eq!(offered, [words], "{name}: {diagnostic}");
            }
        }
    }
}

#[test]
fn each_fix_for_an_ambiguity_shows_its_date() {
    let mut shown = String::new();
    for (name, text) in charters("tests/bad").into_iter().filter(|(name, _)| name.starts_with('W')) {
        for diagnostic in parse(&text).diagnostics.iter().filter(|diagnostic| !diagnostic.fixes.is_empty()) {
            writeln!(shown, "{name} line {}", diagnostic.line).unwrap();
            for fix in &diagnostic.fixes {
                writeln!(shown, "  {}", fix.title()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn an_inserted_line_matches_its_neighbours() {
    let head = "charter \"A\"\n  id a\n  version 1\n  in force from 1 April 2026\n\n";
    let text = format!(
        "{head}calendar \"days\"  # ours\n\tMonday to Friday\n\n\texcept bank holidays in Scotland\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n"
    );
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let diagnostics = parse(&text).diagnostics;
        let ambiguity =
            diagnostics.iter().find(|diagnostic| diagnostic.code == Code::ReceiptUnspecified).expect("the warning");
        let fixed = ambiguity.fixes[0].apply(&text);
        assert_eq!(of_code(&parse(&fixed).diagnostics, Code::ReceiptUnspecified), 0, "{fixed}");
        let ends = if text.contains('\r') { "\r\n" } else { "\n" };
        assert!(
            fixed.contains(&format!(
                "Scotland{ends}\tthe day of receipt is day 0, whenever it came{ends}{ends}standard"
            ))
        );
        assert_eq!(fixed.matches('\r').count(), if text.contains('\r') { fixed.matches('\n').count() } else { 0 });
    }
}

#[test]
fn inserted_words_precede_the_citations() {
    let text = "charter \"A\"\n  id a\n  version 1\n  in force from 1 April 2026\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt\n    may extend by 10 working days, once cites \"A-1\", \"A-2\"\n";
    let diagnostics = parse(text).diagnostics;
    let ambiguity =
        diagnostics.iter().find(|diagnostic| diagnostic.code == Code::NoticeDeadlineMissing).expect("the warning");
    let fixed = ambiguity.fixes[0].apply(text);
    assert!(fixed.contains("once, if told before the due date cites \"A-1\", \"A-2\"\n"), "{fixed}");
}
