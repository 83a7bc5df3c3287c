//! Builds syntax nodes from pest pairs.
//!
//! Values that are wrong in themselves (31 February, bare days, 120%) are reported here. Where something can stand in
//! for the wrong value the line is kept, so that the rest of it is checked too; a charter with an error is never used.

mod calendar;
mod clock;
mod condition;
mod example;
mod fact;
mod limit;
mod statement;
mod values;
mod variation;

use pest::iterators::Pair;

use crate::diagnostic::DiagnosticSink;
use crate::parse::grammar::Rule;
use crate::parse::syntax::Text;
use crate::span::Span;

pub(crate) use values::number;

/// Builds the syntax nodes of one text.
pub(crate) struct Builder<'f> {
    pub(crate) sink: &'f mut DiagnosticSink,
    /// The offset of the text in the source.
    base: usize,
}

impl<'f> Builder<'f> {
    pub(crate) fn new(sink: &'f mut DiagnosticSink, base: usize) -> Builder<'f> {
        Builder { sink, base }
    }

    pub(crate) fn span(&self, pair: &Pair<'_, Rule>) -> Span {
        // Where what may follow does not, the blank before it belongs to the pair all the same.
        let (start, text) = (self.base + pair.as_span().start(), pair.as_str().trim_end());
        Span::new(start, start + text.len())
    }

    /// The text of a pair, verbatim.
    fn text<'s>(&self, pair: &Pair<'s, Rule>) -> Text<'s> {
        Text { value: pair.as_str(), span: self.span(pair) }
    }
}
