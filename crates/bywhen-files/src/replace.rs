//! Files replaced whole.

use std::io::{self, Write};
use std::path::Path;

use crate::Sink;

/// Puts bytes in place of a file, or makes it: at no moment is there half of it. A link is followed, and what it leads to is
/// replaced; who may read the file stays as it is.
///
/// # Errors
///
/// I/O errors. The existing file is then unchanged.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut sink = Sink::file(path)?;
    sink.write_all(bytes)?;
    sink.finish()
}

/// Whether two names are of one file, whether by a link or by another name of its. `-` names none, and what is no regular
/// file keeps nothing that could be lost.
#[must_use]
pub fn same_file(one: &Path, other: &Path) -> bool {
    let is_file = |path: &Path| path != Path::new("-") && path.is_file();
    is_file(one) && is_file(other) && same_file::is_same_file(one, other).unwrap_or(false)
}
