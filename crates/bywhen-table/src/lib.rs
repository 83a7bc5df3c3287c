//! bywhen over tables: cases in, outcomes and attainment out.
//!
//! Data goes one way: a reader gives batches of rows, each batch becomes codes and times, the engine judges them, and
//! what it says becomes a batch of outcomes or is counted into a report. Meaning stays in the engine; here is only what
//! has to do with columns. Nothing is lost: a row that cannot be read or judged is kept, with its number and a reason.

mod assess;
mod assumed;
mod attainment;
mod batch_assessor;
mod batch_log;
mod case_ids;
pub mod columns;
mod compare;
mod error;
mod log;
mod log_notes;
mod outcomes;
mod parallel;
pub mod read;
mod receipts;
mod refusal;
pub mod report;
mod shortened;
mod subjects;
mod summary;
pub mod write;

pub use assess::{AssessRequest, assess, outcomes, worklist};
pub use attainment::{counts, report as attainment};
pub use batch_assessor::{AssessedBatch, AssessedRow, BatchAssessor};
pub use compare::{Comparison, DecidedCounts, PromiseComparison, compare};
pub use error::{AssessError, TableError};
pub use log::{EventLog, LogSpec, LogSpecError};
pub use outcomes::{COLUMNS, OutcomeFilter, Outcomes};
pub use refusal::Refusal;
pub use summary::Summary;
