//! The charter language: text to a checked charter, with every diagnostic at once.
//!
//! A text goes through three stages, each with its own type: [`Source`] has lines, [`syntax::Tree`] the
//! statements, [`Charter`] the meaning. [`parse`] runs all three.
//!
//! ```
//! let parsed = bywhen_language::parse(r#"
//! charter "Customer promise"
//!   id example-borough-council
//!   version 2026
//!   in force from 1 April 2026
//!
//! standard "Calls"
//!   applies to telephone
//!   we aim to answer at least 80% within 20 seconds of the first ring
//! "#);
//! assert_eq!(parsed.diagnostics, []);
//! assert_eq!(parsed.charter.unwrap().standards[0].stages[0].promises[0].id, "calls/answer");
//! ```
//!
//! All diagnostics are reported at once:
//!
//! ```
//! let parsed = bywhen_language::parse("standard \"Letters\"\n  we will respond within 5 wrking days of receipt");
//! let codes: Vec<String> = parsed.diagnostics.iter().map(|diagnostic| diagnostic.code.to_string()).collect();
//! assert_eq!(codes, ["E201", "E501", "E102"]);
//! assert_eq!(parsed.diagnostics[2].help.as_deref(), Some("did you mean `working`?"));
//! ```

// What pest makes of the grammar asks for it by this name.
extern crate alloc;

mod build;
mod calculation;
mod check;
mod code;
mod completion;
mod diagnostic;
mod expected;
mod fix;
mod format;
mod grammar;
mod keyword;
mod promises;
mod read;
mod source;
mod symbols;
pub mod syntax;
mod vocabulary_index;

use bywhen_engine::Charter;

pub use calculation::{Calculation, calculation};
pub use code::{Code, CodeExample};
pub use completion::{CompletionItem, Completions, complete};
pub use diagnostic::{Diagnostic, MAX_DIAGNOSTICS, Related, Severity};
pub use fix::Fix;
pub use format::{FormatError, format};
pub use promises::promise_at;
pub use source::{MAX_BYTES, MAX_DEPTH, MAX_LINE_LENGTH, Source, is_invisible};
pub use symbols::{Reference, RenameEdits, RenameError, SymbolIndex, SymbolKind, built_in_names, renamable, rename};

use diagnostic::DiagnosticSink;
use syntax::{Span, Tree};

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
        let tree = read::read(&source, &mut sink);
        check::check(&tree, &source, &mut sink)
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
    let tree = if too_large(&source, &mut sink) { Tree::default() } else { read::read(&source, &mut sink) };
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
