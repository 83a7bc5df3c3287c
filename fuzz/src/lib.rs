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
mod general_events;
mod prose;
mod setting;

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
