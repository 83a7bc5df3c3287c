//! Making charters: from files, from what comes with the library, and from pickles.

use std::path::PathBuf;

use bywhen::{Case, FormatError};
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::calendars::Calendars;
use crate::case::{Pickled, unpickled};
use crate::charter::Charter;
use crate::error::{Diagnostic, syntax_error, value_error};
use crate::options::{options, pairs};
use crate::outcome::Outcome;
use crate::sources::{Text, find};

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
    let (texts, over_time) = find(&source)?;
    Charter::new(py, texts, over_time, &options(calendars, known_on, pairs(choices)?))
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
    let texts = texts.into_iter().map(|(file, bytes)| Text { file, bytes }).collect();
    Charter::new(py, texts, over_time, &options(Some(calendars), known_on, Some(choices)))
}

/// Asks a pickled question again.
#[pyfunction]
pub(crate) fn _outcome(
    charter: &Bound<'_, Charter>,
    kind: Option<String>,
    channel: Option<String>,
    service: Option<String>,
    facts: std::collections::BTreeMap<String, bool>,
    events: Vec<Pickled>,
    at: &str,
) -> PyResult<Outcome> {
    let case = Case { kind, channel, service, facts, events: unpickled(events)? };
    Charter::ask(charter, case, at.parse().map_err(value_error)?)
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
