//! What must hold for any input: one module for each fuzz target, each with a function that takes any bytes and panics where a
//! law is broken. The targets in `fuzz_targets` call it under the fuzzer, `tests/corpus.rs` with every file that is kept.

pub mod calc_question;
pub mod case_against_plan;
pub mod charter_text;
pub mod compiled_file;
#[cfg(feature = "tables")]
pub mod hostile_name;
#[cfg(feature = "tables")]
pub mod table_rows;

mod arbitrary_case;
mod charters;
mod prose;

use std::sync::OnceLock;

use bywhen::{Calendars, CompileOptions};

/// Events that every charter knows, beside receipt.
const GENERAL_EVENTS: [&str; 7] =
    ["escalated", "paused", "resumed", "extended", "extension-corrected", "extension-withdrawn", "reopened"];

/// A target: its name, which its folders have too, and what it runs.
pub type Target = (&'static str, fn(&[u8]));

/// Every target.
pub const TARGETS: &[Target] = &[
    ("calc_question", calc_question::run),
    ("case_against_plan", case_against_plan::run),
    ("charter_text", charter_text::run),
    ("compiled_file", compiled_file::run),
    #[cfg(feature = "tables")]
    ("hostile_name", hostile_name::run),
    #[cfg(feature = "tables")]
    ("table_rows", table_rows::run),
];

/// The bundled bank holidays, read once.
fn calendars() -> &'static Calendars {
    static CALENDARS: OnceLock<Calendars> = OnceLock::new();
    CALENDARS.get_or_init(Calendars::bundled)
}

fn setting() -> CompileOptions {
    CompileOptions::new(calendars().clone())
}
