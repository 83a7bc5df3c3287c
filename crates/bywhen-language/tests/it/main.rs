//! Tests of charter text, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod ambiguity;
mod bad;
mod bounds;
mod calculation;
mod cases;
mod code_examples;
mod completion;
#[cfg(feature = "fixes")]
mod fixes;
mod format;
mod hostile;
mod hours;
mod keywords;
mod model;
mod support;
mod symbols;
mod wordings;
