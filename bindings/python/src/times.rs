//! Python's dates and times to the library's, and back.

use crate::error::value_error;
use bywhen::When;
use bywhen::calendar::Zone;
use bywhen::engine::Moment;
use bywhen::engine::outcome::DateOrTime;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDate, PyDateTime, PyString, PyType};

/// Where times without a zone are.
pub(crate) enum Naive {
    /// Nobody said: they are refused.
    Refused,
    /// In the charter's zone.
    Charter,
    /// In a zone that has a name.
    Zone(Zone),
    /// In a `tzinfo` that has none.
    Tzinfo(Py<PyAny>),
}

impl Naive {
    /// `None`, `"charter"`, the name of a zone, or a `tzinfo`.
    pub(crate) fn of(tz: Option<&Bound<'_, PyAny>>) -> PyResult<Naive> {
        let Some(tz) = tz else { return Ok(Naive::Refused) };
        if let Ok(name) = tz.extract::<String>() {
            return if name == "charter" { Ok(Naive::Charter) } else { zone(&name).map(Naive::Zone) };
        }
        if let Ok(key) = tz.getattr("key").and_then(|key| key.extract::<String>()) {
            return zone(&key).map(Naive::Zone);
        }
        if !tz.hasattr("utcoffset")? {
            let given = tz.get_type().name()?;
            return Err(PyTypeError::new_err(format!(
                "`tz` is {given}: give the name of a zone, a ZoneInfo, or \"charter\" for the zone of the charter"
            )));
        }
        Ok(Naive::Tzinfo(tz.clone().unbind()))
    }
}

/// A zone by its name.
pub(crate) fn zone(name: &str) -> PyResult<Zone> {
    Zone::named(name).map_err(|error| PyValueError::new_err(error.to_string()))
}

/// A date or time. `None` where it is none or, as pandas writes it, `NaT`. `what` it is called in messages.
pub(crate) fn when(value: &Bound<'_, PyAny>, naive: &Naive, what: &str) -> PyResult<Option<When>> {
    let py = value.py();
    let wrong = |error: &dyn std::fmt::Display| PyValueError::new_err(format!("`{what}`: {error}"));
    if is_missing(value) {
        return Ok(None);
    }
    let when: When = if let Ok(text) = value.cast::<PyString>() {
        text.to_str()?.parse().map_err(value_error)?
    } else if value.cast::<PyDateTime>().is_ok() || value.cast::<PyDate>().is_ok() {
        exists(value).map_err(|error| named(py, what, error))?;
        iso(value)?.parse().map_err(|error| wrong(&error))?
    } else {
        let given = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "`{what}` is {given}: give a datetime, a date, or text such as 2026-04-01T10:15+01:00"
        )));
    };
    let When::Local(local) = when else { return Ok(Some(when)) };
    match naive {
        Naive::Refused => Err(PyValueError::new_err(format!(
            "`{what}` is {when}, without a zone: give it one (tzinfo=ZoneInfo(\"Europe/London\"), or +01:00 at its end), or \
             say where such times are, as in tz=\"Europe/London\", or tz=\"charter\" for the zone of the charter"
        ))),
        Naive::Charter => Ok(Some(when)),
        Naive::Zone(zone) => {
            let moment = Moment::new(when, zone).map_err(|error| wrong(&error))?;
            moment.date_or_time().to_string().parse().map(Some).map_err(|error| wrong(&error))
        }
        Naive::Tzinfo(tzinfo) => {
            let aware =
                datetime(py)?.call_method1("fromisoformat", (local.format("%Y-%m-%dT%H:%M:%S%.6f").to_string(),))?;
            let keywords = pyo3::types::PyDict::new(py);
            keywords.set_item("tzinfo", tzinfo)?;
            let aware = aware.call_method("replace", (), Some(&keywords))?;
            exists(&aware).map_err(|error| named(py, what, error))?;
            iso(&aware)?.parse().map(Some).map_err(|error| wrong(&error))
        }
    }
}

/// Whether a value stands for nothing: None, a number that is none, or pandas' NaT and NA.
pub(crate) fn is_missing(value: &Bound<'_, PyAny>) -> bool {
    // NaN and NaT are not what they are. Of NA nobody knows.
    let is_na = || value.get_type().name().is_ok_and(|name| name == "NAType");
    value.is_none() || value.ne(value).unwrap_or_else(|_| is_na())
}

/// A date or time that must be there.
pub(crate) fn some_when(value: &Bound<'_, PyAny>, naive: &Naive, what: &str) -> PyResult<When> {
    when(value, naive, what)?.ok_or_else(|| PyValueError::new_err(format!("`{what}` is missing: give a date or time")))
}

/// The same error, with what it is about.
fn named(py: Python<'_>, what: &str, error: PyErr) -> PyErr {
    if error.is_instance_of::<PyValueError>(py) { value_error(format!("`{what}`: {}", error.value(py))) } else { error }
}

fn iso(value: &Bound<'_, PyAny>) -> PyResult<String> {
    value.call_method0("isoformat")?.extract()
}

/// Refuses a local time that a clock change skips: Python gives it an offset all the same.
pub(crate) fn exists(value: &Bound<'_, PyAny>) -> PyResult<()> {
    let Ok(tzinfo) = value.getattr("tzinfo") else { return Ok(()) };
    if tzinfo.is_none() || !tzinfo.hasattr("key")? {
        return Ok(());
    }
    let utc = PyModule::import(value.py(), "datetime")?.getattr("timezone")?.getattr("utc")?;
    let there_and_back = value.call_method1("astimezone", (utc,))?.call_method1("astimezone", (tzinfo,))?;
    let wall = |time: &Bound<'_, PyAny>| iso(time).map(|text| text.get(..19).unwrap_or_default().to_owned());
    if wall(value)? == wall(&there_and_back)? {
        return Ok(());
    }
    let time = iso(value)?;
    Err(PyValueError::new_err(format!(
        "{time} is a time that the clocks skipped that day: give another time, or its offset as in \
         2026-10-25T01:30:00+01:00"
    )))
}

/// `zoneinfo.ZoneInfo` of a zone. `None` where this machine does not know it.
pub(crate) fn zone_info<'py>(py: Python<'py>, zone: &Zone) -> Option<Bound<'py, PyAny>> {
    static ZONE_INFO: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    ZONE_INFO.import(py, "zoneinfo", "ZoneInfo").and_then(|class| class.call1((zone.name(),))).ok()
}

/// A `date`, or a `datetime` in a zone.
pub(crate) fn value<'py>(
    py: Python<'py>,
    at: DateOrTime,
    zone: Option<&Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    match at {
        DateOrTime::Date(day) => Ok(day.date().into_pyobject(py)?.into_any()),
        DateOrTime::Time(local) => {
            let time = datetime(py)?.call_method1("fromisoformat", (local.to_string(),))?;
            zone.map_or_else(|| Ok(time.clone()), |zone| time.call_method1("astimezone", (zone,)))
        }
    }
}

fn datetime(py: Python<'_>) -> PyResult<&Bound<'_, PyType>> {
    static DATETIME: PyOnceLock<Py<PyType>> = PyOnceLock::new();
    DATETIME.import(py, "datetime", "datetime")
}
