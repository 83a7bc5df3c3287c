//! The server as an editor meets it: messages in, messages out.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests"
)]

mod completing;
mod diagnosing;
mod formatting;
mod hovering;
mod mending;
mod naming;
mod odd_input;
mod outline;
mod protocol;
mod support;
