//! The standard output.

use std::io;

/// The standard output, on which writing fails where it cannot be written to. That of the standard library passes over
/// what is open for reading only, as if all had been written.
///
/// One that is closed when a program starts cannot be told from `/dev/null`: it is opened in its place before any line of
/// the program runs.
///
/// # Errors
///
/// Where the system does not hand it out.
#[cfg(unix)]
pub fn stdout() -> io::Result<std::fs::File> {
    use std::os::fd::AsFd;

    Ok(io::stdout().as_fd().try_clone_to_owned()?.into())
}

/// The standard output.
///
/// # Errors
///
/// None here.
#[cfg(not(unix))]
pub fn stdout() -> io::Result<io::Stdout> {
    Ok(io::stdout())
}
