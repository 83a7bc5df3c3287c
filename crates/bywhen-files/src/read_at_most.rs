//! Bounded reading of a whole source.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a source, and one more than `limit` where it has more: enough to see that it is too large.
///
/// # Errors
///
/// Where it could not be opened or cannot be read.
pub fn read_at_most(source: io::Result<impl Read>, limit: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source?.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// As [`read_at_most`], of a file, which the error names.
///
/// # Errors
///
/// Where it cannot be opened or read.
pub fn read_file(path: &Path, limit: usize) -> io::Result<Vec<u8>> {
    read_at_most(File::open(path), limit).map_err(|error| named(path, error))
}

/// The same error, with the path before it.
pub(crate) fn named(path: &Path, error: io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
