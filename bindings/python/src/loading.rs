//! Making charters: from files, from what comes with the library, and from pickles.

use std::path::PathBuf;

use bywhen::{FormatError, Source, Sources};
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::calendars::Calendars;
use crate::charter::Charter;
use crate::error::{Diagnostic, syntax_error, value_error};
use crate::options::{options, pairs};
use crate::outcome::Outcome;
use crate::sources::find;

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

/// The outcome of a pickled request.
#[pyfunction]
pub(crate) fn _outcome(charter: &Bound<'_, Charter>, request: &str) -> PyResult<Outcome> {
    Charter::answer(charter, serde_json::from_str(request).map_err(value_error)?)
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
