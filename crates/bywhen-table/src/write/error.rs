//! Why outcomes cannot be written.

use std::io;

use arrow::error::ArrowError;
use parquet::errors::ParquetError;

/// Why outcomes cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Whoever read the output has gone: `| head` has seen enough. No fault, and no reason for a message.
    #[error("{name} was closed by its reader before everything was written.")]
    BrokenPipe {
        /// What was written to.
        name: String,
    },
    /// The file cannot be made.
    #[error("{name} cannot be written: {error}.")]
    Create {
        /// What was to be written.
        name: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// Writing failed part of the way. A file that was there before is as it was.
    #[error("{name} cannot be written to its end: {error}.")]
    Interrupted {
        /// What was written to.
        name: String,
        /// What the system says.
        #[source]
        error: io::Error,
    },
    /// A value or a column has no form in the format.
    #[error("{name} cannot be written: its columns do not fit the format ({error}).")]
    Unfit {
        /// What was written to.
        name: String,
        /// What arrow says.
        #[source]
        error: ArrowError,
    },
    /// A batch has other columns than those the file was begun with.
    #[error("{name} cannot take a batch whose columns are not those it was begun with.")]
    OtherColumns {
        /// What was written to.
        name: String,
    },
    /// Parquet cannot be made of it.
    #[error("{name} cannot be written as Parquet: {error}.")]
    Parquet {
        /// What was written to.
        name: String,
        /// What the writer of Parquet says.
        #[source]
        error: ParquetError,
    },
}

impl WriteError {
    /// What went wrong while bytes were written.
    pub(super) fn interrupted(name: &str, error: io::Error) -> Self {
        let name = name.to_owned();
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe { name }
        } else {
            Self::Interrupted { name, error }
        }
    }

    /// What went wrong in the writer of Parquet, which wraps the errors of what it writes to.
    pub(super) fn parquet(name: &str, error: ParquetError) -> Self {
        match error {
            ParquetError::External(inner) => match inner.downcast::<io::Error>() {
                Ok(error) => Self::interrupted(name, *error),
                Err(inner) => Self::Parquet { name: name.to_owned(), error: ParquetError::External(inner) },
            },
            error => Self::Parquet { name: name.to_owned(), error },
        }
    }
}
