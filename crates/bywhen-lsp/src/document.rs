//! A charter that is open in the editor.

use bywhen::language::Parsed;
use bywhen::{Plan, Proof, Setting};

use crate::line_index::{Encoding, LineIndex};

/// A text with all that is known of it. It is read once, whenever it changes.
#[derive(Debug)]
pub struct Document {
    /// The text.
    pub text: String,
    /// Where its lines begin.
    pub line_index: LineIndex,
    /// What became of it.
    pub parsed: Parsed,
    /// The charter ready to be asked, where nothing is wrong with it.
    pub plan: Option<Plan>,
    /// What came of its examples.
    pub proofs: Vec<Proof>,
}

impl Document {
    /// Reads a text, checks it and runs its examples, with the bundled bank holidays.
    pub fn new(text: String, encoding: Encoding) -> Document {
        let parsed = bywhen::parse(&text);
        let plan = parsed.charter.clone().and_then(|charter| Plan::compile(charter, &Setting::default()).ok());
        let proofs = plan.as_ref().map(Plan::prove).unwrap_or_default();
        Document { line_index: LineIndex::new(&text, encoding), text, parsed, plan, proofs }
    }

    /// The byte of a position.
    pub(crate) fn offset(&self, position: lsp_types::Position) -> usize {
        self.line_index.offset(&self.text, position)
    }

    /// The range of some bytes.
    pub(crate) fn range(&self, span: &std::ops::Range<usize>) -> lsp_types::Range {
        self.line_index.range(&self.text, span)
    }
}
