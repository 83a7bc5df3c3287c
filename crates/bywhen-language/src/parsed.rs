//! The stages in a row: from a text to its charter and its diagnostics.

use bywhen_engine::Charter;

use crate::code::{Code, Severity};
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::lint::lint;
use crate::lower::lower;
use crate::parse::read::read as read_tree;
use crate::parse::syntax::Tree;
use crate::source::{MAX_BYTES, Source};
use crate::span::Span;

/// The result of parsing a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parsed {
    /// The charter, if there are no errors.
    pub charter: Option<Charter>,
    /// Errors and warnings, in text order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parsed {
    /// The errors.
    pub fn errors(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The warnings.
    pub fn warnings(&self) -> impl Iterator<Item = &Diagnostic> {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Warning)
    }

    /// Whether there is a charter. There may be warnings.
    pub fn is_ok(&self) -> bool {
        self.charter.is_some()
    }
}

/// Parses and checks a charter.
pub fn parse(text: &str) -> Parsed {
    let source = Source::new(text);
    let mut sink = DiagnosticSink::default();
    let charter = if too_large(&source, &mut sink) {
        None
    } else {
        let tree = read_tree(&source, &mut sink);
        let lowered = lower(&tree, &source, &mut sink);
        lowered.and_then(|lowered| lint(lowered, &tree, &source, &mut sink))
    };
    Parsed { charter, diagnostics: sink.into_diagnostics(&source) }
}

/// Parses and checks a charter from arbitrary bytes.
pub fn parse_bytes(bytes: &[u8]) -> Parsed {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => {
            let sound = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let text = std::str::from_utf8(sound).unwrap_or_default();
            let source = Source::new(text);
            let mut sink = DiagnosticSink::default();
            sink.add(Code::NotUtf8, Span::new(text.len(), text.len()), "From here on the file is not text in UTF-8.")
                .help("save it as plain text with the encoding UTF-8");
            Parsed { charter: None, diagnostics: sink.into_diagnostics(&source) }
        }
    }
}

/// Parses a text to a syntax tree, without semantic checks.
pub fn read(text: &str) -> (Tree<'_>, Vec<Diagnostic>) {
    let source = Source::new(text);
    let mut sink = DiagnosticSink::default();
    let tree = if too_large(&source, &mut sink) { Tree::default() } else { read_tree(&source, &mut sink) };
    (tree, sink.into_diagnostics(&source))
}

fn too_large(source: &Source<'_>, sink: &mut DiagnosticSink) -> bool {
    let too_large = source.is_too_large();
    if too_large {
        sink.add(
            Code::TooLarge,
            Span::new(0, 0),
            format!("The file is larger than {MAX_BYTES} bytes, and no charter is."),
        )
        .help("check that this is the file you meant");
    }
    too_large
}
