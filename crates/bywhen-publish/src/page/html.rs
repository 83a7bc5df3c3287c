//! The page as HTML that a council can publish as it is.

use super::block::{Block, Item, Line, Page, Section, Table};
use crate::html::{Document, anchor, escape};

/// What is drawn here and on no other page.
const STYLE: &str = include_str!("page.css");

/// From so many sections on, a list of them at the top saves looking.
const CONTENTS_FROM: usize = 4;

impl Page {
    /// The page as HTML, whole in itself: no script, nothing from elsewhere.
    pub fn html(&self) -> String {
        let council = self.council.as_deref();
        let title = council.map_or_else(|| self.title.clone(), |council| format!("{} – {council}", self.title));
        let mut main = format!("<h1>{}</h1>\n", escape(&self.title));
        for lead in &self.lead {
            main.push_str(&format!("<p class=\"hint\">{}</p>\n", line(lead)));
        }
        main.push_str(&self.contents());
        for (number, part) in self.sections.iter().enumerate() {
            section(&mut main, part, 2, &id(number, part));
        }
        let footer = format!("<p>{} Made with bywhen {}.</p>", escape(&self.foot), env!("CARGO_PKG_VERSION"));
        Document { title: &title, header: council.unwrap_or(&self.title), style: STYLE, main: &main, footer: &footer }
            .html()
    }

    fn contents(&self) -> String {
        if self.sections.len() < CONTENTS_FROM {
            return String::new();
        }
        let mut html = "<nav aria-label=\"Contents\">\n<ul class=\"contents\">\n".to_owned();
        for (number, part) in self.sections.iter().enumerate() {
            html.push_str(&format!("<li><a href=\"#{}\">{}</a></li>\n", id(number, part), escape(&part.title)));
        }
        html + "</ul>\n</nav>\n"
    }
}

/// Titles may be the same, and numbers are not.
fn id(number: usize, part: &Section) -> String {
    anchor(&format!("{}-{}", number + 1, bywhen::engine::slug(&part.title)))
}

fn section(page: &mut String, part: &Section, level: usize, id: &str) {
    page.push_str(&format!(
        "<section aria-labelledby=\"{id}\">\n<h{level} id=\"{id}\">{}</h{level}>\n",
        escape(&part.title)
    ));
    part.blocks.iter().for_each(|one| block(page, one, &part.title));
    for (number, inner) in part.sections.iter().enumerate() {
        section(page, inner, level + 1, &format!("{id}-{}", number + 1));
    }
    page.push_str("</section>\n");
}

fn block(page: &mut String, block: &Block, title: &str) {
    match block {
        Block::Paragraph(text) => page.push_str(&format!("<p>{}</p>\n", line(text))),
        Block::List(items) => {
            page.push_str("<ul>\n");
            items.iter().for_each(|one| item(page, one));
            page.push_str("</ul>\n");
        }
        Block::Table(of) => table(page, of, title),
        Block::Example { title, lines } => {
            page.push_str(&format!("<div class=\"example\">\n<p><b>For example: {}</b></p>\n<ul>\n", escape(title)));
            lines.iter().for_each(|line| page.push_str(&format!("<li>{}</li>\n", escape(line))));
            page.push_str("</ul>\n</div>\n");
        }
    }
}

fn item(page: &mut String, item: &Item) {
    page.push_str(&format!("<li>{}", line(&item.line)));
    if !item.below.is_empty() {
        page.push_str("\n<ul>\n");
        item.below.iter().for_each(|below| page.push_str(&format!("<li>{}</li>\n", escape(below))));
        page.push_str("</ul>\n");
    }
    page.push_str("</li>\n");
}

fn table(page: &mut String, table: &Table, caption: &str) {
    page.push_str(&format!("<table>\n<caption class=\"unseen\">{}</caption>\n<thead><tr>", escape(caption)));
    table.head.iter().for_each(|head| page.push_str(&format!("<th scope=\"col\">{}</th>", escape(head))));
    page.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        page.push_str("<tr>");
        for (at, cell) in row.iter().enumerate() {
            let cell = escape(cell);
            page.push_str(&if at == 0 { format!("<th scope=\"row\">{cell}</th>") } else { format!("<td>{cell}</td>") });
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</tbody>\n</table>\n");
}

fn line(line: &Line) -> String {
    let text = escape(&line.text);
    let text = match &line.link {
        Some(link) => format!("<a href=\"{}\">{text}</a>", escape(link)),
        None => text,
    };
    match &line.note {
        Some(note) => format!("{text} <small>({})</small>", escape(note)),
        None => text,
    }
}
