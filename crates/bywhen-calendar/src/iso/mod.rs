//! ISO 8601, written and read by hand: an answer holds a dozen dates and a table millions, and a format would take most of
//! the time.

mod reader;
mod writer;

pub use reader::IsoTime;
pub(crate) use writer::Iso;
