//! From the arguments of a call to a case.

use bywhen::engine::{Decimal, FactValue};
use bywhen::{Case, Event};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyList, PyMapping, PyTuple};

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
    for (name, value) in items(args.facts)? {
        let value = fact(&name, &value)?;
        case.facts.insert(name, value);
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

/// What a fact is: True or False, a number, or the name of a value.
fn fact(name: &str, value: &Bound<'_, PyAny>) -> PyResult<FactValue> {
    if let Ok(holds) = value.cast::<PyBool>() {
        return Ok(holds.is_true().into());
    }
    if let Ok(text) = value.extract::<String>() {
        return Ok(FactValue::Text(text));
    }
    // Whatever is a number: an int, a float, a Decimal.
    if let Ok(number) = value.extract::<f64>() {
        return Decimal::from_f64(number).map(FactValue::Number).ok_or_else(|| {
            PyValueError::new_err(format!("the fact `{name}` is {number}, and has at most three decimal places"))
        });
    }
    Err(PyTypeError::new_err(format!(
        "the fact `{name}` is neither True nor False, nor a number or the name of a value: leave it out where it is not known"
    )))
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
