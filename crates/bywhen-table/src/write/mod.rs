//! Files of outcomes.
//!
//! A [`Writer`] takes batches and writes them as CSV, JSON lines or Parquet. A file takes its name only when it is
//! whole: one that was interrupted leaves what stood there before. [`replace`] does the same with bytes that are there already.

mod error;
mod replace;
mod sink;
mod stdout;
mod target;
mod temp_file;
mod text;
mod writer;

pub use error::WriteError;
pub use replace::{replace, same_file};
pub use stdout::stdout;
pub use target::Target;
pub use temp_file::{create, leftovers, remove_unfinished};
pub use text::escape_formula;
pub use writer::Writer;
