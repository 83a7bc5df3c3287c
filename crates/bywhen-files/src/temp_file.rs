//! Files that are whole or not there: written beside the file whose name they take in the end.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile};

/// Suffix of temporary files.
const SUFFIX: &str = ".part";

/// How many links may lead to one another.
const MAX_LINKS: usize = 40;

/// The files in the making, so that they can be removed where the program is told to stop.
static UNFINISHED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Makes a file that is not there yet.
///
/// # Errors
///
/// I/O errors, such as that the file exists already; it stays as it is.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut file = TempFile::create_for(path)?;
    file.write_all(bytes)?;
    file.persist_new(path)
}

/// Temporary files left beside a file by a run that was killed, or is still at work.
#[must_use]
pub fn leftovers(path: &Path) -> Vec<PathBuf> {
    let Ok(path) = resolve_links(path) else { return Vec::new() };
    let prefix = prefix(&path);
    let is_leftover = |name: &OsString| {
        let name = name.as_encoded_bytes();
        name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(SUFFIX.as_bytes())
    };
    let entries = fs::read_dir(folder(&path)).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.filter(|entry| is_leftover(&entry.file_name())).map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// Removes every file in the making, for a program that is told to stop. Those that are written on are lost.
pub fn remove_unfinished() {
    let mut files = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
    for file in std::mem::take(&mut *files) {
        // There is nobody left to tell.
        let _ = fs::remove_file(file);
    }
}

/// A file in the making. If it is dropped before it takes its name, it is removed.
pub(crate) struct TempFile {
    file: NamedTempFile,
    /// Known to [`remove_unfinished`] as long as it is there.
    guard: CleanupGuard,
}

struct CleanupGuard(PathBuf);

impl TempFile {
    /// A file beside `path`, on the same file system, so that it can take its name in one step. What stands there lends it
    /// its permissions.
    pub(crate) fn create_for(path: &Path) -> io::Result<TempFile> {
        let permissions = match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // It could be replaced all the same, but who made it so means it to stay.
            Ok(metadata) if metadata.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            Ok(metadata) => Some(metadata.permissions()),
            Err(_) => None,
        };
        let mut builder = Builder::new();
        let prefix = prefix(path);
        builder.prefix(&prefix).suffix(SUFFIX);
        // A temporary file is its owner's alone unless told otherwise; this one is to be a file like any other.
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            builder.permissions(fs::Permissions::from_mode(0o666));
        }
        let mut files = UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder(path)).map_err(without_temp_name)?;
        files.insert(file.path().to_owned());
        drop(files);
        let guard = CleanupGuard(file.path().to_owned());
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        Ok(TempFile { file, guard })
    }

    /// Takes the place of whatever has the name.
    pub(crate) fn persist(self, path: &Path) -> io::Result<()> {
        let TempFile { file, guard } = self;
        // Before the name: else a loss of power could leave the name and nothing behind it.
        file.as_file().sync_all()?;
        let persisted = file.persist(path).map(drop).map_err(|error| without_temp_name(error.error));
        drop(guard);
        persisted
    }

    /// Takes a name that nobody has.
    fn persist_new(self, path: &Path) -> io::Result<()> {
        let TempFile { file, guard } = self;
        file.as_file().sync_all()?;
        let persisted = file.persist_noclobber(path).map(drop).map_err(|error| without_temp_name(error.error));
        drop(guard);
        persisted
    }
}

/// To the file itself: the errors of a temporary one name a file that nobody asked for.
impl Write for TempFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file: &File = self.file.as_file();
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut file: &File = self.file.as_file();
        file.flush()
    }
}

impl Drop for CleanupGuard {
    fn drop(&mut self) {
        UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// The file that a name leads to, which need not be there yet.
pub(crate) fn resolve_links(path: &Path) -> io::Result<PathBuf> {
    if let Ok(found) = fs::canonicalize(path) {
        return Ok(found);
    }
    let mut path = path.to_owned();
    for _ in 0..MAX_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead to one another and to no file"))
}

/// Prefix of the temporary files for a path.
fn prefix(path: &Path) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(path.file_name().unwrap_or_default());
    prefix.push(".");
    prefix
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// An error of a temporary file without the name of that file.
fn without_temp_name(error: io::Error) -> io::Error {
    let text = error.to_string();
    match text.rsplit_once(" at path ") {
        Some((what, _)) if error.raw_os_error().is_none() => io::Error::new(error.kind(), what),
        _ => error,
    }
}
