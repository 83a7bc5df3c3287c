//! The clauses of the document, gathered at the end: beside each line they would only be in the way of a resident.

use super::block::{Block, Line, Section, Table};

/// Takes the clauses from the lines and lists them with what carries them.
pub(super) fn gathered<'s>(sections: impl Iterator<Item = &'s mut Section>) -> Option<Section> {
    let mut rows = Vec::new();
    sections.for_each(|section| take(section, "", &mut rows));
    let head = ["In the document", "Here"].map(str::to_owned).to_vec();
    (!rows.is_empty())
        .then(|| Section::new("Where it stands in the document", vec![Block::Table(Table { head, rows })]))
}

fn take(section: &mut Section, above: &str, rows: &mut Vec<Vec<String>>) {
    let under = if above.is_empty() { section.title.clone() } else { format!("{above}, {}", section.title) };
    for block in &mut section.blocks {
        match block {
            Block::Paragraph(line) => rows.extend(row(line, &under, None)),
            Block::List(items) => {
                for item in items {
                    let about = item.about.clone();
                    rows.extend(row(&mut item.line, &under, about.as_deref()));
                }
            }
            Block::Table(_) | Block::Example { .. } => {}
        }
    }
    // A paragraph that only carried clauses.
    section.blocks.retain(|block| !matches!(block, Block::Paragraph(line) if line.text.is_empty()));
    section.sections.iter_mut().for_each(|inner| take(inner, &under, rows));
}

fn row(line: &mut Line, under: &str, about: Option<&str>) -> Option<Vec<String>> {
    let note = line.note.take()?;
    let text = about.unwrap_or(&line.text).trim_end_matches(['.', ':']);
    // What a whole standard carries says nothing more than its heading.
    let here = if text.is_empty() || text.starts_with("For: ") { under.to_owned() } else { format!("{under}: {text}") };
    Some(vec![note, here])
}
