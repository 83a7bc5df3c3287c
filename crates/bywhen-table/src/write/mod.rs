//! Files of outcomes.
//!
//! A [`Writer`] takes batches and writes them as CSV, JSON lines or Parquet. A file takes its name only when it is
//! whole: one that was interrupted leaves what stood there before.

mod error;
mod target;
mod text;
mod writer;

pub use error::WriteError;
pub use target::Target;
pub use text::escape_formula;
pub use writer::Writer;
