//! Conversion between byte offsets and protocol positions.

use std::ops::Range;

use lsp_types::{InitializeParams, Position, PositionEncodingKind};

/// The unit of columns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every editor must support.
    #[default]
    Utf16,
}

impl Encoding {
    /// UTF-8 where the editor offers it, else UTF-16.
    pub fn negotiate(params: &InitializeParams) -> Encoding {
        let general = params.capabilities.general.as_ref();
        let offered = general.and_then(|general| general.position_encodings.as_ref());
        let utf8 = offered.is_some_and(|offered| offered.contains(&PositionEncodingKind::UTF8));
        if utf8 { Encoding::Utf8 } else { Encoding::Utf16 }
    }

    /// The protocol name of the encoding.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
        }
    }

    fn length(self, c: char) -> usize {
        match self {
            Encoding::Utf8 => c.len_utf8(),
            Encoding::Utf16 => c.len_utf16(),
        }
    }
}

/// The start of each line of a text.
///
/// ```
/// use bywhen_lsp::{Encoding, LineIndex};
/// use lsp_types::Position;
///
/// let text = "id a\n“€5”\n";
/// let line_index = LineIndex::new(text, Encoding::Utf16);
/// assert_eq!(line_index.position(text, 5 + 6), Position::new(1, 2));
/// assert_eq!(line_index.offset(text, Position::new(1, 2)), 5 + 6);
/// // Beyond the end of a line or of the text is its end.
/// assert_eq!(line_index.offset(text, Position::new(0, 99)), 4);
/// assert_eq!(line_index.offset(text, Position::new(99, 0)), text.len());
/// ```
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    encoding: Encoding,
}

impl LineIndex {
    /// Indexes the lines of a text.
    pub fn new(text: &str, encoding: Encoding) -> LineIndex {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        LineIndex { starts: std::iter::once(0).chain(ends).collect(), encoding }
    }

    /// The position of a byte offset.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = text.get(start..offset.min(text.len())).unwrap_or_default();
        let column: usize = before.chars().map(|c| self.encoding.length(c)).sum();
        Position::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }

    /// The range of a byte span.
    pub fn range(&self, text: &str, span: &Range<usize>) -> lsp_types::Range {
        lsp_types::Range::new(self.position(text, span.start), self.position(text, span.end))
    }

    /// The byte offset of a position, clamped to the end of its line and of the text.
    pub fn offset(&self, text: &str, position: Position) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return text.len() };
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        let whole = text.get(start..end).unwrap_or_default();
        let body = whole.strip_suffix('\n').unwrap_or(whole);
        let body = body.strip_suffix('\r').unwrap_or(body);
        let mut column = 0;
        for (at, c) in body.char_indices() {
            if column >= position.character as usize {
                return start + at;
            }
            column += self.encoding.length(c);
        }
        start + body.len()
    }

    /// The byte span of a line, counted from 1, without indentation and line end.
    pub fn line(&self, text: &str, number: usize) -> Range<usize> {
        let start = self.starts.get(number.saturating_sub(1)).copied().unwrap_or(text.len());
        let end = self.starts.get(number).copied().unwrap_or(text.len());
        let line = text.get(start..end).unwrap_or_default();
        let body = line.trim_start();
        let start = start + line.len() - body.len();
        start..start + body.trim_end().len()
    }
}
