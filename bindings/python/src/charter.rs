//! The charter, as Python holds it.

use std::path::PathBuf;

use bywhen::{
    Charter as Checked, Charters, CheckRequest, CompileOptions, Plan, Source, Sources, Versions, When, prose,
    was_in_force,
};
use chrono::NaiveDate;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyMapping, PyTuple, PyType};

use crate::calendars::Calendars;
use crate::case::{CaseArgs, case};
use crate::error::{Diagnostic, syntax_error, value_error};
use crate::options::{options, pairs};
use crate::outcome::Outcome;
use crate::report::Report;
use crate::sources::file;
use crate::table::Table;
use crate::tables::{self, warn};
use crate::times::{Naive, some_when};

/// A council's (or statute's) standards: one version, or all of them, of which the one in force on receipt answers.
///
/// `load` and `Charter.parse` make one. It never changes, is cheap to share between threads, and can be compared,
/// hashed and pickled.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Charter")]
#[derive(Clone)]
pub(crate) struct Charter {
    sources: Sources,
    pub(crate) versions: Versions,
    warnings: Vec<Diagnostic>,
}

impl PartialEq for Charter {
    fn eq(&self, other: &Charter) -> bool {
        let options = |charter: &Charter| {
            let options = charter.options();
            (options.calendars.clone(), options.known_on, options.choices.clone())
        };
        self.sources == other.sources && options(self) == options(other)
    }
}

impl Eq for Charter {}

impl std::hash::Hash for Charter {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.sources, self.options().known_on, &self.options().choices).hash(state);
    }
}

impl Charter {
    pub(crate) fn new(py: Python<'_>, sources: Sources, options: &CompileOptions) -> PyResult<Charter> {
        let mut charters: Vec<Checked> = Vec::new();
        let mut found: Vec<Diagnostic> = Vec::new();
        let mut broken = false;
        for text in &sources.texts {
            let parsed = bywhen::parse_bytes(&text.bytes);
            found.extend(parsed.diagnostics.iter().map(|one| Diagnostic::new(file(text).as_deref(), one)));
            match parsed.charter {
                Some(charter) => charters.push(charter),
                None => broken = true,
            }
        }
        if broken {
            return Err(syntax_error(py, found));
        }
        let charters = Charters::new(charters, sources.over_time).map_err(value_error)?;
        let versions = charters.compile(options).map_err(value_error)?;
        Ok(Charter { sources, versions, warnings: found })
    }

    /// What it was compiled with: the same for each version.
    pub(crate) fn options(&self) -> &CompileOptions {
        self.newest().options()
    }

    /// The newest version: what it is called and what it says is what the charter says.
    pub(crate) fn newest(&self) -> &Plan {
        #[expect(clippy::expect_used, reason = "a charter is made of at least one text, and each becomes a plan")]
        let newest = self.versions.plans().last().expect("a version");
        newest
    }

    /// Says so where a version that was asked for by name was not in force.
    fn warn_outside(&self, py: Python<'_>, received: When) -> PyResult<()> {
        let charter = self.newest().charter();
        if self.sources.over_time || was_in_force(charter, received) {
            return Ok(());
        }
        let (version, id) = (&charter.version, &charter.id);
        warn(py, &format!("version {version} of {id} was not in force on that day; it answers all the same"))
    }
}

#[pymethods]
impl Charter {
    /// A charter from its text.
    ///
    /// Raises CharterSyntaxError with everything that is wrong. `file` is what messages call it.
    #[classmethod]
    #[pyo3(signature = (text, *, file=None, calendars=None, known_on=None, choices=None))]
    fn parse(
        _class: &Bound<'_, PyType>,
        py: Python<'_>,
        text: String,
        file: Option<String>,
        calendars: Option<&Bound<'_, Calendars>>,
        known_on: Option<NaiveDate>,
        choices: Option<&Bound<'_, PyMapping>>,
    ) -> PyResult<Charter> {
        let text = Source { file: file.map(PathBuf::from), bytes: text.into_bytes() };
        Charter::new(py, Sources::of_files(vec![text]), &options(calendars, known_on, pairs(choices)?))
    }

    /// By when each promise is due for a case, as of `at`.
    ///
    /// `received`, `at` and the times of `events` are datetimes with a zone, dates where the time is not known, or ISO
    /// 8601 text. Times without a zone are refused unless `tz` says where they are: the name of a zone, a ZoneInfo, or
    /// "charter" for the charter's own. `events` maps a name (`acknowledged`, `stage-2/responded`) to a time, to several
    /// in a list, or to a dict of `at`, `until` and `reason`. `facts` maps a name to True or False, to
    /// the name of a value, or to a number.
    #[pyo3(signature = (*, received, at, kind=None, channel=None, service=None, facts=None, events=None, tz=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn check(
        slf: &Bound<'_, Charter>,
        received: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        kind: Option<String>,
        channel: Option<String>,
        service: Option<String>,
        facts: Option<&Bound<'_, PyMapping>>,
        events: Option<&Bound<'_, PyMapping>>,
        tz: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Outcome> {
        let naive = Naive::of(tz)?;
        let at = some_when(at, &naive, "at")?;
        let case = case(&CaseArgs { received, kind, channel, service, facts, events }, &naive)?;
        if let Some(received) = case.events.first() {
            slf.get().warn_outside(slf.py(), received.at)?;
        }
        Charter::answer(slf, CheckRequest::new(case, at))
    }

    /// An outcome for each case and promise of a frame, as a frame of the same kind.
    ///
    /// `frame` is a DataFrame or LazyFrame of pandas or polars, a pyarrow Table, a duckdb relation, or anything with an
    /// Arrow capsule. `columns` says what a column is whose heading does not (`{"Came in": "received"}`, and
    /// `{"Time": "received.time"}` where the time of day has a column of its own); times without a zone are in the
    /// charter's unless `tz` says otherwise; `dates` is "iso" or "uk" for dates that are text, or a dict of column and
    /// format. `values` says what the texts in a column mean where a system has codes of its own (`{"Urgency": {"P1": "high"}}`).
    /// `kind`, `channel` and `service` are those of every case that does not say.
    ///
    /// `events` is a second frame, a line an event, with the columns case_id, event and at; `event_columns` and
    /// `event_names` say what it calls them. `keep` names columns to pass on. `worklist` leaves only what is still to be
    /// done, by when it is due.
    ///
    /// A row that cannot be judged is kept, with its number and the reason in `error`; `strict` raises instead.
    #[pyo3(signature = (frame, *, at, columns=None, values=None, kind=None, channel=None, service=None, dates=None, tz=None,
        events=None, event_columns=None, event_names=None, keep=None, worklist=false, strict=false))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn assess<'py>(
        &self,
        frame: &Bound<'py, PyAny>,
        at: &Bound<'py, PyAny>,
        columns: Option<&Bound<'py, PyMapping>>,
        values: Option<&Bound<'py, PyMapping>>,
        kind: Option<String>,
        channel: Option<String>,
        service: Option<String>,
        dates: Option<&Bound<'py, PyAny>>,
        tz: Option<&Bound<'py, PyAny>>,
        events: Option<&Bound<'py, PyAny>>,
        event_columns: Option<&Bound<'py, PyMapping>>,
        event_names: Option<&Bound<'py, PyMapping>>,
        keep: Option<&Bound<'py, PyAny>>,
        worklist: bool,
        strict: bool,
    ) -> PyResult<Bound<'py, PyAny>> {
        #[rustfmt::skip]
        let request = tables::FrameRequest {
            frame, at, columns, values, kind, channel, service, dates, tz, events, event_columns, event_names, strict,
        };
        tables::assess(&request, &self.versions, &tables::kept(keep)?, worklist)
    }

    /// How the standards were met over a frame of cases.
    ///
    /// The arguments are those of `assess`. `by`: a case counts in the month in which it was "received" or "due".
    #[pyo3(signature = (frame, *, at, columns=None, values=None, kind=None, channel=None, service=None, dates=None, tz=None,
        events=None, event_columns=None, event_names=None, by="received", strict=false))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn report(
        &self,
        frame: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        columns: Option<&Bound<'_, PyMapping>>,
        values: Option<&Bound<'_, PyMapping>>,
        kind: Option<String>,
        channel: Option<String>,
        service: Option<String>,
        dates: Option<&Bound<'_, PyAny>>,
        tz: Option<&Bound<'_, PyAny>>,
        events: Option<&Bound<'_, PyAny>>,
        event_columns: Option<&Bound<'_, PyMapping>>,
        event_names: Option<&Bound<'_, PyMapping>>,
        by: &str,
        strict: bool,
    ) -> PyResult<Report> {
        #[rustfmt::skip]
        let request = tables::FrameRequest {
            frame, at, columns, values, kind, channel, service, dates, tz, events, event_columns, event_names, strict,
        };
        tables::report(&request, &self.versions, by)
    }

    /// The counts alone, by promise, channel and month: for `bywhen.spark`, which adds up those of the partitions.
    #[pyo3(signature = (frame, *, at, columns=None, values=None, kind=None, channel=None, service=None, dates=None, tz=None,
        events=None, event_columns=None, event_names=None, by="received", strict=false))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn _counts(
        &self,
        frame: &Bound<'_, PyAny>,
        at: &Bound<'_, PyAny>,
        columns: Option<&Bound<'_, PyMapping>>,
        values: Option<&Bound<'_, PyMapping>>,
        kind: Option<String>,
        channel: Option<String>,
        service: Option<String>,
        dates: Option<&Bound<'_, PyAny>>,
        tz: Option<&Bound<'_, PyAny>>,
        events: Option<&Bound<'_, PyAny>>,
        event_columns: Option<&Bound<'_, PyMapping>>,
        event_names: Option<&Bound<'_, PyMapping>>,
        by: &str,
        strict: bool,
    ) -> PyResult<Table> {
        #[rustfmt::skip]
        let request = tables::FrameRequest {
            frame, at, columns, values, kind, channel, service, dates, tz, events, event_columns, event_names, strict,
        };
        tables::counts(&request, &self.versions, by)
    }

    /// `oxfordshire-county-council`.
    #[getter]
    fn id(&self) -> &str {
        &self.newest().charter().id
    }

    /// What the newest version is called.
    #[getter]
    fn title(&self) -> &str {
        &self.newest().charter().title
    }

    /// Whose charter it is.
    #[getter]
    fn council(&self) -> Option<&str> {
        self.newest().charter().council.as_deref()
    }

    /// The name of the version that answers. None where several do, each for what was received while it was in force.
    #[getter]
    fn version(&self) -> Option<&str> {
        (!self.sources.over_time).then(|| self.newest().charter().version.as_str())
    }

    /// The versions, oldest first: the name of each with its first and last day, None where that is open.
    #[getter]
    fn versions<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let versions = PyDict::new(py);
        for charter in self.versions.plans().iter().map(Plan::charter) {
            versions.set_item(&charter.version, (charter.in_force.from, charter.in_force.until))?;
        }
        Ok(versions)
    }

    /// The documents that the newest version carries.
    #[getter]
    fn sources(&self) -> Vec<&str> {
        self.newest().charter().sources.iter().map(|source| source.title.as_str()).collect()
    }

    /// The time zone of every date.
    #[getter]
    fn zone(&self) -> &str {
        self.newest().charter().zone.name()
    }

    /// The titles of the newest version's standards.
    #[getter]
    fn standards<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.newest().charter().standards.iter().map(|standard| standard.name.text()))
    }

    /// The newest version's promises: the id of each with its sentence.
    #[getter]
    fn promises<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let promises = PyDict::new(py);
        for (_, _, promise) in self.newest().charter().promises() {
            promises.set_item(&promise.id, prose::promise(promise))?;
        }
        Ok(promises)
    }

    /// The newest version as a page for residents, as `bywhen show` writes it: "text", "markdown" or "html".
    ///
    /// `width` is how long the lines of text are.
    #[pyo3(signature = (format="text", *, width=90))]
    fn show(&self, format: &str, width: usize) -> PyResult<String> {
        let page = bywhen_publish::page(self.newest());
        match format {
            "text" => Ok(page.text(width)),
            "markdown" => Ok(page.markdown()),
            "html" => Ok(page.html()),
            other => {
                Err(value_error(format_args!("no page is written as {other:?}: \"text\", \"markdown\" or \"html\"")))
            }
        }
    }

    /// What somebody should look at in the text, though it can be used.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        PyTuple::new(py, self.warnings.clone())
    }

    fn __repr__(&self) -> String {
        let charter = self.newest().charter();
        let which: Vec<&str> = self.versions.plans().iter().map(|plan| plan.charter().version.as_str()).collect();
        let s = if which.len() == 1 { "" } else { "s" };
        format!("<Charter {}, version{s} {}: {:?}>", charter.id, which.join(", "), charter.title)
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = PyModule::import(py, "bywhen._bywhen")?.getattr("_charter")?;
        let texts: Vec<(Option<String>, &[u8])> =
            self.sources.texts.iter().map(|text| (file(text), text.bytes.as_slice())).collect();
        let options = self.options();
        let calendars = Calendars { data: options.calendars.clone() };
        let state = (texts, self.sources.over_time, calendars, options.known_on, options.choices.clone());
        Ok((restore, state.into_pyobject(py)?))
    }
}

impl Charter {
    /// The outcome of a request, by the version that answers for when the case was received.
    pub(crate) fn answer(slf: &Bound<'_, Charter>, request: CheckRequest) -> PyResult<Outcome> {
        let received = request.received().unwrap_or(request.at);
        let plan = slf.get().versions.answering(received).map_err(value_error)?.clone();
        let outcome = plan.check(&request.case, request.at).map_err(value_error)?;
        Ok(Outcome { charter: slf.clone().into_any().unbind(), plan, request, outcome })
    }
}
