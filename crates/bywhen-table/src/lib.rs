//! bywhen over tables: cases in, outcomes and attainment out.
//!
//! Data goes one way: a reader gives batches of rows, each batch becomes codes and times, the engine judges them, and
//! what it says becomes a batch of outcomes or is counted into a report. Meaning stays in the engine; here is only what
//! has to do with columns. Nothing is lost: a row that cannot be read or judged is kept, with its number and a reason.

mod assess;
mod assumed;
mod attainment;
mod case_ids;
pub mod columns;
mod compare;
mod judge;
mod log;
mod log_notes;
mod logged;
mod outcomes;
mod parallel;
pub mod read;
mod receipts;
mod refusal;
pub mod report;
mod shortened;
mod subjects;
mod summary;
mod versions;
pub mod write;

pub use assess::{Question, TableError, assess, outcomes, worklist};
pub use attainment::{counts, report as attainment};
pub use compare::{Compared, Comparison, Decided, compare};
pub use judge::{Judge, JudgeError, Judged, JudgedRow};
pub use log::{EventLog, LogNaming, NoLogColumn};
pub use outcomes::{COLUMNS, Only, Outcomes};
pub use refusal::Refusal;
pub use summary::Summary;
pub use versions::Versions;
