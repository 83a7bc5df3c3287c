//! Mendings: what is offered is taken, and what it was offered for is gone.

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

/// How often the same is said, wherever lines now stand.
fn of_code(all: &[Diagnostic], code: Code) -> usize {
    all.iter().filter(|told| told.code == code).count()
}

#[test]
fn what_is_offered_puts_right_what_it_is_offered_for() {
    let mut tried = 0;
    for (name, text) in charters("tests/bad") {
        let before = parse(&text).diagnostics;
        for told in &before {
            for mending in &told.mendings {
                tried += 1;
                let mended = mending.applied(&text);
                let after = parse(&mended).diagnostics;
                let same = after.iter().filter(|one| one.code == told.code && one.message == told.message).count();
                let was = before.iter().filter(|one| one.code == told.code && one.message == told.message).count();
                assert!(same < was, "{name}: {} leaves {told}\n{mended}", mending.title());
                // A line that nobody understood may hide more; one that was understood may not get worse.
                if told.severity == Severity::Warning {
                    assert!(parse(&mended).is_ok(), "{name}: {} breaks the charter:\n{mended}", mending.title());
                }
            }
        }
    }
    assert!(tried > 50, "only {tried} mendings are offered");
}

#[test]
fn every_sentence_that_asks_whether_something_was_meant_offers_it() {
    for (name, text) in charters("tests/bad") {
        for told in parse(&text).diagnostics {
            if let Some(meant) = told.help.as_deref().and_then(|help| help.strip_prefix("did you mean `")) {
                let words = meant.trim_end_matches("`?");
                let offered: Vec<&str> = told.mendings.iter().map(|mending| mending.words.as_str()).collect();
                assert_eq!(offered, [words], "{name}: {told}");
            }
        }
    }
}

#[test]
fn each_way_of_saying_what_is_left_open_is_offered_with_its_date() {
    let mut shown = String::new();
    for (name, text) in charters("tests/bad").into_iter().filter(|(name, _)| name.starts_with('W')) {
        for told in parse(&text).diagnostics.iter().filter(|told| !told.mendings.is_empty()) {
            writeln!(shown, "{name} line {}", told.line).unwrap();
            for mending in &told.mendings {
                writeln!(shown, "  {}", mending.title()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(shown);
}

#[test]
fn a_line_that_is_added_stands_with_the_others_and_ends_like_them() {
    let head = "charter \"A\"\n  id a\n  version 1\n  in force from 1 April 2026\n\n";
    let text = format!(
        "{head}calendar \"days\"  # ours\n\tMonday to Friday\n\n\texcept bank holidays in Scotland\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n"
    );
    for text in [text.clone(), text.replace('\n', "\r\n")] {
        let told = parse(&text).diagnostics;
        let unsaid = told.iter().find(|told| told.code == Code::ReceiptUnsaid).expect("the warning");
        let mended = unsaid.mendings[0].applied(&text);
        assert_eq!(of_code(&parse(&mended).diagnostics, Code::ReceiptUnsaid), 0, "{mended}");
        let ends = if text.contains('\r') { "\r\n" } else { "\n" };
        assert!(
            mended.contains(&format!(
                "Scotland{ends}\tthe day of receipt is day 0, whenever it came{ends}{ends}standard"
            ))
        );
        assert_eq!(mended.matches('\r').count(), if text.contains('\r') { mended.matches('\n').count() } else { 0 });
    }
}

#[test]
fn what_is_added_stands_before_the_clauses_of_its_line() {
    let text = "charter \"A\"\n  id a\n  version 1\n  in force from 1 April 2026\n\nstandard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt\n    may extend by 10 working days, once cites \"A-1\", \"A-2\"\n";
    let told = parse(text).diagnostics;
    let unsaid = told.iter().find(|told| told.code == Code::ToldMissing).expect("the warning");
    let mended = unsaid.mendings[0].applied(text);
    assert!(mended.contains("once, if told before the due date cites \"A-1\", \"A-2\"\n"), "{mended}");
}
