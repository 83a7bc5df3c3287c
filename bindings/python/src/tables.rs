//! A frame of cases in, outcomes or a report out. What came in as a frame of one kind goes out as that kind: Python's side
//! of it is in `bywhen._frames`.

use bywhen::{Plan, Versions, When};
use bywhen_report::{MonthOf, attainment};
use bywhen_table::columns::{ColumnSpec, Unmapped, ValueMapping};
use bywhen_table::read::{Opened, Options as ReadOptions, open_batches};
use bywhen_table::{
    AssessRequest, AssumedFact, BeforeReceipt, EventLog, LogSpec, RepeatedIds, Summary, TableError, outcomes, worklist,
};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use pyo3_arrow::input::AnyRecordBatch;

use crate::error::value_error;
use crate::options::pairs;
use crate::report::Report;
use crate::table::Table;
use crate::times::{Naive, some_when};

/// What a caller says of a frame.
pub(crate) struct FrameRequest<'a, 'py> {
    pub(crate) frame: &'a Bound<'py, PyAny>,
    pub(crate) at: &'a Bound<'py, PyAny>,
    pub(crate) columns: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) values: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) kind: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) dates: Option<&'a Bound<'py, PyAny>>,
    pub(crate) tz: Option<&'a Bound<'py, PyAny>>,
    pub(crate) events: Option<&'a Bound<'py, PyAny>>,
    pub(crate) event_columns: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) event_names: Option<&'a Bound<'py, PyMapping>>,
    pub(crate) strict: bool,
}

/// What the texts in some columns mean: `{"Urgency": {"P1": "high"}}`.
fn values(mapping: Option<&Bound<'_, PyMapping>>) -> PyResult<Vec<ValueMapping>> {
    let mut values = Vec::new();
    let columns: Vec<(String, Bound<'_, PyMapping>)> =
        mapping.map_or_else(|| Ok(Vec::new()), |mapping| mapping.items()?.extract())?;
    for (column, texts) in columns {
        for (text, name) in pairs(Some(&texts))?.unwrap_or_default() {
            values.push(ValueMapping { column: column.clone(), text, name });
        }
    }
    Ok(values)
}

/// The same in the library's terms.
struct Prepared {
    naming: ColumnSpec,
    log: Option<EventLog>,
    at: When,
    strict: bool,
}

impl FrameRequest<'_, '_> {
    fn prepare(&self, plans: &[Plan]) -> PyResult<Prepared> {
        // A frame is in the charter's zone where nobody says otherwise, and so is the moment of the question.
        let naive = match self.tz {
            None => Naive::Charter,
            tz => Naive::of(tz)?,
        };
        let at = some_when(self.at, &naive, "at")?;
        let mut naming = ColumnSpec {
            columns: pairs(self.columns)?.unwrap_or_default(),
            values: values(self.values)?,
            kind: self.kind.clone(),
            channel: self.channel.clone(),
            service: self.service.clone(),
            ..ColumnSpec::default()
        };
        match naive {
            Naive::Zone(zone) => naming.zone = Some(zone),
            Naive::Tzinfo(_) => {
                return Err(PyTypeError::new_err(
                    "a frame needs a zone with a name: tz=\"Europe/London\" or a ZoneInfo",
                ));
            }
            Naive::Charter | Naive::Refused => {}
        }
        if let Some(dates) = self.dates {
            if let Ok(formats) = dates.cast::<PyMapping>() {
                for (column, format) in pairs(Some(formats))?.unwrap_or_default() {
                    naming.dates_of.push((column, format.parse().map_err(value_error)?));
                }
            } else {
                naming.dates = dates.extract::<String>()?.parse().map_err(value_error)?;
            }
        }
        for (word, given) in [("event_columns", self.event_columns), ("event_names", self.event_names)] {
            if given.is_some() && self.events.is_none() {
                return Err(PyValueError::new_err(format!(
                    "`{word}` tells of a log of events: give the log itself as `events`"
                )));
            }
        }
        let log = self.events.map(|events| self.log(events, plans, &naming)).transpose()?;
        Ok(Prepared { naming, log, at, strict: self.strict })
    }

    fn log(&self, events: &Bound<'_, PyAny>, plans: &[Plan], naming: &ColumnSpec) -> PyResult<EventLog> {
        let py = events.py();
        let mut columns = LogSpec { events: pairs(self.event_names)?.unwrap_or_default(), ..LogSpec::default() };
        columns.set_columns(&pairs(self.event_columns)?.unwrap_or_default()).map_err(value_error)?;
        let opened = Frame::take(events)?.open("the log", None)?;
        // The formats of single columns are those of the cases, where the log has no such column.
        let times = ColumnSpec { columns: Vec::new(), ..naming.clone() };
        let log = py.detach(|| EventLog::read(opened, plans, &columns, &times)).map_err(value_error)?;
        let ignored = log.ignored_note().map(|note| format!("{note}; event_names says what they are"));
        for note in ignored.into_iter().chain(log.unattributed_note()).chain(log.unused_name_notes(&columns)) {
            warn(py, &note)?;
        }
        Ok(log)
    }
}

/// A sentence that somebody should read, though the work goes on.
pub(crate) fn warn(py: Python<'_>, sentence: &str) -> PyResult<()> {
    PyModule::import(py, "warnings")?.call_method1("warn", (sentence,))?;
    Ok(())
}

/// The columns to pass on.
pub(crate) fn kept(keep: Option<&Bound<'_, PyAny>>) -> PyResult<Vec<String>> {
    match keep {
        None => Ok(Vec::new()),
        Some(one) if one.is_instance_of::<PyString>() => {
            Err(PyTypeError::new_err(format!("`keep` is one text: give a list, as in keep=[\"{one}\"]")))
        }
        Some(names) => names.try_iter()?.map(|name| name?.extract()).collect(),
    }
}

/// A frame, of whichever kind.
pub(crate) struct Frame<'py> {
    taken: Bound<'py, PyAny>,
    /// `None` where only reading it tells.
    columns: Option<Vec<String>>,
    /// It passes on its own columns by their rows.
    keeps: bool,
}

impl<'py> Frame<'py> {
    fn take(frame: &Bound<'py, PyAny>) -> PyResult<Frame<'py>> {
        let taken = PyModule::import(frame.py(), "bywhen._frames")?.call_method1("take", (frame,))?;
        let columns = taken.getattr("columns")?.extract()?;
        let keeps = taken.getattr("keeps")?.extract()?;
        Ok(Frame { taken, columns, keeps })
    }

    /// Its rows. `wanted`: only these columns.
    fn open(&self, name: &str, wanted: Option<&[String]>) -> PyResult<Opened> {
        let batches = self.taken.call_method1("stream", (wanted,))?.extract::<AnyRecordBatch>()?.into_reader()?;
        open_batches(name, batches, ReadOptions::default()).map_err(value_error)
    }

    /// A table as a frame of this kind, with the columns that it passes on itself.
    pub(crate) fn like(&self, table: Table, kept: &[String]) -> PyResult<Bound<'py, PyAny>> {
        self.taken.call_method1("like", (table, kept))
    }

    pub(crate) fn unbind(self) -> Py<PyAny> {
        self.taken.unbind()
    }
}

/// An outcome for each case and promise.
pub(crate) fn assess<'py>(
    request: &FrameRequest<'_, 'py>,
    versions: &Versions,
    keep: &[String],
    open_only: bool,
) -> PyResult<Bound<'py, PyAny>> {
    let py = request.frame.py();
    let prepared = request.prepare(versions.plans())?;
    let frame = Frame::take(request.frame)?;
    let question = prepared.question(versions, keep);
    let opened = question_open(py, &question, &frame)?;
    let by_library = if frame.keeps { &[] } else { keep };
    let question = AssessRequest { passthrough: by_library, ..question };
    let (schema, batches, summary) = py
        .detach(|| {
            if open_only {
                worklist(&question, opened, |_| {}).map(|(batch, summary)| (batch.schema(), vec![batch], summary))
            } else {
                outcomes(&question, opened)
            }
        })
        .map_err(failure)?;
    notes(py, &summary, prepared.log.as_ref())?;
    frame.like(Table { schema, batches }, if frame.keeps { keep } else { &[] })
}

/// How the standards were met.
pub(crate) fn report(request: &FrameRequest<'_, '_>, versions: &Versions, by: &str) -> PyResult<Report> {
    let py = request.frame.py();
    let month_of = month_of(by)?;
    let prepared = request.prepare(versions.plans())?;
    let frame = Frame::take(request.frame)?;
    let question = prepared.question(versions, &[]);
    let opened = question_open(py, &question, &frame)?;
    let (report, summary) = py.detach(|| attainment(&question, opened, month_of, |_| {})).map_err(failure)?;
    notes(py, &summary, prepared.log.as_ref())?;
    Ok(Report::new(report, frame.unbind()))
}

/// The counts alone, by promise, channel and month, of what is counted in parts.
pub(crate) fn counts(request: &FrameRequest<'_, '_>, versions: &Versions, by: &str) -> PyResult<Table> {
    let py = request.frame.py();
    let prepared = request.prepare(versions.plans())?;
    let frame = Frame::take(request.frame)?;
    let question = prepared.question(versions, &[]);
    let opened = question_open(py, &question, &frame)?;
    let month_of = month_of(by)?;
    let counted = py.detach(|| bywhen_report::counts(&question, opened, month_of)).map_err(failure)?;
    Ok(Table { schema: counted.schema(), batches: vec![counted] })
}

fn month_of(by: &str) -> PyResult<MonthOf> {
    match by {
        "received" => Ok(MonthOf::Received),
        "due" => Ok(MonthOf::Due),
        other => Err(PyValueError::new_err(format!("`by` is `{other}`: write \"received\" or \"due\""))),
    }
}

impl Prepared {
    fn question<'q>(&'q self, versions: &'q Versions, kept: &'q [String]) -> AssessRequest<'q> {
        let Prepared { naming, log, at, strict } = self;
        AssessRequest { versions, column_spec: naming, log: log.as_ref(), at: *at, passthrough: kept, strict: *strict }
    }
}

/// The rows of a frame, of which only those columns are converted that are read.
fn question_open(py: Python<'_>, question: &AssessRequest<'_>, frame: &Frame<'_>) -> PyResult<Opened> {
    let (opened, columns) = match &frame.columns {
        Some(columns) => {
            let wanted = question.columns(columns).map_err(failure)?;
            (frame.open("the frame", Some(&wanted))?, columns.clone())
        }
        None => {
            let opened = frame.open("the frame", None)?;
            let columns = opened.columns().map(<[String]>::to_vec).unwrap_or_default();
            (opened, columns)
        }
    };
    let log = question.log.map(EventLog::columns);
    let Unmapped { missing_events, .. } =
        Unmapped::find(question.versions.plans(), &columns, question.column_spec, log);
    if !missing_events.is_empty() {
        warn(
            py,
            &format!(
                "no column tells of anything that was promised ({}): columns={{\"heading\": \"{}\"}} says which does",
                missing_events.join(", "),
                missing_events.first().map(String::as_str).unwrap_or_default()
            ),
        )?;
    }
    Ok(opened)
}

/// What somebody should know of a table that has been worked through.
fn notes(py: Python<'_>, summary: &Summary, log: Option<&EventLog>) -> PyResult<()> {
    let repeated = summary.repeated_ids.as_ref().map(RepeatedIds::note);
    let before: Vec<String> = summary.before_receipt.iter().map(BeforeReceipt::note).collect();
    let assumed: Vec<String> = summary.assumed.iter().map(AssumedFact::note).collect();
    let strangers = log.and_then(EventLog::unmatched_note);
    repeated.iter().chain(&before).chain(&assumed).chain(&strangers).try_for_each(|sentence| warn(py, sentence))
}

fn failure(error: TableError) -> PyErr {
    value_error(error)
}
