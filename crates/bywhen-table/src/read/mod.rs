//! Files of cases, a batch of rows at a time.
//!
//! [`open`] looks at the head of a file and says which columns it has; [`Opened::select`] then names the columns to
//! read, and the [`Reader`] it gives hands on batches of [`Rows`]. A file bigger than memory streams through: no reader
//! holds more than one batch.
//!
//! Nothing is lost. A row that cannot be read is a row all the same, with a reason, and every good row before and
//! after it is read. That is why the readers of CSV and of JSON lines are here: those of arrow stop at the first row
//! they cannot read, and with it lose the rest of the file.

mod batch_builder;
mod batches;
mod columns;
mod csv;
mod encoding;
mod error;
mod json_lines;
mod line_buffer;
mod options;
mod parquet;
mod reader;
mod rows;
mod source;
mod split;

pub use bywhen_files::{Format, UnknownFormat};
pub use error::ReadError;
pub use options::Options;
pub use reader::{Opened, Reader, open, open_batches};
pub use rows::Rows;
pub use source::Source;
