//! Tests of publications, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

#[path = "../../../bywhen/tests/it/questions/mod.rs"]
#[allow(dead_code, reason = "the laws of `bywhen` ask for more")]
mod questions;

mod coverage;
mod laws;
mod lookup;
mod page;
mod starter;
