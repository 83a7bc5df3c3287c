//! Tests of reports, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod attainment;
mod compare;
mod report;
mod row_notes;
#[path = "../../../bywhen-table/tests/it/tables/support.rs"]
#[allow(dead_code, reason = "the tests of tables ask for more")]
mod support;
mod versions;
