//! Many cases at once, as columns of codes and times.
//!
//! Whoever has a table turns each distinct text into a [`Key`] once, lays the times out as [`Stamp`]s, and gets a
//! [`Verdict`] for each case and promise. It is the evaluation of a single case, without its names: the same functions,
//! in buffers that are used again for each case, so that nothing is allocated in the loop.

mod assessor;
mod columns;
mod keys;
mod straight;
mod verdict;

pub use assessor::Assessor;
pub use columns::{Cases, EventColumn, FactColumn, Given, Log, LogEntry, Stamp};
pub use keys::{EventKey, Key};
pub use verdict::{Provisional, Verdict, Verdicts};
