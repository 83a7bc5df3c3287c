//! The page as Markdown, for a site or a repository.

use super::block::{Block, Item, Line, Page, Section, Table};

impl Page {
    /// The page as Markdown (CommonMark, with the tables that nearly every reader knows).
    pub fn markdown(&self) -> String {
        let mut page = format!("# {}\n", escape(&self.title));
        if let Some(council) = &self.council {
            page.push_str(&format!("\n**{}**\n", escape(council)));
        }
        for lead in &self.lead {
            page.push_str(&format!("\n{}\n", line(lead)));
        }
        self.sections.iter().for_each(|part| section(&mut page, part, 2));
        page.push_str(&format!("\n---\n\n{}\n", escape(&self.foot)));
        page
    }
}

fn section(page: &mut String, part: &Section, level: usize) {
    page.push_str(&format!("\n{} {}\n", "#".repeat(level), escape(&part.title)));
    for one in &part.blocks {
        page.push('\n');
        block(page, one);
    }
    part.sections.iter().for_each(|inner| section(page, inner, level + 1));
}

fn block(page: &mut String, block: &Block) {
    match block {
        Block::Paragraph(text) => page.push_str(&format!("{}\n", line(text))),
        Block::List(items) => items.iter().for_each(|one| item(page, one)),
        Block::Table(of) => table(page, of),
        Block::Example { title, lines } => {
            page.push_str(&format!("> For example: {}\n>\n", escape(title)));
            lines.iter().for_each(|line| page.push_str(&format!("> - {}\n", escape(line))));
        }
    }
}

fn item(page: &mut String, item: &Item) {
    page.push_str(&format!("- {}\n", line(&item.line)));
    item.below.iter().for_each(|below| page.push_str(&format!("  - {}\n", escape(below))));
}

fn table(page: &mut String, table: &Table) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| escape(cell).replace('|', "\\|")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    page.push_str(&row(&table.head));
    page.push_str(&format!("|{}\n", "---|".repeat(table.head.len())));
    table.rows.iter().for_each(|cells| page.push_str(&row(cells)));
}

fn line(line: &Line) -> String {
    let text = match &line.link {
        Some(link) => format!("[{}](<{}>)", escape(&line.text), link.replace(['<', '>'], "")),
        None => escape(&line.text),
    };
    match &line.note {
        Some(note) => format!("{text} *({})*", escape(note)),
        None => text,
    }
}

/// Signs that Markdown would take for its own are kept as they are.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~') {
            safe.push('\\');
        }
        safe.push(letter);
    }
    safe
}
