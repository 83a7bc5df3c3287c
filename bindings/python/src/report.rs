//! How the standards were met, as Python holds it.

use bywhen_publish::html::escape;
use bywhen_report::Report as Counted;
use pyo3::prelude::*;

use crate::error::value_error;
use crate::html::table;
use crate::json::native;
use crate::table::Table;

/// How the standards were met over a frame of cases: for each promise the share in target with its counts, by month,
/// quarter, year to date and channel.
///
/// `table` has all of it, a line for each promise and group, as a frame of the kind that was given; `to_html` is a page
/// to publish.
#[pyclass(frozen, module = "bywhen", name = "Report")]
pub(crate) struct Report {
    report: Counted,
    frame: Py<PyAny>,
}

impl Report {
    pub(crate) fn new(report: Counted, frame: Py<PyAny>) -> Report {
        Report { report, frame }
    }

    fn arrow(&self) -> PyResult<Table> {
        let batch = bywhen_report::table(&self.report).map_err(value_error)?;
        Ok(Table { schema: batch.schema(), batches: vec![batch] })
    }
}

#[pymethods]
impl Report {
    /// A line for each promise and group, as a frame of the kind that was given.
    #[getter]
    fn table<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.frame.bind(py).call_method1("like", (self.arrow()?, Vec::<String>::new()))
    }

    /// How many rows were read.
    #[getter]
    fn read(&self) -> u64 {
        self.report.rows.read
    }

    /// How many of them were judged.
    #[getter]
    fn assessed(&self) -> u64 {
        self.report.rows.assessed
    }

    /// How many of them could not be. `reasons` says why.
    #[getter]
    fn refused(&self) -> u64 {
        self.report.rows.refused
    }

    /// Why rows were refused, the most frequent reason first: each with its number and the first few rows.
    #[getter]
    fn reasons(&self) -> Vec<(&str, u64, &[u64])> {
        let reasons = self.report.rows.reasons.iter();
        reasons.map(|one| (one.reason.as_str(), one.rows, one.first_rows.as_slice())).collect()
    }

    /// Facts that are not known of some rows under standards that depend on them, and were taken as no there: each with the
    /// number of those rows, and how many of them would be answered otherwise if it were yes.
    #[getter]
    fn assumed(&self) -> Vec<(&str, u64, u64)> {
        let assumed = self.report.rows.assumed.iter();
        assumed.map(|one| (one.fact.as_str(), one.rows, one.differ)).collect()
    }

    /// A page to publish.
    fn to_html(&self) -> String {
        bywhen_report::html(&self.report)
    }

    /// The report as JSON: the same bytes as the command's.
    fn to_json(&self) -> PyResult<String> {
        bywhen_report::json(&self.report).map_err(value_error)
    }

    /// The same as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.report)
    }

    /// The lines of `table` as CSV. `for_spreadsheets` puts an apostrophe before a text that one would run as a formula.
    #[pyo3(signature = (*, for_spreadsheets=false))]
    fn to_csv(&self, for_spreadsheets: bool) -> PyResult<String> {
        let csv = if for_spreadsheets { bywhen_report::csv_for_spreadsheets } else { bywhen_report::csv };
        csv(&self.report).map_err(value_error)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        self.arrow()?.into_pyobject(py)?.call_method1("__arrow_c_stream__", (requested_schema,))
    }

    fn __str__(&self) -> String {
        bywhen_report::text(&self.report)
    }

    fn __repr__(&self) -> String {
        let rows = &self.report.rows;
        let charter = &self.report.charter;
        format!(
            "<Report of {}@{}: {} rows, {} assessed, {} refused>",
            charter.id, charter.version, rows.read, rows.assessed, rows.refused
        )
    }

    fn _repr_html_(&self) -> String {
        let rows = &self.report.rows;
        let caption = format!(
            "{}: {} rows read, {} assessed, {} refused",
            self.report.charter.title, rows.read, rows.assessed, rows.refused
        );
        let each = self.report.promises.iter().map(|promise| {
            let figures = &promise.all.figures;
            let share = figures.share.as_ref().map(|share| format!("{}%", share.percent)).unwrap_or_default();
            let verdict = promise.all.verdict.map(|verdict| verdict.word()).unwrap_or_default();
            let counts = format!("{} of {}", figures.met, figures.decided);
            [&bywhen_report::heading(promise), &promise.sentence, &share, &counts, verdict].map(escape).to_vec()
        });
        table(&caption, &["Promise", "In words", "In target", "Met of decided", "Target"], each)
    }
}
