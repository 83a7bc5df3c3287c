//! Files as the command and the bindings read and write them: a read has a limit, and what is written is whole or not there.
//!
//! It knows nothing of charters, and of tables only how their files are called, so that whoever handles a file needs neither for it.

mod finder;
mod format;
mod read_at_most;
mod replace;
mod sink;
mod stdout;
mod temp_file;

pub use finder::Finder;
pub use format::{Format, UnknownFormat};
pub use read_at_most::{read_at_most, read_file};
pub use replace::{replace, same_file};
pub use sink::Sink;
pub use stdout::stdout;
pub use temp_file::{create, leftovers, remove_unfinished};
