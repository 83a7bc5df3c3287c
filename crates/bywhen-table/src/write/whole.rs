//! Files that are whole or not there: written beside the file whose name they take in the end.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::{Builder, NamedTempFile};

use super::Target;
use super::sink::Sink;

/// What the name of a file in the making ends in.
const SUFFIX: &str = ".part";

/// How many links may lead to one another.
const MOST_LINKS: usize = 40;

/// The files in the making, so that they can be removed where the program is told to stop.
static IN_THE_MAKING: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// Puts bytes in place of a file, or makes it: at no moment is there half of it. A link is followed, and what it leads to is
/// replaced; who may read the file stays as it is.
///
/// # Errors
///
/// What the system says. The file that was there is then as it was.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut sink = Sink::open(Target::File(path.to_owned()))?;
    sink.write_all(bytes)?;
    sink.finish()
}

/// Makes a file that is not there yet.
///
/// # Errors
///
/// What the system says: that there is such a file already, say, which stays as it is.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    let mut part = Part::beside(path)?;
    part.write_all(bytes)?;
    part.take_a_new_name(path)
}

/// Whether two names are of one file, whether by a link or by another name of its. `-` names none, and what is no regular
/// file keeps nothing that could be lost.
#[must_use]
pub fn same_file(one: &Path, other: &Path) -> bool {
    let is_file = |path: &Path| path != Path::new("-") && path.is_file();
    is_file(one) && is_file(other) && same_file::is_same_file(one, other).unwrap_or(false)
}

/// What lies beside a file of what was once to become it: of a run that was killed, or of one that is still at work.
#[must_use]
pub fn left_behind(path: &Path) -> Vec<PathBuf> {
    let Ok(path) = resolved(path) else { return Vec::new() };
    let prefix = prefix(&path);
    let is_part = |name: &OsString| {
        let name = name.as_encoded_bytes();
        name.starts_with(prefix.as_encoded_bytes()) && name.ends_with(SUFFIX.as_bytes())
    };
    let entries = fs::read_dir(folder(&path)).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> =
        entries.filter(|entry| is_part(&entry.file_name())).map(|entry| entry.path()).collect();
    found.sort();
    found
}

/// Removes every file in the making, for a program that is told to stop. Those that are written on are lost.
pub fn abandon() {
    let mut parts = IN_THE_MAKING.lock().unwrap_or_else(PoisonError::into_inner);
    for part in std::mem::take(&mut *parts) {
        // There is nobody left to tell.
        let _ = fs::remove_file(part);
    }
}

/// A file in the making. If it is dropped before it takes its name, it is removed.
pub(super) struct Part {
    file: NamedTempFile,
    /// Known to [`abandon`] as long as it is there.
    noted: Noted,
}

struct Noted(PathBuf);

impl Part {
    /// A file beside `path`, on the same file system, so that it can take its name in one step. What stands there lends it
    /// its permissions.
    pub(super) fn beside(path: &Path) -> io::Result<Part> {
        let permissions = match fs::metadata(path) {
            Ok(about) if about.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            // It could be replaced all the same, but who made it so means it to stay.
            Ok(about) if about.permissions().readonly() => return Err(io::ErrorKind::PermissionDenied.into()),
            Ok(about) => Some(about.permissions()),
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
        let mut parts = IN_THE_MAKING.lock().unwrap_or_else(PoisonError::into_inner);
        let file = builder.tempfile_in(folder(path)).map_err(plain)?;
        parts.insert(file.path().to_owned());
        drop(parts);
        let noted = Noted(file.path().to_owned());
        if let Some(permissions) = permissions {
            file.as_file().set_permissions(permissions)?;
        }
        Ok(Part { file, noted })
    }

    /// Takes the place of whatever has the name.
    pub(super) fn take_its_name(self, path: &Path) -> io::Result<()> {
        let Part { file, noted } = self;
        // Before the name: else a loss of power could leave the name and nothing behind it.
        file.as_file().sync_all()?;
        let taken = file.persist(path).map(drop).map_err(|error| plain(error.error));
        drop(noted);
        taken
    }

    /// Takes a name that nobody has.
    fn take_a_new_name(self, path: &Path) -> io::Result<()> {
        let Part { file, noted } = self;
        file.as_file().sync_all()?;
        let taken = file.persist_noclobber(path).map(drop).map_err(|error| plain(error.error));
        drop(noted);
        taken
    }
}

/// To the file itself: the errors of a temporary one name a file that nobody asked for.
impl Write for Part {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut file: &File = self.file.as_file();
        file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut file: &File = self.file.as_file();
        file.flush()
    }
}

impl Drop for Noted {
    fn drop(&mut self) {
        IN_THE_MAKING.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.0);
    }
}

/// The file that a name leads to, which need not be there yet.
pub(super) fn resolved(path: &Path) -> io::Result<PathBuf> {
    if let Ok(found) = fs::canonicalize(path) {
        return Ok(found);
    }
    let mut path = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&path) {
            Ok(target) => path = folder(&path).join(target),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("its links lead to one another and to no file"))
}

/// What the names of the files in the making begin with that are to become a file.
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
fn plain(error: io::Error) -> io::Error {
    let text = error.to_string();
    match text.rsplit_once(" at path ") {
        Some((what, _)) if error.raw_os_error().is_none() => io::Error::new(error.kind(), what),
        _ => error,
    }
}
