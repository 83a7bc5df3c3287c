//! Where the bytes go.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::stdout;
use crate::temp_file::{TempFile, resolve_links};

/// Where the bytes go: a file that takes its name when it is finished, or what hands them on at once.
pub struct Sink(Kind);

enum Kind {
    /// If it is dropped before it is finished, it is removed.
    File { file: BufWriter<TempFile>, path: PathBuf },
    /// Standard output, a device or a stream.
    Stream(BufWriter<Box<dyn Write + Send>>),
}

impl Sink {
    /// A file, or the device or pipe of that name. A link is followed.
    ///
    /// # Errors
    ///
    /// Where nothing can be written there.
    pub fn file(path: &Path) -> io::Result<Self> {
        match fs::metadata(path) {
            // A device or a named pipe: to put a file in its place would take it away.
            Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
                Ok(Self::stream(Box::new(OpenOptions::new().write(true).open(path)?)))
            }
            _ => {
                let path = resolve_links(path)?;
                Ok(Self(Kind::File { file: BufWriter::new(TempFile::create_for(&path)?), path }))
            }
        }
    }

    /// The standard output.
    ///
    /// # Errors
    ///
    /// Where the system does not hand it out.
    pub fn stdout() -> io::Result<Self> {
        Ok(Self::stream(Box::new(stdout()?)))
    }

    /// Anything else that takes bytes.
    #[must_use]
    pub fn stream(bytes: Box<dyn Write + Send>) -> Self {
        Self(Kind::Stream(BufWriter::new(bytes)))
    }

    /// Writes out what is held back, and gives a file its name.
    ///
    /// # Errors
    ///
    /// I/O errors. A file that was there before is then unchanged.
    pub fn finish(self) -> io::Result<()> {
        match self.0 {
            Kind::File { file, path } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path)
            }
            Kind::Stream(mut bytes) => bytes.flush(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::File { file, .. } => file.write(bytes),
            Kind::Stream(open) => open.write(bytes),
        }
    }

    /// A file in the making is read by nobody: only what is open hands on what it holds.
    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::File { .. } => Ok(()),
            Kind::Stream(open) => open.flush(),
        }
    }
}
