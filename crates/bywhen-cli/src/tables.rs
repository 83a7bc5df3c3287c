//! Tables of cases from command-line arguments.

use std::path::{Path, PathBuf};

use bywhen::Versions;
use bywhen::When;
use bywhen::prose::thousands;
use bywhen_table::columns::{ColumnSpec, DateFormat, Unmapped, ValueMapping, list_names};
use bywhen_table::read::{Format, Opened, Options, ReadError, Source, UnknownFormat, open};
use bywhen_table::{AssessRequest, EventLog, LogSpec, Summary, TableError};

use crate::args::{ReadingArgs, TableArgs};
use crate::exit::Exit;
use crate::load::{self, refuse_table};
use crate::output::{Failure, message, refuse_overwriting};
use crate::request::{compile_options, now, reject_conflicts};
use crate::terminal::sanitized_line;

/// An opened table of cases with the options of its assessment.
pub(crate) struct Table {
    versions: Versions,
    column_spec: ColumnSpec,
    log: Option<EventLog>,
    at: When,
    strict: bool,
    pub(crate) format: Format,
}

impl Table {
    /// The table of `args`, judged by the charter that it names. `outputs`: the files that are to be written.
    /// `passthrough`: the columns that are passed on.
    pub(crate) fn open(
        args: &TableArgs,
        outputs: &[&Path],
        passthrough: &[String],
    ) -> Result<(Table, Opened), Failure> {
        let TableArgs { charter, cases, reading } = args;
        let both = Path::new(charter) == Path::new("-") && cases == Path::new("-");
        if both {
            return Err("the charter and the cases cannot both be stdin: name a file for one of them".into());
        }
        refuse_table(charter, "the charter comes first, then the cases")?;
        let others = reading.events.iter().map(PathBuf::as_path).chain(reading.data.newer.paths());
        let inputs: Vec<&Path> = others.chain([cases.as_path(), Path::new(charter)]).collect();
        for output in outputs {
            refuse_overwriting(output, &inputs)?;
        }
        let versions = load::find(charter)?.compile(&compile_options(&reading.data, &reading.choices)?)?;
        let table = Table::with_versions(versions, cases, reading)?;
        let cases = table.cases(cases)?;
        table.note_unmapped(&cases, passthrough);
        Ok((table, cases))
    }

    /// The same table may be judged by several charters.
    pub(crate) fn with_versions(versions: Versions, cases: &Path, reading: &ReadingArgs) -> Result<Table, Failure> {
        if reading.events.as_deref() == Some(Path::new("-")) {
            return Err("the log of events is read before the cases and cannot be stdin: name a file".into());
        }
        let mut column_spec = ColumnSpec {
            columns: reading.map.clone(),
            values: reading.map_values.iter().map(value_mapping).collect(),
            kind: reading.kind.clone(),
            channel: reading.channel.clone(),
            service: reading.service.clone(),
            zone: reading.zone.clone(),
            ..ColumnSpec::default()
        };
        let for_all: Vec<(&str, DateFormat)> =
            reading.dates.iter().filter(|(column, _)| column.is_none()).map(|(_, format)| ("", *format)).collect();
        reject_conflicts("--dates", &for_all)?;
        for (column, format) in &reading.dates {
            match column {
                Some(column) => column_spec.dates_of.push((column.clone(), *format)),
                None => column_spec.dates = *format,
            }
        }
        let log = reading.events.as_deref().map(|path| read_log(reading, path, &versions, &column_spec)).transpose()?;
        let format = format(cases, reading.from)?;
        let at = reading.at.unwrap_or_else(now);
        Ok(Table { versions, column_spec, log, at, strict: reading.strict, format })
    }

    /// The cases, opened.
    pub(crate) fn cases(&self, cases: &Path) -> Result<Opened, Failure> {
        Ok(open(Source::named(cases), self.format, Options::default())?)
    }

    /// Prints notes on unmapped columns.
    pub(crate) fn note_unmapped(&self, cases: &Opened, passthrough: &[String]) {
        if let Some(columns) = cases.columns() {
            note_unmapped_columns(columns, &self.versions, &self.column_spec, self.log.as_ref(), passthrough);
        }
    }

    /// The request, with the columns that are passed on.
    pub(crate) fn request<'q>(&'q self, passthrough: &'q [String]) -> AssessRequest<'q> {
        let Table { versions, column_spec, log, at, strict, .. } = self;
        AssessRequest { versions, column_spec, log: log.as_ref(), at: *at, passthrough, strict: *strict }
    }

    /// Says how many rows there were and what became of them, and ends accordingly.
    pub(crate) fn conclude(&self, summary: &Summary) -> Exit {
        print_summary(summary);
        if let Some(repeated) = &summary.repeated_ids {
            message(&format!("note: {}\n", sanitized_line(&repeated.note())));
        }
        for before in &summary.before_receipt {
            message(&format!("note: {}\n", before.note()));
        }
        for assumed in &summary.assumed {
            message(&format!("note: {}\n", assumed.note()));
        }
        if let Some(note) = self.log.as_ref().and_then(EventLog::unmatched_note) {
            message(&format!("note: {}\n", sanitized_line(&note)));
        }
        let lost = self.log.as_ref().is_some_and(|log| log.unattributed_lines > 0);
        if summary.refused > 0 || lost { Exit::Findings } else { Exit::Fine }
    }
}

fn read_log(
    args: &ReadingArgs,
    path: &Path,
    versions: &Versions,
    column_spec: &ColumnSpec,
) -> Result<EventLog, Failure> {
    let mut columns = LogSpec { events: args.event_names.clone(), ..LogSpec::default() };
    columns.set_columns(&args.event_map)?;
    // The formats of single columns are those of the cases, where the log has no such column.
    let times = ColumnSpec { columns: Vec::new(), ..column_spec.clone() };
    let log = open(Source::named(path), format(path, None)?, Options::default())?;
    let log = EventLog::read(log, versions.plans(), &columns, &times).map_err(|error| match error {
        TableError::Read(error @ ReadError::UnknownColumn { .. }) => {
            Failure::from(format!("{error} Say which is case_id, event and at, as in --event-map COLUMN=at"))
        }
        error => error.into(),
    })?;
    if let Some(note) = log.ignored_note() {
        message(&format!("note: {}; --event-name says what they are\n", sanitized_line(&note)));
    }
    if let Some(note) = log.unattributed_note() {
        message(&format!("warning: {}\n", sanitized_line(&note)));
    }
    for note in log.unused_name_notes(&columns) {
        message(&format!("note: {}\n", sanitized_line(&note)));
    }
    Ok(log)
}

/// Prints notes on unmapped columns and on promised events without a column.
fn note_unmapped_columns(
    columns: &[String],
    versions: &Versions,
    column_spec: &ColumnSpec,
    log: Option<&EventLog>,
    passthrough: &[String],
) {
    let unmapped = Unmapped::find(versions.plans(), columns, column_spec, log.map(EventLog::columns));
    if !unmapped.missing_events.is_empty() {
        message(&format!(
            "note: no column tells of anything that was promised ({}); --map COLUMN=NAME says which does\n",
            sanitized_line(&list_names(&unmapped.missing_events))
        ));
    }
    let left: Vec<String> = unmapped.columns.into_iter().filter(|column| !passthrough.contains(column)).collect();
    if !left.is_empty() {
        message(&format!("note: not read: {}\n", sanitized_line(&list_names(&left))));
    }
}

/// The format that is named, or the one that the ending of a file names.
fn format(path: &Path, named: Option<Format>) -> Result<Format, Failure> {
    match named {
        Some(format) => Ok(format),
        None if path == Path::new("-") => Err("say how stdin is written: --from csv, tsv, jsonl or parquet".into()),
        None => Format::of_path(path).map_err(|error| match error {
            UnknownFormat::Ending(name) => format!(
                "the ending of \"{name}\" does not say how it is written: --from csv, tsv, jsonl or parquet does"
            )
            .into(),
            other => other.into(),
        }),
    }
}

/// `1,000 rows: 990 assessed, 10 refused`.
fn print_summary(summary: &Summary) {
    let Summary { rows, assessed, refused, without_promise, .. } = *summary;
    let without = match without_promise {
        0 => String::new(),
        n => format!(" ({} of them under no promise)", thousands(n)),
    };
    message(&format!(
        "{} row{}: {} assessed{without}, {} refused\n",
        thousands(rows),
        if rows == 1 { "" } else { "s" },
        thousands(assessed),
        thousands(refused)
    ));
    if let Some((row, reason)) = &summary.first_refused {
        let first = if refused == 1 { "" } else { "the first is " };
        message(&format!("refused: {first}row {row}: {}\n", sanitized_line(reason)));
    }
}

fn value_mapping([column, text, name]: &[String; 3]) -> ValueMapping {
    ValueMapping { column: column.clone(), text: text.clone(), name: name.clone() }
}
