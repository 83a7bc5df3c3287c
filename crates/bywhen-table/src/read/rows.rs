//! Batches of rows.

use arrow::array::RecordBatch;

/// One batch of rows.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The columns as they were read, in the order they were asked for: text for CSV and JSON lines, the file's own
    /// types for Parquet.
    pub batch: RecordBatch,
    /// The number of the first row. Rows count from 1; a heading is none.
    pub first: u64,
    /// The rows that could not be read, by their place in the batch, each with the reason: a sentence that says what,
    /// where, and what to do. Their cells are null where nothing could be made of them.
    pub unreadable: Vec<(usize, String)>,
}
