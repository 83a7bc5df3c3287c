//! From the arguments of a call to a case.

use bywhen::{Case, Event};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyMapping, PyTuple};

use crate::times::{Naive, some_when, when};

/// The arguments of a call that describe a case.
pub(crate) struct CaseArgs<'a, 'py> {
    pub(crate) received: &'a Bound<'py, PyAny>,
    pub(crate) kind: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) facts: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) events: Option<&'a Bound<'py, PyMapping>>,
}

/// The case that was described. Its first event is `received`.
pub(crate) fn case(args: &CaseArgs<'_, '_>, naive: &Naive) -> PyResult<Case> {
    let mut case = Case::received(some_when(args.received, naive, "received")?);
    case.kind.clone_from(&args.kind);
    case.channel.clone_from(&args.channel);
    case.service.clone_from(&args.service);
    for (name, holds) in items(args.facts)? {
        let holds: bool = holds.extract().map_err(|_| {
            PyTypeError::new_err(format!(
                "the fact `{name}` is neither True nor False: leave it out where it is not known"
            ))
        })?;
        case.facts.insert(name, holds);
    }
    for (name, value) in items(args.events)? {
        if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
            for one in value.try_iter()? {
                case.events.extend(event(&name, &one?, naive)?);
            }
        } else {
            case.events.extend(event(&name, &value, naive)?);
        }
    }
    Ok(case)
}

fn items<'py>(mapping: Option<&Bound<'py, PyMapping>>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
    mapping.map_or_else(|| Ok(Vec::new()), |mapping| mapping.items()?.extract())
}

/// One thing that happened. `None` where it has not.
fn event(name: &str, value: &Bound<'_, PyAny>, naive: &Naive) -> PyResult<Option<Event>> {
    let Ok(value) = value.cast::<PyMapping>() else {
        return Ok(when(value, naive, name)?.map(|at| Event::named(name, at)));
    };
    let (mut at, mut until, mut reason) = (None, None, None);
    for (key, value) in items(Some(value))? {
        match key.as_str() {
            "at" => at = when(&value, naive, name)?,
            "until" => until = when(&value, naive, &format!("{name}.until"))?,
            "reason" => reason = value.extract::<Option<String>>()?,
            other => {
                return Err(PyTypeError::new_err(format!(
                    "`{name}` has `{other}`, which nothing is known of: write at, until or reason"
                )));
            }
        }
    }
    let Some(at) = at else { return Ok(None) };
    let mut event = Event::named(name, at);
    event.until = until;
    event.reason = reason;
    Ok(Some(event))
}
