//! Where the bytes go.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::temp_file::{TempFile, resolve_links};
use super::{Target, stdout};

/// Where the bytes go.
pub(super) enum Sink {
    /// A file that takes its name when it is finished. If it is dropped before, it is removed.
    File { file: BufWriter<TempFile>, path: PathBuf },
    /// Standard output, a device or a stream.
    Stream(BufWriter<Box<dyn Write + Send>>),
}

impl Sink {
    pub(super) fn open(target: Target) -> io::Result<Self> {
        let path = match target {
            Target::File(path) => path,
            Target::Stdout => return Ok(Self::Stream(BufWriter::new(Box::new(stdout()?)))),
            Target::Stream { bytes, .. } => return Ok(Self::Stream(BufWriter::new(bytes))),
        };
        match fs::metadata(&path) {
            // A device or a named pipe: to put a file in its place would take it away.
            Ok(metadata) if !metadata.is_file() && !metadata.is_dir() => {
                let device = OpenOptions::new().write(true).open(&path)?;
                Ok(Self::Stream(BufWriter::new(Box::new(device))))
            }
            _ => {
                let path = resolve_links(&path)?;
                Ok(Self::File { file: BufWriter::new(TempFile::create_for(&path)?), path })
            }
        }
    }

    /// Writes out what is held back, and gives a file its name.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::File { file, path } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.persist(&path)
            }
            Self::Stream(mut bytes) => bytes.flush(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File { file, .. } => file.write(bytes),
            Self::Stream(open) => open.write(bytes),
        }
    }

    /// A file in the making is read by nobody: only what is open hands on what it holds.
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File { .. } => Ok(()),
            Self::Stream(open) => open.flush(),
        }
    }
}
