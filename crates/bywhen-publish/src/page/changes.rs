//! What a new charter changes for those who read it.

use bywhen::Plan;
use serde::Serialize;

use super::block::{Block, Item, Line, Page, Section};

/// What changes under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The headings it stands under: `Complaints, Stage 2`.
    pub section: String,
    /// What is no longer said.
    pub removed: Vec<String>,
    /// What is said now.
    pub added: Vec<String>,
}

/// What the page of `new` says and that of `old` does not, and the other way round, heading by heading.
///
/// Wording that no resident reads makes no change: two charters that differ only in how they are written have none.
///
/// ```
/// use bywhen::{Family, CompileOptions};
///
/// let family = Family::bundled("subject-access")?;
/// let old = family.version("2018")?.plan(&CompileOptions::default())?;
/// let new = family.version("2019")?.plan(&CompileOptions::default())?;
/// let changes = bywhen_publish::changes(&old, &new);
/// assert!(changes.iter().any(|change| change.section == "Subject access requests"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn changes(old: &Plan, new: &Plan) -> Vec<Change> {
    let (old, new) = (said(old), said(new));
    let mut sections: Vec<&str> = Vec::new();
    for (section, _) in new.iter().chain(&old) {
        if !sections.contains(&section.as_str()) {
            sections.push(section);
        }
    }
    let of = |page: &[(String, String)], section: &str| -> Vec<String> {
        page.iter().filter(|(under, _)| under == section).map(|(_, said)| said.clone()).collect()
    };
    let change = |section: &str| {
        let (before, after) = (of(&old, section), of(&new, section));
        let without = |said: &[String], other: &[String]| -> Vec<String> {
            said.iter().filter(|line| !other.contains(line)).cloned().collect()
        };
        let (removed, added) = (without(&before, &after), without(&after, &before));
        let changed = !removed.is_empty() || !added.is_empty();
        changed.then(|| Change { section: section.to_owned(), removed, added })
    };
    sections.into_iter().filter_map(change).collect()
}

/// Everything that a page says, each line with its headings.
fn said(plan: &Plan) -> Vec<(String, String)> {
    let mut sections = super::for_residents(plan);
    sections.extend(super::for_staff(plan.charter()));
    let page = Page { sections, ..super::page(plan) };
    let mut lines: Vec<(String, String)> = Vec::new();
    let head = [Some(page.title.clone()), page.council.clone()].into_iter().flatten();
    lines.extend(head.chain(page.lead.iter().map(whole)).map(|line| ("The charter".to_owned(), line)));
    page.sections.iter().for_each(|part| section(part, "", &mut lines));
    lines
}

fn section(part: &Section, above: &str, lines: &mut Vec<(String, String)>) {
    let under = if above.is_empty() { part.title.clone() } else { format!("{above}, {}", part.title) };
    for block in &part.blocks {
        let items: Vec<String> = match block {
            // It only carries clauses.
            Block::Paragraph(line) if line.text.is_empty() => Vec::new(),
            Block::Paragraph(line) => vec![whole(line)],
            Block::List(items) => items.iter().flat_map(item).collect(),
            Block::Table(table) => table.rows.iter().map(|row| row.join(": ")).collect(),
            // What is shown of a rule is not the rule.
            Block::Example { .. } => Vec::new(),
        };
        lines.extend(items.into_iter().map(|line| (under.clone(), line)));
    }
    part.sections.iter().for_each(|inner| section(inner, &under, lines));
}

/// What is added to a line says little without what it is about. A line that only leads to what is below says nothing.
fn item(item: &Item) -> Vec<String> {
    let line = &item.line.text;
    let about = item.about.as_ref().unwrap_or(line);
    let below = item.below.iter().map(|below| format!("{about}: {below}"));
    let head = if line.ends_with(':') { None } else { Some(line.clone()) };
    head.into_iter().chain(below).collect()
}

/// A line with where it leads. Its clauses are the document's, and every document numbers its own.
fn whole(line: &Line) -> String {
    match &line.link {
        Some(link) => format!("{} {link}", line.text),
        None => line.text.clone(),
    }
}
