//! A table in, its outcomes out, in any format.

use std::io::{self, Cursor, Write};
use std::sync::{Arc, Mutex};

use arrow::array::{ArrayRef, Date32Array, RecordBatch, StringArray, TimestampMillisecondArray};
use bywhen::{CompileOptions, Family, Plan, Versions, When};
use bywhen_table::columns::ColumnSpec;
use bywhen_table::read::{Format, Opened, Options, Source, open};
use bywhen_table::write::Target;
use bywhen_table::{AssessRequest, EventLog, LogSpec, Summary, TableError, assess, worklist};
use chrono::{DateTime, NaiveDate};
use parquet::arrow::ArrowWriter;
use serde_json::Value;

pub(crate) const FORMATS: [Format; 3] = [Format::Csv, Format::JsonLines, Format::Parquet];

/// A charter with a fact, stops, restarts, extensions and stages.
pub(crate) const CHARTER: &str = r#"charter "Customer service standards"
  id example-borough-council
  version 2020
  in force from 1 January 2020

calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came

fact "complex" "the query is complex"

event "clarified" by the customer

standard "Letters"
  applies to letter, email
  we will acknowledge within 5 working days of receipt
  we will respond
    within 20 working days of receipt if complex
    within 10 working days of receipt
    the clock stops while paused
    the clock starts again at "clarified"
    may extend to the date we give, by up to 20 working days, for "complex", if told before the due date

standard "Calls"
  applies to telephone
  we aim to answer at least 80% within 20 seconds of receipt

standard "Complaints"
  applies to complaint by any channel
  stage 1
    we will acknowledge within 5 working days of receipt
    we will usually respond within 10 working days of our acknowledgement
  stage 2 if the customer asks within 28 calendar days of our response
    we will acknowledge within 5 working days of the request
    we will usually respond within 20 working days of our acknowledgement
"#;

/// Until 2023, letters only, and more time.
pub(crate) const OLD: &str = r#"charter "Standards"
  id example
  version 2022
  in force from 1 January 2022 until 31 December 2023

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 20 working days of receipt
"#;

/// From February 2024: January has no version.
pub(crate) const NEW: &str = r#"charter "Standards"
  id example
  version 2024
  in force from 1 February 2024 until 31 December 2024

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

fact "urgent" "it cannot wait"
event "visited site" "somebody was there"

standard "Letters"
  applies to letter
  we will respond
    within 2 working days of receipt if urgent
    within 10 working days of receipt

standard "Messages"
  applies to web chat
  we will acknowledge within 5 working days of "visited site"
"#;

/// From December 2024, in which two are in force.
pub(crate) const NEXT: &str = r#"charter "Standards"
  id example
  version 2025
  in force from 1 December 2024

calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came

standard "Letters"
  applies to letter
  we will respond within 5 working days of receipt
"#;

pub(crate) fn plan(text: &str) -> Plan {
    Plan::compile(charter(text), &CompileOptions::default()).expect("a plan")
}

pub(crate) fn charter(text: &str) -> bywhen::Charter {
    let parsed = bywhen::parse(text);
    parsed.charter.unwrap_or_else(|| panic!("{:#?}", parsed.diagnostics))
}

pub(crate) fn family(texts: &[&str]) -> Versions {
    let family = Family::parse(texts.iter().copied()).expect("a family");
    Versions::over_time(family, &CompileOptions::default()).expect("plans")
}

/// A charter with the options of an assessment.
pub(crate) struct Scenario {
    pub(crate) versions: Versions,
    pub(crate) column_spec: ColumnSpec,
    pub(crate) log: Option<EventLog>,
    pub(crate) at: When,
    pub(crate) passthrough: Vec<String>,
    pub(crate) strict: bool,
}

impl Scenario {
    pub(crate) fn new(versions: Versions, at: &str) -> Scenario {
        let at = at.parse().expect("a time");
        Scenario { versions, column_spec: ColumnSpec::default(), log: None, at, passthrough: Vec::new(), strict: false }
    }

    /// Of the charter above.
    pub(crate) fn example(at: &str) -> Scenario {
        Scenario::new(Versions::one(plan(CHARTER)), at)
    }

    pub(crate) fn map(mut self, column: &str, what: &str) -> Scenario {
        self.column_spec.columns.push((column.to_owned(), what.to_owned()));
        self
    }

    pub(crate) fn log(self, log: Opened) -> Result<Scenario, TableError> {
        self.log_named(log, &LogSpec::default())
    }

    pub(crate) fn log_named(mut self, log: Opened, spec: &LogSpec) -> Result<Scenario, TableError> {
        self.log = Some(EventLog::read(log, self.versions.plans(), spec, &self.column_spec)?);
        Ok(self)
    }

    pub(crate) fn request(&self) -> AssessRequest<'_> {
        let Scenario { versions, column_spec, log, at, passthrough, strict } = self;
        AssessRequest { versions, column_spec, log: log.as_ref(), at: *at, passthrough, strict: *strict }
    }

    /// The outcomes as the bytes of a file.
    pub(crate) fn bytes(&self, cases: Opened, format: Format) -> Result<(Vec<u8>, Summary), TableError> {
        let written = Shared::default();
        let target = Target::Stream { name: "outcomes".to_owned(), bytes: Box::new(written.clone()) };
        let create = |schema| bywhen_table::write::Writer::create(target, format, schema);
        let summary = assess(&self.request(), cases, create, |_| {})?;
        let bytes = written.0.lock().expect("not poisoned").clone();
        Ok((bytes, summary))
    }

    pub(crate) fn assess(&self, cases: Opened) -> Result<(Vec<Row>, Summary), TableError> {
        let (bytes, summary) = self.bytes(cases, Format::JsonLines)?;
        Ok((rows(&bytes), summary))
    }

    pub(crate) fn worklist(&self, cases: Opened) -> Result<Vec<Row>, TableError> {
        let (table, _) = worklist(&self.request(), cases, |_| {})?;
        let written = Shared::default();
        let target = Target::Stream { name: "outcomes".to_owned(), bytes: Box::new(written.clone()) };
        let mut writer = bywhen_table::write::Writer::create(target, Format::JsonLines, table.schema())?;
        writer.write(&table)?;
        writer.finish()?;
        let bytes = written.0.lock().expect("not poisoned").clone();
        Ok(rows(&bytes))
    }

    /// The outcomes of a CSV, where there are some.
    pub(crate) fn csv(&self, text: &str) -> Vec<Row> {
        self.assess(csv(text)).expect("outcomes").0
    }

    /// Why a CSV as a whole cannot be assessed.
    pub(crate) fn fails(&self, cases: Opened) -> String {
        self.assess(cases).expect_err("no outcomes").to_string()
    }
}

/// A row of outcomes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row(pub(crate) Value);

impl Row {
    /// A cell as text; nothing where it is null.
    pub(crate) fn get(&self, column: &str) -> String {
        match self.0.get(column).unwrap_or_else(|| panic!("no column {column}")) {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }

    /// Cells between blanks.
    pub(crate) fn line(&self, columns: &[&str]) -> String {
        columns.iter().map(|column| self.get(column)).collect::<Vec<_>>().join(" ").trim().to_owned()
    }
}

/// The same cells of each row.
pub(crate) fn lines(rows: &[Row], columns: &[&str]) -> Vec<String> {
    rows.iter().map(|row| row.line(columns)).collect()
}

pub(crate) fn rows(json_lines: &[u8]) -> Vec<Row> {
    let text = std::str::from_utf8(json_lines).expect("UTF-8");
    text.lines().map(|line| Row(serde_json::from_str(line).expect("JSON"))).collect()
}

#[derive(Clone, Default)]
struct Shared(Arc<Mutex<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("not poisoned").write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn opened(bytes: impl Into<Vec<u8>>, format: Format, rows: usize) -> Opened {
    let source = Source::Stream { name: "cases".to_owned(), bytes: Box::new(Cursor::new(bytes.into())) };
    open(source, format, Options { rows, ..Options::default() }).expect("a table")
}

pub(crate) fn csv(text: &str) -> Opened {
    opened(text, Format::Csv, 1000)
}

pub(crate) fn json_lines(text: &str) -> Opened {
    opened(text, Format::JsonLines, 1000)
}

pub(crate) fn parquet(batch: &RecordBatch) -> Opened {
    opened(parquet_bytes(batch), Format::Parquet, 1000)
}

fn parquet_bytes(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(batch).expect("a batch");
    writer.close().expect("a file");
    bytes
}

/// A table of text, a missing cell empty.
#[derive(Clone, Debug, Default)]
pub(crate) struct Grid {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<Option<String>>>,
}

impl Grid {
    /// Adds a row by the names of its columns, of which new ones are added.
    pub(crate) fn add(&mut self, cells: &[(&str, &str)]) {
        for (column, _) in cells {
            if !self.columns.iter().any(|known| known == column) {
                self.columns.push((*column).to_owned());
            }
        }
        let cell = |column: &String| cells.iter().find(|(name, _)| name == column).map(|(_, cell)| (*cell).to_owned());
        self.rows.push(self.columns.iter().map(cell).collect());
    }

    fn cell(&self, row: usize, column: usize) -> Option<&str> {
        self.rows[row].get(column).and_then(Option::as_deref)
    }

    pub(crate) fn open(&self, format: Format) -> Opened {
        opened(self.bytes(format), format, 7)
    }

    pub(crate) fn bytes(&self, format: Format) -> Vec<u8> {
        match format {
            Format::JsonLines => {
                let mut text = String::new();
                for row in 0..self.rows.len() {
                    let cells = self.columns.iter().enumerate();
                    let cells = cells.filter_map(|(at, name)| Some((name.clone(), self.cell(row, at)?.into())));
                    text.push_str(&Value::Object(cells.collect()).to_string());
                    text.push('\n');
                }
                text.into_bytes()
            }
            Format::Parquet => {
                let column = |at: usize| (0..self.rows.len()).map(|row| self.cell(row, at)).collect::<Vec<_>>();
                let columns = self.columns.iter().enumerate().map(|(at, name)| (name, typed(&column(at)), true));
                parquet_bytes(&RecordBatch::try_from_iter_with_nullable(columns).expect("a batch"))
            }
            _ => {
                let mut writer = csv::Writer::from_writer(Vec::new());
                writer.write_record(&self.columns).expect("a heading");
                for row in 0..self.rows.len() {
                    let cells = (0..self.columns.len()).map(|at| self.cell(row, at).unwrap_or_default());
                    writer.write_record(cells).expect("a row");
                }
                writer.into_inner().expect("CSV")
            }
        }
    }
}

/// A column as a program that knows its types would hold it: instants, dates, or text.
fn typed(cells: &[Option<&str>]) -> ArrayRef {
    let instant = |cell: &str| DateTime::parse_from_rfc3339(cell).ok().map(|time| time.timestamp_millis());
    let date = |cell: &str| cell.parse::<NaiveDate>().ok().map(|date| date.to_epoch_days());
    let present = || cells.iter().flatten();
    if present().count() > 0 && present().all(|cell| instant(cell).is_some()) {
        let column: TimestampMillisecondArray = cells.iter().map(|cell| cell.and_then(instant)).collect();
        return Arc::new(column.with_timezone("UTC"));
    }
    if present().count() > 0 && present().all(|cell| date(cell).is_some()) {
        return Arc::new(cells.iter().map(|cell| cell.and_then(date)).collect::<Date32Array>());
    }
    Arc::new(cells.iter().copied().collect::<StringArray>())
}
