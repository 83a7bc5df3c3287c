//! How a file is read.

/// How a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The most rows a batch has. A batch may have fewer, and always has at least one.
    pub rows: usize,
    /// The most bytes one row of CSV, one line of JSON or the text of one row of Parquet may have. It is what bounds the memory that a quotation mark
    /// that is never closed, or a line that never ends, can take.
    pub row_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { rows: 8_192, row_bytes: 1 << 20 }
    }
}
