//! Many cases at once, as columns of keys and encoded times.
//!
//! Intern each distinct string once as a [`NameKey`], encode the times as [`EncodedTime`]s, and get a [`Verdict`] for each case and
//! promise. The functions are those that evaluate a single case, without names and in buffers that are reused, so that
//! nothing is allocated in the loop.

mod assessor;
mod cached_verdict;
mod columns;
mod contacts;
mod day_cache;
mod event_columns;
mod fast_path;
mod keys;
mod reasons;
mod verdict;
mod verdicts;

pub use crate::fact_value::EncodedFact;
pub use assessor::Assessor;
pub use columns::{Cases, EncodedTime, EventColumn, FactColumn, KeyColumn, Log, LogEntry};
pub use keys::{EventKey, NameKey};
pub use verdict::Verdict;
pub use verdicts::{DetailedVerdict, Taken, Verdicts};
