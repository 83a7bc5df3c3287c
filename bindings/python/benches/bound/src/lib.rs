//! The least that it can cost: a table made by hand, and a column of dates looked up in it.

use std::sync::Arc;

use arrow::array::{Array, AsArray, Date32Array};
use arrow::datatypes::Date32Type;
use pyo3::prelude::*;
use pyo3_arrow::PyArray;

/// The date in the table for each date: `table` has one for each day from `first` on.
#[pyfunction]
fn look_up(py: Python<'_>, dates: PyArray, table: PyArray, first: i32) -> PyResult<PyArray> {
    let found = py.detach(|| {
        let (dates, table) = (dates.array().as_primitive::<Date32Type>(), table.array().as_primitive::<Date32Type>());
        let table = table.values();
        let look_up = |day: &i32| table.get((day - first) as usize).copied().unwrap_or_default();
        Date32Array::new(dates.values().iter().map(look_up).collect(), dates.nulls().cloned())
    });
    Ok(PyArray::from_array_ref(Arc::new(found)))
}

#[pymodule(name = "bywhen_bound", gil_used = false)]
fn bound(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(look_up, module)?)
}
