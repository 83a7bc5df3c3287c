//! Text to syntax: each line parsed by the grammar, and put below the line that it belongs to.
//!
//! Nothing here knows which names a charter declares or what its statements mean together.

pub(crate) mod anchor_words;
pub(crate) mod build;
pub(crate) mod expectation;
pub(crate) mod expected;
pub(crate) mod grammar;
pub(crate) mod keywords;
pub(crate) mod line_start;
mod raw_line;
pub(crate) mod read;
pub mod syntax;
pub(crate) mod vocabulary_index;
pub(crate) mod wordings;
