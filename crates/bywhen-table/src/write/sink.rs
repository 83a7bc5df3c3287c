//! Where the bytes go, and how a file takes its name.

use std::ffi::OsString;
use std::fs::{self, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use super::Target;

/// Where the bytes go.
pub(super) enum Sink {
    /// A file that takes its name when it is finished. If it is dropped before, it is removed.
    Named { file: BufWriter<NamedTempFile>, path: PathBuf },
    /// What has no name to take.
    Open(BufWriter<Box<dyn Write + Send>>),
}

impl Sink {
    pub(super) fn open(target: Target) -> io::Result<Self> {
        let path = match target {
            Target::File(path) => path,
            Target::Stdout => return Ok(Self::Open(BufWriter::new(Box::new(io::stdout())))),
            Target::Stream { bytes, .. } => return Ok(Self::Open(BufWriter::new(bytes))),
        };
        match fs::metadata(&path) {
            Ok(about) if about.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
            // It could be replaced all the same, but who made it so means it to stay.
            Ok(about) if about.is_file() && about.permissions().readonly() => {
                Err(io::ErrorKind::PermissionDenied.into())
            }
            // The file behind a link is replaced, not the link; and the new one may be read by whoever read the old.
            Ok(about) if about.is_file() => {
                let path = fs::canonicalize(&path)?;
                let file = beside(&path, Some(about.permissions()))?;
                Ok(Self::Named { file, path })
            }
            // A device or a named pipe: to put a file in its place would take it away.
            Ok(_) => {
                let device = OpenOptions::new().write(true).open(&path)?;
                Ok(Self::Open(BufWriter::new(Box::new(device))))
            }
            Err(_) => Ok(Self::Named { file: beside(&path, None)?, path }),
        }
    }

    /// Writes out what is held back, and gives a file its name.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Named { file, path } => {
                let file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
                // Before the name: else a loss of power could leave the name and nothing behind it.
                file.as_file().sync_all()?;
                file.persist(path).map(drop).map_err(|error| error.error)
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

/// A file beside `path`, on the same file system, so that it can take its name in one step.
fn beside(path: &Path, permissions: Option<fs::Permissions>) -> io::Result<BufWriter<NamedTempFile>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // Asked for beforehand: the error of a temporary file names a file that nobody asked for.
    fs::metadata(folder)?;
    let mut prefix = OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(".");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".part");
    // A temporary file is its owner's alone unless told otherwise; the outcome is a file like any other.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    Ok(BufWriter::new(file))
}
