//! The formatter: two blanks of indentation per level, and one canonical spelling for each form.
//!
//! Only spacing and spelling change. Lines, blank lines and comments keep their order, and quoted text stays as it
//! is. The output is parsed again and must give the same tree.

mod calendar;
mod condition;
mod example;
mod limit;
mod phrase;
mod promise;
mod statement;
mod values;

use crate::code::Severity;
use crate::diagnostic::Diagnostic;
use crate::parse::syntax::{Comment, Line, Tree};
use crate::parsed::read;
use phrase::Phrase;

/// The indentation per level.
const STEP: usize = 2;

/// The reason why a charter was not formatted.
#[derive(Clone, Debug, PartialEq)]
pub enum FormatError {
    /// The text has syntax errors.
    Errors(Vec<Diagnostic>),
    /// The output would not give the same tree, which is a bug in bywhen.
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

/// Formats the text of a charter. Only its syntax is checked.
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
/// See [`FormatError`].
pub fn format(text: &str) -> Result<String, FormatError> {
    let tree = understood(text).map_err(FormatError::Errors)?;
    let written = Page { text, written: String::with_capacity(text.len()) }.of(&tree);
    match understood(&written) {
        Ok(again) if again == tree => Ok(with_ends_of(text, written)),
        _ => Err(FormatError::Changed),
    }
}

/// Restores the line ends of a text, as found on its first line.
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

/// The output.
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
