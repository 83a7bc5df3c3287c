//! The options of a charter, as Python gives them.

use bywhen::CompileOptions;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::PyMapping;

use crate::calendars::Calendars;

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
