//! The server as an editor meets it: messages in, messages out.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod completing;
mod diagnosing;
mod formatting;
mod hovering;
mod fix;
mod naming;
mod odd_input;
mod outline;
mod protocol;
mod support;
