//! bywhen over tables: cases in, outcomes out.
//!
//! Data goes one way: a reader gives batches of rows, each batch becomes codes and times, the engine judges them, and
//! what it says becomes a batch of outcomes, or is counted by [`fold`]. Meaning stays in the engine; here is only what
//! has to do with columns. Nothing is lost: a row that cannot be read or judged is kept, with its number and a reason.

mod assess;
mod assumed;
mod batch_assessor;
mod batch_log;
mod case_ids;
pub mod columns;
mod error;
mod fold;
mod log;
mod log_notes;
mod outcome_columns;
mod outcomes;
mod parallel;
pub mod phrases;
pub mod read;
mod receipts;
mod refusal;
mod row_notes;
mod shortened;
mod summary;
pub mod write;

pub use assess::{AssessRequest, assess, outcomes, worklist};
pub use batch_assessor::{AssessedBatch, AssessedRow, BatchAssessor};
pub use error::{AssessError, TableError};
pub use fold::{fold, fold_both};
pub use log::{EventLog, LogSpec, LogSpecError};
pub use outcomes::{OutcomeFilter, Outcomes};
pub use refusal::Refusal;
pub use row_notes::{AssumedFact, BeforeReceipt, RepeatedId, RepeatedIds};
pub use summary::Summary;
