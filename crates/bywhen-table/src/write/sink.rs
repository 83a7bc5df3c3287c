//! Where the bytes go.

use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use super::whole::{Part, resolved};
use super::{Target, stdout};

/// Where the bytes go.
pub(super) enum Sink {
    /// A file that takes its name when it is finished. If it is dropped before, it is removed.
    Named { file: BufWriter<Part>, path: PathBuf },
    /// What has no name to take.
    Open(BufWriter<Box<dyn Write + Send>>),
}

impl Sink {
    pub(super) fn open(target: Target) -> io::Result<Self> {
        let path = match target {
            Target::File(path) => path,
            Target::Stdout => return Ok(Self::Open(BufWriter::new(Box::new(stdout()?)))),
            Target::Stream { bytes, .. } => return Ok(Self::Open(BufWriter::new(bytes))),
        };
        match fs::metadata(&path) {
            // A device or a named pipe: to put a file in its place would take it away.
            Ok(about) if !about.is_file() && !about.is_dir() => {
                let device = OpenOptions::new().write(true).open(&path)?;
                Ok(Self::Open(BufWriter::new(Box::new(device))))
            }
            _ => {
                let path = resolved(&path)?;
                Ok(Self::Named { file: BufWriter::new(Part::beside(&path)?), path })
            }
        }
    }

    /// Writes out what is held back, and gives a file its name.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Named { file, path } => {
                let part = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                part.take_its_name(&path)
            }
            Self::Open(mut bytes) => bytes.flush(),
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Named { file, .. } => file.write(bytes),
            Self::Open(open) => open.write(bytes),
        }
    }

    /// A file in the making is read by nobody: only what is open hands on what it holds.
    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Named { .. } => Ok(()),
            Self::Open(open) => open.flush(),
        }
    }
}
