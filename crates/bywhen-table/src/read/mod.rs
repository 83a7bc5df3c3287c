//! Files of cases, a batch of rows at a time.

/// One batch of rows.
pub struct Rows {
    /// The columns as they were read.
    pub batch: arrow::array::RecordBatch,
    /// The number of the first row.
    pub first: u64,
    /// Rows that could not be read, each with the reason.
    pub unreadable: Vec<(usize, String)>,
}
