//! The page as plain text, for a terminal or an email.

use std::borrow::Cow;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm, wrap};

use super::block::{Block, Item, Line, Page, Section, Table};

impl Page {
    /// The page as text, in lines of at most `width` characters where words are short enough.
    pub fn text(&self, width: usize) -> String {
        let mut page = underlined(&self.title, '=');
        if let Some(council) = &self.council {
            page.push_str(&format!("{council}\n"));
        }
        for lead in &self.lead {
            let link = lead.link.as_deref().map(|link| format!(" {link}")).unwrap_or_default();
            page.push_str(&format!("{}\n", fill(&format!("{}{link}", line(lead)), width)));
        }
        self.sections.iter().for_each(|part| section(&mut page, part, width, '-'));
        page.push_str(&format!("\n{}\n", fill(&self.foot, width)));
        page
    }
}

/// Words stay whole: those with hyphens are names of clauses, and those too long for a line are addresses. Everything is
/// said, so that the page does not hang on what else is built along.
fn options(width: usize) -> Options<'static> {
    Options::new(width)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::AsciiSpace)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false)
}

fn fill(text: &str, width: usize) -> String {
    textwrap::fill(text, options(width))
}

fn underlined(title: &str, with: char) -> String {
    format!("{title}\n{}\n", with.to_string().repeat(title.chars().count()))
}

fn section(page: &mut String, part: &Section, width: usize, rule: char) {
    page.push_str(&format!("\n{}", underlined(&part.title, rule)));
    for (at, one) in part.blocks.iter().enumerate() {
        // A list goes with the paragraph above it; everything else stands apart.
        if at > 0 && !matches!(one, Block::List(_)) {
            page.push('\n');
        }
        block(page, one, width);
    }
    part.sections.iter().for_each(|inner| section(page, inner, width, '.'));
}

fn block(page: &mut String, block: &Block, width: usize) {
    match block {
        Block::Paragraph(text) => page.push_str(&format!("{}\n", fill(&line(text), width))),
        Block::List(items) => items.iter().for_each(|one| item(page, one, width)),
        Block::Table(of) => table(page, of, width),
        Block::Example { title, lines } => {
            page.push_str(&format!("{}\n", fill(&format!("For example: {title}"), width)));
            lines.iter().for_each(|line| page.push_str(&hanging("    ", "      ", line, width)));
        }
    }
}

fn item(page: &mut String, item: &Item, width: usize) {
    page.push_str(&hanging("  * ", "    ", &line(&item.line), width));
    item.below.iter().for_each(|below| page.push_str(&hanging("      - ", "        ", below, width)));
}

/// A paragraph whose later lines stand under its first word.
fn hanging(first: &str, later: &str, text: &str, width: usize) -> String {
    format!("{}\n", textwrap::fill(text, options(width).initial_indent(first).subsequent_indent(later)))
}

/// Each column as wide as it must be, within its share of the line; the last one takes what is left.
fn table(page: &mut String, table: &Table, width: usize) {
    const GAP: usize = 2;
    let rows = || std::iter::once(&table.head).chain(&table.rows);
    let columns = table.head.len().max(1);
    let needed = |column: usize| rows().filter_map(|row| Some(row.get(column)?.chars().count())).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns - 1).map(|column| needed(column).min(width / columns).max(1)).collect();
    widths.push(width.saturating_sub(widths.iter().map(|one| one + GAP).sum::<usize>() + GAP).max(1));
    for row in rows() {
        let cells: Vec<Vec<Cow<'_, str>>> =
            row.iter().zip(&widths).map(|(cell, width)| wrap(cell, options(*width))).collect();
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let mut line = String::new();
            for (cell, width) in cells.iter().zip(&widths) {
                line.push_str(&format!("{:GAP$}{:width$}", "", cell.get(at).map_or("", AsRef::as_ref)));
            }
            page.push_str(&format!("{}\n", line.trim_end()));
        }
    }
}

fn line(line: &Line) -> String {
    match &line.note {
        Some(note) => format!("{} ({note})", line.text),
        None => line.text.clone(),
    }
}
