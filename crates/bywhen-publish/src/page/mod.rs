//! A charter as a page for residents: who is promised what, by when, and how the time is counted.
//!
//! What only the council's own staff need comes last, in a section of its own: how the document was read, what a contact costs,
//! and which clause each line carries.
//!
//! [`page`] says what stands where, [`Page`] writes it down: as text, as Markdown, or as a web page of its own.

mod block;
mod changes;
mod clauses;
mod counting;
mod html;
mod markdown;
mod other_sections;
mod phrase;
mod standard;
mod text;

use bywhen::engine::charter::{Charter, InForce, Standard};
use bywhen::{Plan, prose};

pub use block::{Block, Item, Line, Page, Section, Table};
pub use changes::{Change, changes};

/// The page of a charter. The dates in it are those of the charter's own examples, with the bank holidays of the plan.
///
/// ```
/// use bywhen::{Family, CompileOptions};
///
/// let plan = Family::bundled("oxfordshire-county-council")?.version("2010")?.plan(&CompileOptions::default())?;
/// let page = bywhen_publish::page(&plan);
/// assert_eq!(page.title, "Customer service standards");
/// assert!(page.markdown().contains("- We will acknowledge within 5 working days of receipt."));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn page(plan: &Plan) -> Page {
    let charter = plan.charter();
    let mut sections: Vec<Section> = standard::in_short(charter).into_iter().collect();
    sections.extend(for_residents(plan));
    let mut staff = for_staff(charter);
    let clauses = clauses::gathered(sections.iter_mut().chain(&mut staff));
    staff.extend(clauses);
    if !staff.is_empty() {
        let mut section = Section::new("For our staff", Vec::new());
        section.sections = staff;
        sections.push(section);
    }
    Page {
        title: charter.title.clone(),
        council: charter.council.clone(),
        lead: lead(charter),
        sections,
        foot: format!(
            "{} version {}; dates worked out with the bank holidays known on {}.",
            charter.id,
            charter.version,
            prose::data_version(plan.data_version())
        ),
    }
}

/// Everything that a resident may want to know, but what is told in short.
fn for_residents(plan: &Plan) -> Vec<Section> {
    let charter = plan.charter();
    let to_residents = |one: &&Standard| one.stages.iter().flat_map(|stage| &stage.promises).any(|one| !one.for_staff);
    let standards = charter.standards.iter().filter(to_residents).map(|one| standard::section(plan, one));
    let mut sections: Vec<Section> = standards.collect();
    sections.extend(other_sections::notices(charter));
    sections.extend(other_sections::ends(charter));
    sections.extend(counting::sections(charter));
    sections.extend(other_sections::meanings(charter));
    sections.extend(other_sections::for_residents(charter));
    sections
}

/// How the document was read, and what a contact costs.
fn for_staff(charter: &Charter) -> Vec<Section> {
    other_sections::for_staff(charter)
}

fn lead(charter: &Charter) -> Vec<Line> {
    let mut lead = vec![Line::new(format!("Version {}{}.", charter.version, in_force(charter.in_force)))];
    lead.extend(charter.sources.iter().map(|source| {
        // Only what is of the web is a link: the page is published, and the address anything.
        let is_web = |address: &&String| address.starts_with("https://") || address.starts_with("http://");
        let link = source.address.as_ref().filter(is_web).cloned();
        let note = if link.is_none() { source.address.clone() } else { None };
        Line { text: format!("Taken from: {}.", source.title), link, note }
    }));
    lead
}

/// `, in force from 1 April 2026 until 31 March 2027`.
fn in_force(in_force: InForce) -> String {
    let from = in_force.from.map(|from| format!(" from {}", prose::date(from))).unwrap_or_default();
    let until = in_force.until.map(|until| format!(" until {}", prose::date(until))).unwrap_or_default();
    if from.is_empty() && until.is_empty() { String::new() } else { format!(", in force{from}{until}") }
}
