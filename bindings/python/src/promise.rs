//! One promise of an outcome, as Python holds it.

use std::hash::{Hash, Hasher};

use bywhen::calendar::Zone;
use bywhen::engine::outcome::{DateOrTime, PromiseOutcome};
use bywhen::prose;
use bywhen_publish::html::escape;
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use crate::error::value_error;
use crate::html::table;
use crate::json::{json, native};
use crate::times::{value, zone, zone_info};

/// One promise of an outcome.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Promise")]
#[derive(Clone)]
pub(crate) struct Promise {
    zone: Zone,
    outcome: PromiseOutcome,
    sentence: String,
}

impl PartialEq for Promise {
    fn eq(&self, other: &Promise) -> bool {
        (&self.outcome, &self.sentence) == (&other.outcome, &other.sentence)
    }
}

impl Eq for Promise {}

impl Hash for Promise {
    fn hash<H: Hasher>(&self, state: &mut H) {
        serde_json::to_string(&self.outcome).unwrap_or_default().hash(state);
    }
}

#[pymethods]
impl Promise {
    /// `standard[/stage-N]/action`.
    #[getter]
    fn id(&self) -> &str {
        &self.outcome.id
    }

    /// Slug of the standard.
    #[getter]
    fn standard(&self) -> &str {
        &self.outcome.standard
    }

    /// From 1.
    #[getter]
    fn stage(&self) -> u8 {
        self.outcome.stage
    }

    /// Slug of the action.
    #[getter]
    fn action(&self) -> &str {
        &self.outcome.action
    }

    /// `will`, `aim to` or `usually`.
    #[getter]
    fn strength(&self) -> &'static str {
        self.outcome.strength.word()
    }

    /// The clauses of the source document.
    #[getter]
    fn cites(&self) -> Option<&str> {
        self.outcome.cites.as_deref()
    }

    /// The event that the clock counts from.
    #[getter]
    fn counted_from(&self) -> Option<&str> {
        self.outcome.counted_from.as_ref().map(|from| from.event.as_str())
    }

    /// When that event happened: a date where no time was given, None while it has not.
    #[getter]
    fn counted_from_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.counted_from.as_ref().and_then(|from| from.at))
    }

    /// The local date by which it is due.
    #[getter]
    fn due<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.due.map(Into::into))
    }

    /// The last instant that is on time.
    #[getter]
    fn due_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.due_at.map(Into::into))
    }

    /// Why the date may move.
    #[getter]
    fn provisional<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.outcome.provisional.iter().map(ToString::to_string))
    }

    /// `waiting`, `running`, `stopped`, `met`, `late`, `overdue`, `early`, `lapsed`, `unstated` or `cancelled`.
    #[getter]
    fn status(&self) -> &'static str {
        self.outcome.status.word()
    }

    /// A target for staff only, of which residents are not told.
    #[getter]
    fn for_staff(&self) -> bool {
        self.outcome.for_staff
    }

    /// It is running, and from the first of its warnings on; without any, due today or the working day after, and for hours
    /// in the last fifth.
    #[getter]
    fn due_soon(&self) -> bool {
        self.outcome.due_soon
    }

    /// While it is running, when it warns before it is due, in order.
    #[getter]
    fn warn_at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let times = self.outcome.warn_at.iter().map(|at| self.time(py, Some((*at).into())));
        PyTuple::new(py, times.collect::<PyResult<Vec<_>>>()?)
    }

    /// When it was done: a date where no time was given.
    #[getter]
    fn done_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.done_at)
    }

    /// How late it was done, or how overdue it is, in the promise's unit: `{"working_days": 1}`.
    #[getter]
    fn late_by<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.outcome.late_by.map(|late| native(py, &late)).transpose()
    }

    /// The share of cases that must keep it: `{"percent": 80}`.
    #[getter]
    fn target<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.outcome.target.map(|target| native(py, &target)).transpose()
    }

    /// Slug of the notice that relaxed it.
    #[getter]
    fn variation(&self) -> Option<&str> {
        self.outcome.variation.as_deref()
    }

    /// For a customer's window that opens later than at once: the local date from which they may ask.
    #[getter]
    fn opens<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.opens.map(Into::into))
    }

    /// The first instant at which they may ask.
    #[getter]
    fn opens_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.time(py, self.outcome.opens_at.map(Into::into))
    }

    /// Events that were looked at and changed nothing: dicts of `event`, `at` and `because`.
    #[getter]
    fn not_counted<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let each = self.outcome.not_counted.iter().map(|one| native(py, one));
        PyTuple::new(py, each.collect::<PyResult<Vec<_>>>()?)
    }

    /// The promise in one sentence, as it may be read to a resident.
    #[getter]
    pub(crate) fn sentence(&self) -> &str {
        &self.sentence
    }

    /// This promise's part of the contract's JSON, as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.outcome)
    }

    fn __str__(&self) -> &str {
        &self.sentence
    }

    fn __repr__(&self) -> String {
        let due = self.outcome.due_at.as_ref().map(|due| format!(" due {due}")).unwrap_or_default();
        format!("<Promise {}{due}: {}>", self.outcome.id, self.outcome.status.word())
    }

    fn _repr_html_(&self) -> String {
        let due = self.outcome.due_at.map(|due_at| prose::by(due_at.into())).unwrap_or_default();
        let row = vec![escape(&self.sentence), escape(&due), escape(self.outcome.status.word())];
        table(&self.outcome.id, &["Promise", "Due by", "Status"], [row])
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = PyModule::import(py, "bywhen._bywhen")?.getattr("_promise")?;
        let zone = self.zone.name();
        Ok((restore, (json(&self.outcome)?, &self.sentence, zone).into_pyobject(py)?))
    }
}

impl Promise {
    pub(crate) fn new(zone: Zone, outcome: PromiseOutcome, sentence: String) -> Promise {
        Promise { zone, outcome, sentence }
    }

    fn time<'py>(&self, py: Python<'py>, at: Option<DateOrTime>) -> PyResult<Option<Bound<'py, PyAny>>> {
        at.map(|at| value(py, at, zone_info(py, &self.zone).as_ref())).transpose()
    }
}

/// Makes a pickled promise again.
#[pyfunction]
pub(crate) fn _promise(outcome: &str, sentence: String, zone_name: &str) -> PyResult<Promise> {
    Ok(Promise::new(zone(zone_name)?, serde_json::from_str(outcome).map_err(value_error)?, sentence))
}
