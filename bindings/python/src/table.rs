//! A table in Arrow, which every kind of frame can take.

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use bywhen_publish::html::escape;
use pyo3::prelude::*;
use pyo3_arrow::PyTable;

use crate::html::table;

/// How many rows a notebook is shown.
const SHOWN: usize = 20;

/// A table in Arrow: `polars.DataFrame(table)`, `pyarrow.table(table)` and whatever else knows the Arrow PyCapsule
/// interface take it as it is.
#[pyclass(frozen, module = "bywhen", name = "Table")]
pub(crate) struct Table {
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
}

impl Table {
    fn rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }
}

#[pymethods]
impl Table {
    /// The names of the columns.
    #[getter]
    fn columns(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// Each batch as a table of its own, for readers that know but one.
    fn _batches(&self) -> Vec<Table> {
        self.batches.iter().map(|batch| Table { schema: self.schema.clone(), batches: vec![batch.clone()] }).collect()
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let table = PyTable::try_new(self.batches.clone(), self.schema.clone())?.into_pyobject(py)?;
        table.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    fn __len__(&self) -> usize {
        self.rows()
    }

    fn __repr__(&self) -> String {
        format!("<Table of {} rows: {}>", self.rows(), self.columns().join(", "))
    }

    fn _repr_html_(&self) -> PyResult<String> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for batch in &self.batches {
            let left = SHOWN.saturating_sub(rows.len());
            let shown = arrow::util::display::FormatOptions::default();
            let cells = batch
                .columns()
                .iter()
                .map(|column| arrow::util::display::ArrayFormatter::try_new(column, &shown))
                .collect::<Result<Vec<_>, _>>()
                .map_err(crate::error::value_error)?;
            let row = |row: usize| cells.iter().map(|column| escape(&column.value(row).to_string())).collect();
            rows.extend((0..batch.num_rows().min(left)).map(row));
        }
        let caption = format!("{} of {} rows", rows.len(), self.rows());
        Ok(table(&caption, &self.columns(), rows))
    }
}
