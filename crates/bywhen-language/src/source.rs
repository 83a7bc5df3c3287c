//! The text of a charter, split into lines.

use bywhen_engine::did_you_mean;

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::fix::FixDraft;
use crate::syntax::Span;

/// The largest charter, in bytes.
pub const MAX_BYTES: usize = 1 << 20;

/// The longest line, in characters.
pub const MAX_LINE_LENGTH: usize = 2_000;

/// The maximum nesting depth of lines, and of brackets in a condition.
pub const MAX_DEPTH: usize = 8;

/// The width of a tab.
const TAB: usize = 4;

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

/// An unparsed line. Blank lines have an empty body and no comment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RawLine<'s> {
    /// The indentation, in columns.
    pub(crate) indent: usize,
    /// Without indentation and comment.
    pub(crate) body: &'s str,
    /// The span of the body.
    pub(crate) span: Span,
    /// The text after `#`.
    pub(crate) comment: Option<&'s str>,
    /// Its characters are invalid, which has been reported, and the body is not parsed.
    pub(crate) damaged: bool,
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

    /// All lines, including blank ones. Invalid characters are reported.
    pub(crate) fn lines(&self, sink: &mut DiagnosticSink) -> Vec<RawLine<'s>> {
        let ends = self.starts.iter().skip(1).copied().chain([self.text.len()]);
        let mut lines = Vec::with_capacity(self.starts.len().min(4096));
        for (start, end) in self.starts.iter().copied().zip(ends) {
            if sink.is_full() {
                break;
            }
            let whole = self.text.get(start..end).unwrap_or_default();
            let line = whole.strip_suffix('\n').unwrap_or(whole);
            let line = line.strip_suffix('\r').unwrap_or(line);
            lines.push(raw_line(line, start, sink));
        }
        lines
    }
}

fn raw_line<'s>(line: &'s str, start: usize, sink: &mut DiagnosticSink) -> RawLine<'s> {
    let mut indent = 0;
    let mut body_at = line.len();
    for (at, c) in line.char_indices() {
        match c {
            ' ' | '\u{a0}' => indent += 1,
            '\t' => indent = (indent / TAB + 1) * TAB,
            '\u{feff}' if start == 0 && at == 0 => {}
            _ => {
                body_at = at;
                break;
            }
        }
    }
    let rest = line.get(body_at..).unwrap_or_default();
    let place = |from: usize, to: usize| Span::new(start + body_at + from, start + body_at + to);
    let scan = Scan::of(rest);
    let body = rest.get(..scan.body_ends).unwrap_or_default().trim_end();
    let comment = rest.get(scan.body_ends..).and_then(|text| text.strip_prefix('#')).map(str::trim);
    let mut damaged = true;
    if line.len() > MAX_LINE_LENGTH && line.chars().count() > MAX_LINE_LENGTH {
        sink.add(
            Code::LineTooLong,
            place(0, rest.chars().next().map_or(0, char::len_utf8)),
            format!("This line is longer than {MAX_LINE_LENGTH} characters."),
        )
        .help("one line states one fact: divide it");
    } else if let Some((at, c)) = scan.control {
        sink.add(
            Code::ControlCharacter,
            place(at, at + c.len_utf8()),
            format!("The line holds a character that cannot be seen, U+{:04X}.", u32::from(c)),
        )
        .help("delete it and type the words around it again");
    } else if let Some(at) = scan.open_quote {
        let closing = if rest.get(at..).is_some_and(|open| open.starts_with('“')) { "”" } else { "\"" };
        sink.add(
            Code::OpenQuotation,
            place(at, rest.trim_end().len()),
            "The quotation that begins here does not end on its line.",
        )
        .label("no closing quote")
        .help(format!("close it with `{closing}`"))
        .fixes(|| vec![FixDraft::insert_after(place(at, rest.trim_end().len()), closing)]);
    } else if let Some(at) = scan.too_deep {
        sink.add(Code::TooDeep, place(at, at + 1), format!("Brackets are nested more than {MAX_DEPTH} deep."))
            .help("declare a fact for part of the condition");
    } else {
        damaged = false;
    }
    sink.partially_parsed |= damaged;
    RawLine { indent, body, span: place(0, body.len()), comment, damaged }
}

/// The result of scanning the characters of a line.
struct Scan {
    body_ends: usize,
    control: Option<(usize, char)>,
    open_quote: Option<usize>,
    too_deep: Option<usize>,
}

impl Scan {
    fn of(text: &str) -> Scan {
        let mut scan = Scan { body_ends: text.len(), control: None, open_quote: None, too_deep: None };
        let mut quote: Option<(usize, char)> = None;
        let mut depth = 0_usize;
        for (at, c) in text.char_indices() {
            if scan.control.is_none() && is_invisible(c) {
                scan.control = Some((at, c));
            }
            match (c, quote) {
                (_, Some((_, closing))) if c == closing => quote = None,
                (_, Some(_)) => {}
                ('#', None) => {
                    scan.body_ends = at;
                    // What cannot be seen misleads in a comment too.
                    let comment = text.get(at..).unwrap_or_default();
                    let invisible = comment.char_indices().find(|(_, c)| is_invisible(*c));
                    scan.control = scan.control.or(invisible.map(|(further, c)| (at + further, c)));
                    break;
                }
                ('"', None) => quote = Some((at, '"')),
                ('“', None) => quote = Some((at, '”')),
                ('(', None) => {
                    depth += 1;
                    if depth > MAX_DEPTH && scan.too_deep.is_none() {
                        scan.too_deep = Some(at);
                    }
                }
                (')', None) => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        scan.open_quote = quote.map(|(at, _)| at);
        scan
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
