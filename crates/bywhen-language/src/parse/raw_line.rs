//! Lines before they are parsed: their indentation, and the comment after them.

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::fix::FixDraft;
use crate::source::{MAX_DEPTH, MAX_LINE_LENGTH, Source, is_invisible};
use crate::span::Span;

/// The width of a tab.
const TAB: usize = 4;

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
    /// All lines, including blank ones. Invalid characters are reported.
    pub(crate) fn lines(&self, sink: &mut DiagnosticSink) -> Vec<RawLine<'s>> {
        let mut lines = Vec::with_capacity(self.count().min(4096));
        for number in 1..=self.count() {
            if sink.is_full() {
                break;
            }
            let start = self.start_of(number);
            let whole = self.whole_line(number);
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
