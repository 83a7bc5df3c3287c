//! Errors of a table as a whole.

use arrow::error::ArrowError;
use bywhen::CaseError;

use crate::columns::MappingError;
use crate::read::ReadError;
use crate::write::WriteError;

/// An error while processing a table.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The file cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// The outcomes cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The table cannot be judged at all.
    #[error(transparent)]
    Assess(#[from] AssessError),
    /// A row could not be judged, and that was to be the end.
    #[error("row {row}: {reason}")]
    Refused {
        /// The number of the row.
        row: u64,
        /// Why.
        reason: String,
    },
    /// A column is to be passed on under a name that the outcomes have for something else.
    #[error(
        "`{name}` cannot be passed on: the outcomes have a column of that name themselves; give it another in the table"
    )]
    ReservedColumn {
        /// The column.
        name: String,
    },
    /// The outcomes do not fit into a table.
    #[error("the outcomes do not fit into a table: {0}")]
    Arrow(#[from] ArrowError),
}

impl From<MappingError> for TableError {
    fn from(error: MappingError) -> TableError {
        TableError::Assess(error.into())
    }
}

/// An error of the whole table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssessError {
    /// A column cannot be told, or holds what it cannot be.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The evaluation time, or a default for every case, is invalid.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// There is no version.
    #[error("there is no charter to judge by")]
    NoCharter,
}
