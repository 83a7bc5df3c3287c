//! What is wrong with a charter, where, and what to do about it.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::code::Code;
use crate::fix::{Fix, FixDraft, if_enabled};
use crate::source::{Source, shortened};
use crate::syntax::Span;

/// How many diagnostics of one file are shown.
pub const MAX_DIAGNOSTICS: usize = 100;

/// How many are collected before the rest is only counted: they are sorted first and cut off then.
const MAX_COLLECTED: usize = 2_000;

/// Whether a charter can be used in spite of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but somebody should look.
    Warning,
}

impl Severity {
    /// `error` or `warning`.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// One thing that is wrong, or that somebody should look at.
///
/// Serialised it has the fields that `bywhen check --format json` prints, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What it is about.
    pub code: Code,
    /// Whether the charter can be used in spite of it.
    pub severity: Severity,
    /// What is wrong, in a sentence.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// A few words to stand under the place.
    #[serde(skip)]
    pub label: String,
    /// How much of the line is meant, in characters. At least 1.
    #[serde(skip)]
    pub length: usize,
    /// The place, in bytes of the text.
    #[serde(skip)]
    pub span: Range<usize>,
    /// How it may be put right, where that can be written down: any one of these. Empty without the feature `fixes`.
    #[serde(skip)]
    pub fixes: Vec<Fix>,
    /// The other place that it speaks of, where it speaks of one.
    #[serde(skip)]
    pub related: Option<Related>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}[{}]: {}", self.line, self.column, self.severity.word(), self.code, self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The place, in bytes of the text.
    pub span: Range<usize>,
    /// What stands there, in a few words.
    pub words: &'static str,
}

/// A diagnostic before its place is known in lines and columns.
#[derive(Debug)]
pub(crate) struct DiagnosticBuilder {
    code: Code,
    span: Span,
    message: String,
    label: Option<String>,
    help: Option<String>,
    fixes: Vec<FixDraft>,
    related: Option<Related>,
}

impl DiagnosticBuilder {
    /// A few words to stand under the place.
    pub(crate) fn label(&mut self, label: impl Into<String>) -> &mut DiagnosticBuilder {
        self.label = Some(label.into());
        self
    }

    /// What to do about it.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut DiagnosticBuilder {
        self.help = Some(help.into());
        self
    }

    /// What to do about it, if anything can be said.
    pub(crate) fn maybe_help(&mut self, help: Option<String>) -> &mut DiagnosticBuilder {
        self.help = help.or_else(|| self.help.take());
        self
    }

    /// `did you mean ...?` where something is near enough, else what `or_else` says.
    pub(crate) fn suggest(
        &mut self,
        near: Option<&str>,
        or_else: impl FnOnce() -> Option<String>,
    ) -> &mut DiagnosticBuilder {
        match near {
            Some(near) => self.did_you_mean(self.span, near),
            None => self.maybe_help(or_else()),
        }
    }

    /// `did you mean ...?` of a part of the place.
    pub(crate) fn did_you_mean(&mut self, span: Span, near: &str) -> &mut DiagnosticBuilder {
        self.help(format!("did you mean `{near}`?")).fixes(|| vec![FixDraft::replace(span, near)])
    }

    /// The other place that it speaks of.
    pub(crate) fn related(&mut self, span: Span, words: &'static str) -> &mut DiagnosticBuilder {
        self.related = Some(Related { span: span.range(), words });
        self
    }

    /// How it may be put right: asked only where diagnostics say so.
    pub(crate) fn fixes(&mut self, fixes: impl FnOnce() -> Vec<FixDraft>) -> &mut DiagnosticBuilder {
        self.fixes.extend(if_enabled(fixes));
        self
    }
}

/// Everything found so far.
#[derive(Debug, Default)]
pub(crate) struct DiagnosticSink {
    reported: Vec<DiagnosticBuilder>,
    errors: usize,
    dropped: usize,
    /// A line was not understood, or understood only in part: what the charter does not say cannot be known.
    pub(crate) partially_parsed: bool,
}

impl DiagnosticSink {
    /// Reports something. The caller may add to it.
    #[expect(
        clippy::indexing_slicing,
        reason = "it has just been put there, and `push_mut` is too new for the browser's build"
    )]
    pub(crate) fn add(&mut self, code: Code, span: Span, message: impl Into<String>) -> &mut DiagnosticBuilder {
        if code.severity() == Severity::Error {
            self.errors += 1;
        }
        let diagnostic = DiagnosticBuilder {
            code,
            span,
            message: message.into(),
            label: None,
            help: None,
            fixes: Vec::new(),
            related: None,
        };
        // Past the limit the last one is overwritten, so that the caller still has something to add to.
        if self.reported.len() >= MAX_COLLECTED {
            self.dropped += 1;
            self.reported.truncate(MAX_COLLECTED - 1);
        }
        let position = self.reported.len();
        self.reported.push(diagnostic);
        &mut self.reported[position]
    }

    /// Whether so much is wrong that reading on serves nobody.
    pub(crate) fn is_full(&self) -> bool {
        self.dropped > 0
    }

    /// Whether the last thing reported has this code.
    pub(crate) fn last_is(&self, code: Code) -> bool {
        self.reported.last().is_some_and(|last| last.code == code)
    }

    /// How many errors there are.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// In the order of the text, each once, and no more than anybody will read.
    pub(crate) fn into_diagnostics(mut self, source: &Source<'_>) -> Vec<Diagnostic> {
        self.reported.sort_by(|a, b| {
            (a.span.start, a.span.end, a.code)
                .cmp(&(b.span.start, b.span.end, b.code))
                .then_with(|| a.message.cmp(&b.message))
        });
        self.reported.dedup_by(|a, b| (a.span.start, a.code, &a.message) == (b.span.start, b.code, &b.message));
        let beyond = self.reported.len().saturating_sub(MAX_DIAGNOSTICS) + self.dropped;
        self.reported.truncate(MAX_DIAGNOSTICS);
        if beyond > 0 {
            let end = source.text().len();
            let span = self.reported.last().map_or(Span::new(end, end), |last| last.span);
            self.add(Code::TooMany, span, format!("There are at least {beyond} more problems below this one."))
                .help("correct those that are shown and check again");
        }
        self.reported.into_iter().map(|diagnostic| diagnostic.into_diagnostic(source)).collect()
    }
}

impl DiagnosticBuilder {
    fn into_diagnostic(self, source: &Source<'_>) -> Diagnostic {
        let position = source.position(self.span);
        Diagnostic {
            line: position.line,
            column: position.column,
            code: self.code,
            severity: self.code.severity(),
            message: shortened(self.message),
            help: self.help.map(shortened),
            label: self.label.unwrap_or_else(|| self.code.title().to_owned()),
            length: position.length,
            span: self.span.range(),
            fixes: self.fixes.into_iter().map(|draft| draft.resolve(self.code, source)).collect(),
            related: self.related,
        }
    }
}
