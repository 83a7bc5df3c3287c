//! A document that is open in the editor.

use bywhen::language::Parsed;
use bywhen::{CompileOptions, ExampleResult, Plan};

use crate::line_index::{Encoding, LineIndex};

/// A text with its analysis, computed once per change.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub text: String,
    /// The start of each line.
    pub line_index: LineIndex,
    /// The parsed charter, with diagnostics.
    pub parsed: Parsed,
    /// The compiled charter, if it has no errors.
    pub plan: Option<Plan>,
    /// The results of its examples.
    pub proofs: Vec<ExampleResult>,
}

impl Document {
    /// Parses and checks a text and runs its examples with the bundled bank holidays.
    pub fn new(text: String, encoding: Encoding) -> Document {
        let parsed = bywhen::parse(&text);
        let plan = parsed.charter.clone().and_then(|charter| Plan::compile(charter, &CompileOptions::default()).ok());
        let proofs = plan.as_ref().map(Plan::run_examples).unwrap_or_default();
        Document { line_index: LineIndex::new(&text, encoding), text, parsed, plan, proofs }
    }

    /// The byte offset of a position.
    pub(crate) fn offset(&self, position: lsp_types::Position) -> usize {
        self.line_index.offset(&self.text, position)
    }

    /// The range of a byte span.
    pub(crate) fn range(&self, span: &std::ops::Range<usize>) -> lsp_types::Range {
        self.line_index.range(&self.text, span)
    }
}
