//! Fixes: text edits that resolve a diagnostic.

use std::ops::Range;

use crate::code::Code;
use crate::source::Source;
use crate::span::Span;

/// Indentation of a child line that a fix adds.
const STEP: usize = 2;

/// A text edit that resolves a [`Diagnostic`](crate::Diagnostic). Of several, any one is enough.
///
/// ```
/// let text = "standard \"Letters\"\n  we will respond within 5 wrking days of receipt";
/// let parsed = bywhen_language::parse(text);
/// for fix in &parsed.diagnostics[2].fixes {
///     assert_eq!(fix.title(), "Write `working`");
///     assert_eq!(fix.apply(text), "standard \"Letters\"\n  we will respond within 5 working days of receipt");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The byte range to replace. Empty for an insertion.
    pub span: Range<usize>,
    /// The replacement text, including surrounding blanks and line ends.
    pub text: String,
    /// The replacement without surrounding blanks, quotes and line ends.
    pub words: String,
    /// The resulting date of a sample case, where the choice of fix changes it: `counted from Friday 1 May 2026 it ends
    /// on Sunday 31 May 2026`.
    pub effect: Option<String>,
}

impl Fix {
    /// The title shown in an editor.
    pub fn title(&self) -> String {
        let verb = if self.span.is_empty() { "Add" } else { "Write" };
        match &self.effect {
            Some(effect) => format!("{verb} `{}`: {effect}", self.words),
            None => format!("{verb} `{}`", self.words),
        }
    }

    /// Returns the text with this fix applied.
    pub fn apply(&self, text: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or(text);
        let after = text.get(self.span.end..).unwrap_or_default();
        format!("{before}{}{after}", self.text)
    }
}

/// Computes fixes only if the feature `fixes` is on, so that the code for them is left out of other builds.
pub(crate) fn if_enabled(fixes: impl FnOnce() -> Vec<FixDraft>) -> Vec<FixDraft> {
    if cfg!(feature = "fixes") { fixes() } else { Vec::new() }
}

/// A fix before it is resolved against the source text.
#[derive(Debug)]
pub(crate) struct FixDraft {
    placement: Placement,
    words: String,
    effect: Option<String>,
}

#[derive(Clone, Copy, Debug)]
enum Placement {
    /// Replaces the span.
    Replace(Span),
    /// After the span, on the same line.
    After(Span),
    /// A new line, last among the children of the line at the span.
    LastChild(Span),
    /// A new line directly below the line at the span.
    NextLine(Span),
}

impl FixDraft {
    pub(crate) fn replace(span: Span, words: impl Into<String>) -> FixDraft {
        FixDraft { placement: Placement::Replace(span), words: words.into(), effect: None }
    }

    pub(crate) fn insert_after(span: Span, words: impl Into<String>) -> FixDraft {
        FixDraft { placement: Placement::After(span), words: words.into(), effect: None }
    }

    pub(crate) fn append_child(span: Span, words: impl Into<String>) -> FixDraft {
        FixDraft { placement: Placement::LastChild(span), words: words.into(), effect: None }
    }

    pub(crate) fn insert_line_below(span: Span, words: impl Into<String>) -> FixDraft {
        FixDraft { placement: Placement::NextLine(span), words: words.into(), effect: None }
    }

    pub(crate) fn effect(self, effect: Option<String>) -> FixDraft {
        FixDraft { effect, ..self }
    }

    pub(crate) fn resolve(self, code: Code, source: &Source<'_>) -> Fix {
        let (span, text) = match self.placement {
            Placement::Replace(span) => {
                let written = source.text().get(span.range()).unwrap_or_default();
                (span.range(), quoted_like(written, &self.words, code))
            }
            Placement::After(span) => {
                let end = span.range().end;
                let blank = if self.words.starts_with([',', '"', '”']) { "" } else { " " };
                (end..end, format!("{blank}{}", self.words))
            }
            Placement::LastChild(span) => {
                let below = source.below(span);
                let indent = match below.first() {
                    Some(first) => source.indent(*first).to_owned(),
                    None => format!("{}{}", source.indent(source.line_of(span.range().start)), " ".repeat(STEP)),
                };
                let after = below.last().copied().unwrap_or_else(|| source.line_of(span.range().start));
                source.new_line(after, &indent, &self.words)
            }
            Placement::NextLine(span) => {
                let line = source.line_of(span.range().start);
                source.new_line(line, source.indent(line), &self.words)
            }
        };
        Fix { span, text, words: self.words, effect: self.effect }
    }
}

/// Quotes a name if the replaced text is quoted or the name needs quotes.
fn quoted_like(written: &str, words: &str, code: Code) -> String {
    let several = words.contains(' ') && !written.contains(' ');
    // A kind, a channel and an action of several words need no quotes.
    let needs = several
        && matches!(
            code,
            Code::UnknownService
                | Code::UnknownFact
                | Code::UnknownEvent
                | Code::UnknownCalendar
                | Code::UnknownHours
                | Code::UnknownStandard
                | Code::UnknownChoice
                | Code::UnknownOption
        );
    if written.starts_with(['"', '“']) || needs { format!("\"{words}\"") } else { words.to_owned() }
}

impl<'s> Source<'s> {
    /// The insertion point and text of a new line after line `after`, counted from 1.
    fn new_line(&self, after: usize, indent: &str, words: &str) -> (Range<usize>, String) {
        let line = self.whole_line(after);
        let at = self.start_of(after) + line.trim_end_matches(['\n', '\r']).len();
        let ends = if self.whole_line(1).ends_with("\r\n") { "\r\n" } else { "\n" };
        (at..at, format!("{ends}{indent}{words}"))
    }

    /// The indentation of a line.
    fn indent(&self, line: usize) -> &'s str {
        let line = self.whole_line(line);
        line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
    }

    /// The numbers of the more deeply indented lines below the line at the span, without blank lines and comments.
    fn below(&self, span: Span) -> Vec<usize> {
        let first = self.line_of(span.range().start);
        let own = self.indent(first).len();
        let has_text = |line: &usize| {
            let body = self.whole_line(*line).trim_start();
            !body.is_empty() && !body.starts_with('#')
        };
        (first + 1..=self.count()).filter(has_text).take_while(|line| self.indent(*line).len() > own).collect()
    }
}
