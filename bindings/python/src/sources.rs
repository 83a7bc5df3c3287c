//! Where the text of a charter comes from: a file, a folder of versions, or the library.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use bywhen::language::MAX_BYTES;
use bywhen::{LoadError, bundled};
use bywhen_files::read_at_most;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::value_error;

/// The text of one version.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Text {
    /// The file it was read from.
    pub(crate) file: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// The texts that are meant, and whether the version in force on receipt answers. Otherwise the one text answers
/// whatever the day.
pub(crate) fn find(asked: &Path) -> PyResult<(Vec<Text>, bool)> {
    let name = asked.to_str().unwrap_or_default();
    if asked.exists() || asked.extension().is_some_and(|ending| ending == "charter") {
        let mut files = Vec::new();
        gather(asked, &mut BTreeSet::new(), &mut files)?;
        if files.is_empty() {
            return Err(PyValueError::new_err(format!("{} holds no file that ends in .charter", asked.display())));
        }
        let over_time = files.len() > 1;
        let texts = files.iter().map(|file| {
            let bytes = read_at_most(File::open(file), MAX_BYTES).map_err(|error| at(file, error))?;
            Ok(Text { file: Some(file.display().to_string()), bytes })
        });
        return Ok((texts.collect::<PyResult<_>>()?, over_time));
    }
    let (id, version) = name.split_once('@').map_or((name, None), |(id, version)| (id, Some(version)));
    // The library says what is wrong with a name that it does not have.
    let family = bywhen::Family::bundled(id).map_err(|error| match error {
        LoadError::UnknownCharter { given, suggestion: None } => {
            let mut ids: Vec<&str> = bundled().iter().map(|one| one.id).collect();
            ids.dedup();
            let ids = ids.join(", ");
            PyValueError::new_err(format!(
                "no file and no charter that comes with bywhen is called `{given}`: it has {ids}"
            ))
        }
        error => value_error(error),
    })?;
    if let Some(version) = version {
        family.version(version).map_err(value_error)?;
    }
    let wanted = bundled().iter().filter(|one| one.id == id && version.is_none_or(|version| one.version == version));
    let texts = wanted.map(|one| Text { file: None, bytes: one.text.as_bytes().to_vec() });
    Ok((texts.collect(), version.is_none()))
}

/// `seen`: folders and files that were met already, by whichever of their names, so that a folder with a link to itself
/// has an end.
fn gather(path: &Path, seen: &mut BTreeSet<PathBuf>, files: &mut Vec<PathBuf>) -> PyResult<()> {
    if fs::canonicalize(path).is_ok_and(|real| !seen.insert(real)) {
        return Ok(());
    }
    if !path.is_dir() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| at(path, error))?;
    let entries = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>();
    let mut entries = entries.map_err(|error| at(path, error))?;
    entries.sort();
    for entry in entries {
        if entry.is_dir() || entry.extension().is_some_and(|ending| ending == "charter") {
            gather(&entry, seen, files)?;
        }
    }
    Ok(())
}

/// An error of the file system as Python's own (`FileNotFoundError` and its like), with the path.
fn at(path: &Path, error: std::io::Error) -> PyErr {
    std::io::Error::new(error.kind(), format!("{}: {error}", path.display())).into()
}
