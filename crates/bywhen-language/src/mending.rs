//! How what a diagnostic tells may be put right: text to put in a place of the charter.

use std::ops::Range;

use crate::code::Code;
use crate::source::Source;
use crate::syntax::Span;

/// How much further in a line is offered that belongs to another.
const STEP: usize = 2;

/// One way of putting right what a [`Diagnostic`](crate::Diagnostic) tells. Where several are given, any one will do.
///
/// ```
/// let text = "standard \"Letters\"\n  we will respond within 5 wrking days of receipt";
/// let parsed = bywhen_language::parse(text);
/// for mending in &parsed.diagnostics[2].mendings {
///     assert_eq!(mending.title(), "Write `working`");
///     assert_eq!(mending.applied(text), "standard \"Letters\"\n  we will respond within 5 working days of receipt");
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// What is replaced, in bytes of the text. Empty where something is only added.
    pub span: Range<usize>,
    /// What to put there, with the blanks and line ends around it.
    pub text: String,
    /// The words that are put there.
    pub words: String,
    /// What the charter then says of a sample case, where the choice between mendings moves a date: `counted from Friday
    /// 1 May 2026 it ends on Sunday 31 May 2026`.
    pub comes_to: Option<String>,
}

impl Mending {
    /// What it does, as people are offered it.
    pub fn title(&self) -> String {
        let verb = if self.span.is_empty() { "Add" } else { "Write" };
        match &self.comes_to {
            Some(comes_to) => format!("{verb} `{}`: {comes_to}", self.words),
            None => format!("{verb} `{}`", self.words),
        }
    }

    /// The text with this put right.
    pub fn applied(&self, text: &str) -> String {
        let before = text.get(..self.span.start).unwrap_or(text);
        let after = text.get(self.span.end..).unwrap_or_default();
        format!("{before}{}{after}", self.text)
    }
}

/// Ways of putting something right, where diagnostics are to say so. Otherwise they are not even worked out, and what would
/// do it is no part of a build.
pub(crate) fn kept(ways: impl FnOnce() -> Vec<Way>) -> Vec<Way> {
    if cfg!(feature = "mendings") { ways() } else { Vec::new() }
}

/// A mending before the text is at hand.
#[derive(Debug)]
pub(crate) struct Way {
    place: Place,
    words: String,
    comes_to: Option<String>,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    /// Instead of this.
    Instead(Span),
    /// After this, on its line.
    After(Span),
    /// A line of its own, last of those that belong to this one.
    Below(Span),
    /// A line of its own, next after this one.
    Beside(Span),
}

impl Way {
    pub(crate) fn instead(span: Span, words: impl Into<String>) -> Way {
        Way { place: Place::Instead(span), words: words.into(), comes_to: None }
    }

    pub(crate) fn after(span: Span, words: impl Into<String>) -> Way {
        Way { place: Place::After(span), words: words.into(), comes_to: None }
    }

    pub(crate) fn below(span: Span, words: impl Into<String>) -> Way {
        Way { place: Place::Below(span), words: words.into(), comes_to: None }
    }

    pub(crate) fn beside(span: Span, words: impl Into<String>) -> Way {
        Way { place: Place::Beside(span), words: words.into(), comes_to: None }
    }

    pub(crate) fn comes_to(self, comes_to: Option<String>) -> Way {
        Way { comes_to, ..self }
    }

    pub(crate) fn mending(self, code: Code, source: &Source<'_>) -> Mending {
        let (span, text) = match self.place {
            Place::Instead(span) => {
                let written = source.text().get(span.range()).unwrap_or_default();
                (span.range(), quoted_like(written, &self.words, code))
            }
            Place::After(span) => {
                let end = span.range().end;
                let blank = if self.words.starts_with([',', '"', '”']) { "" } else { " " };
                (end..end, format!("{blank}{}", self.words))
            }
            Place::Below(span) => {
                let below = source.below(span);
                let indent = match below.first() {
                    Some(first) => source.indent(*first).to_owned(),
                    None => format!("{}{}", source.indent(source.line_of(span.range().start)), " ".repeat(STEP)),
                };
                let after = below.last().copied().unwrap_or_else(|| source.line_of(span.range().start));
                source.new_line(after, &indent, &self.words)
            }
            Place::Beside(span) => {
                let line = source.line_of(span.range().start);
                source.new_line(line, source.indent(line), &self.words)
            }
        };
        Mending { span, text, words: self.words, comes_to: self.comes_to }
    }
}

/// A name in quotes where what was written stands in quotes, or where it needs them.
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
    /// Where a line of its own is put after another, counted from 1, and the text of it.
    fn new_line(&self, after: usize, indent: &str, words: &str) -> (Range<usize>, String) {
        let line = self.whole_line(after);
        let at = self.start_of(after) + line.trim_end_matches(['\n', '\r']).len();
        let ends = if self.whole_line(1).ends_with("\r\n") { "\r\n" } else { "\n" };
        (at..at, format!("{ends}{indent}{words}"))
    }

    /// The blanks that a line begins with.
    fn indent(&self, line: usize) -> &'s str {
        let line = self.whole_line(line);
        line.get(..line.len() - line.trim_start().len()).unwrap_or_default()
    }

    /// The lines that stand below a line and further in, without blank ones and comments.
    fn below(&self, span: Span) -> Vec<usize> {
        let first = self.line_of(span.range().start);
        let own = self.indent(first).len();
        let says = |line: &usize| {
            let body = self.whole_line(*line).trim_start();
            !body.is_empty() && !body.starts_with('#')
        };
        (first + 1..=self.count()).filter(says).take_while(|line| self.indent(*line).len() > own).collect()
    }
}
