//! The contract's JSON, as text and as Python's own values.

use pyo3::prelude::*;

use crate::error::value_error;

/// As text.
pub(crate) fn json<T: serde::Serialize>(value: &T) -> PyResult<String> {
    serde_json::to_string(value).map_err(value_error)
}

/// As dicts, lists, texts and numbers.
pub(crate) fn native<'py, T: serde::Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyAny>> {
    PyModule::import(py, "json")?.call_method1("loads", (json(value)?,))
}
