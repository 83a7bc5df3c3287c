//! Why a file cannot be read.

use std::io;

use ::parquet::errors::ParquetError;
use arrow::error::ArrowError;

use crate::columns::join_limited;

/// Why a file cannot be read, or not any further.
///
/// A row that cannot be read is none of these: it is kept, with its reason, in [`Rows`](super::Rows).
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The file cannot be opened.
    #[error("{name} cannot be opened: {error}.")]
    Open {
        /// Name of the source.
        name: String,
        /// The I/O error.
        #[source]
        error: io::Error,
    },
    /// Reading failed part of the way. The rows before were handed on.
    #[error("{name} cannot be read any further after row {after}: {error}.")]
    Interrupted {
        /// Row counts.
        name: String,
        /// The number of rows that were read.
        after: u64,
        /// The I/O error.
        #[source]
        error: io::Error,
    },
    /// There is nothing in it, so not even a heading.
    #[error("{name} is empty: a heading with the names of the columns must be its first line.")]
    Empty {
        /// Row counts.
        name: String,
    },
    /// The first line cannot serve as a heading.
    #[error("{name} has no heading that can be read. {reason}")]
    Heading {
        /// Row counts.
        name: String,
        /// A sentence that says why.
        reason: String,
    },
    /// Two columns have one name, so a cell's meaning would be a guess.
    #[error("{name} has more than one column named {columns}: give each column a name of its own.")]
    DuplicateColumns {
        /// Row counts.
        name: String,
        /// The names that are not unique, each in quotation marks.
        columns: String,
    },
    /// A column was asked for that the file does not have.
    #[error("{name} has no column \"{column}\": its columns are {columns}.")]
    UnknownColumn {
        /// Row counts.
        name: String,
        /// The column that was asked for.
        column: String,
        /// The columns there are, each in quotation marks.
        columns: String,
    },
    /// The file is no Parquet, or uses what is not supported.
    #[error("{name} cannot be read as Parquet: {error}.")]
    Parquet {
        /// Row counts.
        name: String,
        /// The error of the Parquet reader.
        #[source]
        error: ParquetError,
    },
    /// A part of a Parquet file would fill the memory by itself.
    #[error(
        "{name} has {bytes} bytes in its row group {group}, most of them of \"{column}\", and at most {most} are read at \
         once: write it with smaller row groups, or have fewer columns read."
    )]
    TooLarge {
        /// Name of the source.
        name: String,
        /// The largest of the columns that are wanted.
        column: String,
        /// The number of the row group, from 1.
        group: usize,
        /// How many bytes those columns have together once they are decompressed.
        bytes: u64,
        /// How many they may have.
        most: u64,
    },
    /// A part of a Parquet file is damaged. The rows before were handed on.
    #[error("{name} cannot be read any further after row {after}: {error}.")]
    Damaged {
        /// Row counts.
        name: String,
        /// The number of rows that were read.
        after: u64,
        /// The error of the Parquet reader.
        #[source]
        error: ArrowError,
    },
    /// The columns cannot be put together to a batch.
    #[error("{name} cannot be read: its columns do not make a batch ({error}).")]
    Batch {
        /// Row counts.
        name: String,
        /// The error of arrow.
        #[source]
        error: ArrowError,
    },
}

/// Names in a sentence: each in quotation marks, between commas.
pub(super) fn quoted<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    join_limited(names.iter().map(|name| format!("\"{name}\"")), names.len())
}
