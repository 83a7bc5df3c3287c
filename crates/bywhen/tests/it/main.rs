//! Tests of the whole library, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod batch;
mod before_1990;
mod calculator;
mod cases;
mod clocks;
mod columns;
mod conditions;
mod corners;
mod edges;
mod encodings;
mod ended;
mod examples;
mod laws;
mod nights;
mod peers;
mod promises;
mod questions;
mod reasons;
mod receipt;
mod reference;
mod saved;
mod sentences;
mod silence;
mod standards;
mod support;
mod vectors;
mod version_gaps;
mod vocabulary;
mod worked_examples;
