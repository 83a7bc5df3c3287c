//! What is wrong with a charter, as an exception that carries every diagnostic.

use bywhen::Diagnostic as Found;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyTuple, PyType};

/// One thing that is wrong with a charter, or that somebody should look at.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Diagnostic")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Diagnostic {
    /// The file it is of; None for a text that came from no file.
    #[pyo3(get)]
    file: Option<String>,
    /// From 1.
    #[pyo3(get)]
    line: usize,
    /// From 1, in characters.
    #[pyo3(get)]
    column: usize,
    /// What it is about: `E501`.
    #[pyo3(get)]
    code: String,
    /// `error` or `warning`.
    #[pyo3(get)]
    severity: String,
    /// What is wrong, in a sentence.
    #[pyo3(get)]
    message: String,
    /// What to do about it.
    #[pyo3(get)]
    help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(file: Option<&str>, found: &Found) -> Diagnostic {
        Diagnostic {
            file: file.map(str::to_owned),
            line: found.line,
            column: found.column,
            code: found.code.as_str().to_owned(),
            severity: found.severity.word().to_owned(),
            message: found.message.clone(),
            help: found.help.clone(),
        }
    }

    fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

#[pymethods]
impl Diagnostic {
    #[new]
    #[pyo3(signature = (file, line, column, code, severity, message, help=None))]
    fn from_parts(
        file: Option<String>,
        line: usize,
        column: usize,
        code: String,
        severity: String,
        message: String,
        help: Option<String>,
    ) -> Diagnostic {
        Diagnostic { file, line, column, code, severity, message, help }
    }

    #[classattr]
    fn __match_args__() -> (&'static str, &'static str, &'static str, &'static str) {
        ("file", "line", "code", "message")
    }

    fn __str__(&self) -> String {
        let Diagnostic { line, column, severity, code, message, .. } = self;
        let file = self.file.as_deref().map(|file| format!("{file}:")).unwrap_or_default();
        let help = self.help.as_deref().map(|help| format!(" ({help})")).unwrap_or_default();
        format!("{file}{line}:{column}: {severity}[{code}]: {message}{help}")
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let parts = self.parts(py)?;
        Ok(format!("Diagnostic{}", parts.repr()?))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyType>, Bound<'py, PyTuple>)> {
        Ok((py.get_type::<Diagnostic>(), self.parts(py)?))
    }
}

impl Diagnostic {
    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let Diagnostic { file, line, column, code, severity, message, help } = self;
        (file, line, column, code, severity, message, help).into_pyobject(py)
    }
}

/// `CharterSyntaxError` with everything that was found.
pub(crate) fn syntax_error(py: Python<'_>, found: Vec<Diagnostic>) -> PyErr {
    let errors = found.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let head = match errors {
        1 => "the charter has an error and cannot be used".to_owned(),
        n => format!("the charter has {n} errors and cannot be used"),
    };
    let lines: Vec<String> = found.iter().map(|diagnostic| format!("  {}", diagnostic.__str__())).collect();
    let text = format!("{head}:\n{}", lines.join("\n"));
    let raise = || -> PyResult<Bound<'_, PyAny>> {
        let class = PyModule::import(py, "bywhen._errors")?.getattr("CharterSyntaxError")?;
        class.call1((text, PyTuple::new(py, found)?))
    };
    raise().map_or_else(|error| error, PyErr::from_value)
}

/// An error of the library in its own words.
pub(crate) fn value_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}
