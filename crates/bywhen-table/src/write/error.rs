//! Why outcomes cannot be written.

use std::io;

use arrow::error::ArrowError;
use parquet::errors::ParquetError;

/// Why outcomes cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The reader of the output has closed it, as `| head` does. Not worth a message.
    #[error("{name} was closed by its reader before everything was written.")]
    BrokenPipe {
        /// Name of the output.
        name: String,
    },
    /// The file cannot be made.
    #[error("{name} cannot be written: {error}.")]
    Create {
        /// Name of the output.
        name: String,
        /// The I/O error.
        #[source]
        error: io::Error,
    },
    /// Writing failed part of the way. A file that was there before is as it was.
    #[error("{name} cannot be written to its end: {error}.")]
    Interrupted {
        /// Name of the output.
        name: String,
        /// The I/O error.
        #[source]
        error: io::Error,
    },
    /// A value or a column has no form in the format.
    #[error("{name} cannot be written: its columns do not fit the format ({error}).")]
    Unfit {
        /// Name of the output.
        name: String,
        /// The error of arrow.
        #[source]
        error: ArrowError,
    },
    /// A batch has other columns than those the file was begun with.
    #[error("{name} cannot take a batch whose columns are not those it was begun with.")]
    OtherColumns {
        /// Name of the output.
        name: String,
    },
    /// Parquet cannot be made of it.
    #[error("{name} cannot be written as Parquet: {error}.")]
    Parquet {
        /// Name of the output.
        name: String,
        /// The error of the Parquet writer.
        #[source]
        error: ParquetError,
    },
}

impl WriteError {
    /// An I/O error while writing.
    pub(super) fn interrupted(name: &str, error: io::Error) -> Self {
        let name = name.to_owned();
        if error.kind() == io::ErrorKind::BrokenPipe {
            Self::BrokenPipe { name }
        } else {
            Self::Interrupted { name, error }
        }
    }

    /// An error of the Parquet writer, which wraps those of its output.
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
