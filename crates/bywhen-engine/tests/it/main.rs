//! Tests of plans, counting and time taken, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod any_plan;
mod counting;
#[cfg(feature = "schema")]
mod schema;
mod taken;
