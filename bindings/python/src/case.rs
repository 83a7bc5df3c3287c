//! From the arguments of a call to a case.

use bywhen::{Case, Event, When};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyMapping, PyTuple};

use crate::error::value_error;
use crate::times::{Naive, some_when, when};

/// What a caller says of a case.
pub(crate) struct Asked<'a, 'py> {
    pub(crate) received: &'a Bound<'py, PyAny>,
    pub(crate) kind: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) facts: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) events: Option<&'a Bound<'py, PyMapping>>,
}

/// The case that was described. Its first event is `received`.
pub(crate) fn case(asked: &Asked<'_, '_>, naive: &Naive) -> PyResult<Case> {
    let mut case = Case::received(some_when(asked.received, naive, "received")?);
    case.kind.clone_from(&asked.kind);
    case.channel.clone_from(&asked.channel);
    case.service.clone_from(&asked.service);
    for (name, holds) in items(asked.facts)? {
        let holds: bool = holds.extract().map_err(|_| {
            PyTypeError::new_err(format!(
                "the fact `{name}` is neither True nor False: leave it out where it is not known"
            ))
        })?;
        case.facts.insert(name, holds);
    }
    for (name, told) in items(asked.events)? {
        if told.is_instance_of::<PyList>() || told.is_instance_of::<PyTuple>() {
            for one in told.try_iter()? {
                case.events.extend(event(&name, &one?, naive)?);
            }
        } else {
            case.events.extend(event(&name, &told, naive)?);
        }
    }
    Ok(case)
}

fn items<'py>(mapping: Option<&Bound<'py, PyMapping>>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
    mapping.map_or_else(|| Ok(Vec::new()), |mapping| mapping.items()?.extract())
}

/// One thing that happened. `None` where it has not.
fn event(name: &str, told: &Bound<'_, PyAny>, naive: &Naive) -> PyResult<Option<Event>> {
    let Ok(told) = told.cast::<PyMapping>() else {
        return Ok(when(told, naive, name)?.map(|at| Event::named(name, at)));
    };
    let (mut at, mut until, mut reason) = (None, None, None);
    for (key, value) in items(Some(told))? {
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

/// An event as it is pickled: name, stage, time, the date or time given with it, and reason.
pub(crate) type Pickled = (String, Option<u8>, String, Option<String>, Option<String>);

pub(crate) fn pickled(case: &Case) -> Vec<Pickled> {
    let events = case.events.iter();
    let text = |until: Option<When>| until.map(|until| until.to_string());
    events.map(|one| (one.name.clone(), one.stage, one.at.to_string(), text(one.until), one.reason.clone())).collect()
}

pub(crate) fn unpickled(events: Vec<Pickled>) -> PyResult<Vec<Event>> {
    let event = |(name, stage, at, until, reason): Pickled| {
        let until = until.map(|until| until.parse().map_err(value_error)).transpose()?;
        Ok(Event { name, stage, at: at.parse().map_err(value_error)?, until, reason })
    };
    events.into_iter().map(event).collect()
}
