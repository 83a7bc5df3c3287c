//! Where rows are read from.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::ReadError;

/// Where rows are read from.
pub enum Source {
    /// A file.
    File(PathBuf),
    /// The standard input.
    Stdin,
    /// Anything else that gives bytes.
    Stream {
        /// Name used in errors.
        name: String,
        /// The bytes.
        bytes: Box<dyn Read + Send>,
    },
}

impl Source {
    /// Parses a command-line argument: `-` is the standard input.
    #[must_use]
    pub fn named(name: &Path) -> Self {
        if name == Path::new("-") { Self::Stdin } else { Self::File(name.to_owned()) }
    }

    /// Name used in errors.
    pub(super) fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Stdin => "The standard input".to_owned(),
            Self::Stream { name, .. } => name.clone(),
        }
    }

    /// Its bytes, one after the other.
    pub(super) fn stream(self) -> Result<Stream, ReadError> {
        let name = self.name();
        let (bytes, live): (Box<dyn Read + Send>, bool) = match self {
            Self::File(path) => {
                let (file, regular) = open_file(&path, &name)?;
                (Box::new(file), !regular)
            }
            Self::Stdin => (Box::new(io::stdin()), true),
            Self::Stream { bytes, .. } => (bytes, true),
        };
        Ok(Stream { name, bytes, live })
    }

    /// Its bytes at any place. What cannot be sought in is first copied to a temporary file and not to memory, so that
    /// it may be bigger than memory. `magic`: what it begins with.
    pub(super) fn seekable(self, magic: &[u8]) -> Result<(String, File), ReadError> {
        let name = self.name();
        let mut bytes: Box<dyn Read + Send> = match self {
            Self::File(path) => {
                let (file, regular) = open_file(&path, &name)?;
                if regular {
                    return Ok((name, file));
                }
                Box::new(file)
            }
            Self::Stdin => Box::new(io::stdin()),
            Self::Stream { bytes, .. } => bytes,
        };
        let mut spool = || -> io::Result<File> {
            let mut file = tempfile::tempfile()?;
            // What does not begin as it must is not copied to its end, which it may not have.
            let begun = io::copy(&mut bytes.by_ref().take(magic.len() as u64), &mut file)?;
            file.seek(SeekFrom::Start(0))?;
            let mut beginning = vec![0; usize::try_from(begun).unwrap_or(0)];
            file.read_exact(&mut beginning)?;
            if beginning == magic {
                io::copy(&mut bytes, &mut file)?;
            }
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        };
        match spool() {
            Ok(file) => Ok((name, file)),
            Err(error) => Err(ReadError::Open { name, error }),
        }
    }
}

/// Bytes one after the other.
pub(super) struct Stream {
    pub(super) name: String,
    pub(super) bytes: Box<dyn Read + Send>,
    /// Whether another program may be waiting for answers while it writes: true of all but files.
    pub(super) live: bool,
}

/// The file, and whether it is one that lies on a disk.
fn open_file(path: &Path, name: &str) -> Result<(File, bool), ReadError> {
    let open = || -> io::Result<(File, bool)> {
        let file = File::open(path)?;
        let about = file.metadata()?;
        // Opening a directory succeeds on some systems, and only reading it fails, with a message about neither.
        if about.is_dir() { Err(io::ErrorKind::IsADirectory.into()) } else { Ok((file, about.is_file())) }
    };
    open().map_err(|error| ReadError::Open { name: name.to_owned(), error })
}
