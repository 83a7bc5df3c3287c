//! The grammar.

use pest_derive::Parser;

/// The parser that pest makes of the grammar.
#[derive(Parser)]
#[grammar = "parse/charter.pest"]
pub(crate) struct Grammar;
