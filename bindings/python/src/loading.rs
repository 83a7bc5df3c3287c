//! Making charters: from files, from what comes with the library, and from pickles.

use std::path::PathBuf;

use bywhen::{CompileOptions, FormatError, Source, Sources};
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::calendars::Calendars;
use crate::charter::Charter;
use crate::error::{Diagnostic, syntax_error, value_error};
use crate::sources::find;

/// With which data and by which readings a charter is compiled.
pub(crate) fn options(
    calendars: Option<&Bound<'_, Calendars>>,
    known_on: Option<NaiveDate>,
    choices: Option<Vec<(String, String)>>,
) -> CompileOptions {
    let options =
        CompileOptions::new(calendars.map_or_else(bywhen::Calendars::bundled, |given| given.get().data.clone()));
    let options = options.known_on(known_on);
    choices.unwrap_or_default().iter().fold(options, |options, (choice, option)| options.choose(choice, option))
}

/// A mapping as pairs.
pub(crate) fn pairs(mapping: Option<&Bound<'_, PyMapping>>) -> PyResult<Option<Vec<(String, String)>>> {
    mapping.map(|mapping| mapping.items()?.extract()).transpose()
}

/// A charter file, a folder with the versions of one, or a charter that comes with bywhen.
///
/// `load("oxfordshire-county-council")` answers by the version in force on receipt,
/// `load("oxfordshire-county-council@2010")` by that one whatever the day. `calendars` are newer bank holidays,
/// `known_on` leaves out what was announced after that date, `choices` names readings (choice: option).
///
/// Raises CharterSyntaxError where the text has errors, ValueError where no charter is called so.
#[pyfunction]
#[pyo3(signature = (source, *, calendars=None, known_on=None, choices=None))]
pub(crate) fn load(
    py: Python<'_>,
    source: PathBuf,
    calendars: Option<&Bound<'_, Calendars>>,
    known_on: Option<NaiveDate>,
    choices: Option<&Bound<'_, PyMapping>>,
) -> PyResult<Charter> {
    Charter::new(py, find(&source)?, &options(calendars, known_on, pairs(choices)?))
}

/// Makes a pickled charter again.
#[pyfunction]
pub(crate) fn _charter(
    py: Python<'_>,
    texts: Vec<(Option<String>, Vec<u8>)>,
    over_time: bool,
    calendars: &Bound<'_, Calendars>,
    known_on: Option<NaiveDate>,
    choices: Vec<(String, String)>,
) -> PyResult<Charter> {
    let texts = texts.into_iter().map(|(file, bytes)| Source { file: file.map(PathBuf::from), bytes }).collect();
    Charter::new(py, Sources { texts, over_time }, &options(Some(calendars), known_on, Some(choices)))
}

/// A charter's text in its one form, as `bywhen fmt` writes it: only spacing and the spelling of forms change.
///
/// Raises CharterSyntaxError where lines of it are not understood.
#[pyfunction]
pub(crate) fn format(py: Python<'_>, text: &str) -> PyResult<String> {
    bywhen::format(text).map_err(|error| match error {
        FormatError::Errors(found) => syntax_error(py, found.iter().map(|one| Diagnostic::new(None, one)).collect()),
        fault => value_error(fault),
    })
}
