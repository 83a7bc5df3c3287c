//! Files of outcomes.
//!
//! A [`Writer`] takes batches and writes them as CSV, JSON lines or Parquet. A file takes its name only when it is
//! whole: one that was interrupted leaves what stood there before. [`replace`] does the same with bytes that are there already.

mod error;
mod sink;
mod stdout;
mod target;
mod text;
mod whole;
mod writer;

pub use error::WriteError;
pub use stdout::stdout;
pub use target::Target;
pub use text::no_formula;
pub use whole::{abandon, create, left_behind, replace, same_file};
pub use writer::Writer;
