//! Where the text of a charter comes from: a file, a folder of versions, or the library.

use std::path::Path;

use bywhen::language::MAX_BYTES;
use bywhen::{LoadError, Source, Sources, bundled};
use bywhen_files::{Finder, read_file};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::error::value_error;

/// The texts that are meant.
pub(crate) fn find(asked: &Path) -> PyResult<Sources> {
    let name = asked.to_string_lossy();
    if !Sources::are_files(&name, asked.exists()) {
        return Sources::bundled(asked.to_str().unwrap_or_default()).map_err(unknown);
    }
    let files = Finder::new("charter")
        .find(asked)?
        .ok_or_else(|| PyValueError::new_err(format!("{} holds no file that ends in .charter", asked.display())))?;
    let texts = files.into_iter().map(|file| Ok(Source { bytes: read_file(&file, MAX_BYTES)?, file: Some(file) }));
    Ok(Sources::of_files(texts.collect::<PyResult<_>>()?))
}

/// The library's error, but that Python has no command that lists the charters.
fn unknown(error: LoadError) -> PyErr {
    let LoadError::UnknownCharter { given, suggestion: None } = error else { return value_error(error) };
    let mut ids: Vec<&str> = bundled().iter().map(|one| one.id).collect();
    ids.dedup();
    let ids = ids.join(", ");
    PyValueError::new_err(format!("no file and no charter that comes with bywhen is called `{given}`: it has {ids}"))
}

/// The file of a text as messages call it.
pub(crate) fn file(text: &Source) -> Option<String> {
    text.file.as_ref().map(|file| file.display().to_string())
}
