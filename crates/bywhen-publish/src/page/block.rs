//! What a page is made of, before it is written in any format.

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its title.
    pub title: String,
    /// Whose it is.
    pub council: Option<String>,
    /// What stands under the title.
    pub lead: Vec<Line>,
    /// In order.
    pub sections: Vec<Section>,
    /// What stands at the bottom.
    pub foot: String,
}

/// Something under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading.
    pub title: String,
    /// What stands under it.
    pub blocks: Vec<Block>,
    /// Sections of it.
    pub sections: Vec<Section>,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A sentence or several.
    Paragraph(Line),
    /// A list.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// A worked case: what it shows, and what comes of it.
    Example {
        /// What it shows.
        title: String,
        /// Sentences.
        lines: Vec<String>,
    },
}

/// A line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is said.
    pub text: String,
    /// Where it leads.
    pub link: Option<String>,
    /// Where it comes from: the clauses of the document.
    pub note: Option<String>,
}

/// An entry of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is said.
    pub line: Line,
    /// What is to be added, a sentence each.
    pub below: Vec<String>,
    /// What it is about, in fewer words than the line.
    pub about: Option<String>,
}

/// A table, each row as long as its head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What the columns are.
    pub head: Vec<String>,
    /// The rows, of which the first cell says what the row is about.
    pub rows: Vec<Vec<String>>,
}

impl Line {
    pub(super) fn new(text: impl Into<String>) -> Line {
        Line { text: text.into(), link: None, note: None }
    }

    /// With the clauses that it carries.
    pub(super) fn citing(text: impl Into<String>, cites: &[String]) -> Line {
        let note = (!cites.is_empty()).then(|| cites.join("; "));
        Line { text: text.into(), link: None, note }
    }
}

impl Section {
    pub(super) fn new(title: impl Into<String>, blocks: Vec<Block>) -> Section {
        Section { title: title.into(), blocks, sections: Vec::new() }
    }
}

impl Block {
    pub(super) fn paragraph(text: impl Into<String>) -> Block {
        Block::Paragraph(Line::new(text))
    }

    /// Sentences one below the other.
    pub(super) fn list<T: Into<String>>(texts: impl IntoIterator<Item = T>) -> Block {
        let item = |text| Item { line: Line::new(text), below: Vec::new(), about: None };
        Block::List(texts.into_iter().map(item).collect())
    }
}
