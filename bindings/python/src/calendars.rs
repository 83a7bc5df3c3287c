//! The bank holiday data, as Python holds it.

use std::fs::File;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;

use bywhen::bank_holidays_of;
use bywhen_files::read_at_most;
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

use crate::error::value_error;

/// How many bytes of a file of bank holidays are read.
const MAX_BYTES: usize = 16 << 20;

/// Bank holidays with a version: those that come with bywhen, or newer ones.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Calendars")]
#[derive(Clone, PartialEq)]
pub(crate) struct Calendars {
    pub(crate) data: bywhen::Calendars,
}

impl Eq for Calendars {}

impl Hash for Calendars {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.data.version(), self.data.published_until()).hash(state);
    }
}

#[pymethods]
impl Calendars {
    /// The data that this version of bywhen was built with.
    #[classmethod]
    fn bundled(_class: &Bound<'_, PyType>) -> Calendars {
        Calendars { data: bywhen::Calendars::bundled() }
    }

    /// Newer data from a file, in the project's format or in that of https://www.gov.uk/bank-holidays.json.
    #[classmethod]
    fn read(_class: &Bound<'_, PyType>, path: PathBuf) -> PyResult<Calendars> {
        let at = |error: std::io::Error| std::io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        let bytes = read_at_most(File::open(&path), MAX_BYTES).map_err(at)?;
        if bytes.len() > MAX_BYTES {
            let name = path.display();
            return Err(value_error(format!(
                "{name} is larger than {MAX_BYTES} bytes, and no file of bank holidays is"
            )));
        }
        let text = String::from_utf8(bytes).map_err(|error| value_error(format!("{}: {error}", path.display())))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let data = bywhen::Calendars::bundled().newer(&text, &name);
        data.map(|data| Calendars { data }).map_err(|error| value_error(format!("{}: {error}", path.display())))
    }

    /// Newer data from text, in either format. `name` says in the version where it came from.
    #[classmethod]
    #[pyo3(signature = (text, name="text"))]
    fn parse(_class: &Bound<'_, PyType>, text: &str, name: &str) -> PyResult<Calendars> {
        bywhen::Calendars::bundled().newer(text, name).map(|data| Calendars { data }).map_err(value_error)
    }

    /// The version of the data: `2026-08-21`. It is part of every outcome.
    #[getter]
    fn version(&self) -> &str {
        self.data.version()
    }

    /// The last year whose holidays are published. Later ones are worked out from the law.
    #[getter]
    fn published_until(&self) -> i32 {
        self.data.published_until()
    }

    /// The bank holidays of a year, each with its title, in order. `name`: `england-and-wales`, `scotland`,
    /// `northern-ireland`, or `united-kingdom` for a holiday in any part.
    #[pyo3(signature = (name, year, *, known_on=None))]
    fn bank_holidays(&self, name: &str, year: i32, known_on: Option<NaiveDate>) -> PyResult<Vec<(NaiveDate, String)>> {
        let divisions = bank_holidays_of(name).map_err(value_error)?;
        let all = divisions.iter().flat_map(|division| self.data.bank_holidays(*division, year, known_on));
        let mut all: Vec<(NaiveDate, String)> = all.map(|holiday| (holiday.date, holiday.title.to_string())).collect();
        all.sort_by_key(|(date, _)| *date);
        all.dedup_by_key(|(date, _)| *date);
        Ok(all)
    }

    /// The data in the project's format.
    fn to_json(&self) -> PyResult<String> {
        self.data.to_json().map_err(value_error)
    }

    pub(crate) fn __repr__(&self) -> String {
        format!("<Calendars {}, published until {}>", self.data.version(), self.data.published_until())
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let parse = py.get_type::<Calendars>().getattr("parse")?;
        Ok((parse, (self.to_json()?,).into_pyobject(py)?))
    }
}
