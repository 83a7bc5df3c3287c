//! Many cases at once, as columns of codes and times.
//!
//! Whoever has a table turns each distinct text into a [`Key`] once, lays the times out as [`Stamp`]s, and gets a
//! [`Verdict`] for each case and promise. It is the evaluation of a single case, without its names: the same functions,
//! in buffers that are used again for each case, so that nothing is allocated in the loop.

mod assessor;
mod awaited;
mod by_day;
mod columns;
mod contacts;
mod keys;
mod open;
mod sheet;
mod straight;
mod verdict;
mod verdicts;

pub use assessor::Assessor;
pub use columns::{Cases, EventColumn, FactColumn, Given, Log, LogEntry, Stamp};
pub use keys::{EventKey, Key};
pub use verdict::Verdict;
pub use verdicts::{Taken, Verdicts};
