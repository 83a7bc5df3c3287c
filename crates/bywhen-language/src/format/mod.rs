//! Writes a charter in its one form: each line two blanks further in than the one it belongs to, each form in one spelling.
//!
//! Only spacing and spelling change. Lines, blank lines and comments keep their order, what stands in quotes stays as it
//! is, and what was written is read again: it must say the same.

mod calendar;
mod example;
mod limit;
mod phrase;
mod promise;
mod statement;
mod values;

use crate::diagnostic::{Diagnostic, Severity};
use crate::read;
use crate::syntax::{Comment, Line, Tree};
use phrase::Phrase;

/// How much further in a line stands than the one it belongs to.
const STEP: usize = 2;

/// Why a charter was not formatted.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatError {
    /// Lines are not understood or do not stand where they belong: what is wrong with them.
    Errors(Vec<Diagnostic>),
    /// Formatted it would not say the same: a fault of bywhen, which changes nothing then.
    Changed,
}

impl std::fmt::Display for FormatError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FormatError::Errors(diagnostics) => {
                f.write_str("the charter cannot be formatted before its lines are understood")?;
                diagnostics.first().map_or(Ok(()), |first| write!(f, ": {first}"))
            }
            FormatError::Changed => f.write_str(
                "the charter would not say the same once formatted, so it was left as it is: this is a fault of bywhen, \
                 please report it with the charter",
            ),
        }
    }
}

impl std::error::Error for FormatError {}

/// A charter's text in its one form. Whether the charter makes sense is not asked: only that each line says something.
///
/// ```
/// let written = "standard \"Letters\"\n    applies to LETTERS and faxes   # and cards\n    we endeavour to reply within five working days from receipt";
/// let formatted = bywhen_language::format(written).unwrap();
/// assert_eq!(formatted, "\
/// standard \"Letters\"
///   applies to letter, fax  # and cards
///   we aim to respond within 5 working days of receipt
/// ");
/// assert_eq!(bywhen_language::format(&formatted), Ok(formatted));
/// ```
///
/// # Errors
///
/// Lines with errors, or a fault of bywhen: see [`FormatError`].
pub fn format(text: &str) -> Result<String, FormatError> {
    let tree = understood(text).map_err(FormatError::Errors)?;
    let written = Page { text, written: String::with_capacity(text.len()) }.of(&tree);
    match understood(&written) {
        Ok(again) if again == tree => Ok(with_ends_of(text, written)),
        _ => Err(FormatError::Changed),
    }
}

/// The same with the line ends of a text, which are those of its first line: a file keeps what its system gave it.
fn with_ends_of(text: &str, written: String) -> String {
    let windows = text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    if windows { written.replace('\n', "\r\n") } else { written }
}

/// The tree of a text without errors.
fn understood(text: &str) -> Result<Tree<'_>, Vec<Diagnostic>> {
    let (tree, diagnostics) = read(text);
    let wrong = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
    if wrong { Err(diagnostics) } else { Ok(tree) }
}

/// The text while it is written.
struct Page<'s> {
    text: &'s str,
    written: String,
}

impl<'s> Page<'s> {
    fn of(mut self, tree: &Tree<'s>) -> String {
        for line in &tree.lines {
            self.line(line, 0);
        }
        for comment in &tree.comments_at_end {
            self.comment(comment, 0);
        }
        self.written
    }

    fn line(&mut self, line: &Line<'s>, indent: usize) {
        for comment in &line.comments_above {
            self.comment(comment, indent);
        }
        let mut phrase = Phrase::new(self.text);
        phrase.statement(&line.statement, line.span);
        let comment = line.comment.map(|comment| format!("  {}", marked(comment))).unwrap_or_default();
        self.put(line.blank_above, indent, &format!("{}{comment}", phrase.into_line()));
        for child in &line.children {
            self.line(child, indent + STEP);
        }
    }

    fn comment(&mut self, comment: &Comment<'_>, indent: usize) {
        self.put(comment.blank_above, indent, &marked(comment.text));
    }

    fn put(&mut self, blank_above: bool, indent: usize, line: &str) {
        if blank_above && !self.written.is_empty() {
            self.written.push('\n');
        }
        self.written.push_str(&" ".repeat(indent));
        self.written.push_str(line);
        self.written.push('\n');
    }
}

/// `# why`, `#`, `## a heading`.
fn marked(comment: &str) -> String {
    let blank = if comment.is_empty() || comment.starts_with('#') { "" } else { " " };
    format!("#{blank}{comment}")
}
