//! What is said of one promise, as Python holds it.

use std::hash::{Hash, Hasher};

use bywhen::calendar::Zone;
use bywhen::engine::outcome::PromiseOutcome;
use bywhen::html::escape;
use bywhen::prose;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::error::value_error;
use crate::html::table;
use crate::json::{json, native};
use crate::times::{maybe, zone, zone_info};

/// What is said of one promise.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Promise")]
#[derive(Clone)]
pub(crate) struct Promise {
    zone: Zone,
    said: PromiseOutcome,
    sentence: String,
}

impl PartialEq for Promise {
    fn eq(&self, other: &Promise) -> bool {
        (&self.said, &self.sentence) == (&other.said, &other.sentence)
    }
}

impl Eq for Promise {}

impl Hash for Promise {
    fn hash<H: Hasher>(&self, state: &mut H) {
        serde_json::to_string(&self.said).unwrap_or_default().hash(state);
    }
}

#[pymethods]
impl Promise {
    /// `standard[/stage-N]/action`.
    #[getter]
    fn id(&self) -> &str {
        &self.said.id
    }

    /// Slug of the standard.
    #[getter]
    fn standard(&self) -> &str {
        &self.said.standard
    }

    /// From 1.
    #[getter]
    fn stage(&self) -> u8 {
        self.said.stage
    }

    /// Slug of the action.
    #[getter]
    fn action(&self) -> &str {
        &self.said.action
    }

    /// `will`, `aim to` or `usually`.
    #[getter]
    fn strength(&self) -> &str {
        &self.said.strength
    }

    /// The clauses of the source document.
    #[getter]
    fn cites(&self) -> Option<&str> {
        self.said.cites.as_deref()
    }

    /// The event that the clock counts from.
    #[getter]
    fn counted_from(&self) -> Option<&str> {
        self.said.counted_from.as_ref().map(|from| from.event.as_str())
    }

    /// When that event happened: a date where no time was given, None while it has not.
    #[getter]
    fn counted_from_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.counted_from.as_ref().and_then(|from| from.at.as_ref()))
    }

    /// The local date by which it is due.
    #[getter]
    fn due<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.due.as_ref())
    }

    /// The last instant that is on time.
    #[getter]
    fn due_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.due_at.as_ref())
    }

    /// Why the date may move.
    #[getter]
    fn provisional<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, &self.said.provisional)
    }

    /// `waiting`, `running`, `stopped`, `met`, `late`, `overdue`, `early`, `lapsed` or `unstated`.
    #[getter]
    fn status(&self) -> &'static str {
        self.said.status.word()
    }

    /// It is running, and due today or the working day after; for hours, in the last fifth.
    #[getter]
    fn due_soon(&self) -> bool {
        self.said.due_soon
    }

    /// When it was done: a date where no time was given.
    #[getter]
    fn done_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.done_at.as_ref())
    }

    /// How late it was done, or how overdue it is, in the promise's unit: `{"working_days": 1}`.
    #[getter]
    fn late_by<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.said.late_by.map(|late| native(py, &late)).transpose()
    }

    /// The share of cases that must keep it: `{"percent": 80}`.
    #[getter]
    fn target<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.said.target.map(|target| native(py, &target)).transpose()
    }

    /// Slug of the notice that relaxed it.
    #[getter]
    fn variation(&self) -> Option<&str> {
        self.said.variation.as_deref()
    }

    /// For a customer's window that opens later than at once: the local date from which they may ask.
    #[getter]
    fn opens<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.opens.as_ref())
    }

    /// The first instant at which they may ask.
    #[getter]
    fn opens_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.said.opens_at.as_ref())
    }

    /// Events that were looked at and changed nothing: dicts of `event`, `at` and `because`.
    #[getter]
    fn not_counted<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let each = self.said.not_counted.iter().map(|one| native(py, one));
        PyTuple::new(py, each.collect::<PyResult<Vec<_>>>()?)
    }

    /// The promise in one sentence, as it may be read to a resident.
    #[getter]
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// This promise's part of the contract's JSON, as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.said)
    }

    fn __str__(&self) -> &str {
        &self.sentence
    }

    fn __repr__(&self) -> String {
        let due = self.said.due_at.as_ref().map(|due| format!(" due {due}")).unwrap_or_default();
        format!("<Promise {}{due}: {}>", self.said.id, self.said.status.word())
    }

    fn _repr_html_(&self) -> String {
        let due = self.said.due_at.as_deref().map(prose::by).unwrap_or_default();
        let row = vec![escape(&self.sentence), escape(&due), escape(self.said.status.word())];
        table(&self.said.id, &["Promise", "Due by", "Status"], [row])
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = PyModule::import(py, "bywhen._bywhen")?.getattr("_promise")?;
        let zone = self.zone.name();
        Ok((restore, (json(&self.said)?, &self.sentence, zone).into_pyobject(py)?))
    }
}

impl Promise {
    pub(crate) fn new(zone: Zone, said: PromiseOutcome, sentence: String) -> Promise {
        Promise { zone, said, sentence }
    }

    fn time<'py>(&self, py: Python<'py>, text: Option<&String>) -> PyResult<Option<Bound<'py, PyAny>>> {
        maybe(py, text, zone_info(py, &self.zone).as_ref())
    }
}

/// Makes a pickled promise again.
#[pyfunction]
pub(crate) fn _promise(said: &str, sentence: String, zone_name: &str) -> PyResult<Promise> {
    Ok(Promise::new(zone(zone_name)?, serde_json::from_str(said).map_err(value_error)?, sentence))
}
