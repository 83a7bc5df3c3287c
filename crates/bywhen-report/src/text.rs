//! The report for a terminal: plain columns, no colour, nothing that needs one.

use bywhen::engine::prose::as_at;
use bywhen::prose::thousands;
use bywhen_table::phrases::{count, in_rows};

use crate::model::{Contacts, Group, PromiseReport, Report, RowCounts};
use crate::phrases;

/// Placeholder for a missing figure.
const NONE: &str = "-";

/// The report as plain text: a part for the public, and one for staff with everything that was counted.
pub fn text(report: &Report) -> String {
    let mut lines = head(report);
    lines.push(String::new());
    lines.push("PART 1: FOR THE PUBLIC".to_owned());
    lines.push(String::new());
    lines.extend(summary(report));
    for promise in report.to_public() {
        lines.push(String::new());
        lines.push(phrases::heading(promise));
        lines.extend(wrapped(&promise.sentence, 100));
        lines.push(phrases::in_short(promise));
    }
    lines.push(String::new());
    lines.push("HOW THIS IS COUNTED".to_owned());
    for (what, how) in phrases::HOW {
        lines.extend(wrapped(&format!("{what}. {how}"), 100));
    }
    lines.push(String::new());
    lines.push("PART 2: FOR STAFF".to_owned());
    lines.push(String::new());
    lines.extend(counted(report));
    for promise in &report.promises {
        lines.push(String::new());
        lines.extend(one(promise));
    }
    if report.contacts.contacts > 0 {
        lines.push(String::new());
        lines.push("CONTACTS BY CHANNEL".to_owned());
        lines.extend(contacts(&report.contacts));
    }
    lines.push(String::new());
    for (what, how) in phrases::HOW_IN_FULL {
        lines.extend(wrapped(&format!("{what}. {how}"), 100));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn head(report: &Report) -> Vec<String> {
    let mut lines = vec![match &report.council {
        Some(council) => format!("How standards were met: {council}"),
        None => "How standards were met".to_owned(),
    }];
    let span = phrases::span(report).map_or_else(|| "No cases".to_owned(), |span| format!("Cases of {span}"));
    lines.push(format!("{span}, as at {}", as_at(report.at)));
    lines.push(phrases::charter(report));
    lines
}

/// The rows counted and not counted.
fn counted(report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(choices) = phrases::choices(report) {
        lines.push(format!("Chosen: {choices}"));
    }
    if let Some(columns) = phrases::columns(report) {
        lines.push(format!("Columns: {columns}"));
    }
    lines.push(format!("Bank holidays: {}", phrases::calendar(report)));
    lines.push(phrases::month_of(report.month_of).to_owned());
    lines.extend(rows(&report.rows).iter().map(|line| phrases::quoted(line)));
    lines
}

fn rows(rows: &RowCounts) -> Vec<String> {
    let mut lines = vec![format!(
        "{} read: {} assessed, {} refused.",
        count(rows.read, "row", "rows"),
        thousands(rows.assessed),
        thousands(rows.refused)
    )];
    for refusal in &rows.reasons {
        let first = in_rows(refusal.rows, &refusal.first_rows);
        lines.push(format!("  {} refused: {} ({first})", thousands(refusal.rows), refusal.reason));
    }
    if let Some(repeated) = &rows.repeated_ids {
        lines.push(format!("  {}", repeated.note()));
    }
    lines.extend(rows.before_receipt.iter().map(|before| format!("  {}", before.note())));
    lines.extend(rows.assumed.iter().map(|assumed| format!("  {}", assumed.note())));
    if rows.without_promise > 0 {
        lines.push(format!("  {} assessed, and no promise applies", thousands(rows.without_promise)));
    }
    if rows.misplaced > 0 {
        lines.push(format!("  {} observations belong to no promise of this report", thousands(rows.misplaced)));
    }
    lines
}

fn summary(report: &Report) -> Vec<String> {
    let head = ["Promise", "Target", "In time", "Met of decided", "Half within", "In"];
    let lines = report.to_public().map(|promise| {
        let figures = &promise.all.figures;
        let median = figures.times.as_ref().map(|times| phrases::one_time(promise, times.median));
        let unit = median.as_ref().map_or("", |median| phrases::time_unit_of(promise, median));
        vec![
            phrases::heading(promise),
            target(promise),
            phrases::percent(figures).unwrap_or_else(|| NONE.to_owned()),
            phrases::counts(figures),
            median.unwrap_or_else(|| NONE.to_owned()),
            unit.to_owned(),
        ]
    });
    columns(&head, lines.collect(), &[0, 1, 5])
}

fn target(promise: &PromiseReport) -> String {
    match (phrases::target(promise), phrases::verdict(&promise.all)) {
        (Some(target), Some(verdict)) => format!("{target}: {verdict}"),
        _ => "none stated".to_owned(),
    }
}

fn one(promise: &PromiseReport) -> Vec<String> {
    let mut lines = vec![phrases::heading(promise).to_uppercase(), promise.sentence.clone()];
    lines.extend(phrases::earlier(promise));
    if let Some(cites) = &promise.cites {
        lines.push(format!("Source: {cites}"));
    }
    lines.push(phrases::account(&promise.all.figures));
    // Without a decided case the tables would be columns of dashes.
    if promise.all.figures.decided == 0 {
        return lines;
    }
    if let Some(left_out) = phrases::months_left_out(promise) {
        lines.push(left_out.to_owned());
    }
    if let Some(why) = &promise.chart.without_limits {
        lines.push(why.clone());
    }
    let unusual = |index: usize| promise.chart.points.get(index).and_then(|point| point.unusual);
    let months: Vec<String> = (0..promise.months.len())
        .map(|index| unusual(index).map_or("", |unusual| unusual.words()).to_owned())
        .collect();
    for (head, groups, notes) in [
        ("Month", &promise.months, months),
        ("Quarter", &promise.quarters, Vec::new()),
        ("Financial year to date", &promise.year_to_date, Vec::new()),
        ("Channel", &promise.channels, Vec::new()),
    ] {
        lines.push(String::new());
        lines.extend(groups_table(promise, head, groups, &notes));
    }
    lines
}

fn groups_table(promise: &PromiseReport, first: &str, groups: &[Group], notes: &[String]) -> Vec<String> {
    let head =
        [first, "In time", "Met", "Decided", "Late", "Overdue", "Open", "95% interval", "Median", "90th", "Mean", ""];
    let lines = groups.iter().enumerate().map(|(index, group)| {
        let figures = &group.figures;
        let times = figures.times.as_ref();
        let mut note: Vec<String> = phrases::verdict(group).into_iter().collect();
        note.extend(notes.get(index).filter(|note| !note.is_empty()).cloned());
        vec![
            group.label.clone(),
            phrases::percent(figures).unwrap_or_else(|| NONE.to_owned()),
            thousands(figures.met),
            thousands(figures.decided),
            thousands(figures.late),
            thousands(figures.overdue),
            thousands(figures.open()),
            phrases::interval(figures).unwrap_or_else(|| NONE.to_owned()),
            times.map_or(NONE.to_owned(), |times| phrases::one_time(promise, times.median)),
            times.map_or(NONE.to_owned(), |times| phrases::one_time(promise, times.percentile_90)),
            times.map_or(NONE.to_owned(), |times| phrases::mean(promise, times)),
            note.join(", "),
        ]
    });
    columns(&head, lines.collect(), &[0, 11])
}

fn contacts(contacts: &Contacts) -> Vec<String> {
    let pounds = |pence: Option<u64>| pence.map_or(NONE.to_owned(), phrases::pounds);
    let mut lines: Vec<Vec<String>> = contacts
        .channels
        .iter()
        .map(|by| {
            let each = pounds(by.pence_each.map(u64::from));
            vec![by.label.clone(), thousands(by.contacts), each, pounds(by.pence)]
        })
        .collect();
    let all = thousands(contacts.contacts);
    lines.push(vec!["All".to_owned(), all, String::new(), pounds(contacts.pence)]);
    columns(&["Channel", "Contacts", "Cost of one", "Cost"], lines, &[0])
}

/// Columns as wide as their widest entry, numbers to the right, those of `left` to the left.
fn columns(head: &[&str], lines: Vec<Vec<String>>, left: &[usize]) -> Vec<String> {
    let mut widths: Vec<usize> = head.iter().map(|text| text.chars().count()).collect();
    for line in &lines {
        for (width, text) in widths.iter_mut().zip(line) {
            *width = (*width).max(text.chars().count());
        }
    }
    let show = |line: &[String]| {
        let cells = line.iter().zip(&widths).enumerate().map(|(place, (text, &width))| {
            if left.contains(&place) { format!("{text:<width$}") } else { format!("{text:>width$}") }
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let head: Vec<String> = head.iter().map(|&text| text.to_owned()).collect();
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    let mut shown = vec![show(&head), show(&rule)];
    shown.extend(lines.iter().map(|line| show(line)));
    shown
}

/// Lines of no more than `width` characters, the later ones set in.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            Some(_) => lines.push(format!("  {word}")),
            None => lines.push(word.to_owned()),
        }
    }
    lines
}
