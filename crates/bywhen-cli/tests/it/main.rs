//! Tests of the command, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod bank_holidays;
#[cfg(feature = "tables")]
mod command;
mod compile;
mod due;
mod lsp;
mod man;
#[cfg(feature = "tables")]
mod pipes;
#[cfg(all(unix, feature = "tables"))]
mod robust;
mod show;
#[cfg(not(feature = "tables"))]
mod without_tables;
