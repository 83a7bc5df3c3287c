//! The text of a charter, split into lines.

use bywhen_engine::did_you_mean;

use crate::span::Span;

/// The largest charter, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The longest line, in characters.
pub const MAX_LINE_LENGTH: usize = 2_000;

/// The maximum nesting depth of lines, and of brackets in a condition.
pub const MAX_DEPTH: usize = 8;

/// A text with the start of each line.
#[derive(Debug)]
pub struct Source<'s> {
    text: &'s str,
    starts: Vec<usize>,
}

/// A position for display: lines and columns from 1, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Position {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) length: usize,
}

impl<'s> Source<'s> {
    /// Indexes a text of any size. Check [`Source::is_too_large`] before parsing.
    pub fn new(text: &'s str) -> Source<'s> {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1));
        Source { text, starts }
    }

    /// The text.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// Whether it is larger than any charter.
    pub fn is_too_large(&self) -> bool {
        self.text.len() > MAX_BYTES
    }

    /// The line that a byte of the text is on, from 1.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset).max(1)
    }

    /// The number of lines.
    pub(crate) fn count(&self) -> usize {
        self.starts.len()
    }

    /// The first byte of a line, counted from 1.
    pub(crate) fn start_of(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    /// A line, counted from 1, with what ends it.
    pub(crate) fn whole_line(&self, line: usize) -> &'s str {
        self.text.get(self.start_of(line)..self.start_of(line + 1)).unwrap_or_default()
    }

    pub(crate) fn position(&self, span: Span) -> Position {
        let line = self.line_of(span.range().start);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let range = span.range();
        let characters = |from: usize, to: usize| self.text.get(from..to).map_or(0, |text| text.chars().count());
        Position { line, column: characters(start, range.start) + 1, length: characters(range.start, range.end).max(1) }
    }
}

/// Control characters, those that change the direction of the text around them without showing, and those of no width or
/// that look like a blank and are none.
pub fn is_invisible(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control() && c != '\t';
    }
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'
                | '\u{1160}'
                | '\u{17b4}'
                | '\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

/// The trimmed text between quotes. `None` if there are no quotes.
pub(crate) fn unquoted(text: &str) -> Option<&str> {
    let inside = text.strip_prefix(['"', '“'])?;
    Some(inside.strip_suffix(['"', '”']).unwrap_or(inside).trim())
}

/// The maximum length of a misspelt word, in characters.
const MAX_COMPARED_LENGTH: usize = 60;

/// The maximum number of candidates to compare with.
const MAX_COMPARED: usize = 250;

/// The maximum length of quoted charter text in a message, in characters.
const MAX_QUOTED: usize = 120;

/// Truncates long quotations between backticks in a message.
pub(crate) fn shortened(message: String) -> String {
    if message.len() <= MAX_QUOTED {
        return message;
    }
    let short = |(place, part): (usize, &str)| match part.char_indices().nth(MAX_QUOTED) {
        Some((end, _)) if place % 2 == 1 => format!("{}…", part.get(..end).unwrap_or_default()),
        _ => part.to_owned(),
    };
    message.split('`').enumerate().map(short).collect::<Vec<_>>().join("`")
}

/// The candidate closest to a misspelt word.
pub(crate) fn near<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A long text is no slip of a word. It and a thousand names would only take their time.
    if wrong.chars().nth(MAX_COMPARED_LENGTH).is_some() {
        return None;
    }
    did_you_mean(wrong, candidates.into_iter().take(MAX_COMPARED))
}
