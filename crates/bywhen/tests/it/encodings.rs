//! How far the language reaches: the promises that public bodies publish, each in a few lines of charter.
//!
//! The layout of the file stands in its first lines.

use std::collections::BTreeSet;

use bywhen::{Diagnostic, Severity, parse};

const FILE: &str = include_str!("../../../../tests/encodings.txt");
/// The page that counts them.
const PAGE: &str = include_str!("../../../../docs/reach.md");
const HEAD: &str = "charter \"Encodings\"\n  id encodings\n  version 1\n  in force from 1 January 2020\n";
const CALENDAR: &str = "calendar \"working days\"\n  Monday to Friday\n  except bank holidays in England and Wales\n";
/// What lines below these are taken as they are; others belong to the standard.
const WHOLE: [&str; 6] = ["charter", "calendar", "hours", "choice", "variation", "standard"];

/// What an entry says of its last day where the row says nothing.
const TAIL: &str = ", whatever day that is";
/// What may move a date and is left unsaid.
const UNSAID: [&str; 3] = ["W403", "W502", "W503"];

#[derive(Default)]
struct Entry {
    id: &'static str,
    cannot: Option<&'static str>,
    /// What the row states and no line says so that it is computed or kept as a number.
    partly: Option<&'static str>,
    /// The row states no time or figure.
    no_figure: bool,
    /// The code that the literal lines must give, and those lines. Without lines, the entry must without its [`TAIL`].
    ambiguous: Vec<(&'static str, Vec<&'static str>)>,
    lines: Vec<&'static str>,
}

fn entries() -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    for line in FILE.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        if let Some(id) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            entries.push(Entry { id, ..Entry::default() });
            continue;
        }
        let entry = entries.last_mut().expect("an id stands first");
        if let Some(reason) = line.strip_prefix("cannot: ") {
            entry.cannot = Some(reason);
        } else if let Some(what) = line.strip_prefix("partly: ") {
            entry.partly = Some(what);
        } else if line.starts_with("no figure: ") {
            entry.no_figure = true;
        } else if let Some(ambiguous) = line.strip_prefix("ambiguous ") {
            let (code, _) = ambiguous.split_once(':').expect("a code and why");
            entry.ambiguous.push((code, Vec::new()));
        } else if let Some(literal) = line.strip_prefix("literal: ") {
            entry.ambiguous.last_mut().expect("a literal follows its code").1.push(literal);
        } else {
            entry.lines.push(line);
        }
    }
    entries
}

impl Entry {
    /// Every time and figure of the row is computed or kept as a number.
    fn is_whole(&self) -> bool {
        self.cannot.is_none() && self.partly.is_none() && !self.no_figure
    }
}

/// The numbers of a line: in digits, or in words from two on.
fn numbers(line: &str) -> BTreeSet<String> {
    const WORDS: &str = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                         seventeen eighteen nineteen twenty";
    line.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')
        .map(|word| word.trim_matches('.').to_ascii_lowercase())
        .filter_map(|word| match WORDS.split(' ').position(|known| known == word) {
            Some(place) => Some((place + 2).to_string()),
            None => word.starts_with(|letter: char| letter.is_ascii_digit()).then_some(word),
        })
        .collect()
}

/// A line without what stands in quotes.
fn unquoted(line: &str) -> String {
    line.split('"').step_by(2).collect()
}

/// The entry as a whole charter.
fn charter(lines: &[&str]) -> String {
    let (mut top, mut own) = (String::new(), String::new());
    let mut whole = false;
    for line in lines {
        if !line.starts_with(' ') {
            let word = line.split_whitespace().next().unwrap_or_default();
            whole = WHOLE.contains(&word);
        }
        let into = if line.starts_with(' ') && !whole { &mut own } else { &mut top };
        into.push_str(line);
        into.push('\n');
    }
    let begins = |word: &str| lines.iter().any(|line| line.starts_with(word));
    let mut text = String::new();
    if !begins("charter ") {
        text.push_str(HEAD);
    }
    if !begins("calendar ") {
        text.push_str(CALENDAR);
    }
    text.push_str(&top);
    if !own.is_empty() {
        text.push_str("standard \"Standard\"\n");
        if !own.lines().any(|line| line.trim_start().starts_with("applies to")) {
            text.push_str("  applies to letter\n");
        }
        text.push_str(&own);
    }
    text
}

#[test]
fn what_councils_promise_can_be_written() {
    let entries = entries();
    assert_eq!(entries.iter().map(|entry| entry.id).collect::<BTreeSet<_>>().len(), entries.len(), "an id twice");
    let mut wrong = Vec::new();
    for entry in entries.iter().filter(|entry| entry.cannot.is_none()) {
        let text = charter(&entry.lines);
        let found = parse(&text).diagnostics;
        // The calendar that an entry is given says nothing of receipt; for the rest the entry takes its reading itself.
        let wanting = |found: &&Diagnostic| found.severity == Severity::Error || UNSAID.contains(&found.code.as_str());
        for found in found.iter().filter(wanting) {
            let line = text.lines().nth(found.line - 1).unwrap_or_default();
            wrong.push(format!("{}: {} {} | {line}", entry.id, found.code.as_str(), found.message));
        }
    }
    assert!(wrong.is_empty(), "{} findings\n{}", wrong.len(), wrong.join("\n"));
}

/// A figure that stands only in a `reading` is not said, and neither is one in a `pledge`.
#[test]
fn no_figure_of_a_whole_entry_stands_only_in_prose() {
    let mut wrong = Vec::new();
    for entry in entries() {
        assert!(entry.cannot.is_none() || entry.lines.is_empty(), "{}: cannot be written, and is", entry.id);
        if !entry.is_whole() {
            continue;
        }
        let (prose, computed): (Vec<&str>, Vec<&str>) = entry.lines.iter().partition(|line| {
            ["reading", "pledge", "unconfirmed"].iter().any(|word| line.trim_start().starts_with(word))
        });
        let computed: BTreeSet<String> = computed.iter().flat_map(|line| numbers(&unquoted(line))).collect();
        for line in prose {
            let missing: Vec<String> = numbers(line).difference(&computed).cloned().collect();
            if !line.trim_start().starts_with("reading") || !missing.is_empty() {
                wrong.push(format!("{}: {missing:?} | {line}", entry.id));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

/// The cells of a table's rows in a section of the page, without its head.
fn table(heading: &str) -> Vec<Vec<&'static str>> {
    let section = PAGE.split("\n## ").find(|section| section.starts_with(heading)).expect("the section");
    let rows = section.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|line| line.trim_matches('|').split(" |").map(|cell| cell.trim().trim_matches('*')).collect()).collect()
}

fn count(cell: &str) -> usize {
    if cell.is_empty() { 0 } else { cell.parse().expect("a count") }
}

#[test]
fn the_page_counts_strictly() {
    let entries = entries();
    let whole = entries.iter().filter(|entry| entry.is_whole()).count();
    let partly = entries.iter().filter(|entry| entry.partly.is_some()).count();
    let cannot = entries.iter().filter(|entry| entry.cannot.is_some()).count();
    let stated = entries.iter().filter(|entry| !entry.no_figure).count();
    println!(
        "{} entries, {stated} with a time or figure: {whole} whole, {partly} in part, {cannot} not",
        entries.len()
    );
    assert_eq!(whole + partly + cannot, stated, "an entry is counted twice");
    assert!(PAGE.contains(&format!("**{whole} of {stated}** rows")), "{whole} of {stated}");
    assert!(
        PAGE.contains(&format!("Of the others {partly} are carried in part and {cannot} not at")),
        "{partly} {cannot}"
    );
    let share = format!(
        "{:.1} in 100",
        100.0 * f64::from(u32::try_from(whole).unwrap()) / f64::from(u32::try_from(stated).unwrap())
    );
    assert!(PAGE.contains(&share), "{share}");

    let rows = table("Counts");
    let (all, kinds) = rows.split_last().unwrap();
    for (column, expected) in [stated, whole, partly, cannot].into_iter().enumerate() {
        let cell = |row: &Vec<&str>| count(row[column + 1]);
        assert_eq!(cell(all), expected, "column {column}");
        assert_eq!(kinds.iter().map(cell).sum::<usize>(), expected, "the sum of column {column}");
    }
    assert!(
        kinds.iter().all(|row| count(row[1]) == row[2..].iter().map(|cell| count(cell)).sum::<usize>()),
        "a row's sum"
    );

    let rows = table("What is not carried whole");
    let listed = |row: &Vec<&'static str>| -> Vec<&'static str> { row[2].split(", ").collect() };
    assert!(rows.iter().all(|row| count(row[1]) == listed(row).len()), "a kind's count");
    let listed: BTreeSet<&str> = rows.iter().flat_map(listed).collect();
    let wanting = entries.iter().filter(|entry| entry.partly.is_some() || entry.cannot.is_some());
    assert_eq!(listed, wanting.map(|entry| entry.id).collect(), "the rows that are not carried whole");
}

#[test]
fn the_page_counts_what_documents_leave_open() {
    let entries = entries();
    let with = |wanted: &dyn Fn(&str) -> bool| {
        entries.iter().filter(|entry| entry.ambiguous.iter().any(|(code, _)| wanted(code))).count()
    };
    let rows = table("What documents leave open");
    for row in &rows {
        let (code, _) = row[2].split_once(',').expect("a code");
        assert_eq!(count(row[1]), with(&|found| found == code), "{code}");
    }
    let codes: BTreeSet<&str> =
        entries.iter().flat_map(|entry| entry.ambiguous.iter().map(|(code, _)| *code)).collect();
    assert_eq!(rows.len(), codes.len(), "{codes:?}");
    let (any, errors) = (with(&|_| true), with(&|code| code.starts_with('E')));
    let sentence =
        format!("{any} of the {} rows have at least one of these, {errors} of them one of the errors", entries.len());
    assert!(PAGE.contains(&sentence), "{sentence}");
}

/// Every row that the page names has an entry.
#[test]
fn the_rows_that_the_page_names_have_entries() {
    let entries = entries();
    let known: BTreeSet<&str> = entries.iter().map(|entry| entry.id).collect();
    let is_row = |word: &&str| {
        word.len() > 5
            && word.contains('-')
            && word.ends_with(|letter: char| letter.is_ascii_digit())
            && word.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '-')
            && word.starts_with(|letter: char| letter.is_ascii_uppercase())
    };
    let named: BTreeSet<&str> =
        PAGE.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-').filter(is_row).collect();
    assert!(named.len() > 80, "{}", named.len());
    assert_eq!(named.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn what_a_document_leaves_open_is_said_so() {
    let mut wrong = Vec::new();
    let mut ran = 0;
    for entry in entries() {
        for (code, literal) in &entry.ambiguous {
            ran += 1;
            let lines: Vec<String> = match literal.is_empty() {
                true => {
                    entry.lines.iter().map(|line| line.replace(&format!("{TAIL},"), "").replace(TAIL, "")).collect()
                }
                false => literal.iter().map(|line| format!("  {line}")).collect(),
            };
            let text = charter(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            let found: Vec<&str> = parse(&text).diagnostics.iter().map(|found| found.code.as_str()).collect();
            if !found.contains(code) {
                wrong.push(format!("{}: {code} wanted, {found:?} | {}", entry.id, literal.join(" / ")));
            }
        }
    }
    println!("{ran} promises as they are printed");
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
    assert!(ran >= 200, "only {ran}");
}
