//! What is shown of a code: the wrong lines, set into a small charter, are reported for it, and the right ones are not.

use std::collections::BTreeSet;

use bywhen_language::{Code, CodeExample, Severity, parse};

const HEAD: [&str; 3] = ["id example-borough-council", "version 2026", "in force from 1 April 2026"];

const HOURS: &str = r#"
hours "Contact centre"
  Monday to Friday 9am to 5pm
  closed on days that are not working days
fact "complex"
fact "urgent"
standard "Service requests"
  cites "section 9"
  applies to service request
  we will respond
    within 4 working hours of receipt if urgent and not complex
    otherwise within 8 working hours of receipt
  example "a request"
    service request received Monday 1 June 2026 at 9am
    respond by Monday 1 June 2026 at 5pm
"#;

const CALENDAR: &str = r#"
calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
"#;

const STANDARD: &str = "\nstandard \"Letters\"\n";
const APPLIES: &str = "  applies to letter\n";
const PROMISE: &str = "  we will respond within 10 working days of receipt\n";

/// The lines of a snippet, further in.
fn set_in(lines: &str, blanks: usize) -> String {
    lines.lines().map(|line| format!("{}{line}\n", " ".repeat(blanks))).collect()
}

/// A small charter with the lines in each of the places where they may stand. The parts that the example has itself
/// are left out of the rest.
fn charters(lines: &str, pair: &str) -> Vec<String> {
    let has = |text: &str| pair.lines().any(|line| line.trim_start().starts_with(text));
    let rest = [(!has("hours"), HOURS), (!has("calendar"), CALENDAR)];
    let rest: String = rest.into_iter().filter_map(|(left, text)| left.then_some(text)).collect();
    let rest = if has("calendar") { rest.replace(HOURS, "") } else { rest };
    let head: String = HEAD
        .iter()
        .filter(|line| !has(line.split(' ').next().expect("a word")))
        .map(|line| format!("  {line}\n"))
        .collect();
    let head = format!("charter \"Customer promise\"\n{head}");
    let applies = if has("applies") { "" } else { APPLIES };
    let letters = if has("standard") { String::new() } else { format!("{STANDARD}{APPLIES}{PROMISE}") };
    let example = "  example \"a worked case\"\n";
    vec![
        format!("{}{rest}{lines}\n{letters}", if has("charter") { "" } else { &head }),
        format!("{head}{}{rest}{letters}", set_in(lines, 2)),
        format!("{head}{CALENDAR}{}{HOURS}{letters}", set_in(lines, 2)),
        format!("{head}{rest}{STANDARD}{applies}{}", set_in(lines, 2)),
        format!("{head}{rest}{STANDARD}{applies}{PROMISE}{}", set_in(lines, 2)),
        format!("{head}{rest}{STANDARD}{applies}{PROMISE}{example}{}", set_in(lines, 4)),
    ]
}

/// What is reported of a charter: the code and whether it is an error.
fn diagnostics(charter: &str) -> BTreeSet<(Code, bool)> {
    parse(charter)
        .diagnostics
        .iter()
        .map(|diagnostic| (diagnostic.code, diagnostic.severity == Severity::Error))
        .collect()
}

/// Found between the versions of a charter, and never in one: the tests of the façade hold them.
const BETWEEN: [Code; 2] = [Code::NoVersion, Code::TwoVersions];

#[test]
fn the_wrong_lines_are_reported_for_the_code_and_the_right_ones_are_not() {
    let mut not_shown = Vec::new();
    for code in Code::ALL.iter().copied().filter(|code| !BETWEEN.contains(code)) {
        let CodeExample::Lines { wrong, right } = code.example() else { continue };
        let pair = format!("{wrong}\n{right}");
        let places: Vec<_> = std::iter::zip(charters(wrong, &pair), charters(right, &pair))
            .map(|(wrong, right)| (diagnostics(&wrong), diagnostics(&right)))
            .collect();
        let shown = places.iter().any(|(wrong, right)| {
            wrong.iter().any(|reported| reported.0 == code)
                && wrong.iter().all(|(other, error)| *other == code || !error)
                && right.iter().all(|(other, error)| *other != code && !error)
        });
        if !shown {
            not_shown.push((code.as_str(), places));
        }
    }
    assert!(
        not_shown.is_empty(),
        "nowhere do the wrong lines give the code alone and the right ones not: {not_shown:?}"
    );
}

#[test]
fn a_code_without_an_example_gives_the_reason() {
    let unshown = Code::ALL.iter().filter_map(|code| match code.example() {
        CodeExample::NotShown(why) => Some((code.as_str(), why)),
        CodeExample::Lines { .. } => None,
    });
    let unshown: Vec<(&str, &str)> = unshown.collect();
    assert_eq!(
        unshown.iter().map(|(code, _)| *code).collect::<Vec<_>>(),
        ["E001", "E002", "E003", "E004", "E005", "E007", "E008"]
    );
    assert!(unshown.iter().all(|(_, why)| why.ends_with('.') || why.ends_with('`')), "{unshown:?}");
}

#[test]
fn a_code_is_found_in_any_case_and_without_its_e() {
    assert_eq!(Code::find(" e104 "), Some(Code::BareDays));
    assert_eq!(Code::find("104"), Some(Code::BareDays));
    assert_eq!(Code::find("[E104]:"), Some(Code::BareDays));
    assert_eq!(Code::find("w402"), Some(Code::ReceiptUnspecified));
    assert_eq!(Code::find("402"), Some(Code::WhichCalendar));
    assert_eq!(Code::find("801"), None);
}

#[test]
fn similar_codes_are_found() {
    assert_eq!(Code::near("E140"), [Code::BareDays, Code::WrongWeekday]);
    assert_eq!(Code::near("802"), [Code::TwoVersions]);
    assert_eq!(Code::near("w104"), [Code::BareDays]);
    assert_eq!(Code::near("days"), []);
}
