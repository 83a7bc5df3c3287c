//! bywhen for Python: conversion between Python's values and the library's, and nothing else.

mod calendar;
mod calendar_columns;
mod calendars;
mod case;
mod cells;
mod charter;
mod error;
mod html;
mod json;
mod loading;
mod options;
mod outcome;
mod promise;
mod query;
mod report;
mod sources;
mod table;
mod tables;
mod times;

use pyo3::prelude::*;

// Every class is frozen and every function works on its own arguments: no lock is needed.
#[pymodule(name = "_bywhen", gil_used = false)]
fn python(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<calendar::Calendar>()?;
    module.add_class::<calendars::Calendars>()?;
    module.add_class::<charter::Charter>()?;
    module.add_class::<error::Diagnostic>()?;
    module.add_class::<outcome::Outcome>()?;
    module.add_class::<promise::Promise>()?;
    module.add_class::<report::Report>()?;
    module.add_class::<table::Table>()?;
    module.add_function(wrap_pyfunction!(calendar::calendar, module)?)?;
    module.add_function(wrap_pyfunction!(calendar::_calendar, module)?)?;
    module.add_function(wrap_pyfunction!(calendar_columns::_ask, module)?)?;
    module.add_function(wrap_pyfunction!(calendar_columns::_ask_varying, module)?)?;
    module.add_function(wrap_pyfunction!(loading::load, module)?)?;
    module.add_function(wrap_pyfunction!(loading::format, module)?)?;
    module.add_function(wrap_pyfunction!(loading::_charter, module)?)?;
    module.add_function(wrap_pyfunction!(cells::_columns, module)?)?;
    module.add_function(wrap_pyfunction!(cells::_for_pandas, module)?)?;
    module.add_function(wrap_pyfunction!(loading::_outcome, module)?)?;
    module.add_function(wrap_pyfunction!(promise::_promise, module)?)
}
