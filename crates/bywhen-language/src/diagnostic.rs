//! Diagnostics.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::code::{Code, Severity};
use crate::fix::{Fix, FixDraft, if_enabled};
use crate::source::{Source, shortened};
use crate::span::Span;

/// The maximum number of diagnostics reported for one file.
pub const MAX_DIAGNOSTICS: usize = 100;

/// The maximum number collected, before sorting and truncating. Further ones are only counted.
const MAX_COLLECTED: usize = 2_000;

/// An error or a warning.
///
/// Serialised it has the fields that `bywhen check --format json` prints, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// The code.
    pub code: Code,
    /// The severity.
    pub severity: Severity,
    /// The message, a sentence.
    pub message: String,
    /// The help text.
    pub help: Option<String>,
    /// A short label for the span.
    #[serde(skip)]
    pub label: String,
    /// The length of the span on its line, in characters. At least 1.
    #[serde(skip)]
    pub length: usize,
    /// The byte range in the text.
    #[serde(skip)]
    pub span: Range<usize>,
    /// Alternative fixes. Empty without the feature `fixes`.
    #[serde(skip)]
    pub fixes: Vec<Fix>,
    /// A related location.
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

/// A location related to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The byte range in the text.
    pub span: Range<usize>,
    /// A short label.
    pub label: &'static str,
}

/// A diagnostic being built, without line and column.
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
    /// A short label for the span.
    pub(crate) fn label(&mut self, label: impl Into<String>) -> &mut DiagnosticBuilder {
        self.label = Some(label.into());
        self
    }

    /// The help text.
    pub(crate) fn help(&mut self, help: impl Into<String>) -> &mut DiagnosticBuilder {
        self.help = Some(help.into());
        self
    }

    /// Adds help, if there is any.
    pub(crate) fn maybe_help(&mut self, help: Option<String>) -> &mut DiagnosticBuilder {
        self.help = help.or_else(|| self.help.take());
        self
    }

    /// Suggests the closest candidate, else gives the help of `or_else`.
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

    /// Suggests a replacement for a part of the span.
    pub(crate) fn did_you_mean(&mut self, span: Span, near: &str) -> &mut DiagnosticBuilder {
        self.help(format!("did you mean `{near}`?")).fixes(|| vec![FixDraft::replace(span, near)])
    }

    /// Adds a related location.
    pub(crate) fn related(&mut self, span: Span, label: &'static str) -> &mut DiagnosticBuilder {
        self.related = Some(Related { span: span.range(), label });
        self
    }

    /// Adds fixes, computed only with the feature `fixes`.
    pub(crate) fn fixes(&mut self, fixes: impl FnOnce() -> Vec<FixDraft>) -> &mut DiagnosticBuilder {
        self.fixes.extend(if_enabled(fixes));
        self
    }
}

/// Collects diagnostics.
#[derive(Debug, Default)]
pub(crate) struct DiagnosticSink {
    reported: Vec<DiagnosticBuilder>,
    errors: usize,
    dropped: usize,
    /// Some line could not be parsed in full, so that absence of a statement proves nothing.
    pub(crate) partially_parsed: bool,
}

impl DiagnosticSink {
    /// Reports a diagnostic and returns its builder.
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

    /// Whether the limit has been reached.
    pub(crate) fn is_full(&self) -> bool {
        self.dropped > 0
    }

    /// Whether the last diagnostic has this code.
    pub(crate) fn last_is(&self, code: Code) -> bool {
        self.reported.last().is_some_and(|last| last.code == code)
    }

    /// The number of errors.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Sorts by position, removes duplicates and truncates.
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
