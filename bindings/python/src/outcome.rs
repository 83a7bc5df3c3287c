//! The outcome of a case, as Python holds it.

use std::hash::{Hash, Hasher};

use bywhen::engine::outcome::PromiseOutcome;
use bywhen::prose::{self, Depth};
use bywhen::{CheckRequest, Plan};
use bywhen_publish::html::escape;
use pyo3::IntoPyObjectExt;
use pyo3::exceptions::{PyIndexError, PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyIterator, PyTuple};

use crate::error::value_error;
use crate::html::table;
use crate::json::{json, native};
use crate::promise::Promise;
use crate::times::{value, zone_info};

/// For each promise that applies to a case, by when it is due and where it stands.
///
/// Its promises are found by place, by id, or by iterating; `to_dict` and `to_json` give the contract's JSON.
#[pyclass(frozen, eq, hash, sequence, module = "bywhen", name = "Outcome")]
pub(crate) struct Outcome {
    /// The charter that answered, for pickles.
    pub(crate) charter: Py<PyAny>,
    pub(crate) plan: Plan,
    pub(crate) request: CheckRequest,
    pub(crate) outcome: bywhen::Outcome,
}

impl PartialEq for Outcome {
    fn eq(&self, other: &Outcome) -> bool {
        self.outcome == other.outcome
    }
}

impl Eq for Outcome {}

impl Hash for Outcome {
    fn hash<H: Hasher>(&self, state: &mut H) {
        serde_json::to_string(&self.outcome).unwrap_or_default().hash(state);
    }
}

impl Outcome {
    fn promise(&self, promise: &PromiseOutcome) -> Promise {
        let sentence = prose::sentence(self.plan.charter(), &self.outcome, promise);
        Promise::new(self.plan.charter().zone.clone(), promise.clone(), sentence)
    }
}

#[pymethods]
impl Outcome {
    /// Which charter answered: a dict of `id`, `version`, `title` and `in_force`.
    #[getter]
    fn charter<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.outcome.charter)
    }

    /// Which bank holidays were used: a dict of `data` and `known_on`.
    #[getter]
    fn calendar<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.outcome.calendar)
    }

    /// The case as it was understood: a dict of `kind`, `channel`, `service`, `facts` and `assumed`, and of `ended` where it has ended.
    #[getter]
    fn case<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.outcome.case)
    }

    /// The moment of the question.
    #[getter]
    fn at<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        value(py, self.outcome.at.into(), zone_info(py, &self.plan.charter().zone).as_ref())
    }

    /// When a status changes if nothing happens. None where none will.
    #[getter]
    fn next_change_at<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let zone = zone_info(py, &self.plan.charter().zone);
        self.outcome.next_change_at.map(|at| value(py, at.into(), zone.as_ref())).transpose()
    }

    /// The promises that apply, in the charter's order.
    #[getter]
    fn promises<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.outcome.promises.iter().map(|promise| self.promise(promise)))
    }

    /// What happened and why, in words: each promise with the days that were counted.
    fn explain(&self) -> PyResult<String> {
        let explained = self.plan.explain(&self.request.case, self.request.at).map_err(value_error)?;
        Ok(prose::answer(self.plan.charter(), &explained, Depth::Steps))
    }

    /// The contract's JSON as a dict.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        native(py, &self.outcome)
    }

    /// The contract's JSON: the same bytes as the command's.
    fn to_json(&self) -> PyResult<String> {
        json(&self.outcome)
    }

    fn __len__(&self) -> usize {
        self.outcome.promises.len()
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyIterator>> {
        self.promises(py)?.try_iter()
    }

    fn __contains__(&self, id: &Bound<'_, PyAny>) -> bool {
        let id = id.extract::<String>();
        id.is_ok_and(|id| self.outcome.promises.iter().any(|promise| promise.id == id))
    }

    fn __getitem__(&self, key: &Bound<'_, PyAny>) -> PyResult<Promise> {
        let promises = &self.outcome.promises;
        if let Ok(place) = key.extract::<isize>() {
            let from_end = || isize::try_from(promises.len()).map_or(0, |count| count + place);
            let place = usize::try_from(if place < 0 { from_end() } else { place }).ok();
            let promise = place.and_then(|place| promises.get(place));
            return promise
                .map(|promise| self.promise(promise))
                .ok_or_else(|| PyIndexError::new_err(format!("the outcome has {} promises", promises.len())));
        }
        let given = key.get_type().name()?;
        let id: String = key.extract().map_err(|_| {
            PyTypeError::new_err(format!(
                "a {given} is no place and no id of a promise: `promises` has them all in a tuple"
            ))
        })?;
        promises.iter().find(|promise| promise.id == id).map(|promise| self.promise(promise)).ok_or_else(|| {
            let ids: Vec<&str> = promises.iter().map(|promise| promise.id.as_str()).collect();
            let meant = bywhen::engine::did_you_mean(&id, ids.iter().copied());
            let instead =
                meant.map_or_else(|| format!("it has {}", ids.join(", ")), |id| format!("did you mean `{id}`?"));
            PyKeyError::new_err(format!("no promise of this outcome is called `{id}`: {instead}"))
        })
    }

    fn __str__(&self) -> String {
        prose::answer(self.plan.charter(), &self.outcome, Depth::Dates)
    }

    fn __repr__(&self) -> String {
        let each = self.outcome.promises.iter().map(|promise| {
            let due = promise.due.as_ref().map(|due| format!(" due {due}")).unwrap_or_default();
            format!("{}{due} {}", promise.id, promise.status.word())
        });
        let charter = &self.outcome.charter;
        format!("<Outcome of {}@{}: {}>", charter.id, charter.version, each.collect::<Vec<_>>().join(", "))
    }

    fn _repr_html_(&self) -> String {
        let head = prose::received(self.plan.charter(), &self.outcome);
        let rows = self.outcome.promises.iter().map(|promise| {
            let due = promise.due_at.map(|due_at| prose::by(due_at.into())).unwrap_or_default();
            vec![
                escape(self.promise(promise).sentence()),
                escape(&due),
                escape(promise.status.word()),
                escape(&promise.id),
            ]
        });
        table(&head, &["Promise", "Due by", "Status", "Id"], rows)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyAny>)> {
        let restore = PyModule::import(py, "bywhen._bywhen")?.getattr("_outcome")?;
        let state = (&self.charter, json(&self.request)?);
        Ok((restore, state.into_bound_py_any(py)?))
    }
}
