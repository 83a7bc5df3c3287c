//! The server as an editor meets it: messages in, messages out.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod code_actions;
mod completion;
mod diagnostics;
mod formatting;
mod hover;
mod navigation;
mod odd_input;
mod outline;
mod protocol;
mod support;
