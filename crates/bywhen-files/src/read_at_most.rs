//! Bounded reading of a whole source.

use std::io::{self, Read};

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
