//! From the command line to a table of cases and what is asked about it.

use std::path::Path;

use bywhen::When;
use bywhen_table::columns::{Naming, Unread};
use bywhen_table::read::{Format, Opened, Options, ReadError, Source, UnknownFormat, open};
use bywhen_table::report::thousands;
use bywhen_table::{EventLog, LogNaming, Question, Summary, TableError, Versions};

use crate::args::TableArgs;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message};
use crate::question::{now, setting};

/// A table of cases, opened, and what is asked about it.
pub(crate) struct Table {
    versions: Versions,
    naming: Naming,
    log: Option<EventLog>,
    at: When,
    strict: bool,
    pub(crate) format: Format,
}

impl Table {
    /// `outputs`: the files that are to be written.
    /// `kept`: the columns that are passed on.
    pub(crate) fn open(asked: &TableArgs, outputs: &[&Path], kept: &[String]) -> Result<(Table, Opened), Failure> {
        stdin_once(asked)?;
        charter_first(asked)?;
        for output in outputs {
            let inputs = asked.events.iter().chain([&asked.cases]);
            if let Some(input) = inputs.into_iter().find(|input| same(input, output)) {
                return Err(format!("{} is read: writing to it would lose what is in it", input.display()).into());
            }
        }
        let setting = setting(&asked.data, &asked.choices)?;
        let versions = load::versions(&asked.charter, &setting)?;
        let mut naming = Naming {
            columns: asked.map.clone(),
            kind: asked.kind.clone(),
            channel: asked.channel.clone(),
            service: asked.service.clone(),
            zone: asked.zone.clone(),
            ..Naming::default()
        };
        for (column, format) in &asked.dates {
            match column {
                Some(column) => naming.dates_of.push((column.clone(), *format)),
                None => naming.dates = *format,
            }
        }
        let log = asked.events.as_deref().map(|path| read_log(asked, path, &versions, &naming)).transpose()?;
        let format = format(&asked.cases, asked.from)?;
        let cases = open(Source::named(&asked.cases), format, Options::default())?;
        if let Some(columns) = cases.columns() {
            unread(columns, &versions, &naming, log.as_ref(), kept);
        }
        let at = asked.at.unwrap_or_else(now);
        Ok((Table { versions, naming, log, at, strict: asked.strict, format }, cases))
    }

    /// What is asked, with the columns that are passed on.
    pub(crate) fn question<'q>(&'q self, kept: &'q [String]) -> Question<'q> {
        let Table { versions, naming, log, at, strict, .. } = self;
        Question { versions, naming, log: log.as_ref(), at: *at, kept, strict: *strict }
    }

    /// Says how many rows there were and what became of them, and ends accordingly.
    pub(crate) fn conclude(&self, summary: &Summary) -> Exit {
        tell(summary);
        if let Some(note) = self.log.as_ref().and_then(EventLog::strangers_note) {
            message(&format!("note: {note}\n"));
        }
        let lost = self.log.as_ref().is_some_and(|log| log.nobodys > 0);
        if summary.refused > 0 || lost { Exit::Findings } else { Exit::Fine }
    }
}

/// A table read as a charter would be a hundred findings, and none that says what is wrong.
fn charter_first(asked: &TableArgs) -> Result<(), Failure> {
    let path = Path::new(&asked.charter);
    if path.is_file() && Format::of_path(path).is_ok() {
        return Err(
            format!("{} is a table and not a charter: the charter comes first, then the cases", asked.charter).into()
        );
    }
    Ok(())
}

/// Two things cannot both come from stdin.
fn stdin_once(asked: &TableArgs) -> Result<(), Failure> {
    let is_stdin = |path: &Path| path == Path::new("-");
    if asked.events.as_deref().is_some_and(is_stdin) {
        return Err("the log of events is read before the cases and cannot be stdin: name a file".into());
    }
    if is_stdin(Path::new(&asked.charter)) && is_stdin(&asked.cases) {
        return Err("the charter and the cases cannot both be stdin: name a file for one of them".into());
    }
    Ok(())
}

/// Whether two names are of one file. `-` names none, and what is no regular file keeps nothing that could be lost.
fn same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok().filter(|path| path.is_file());
    one != Path::new("-") && other != Path::new("-") && real(one).is_some_and(|one| real(other) == Some(one))
}

fn read_log(asked: &TableArgs, path: &Path, versions: &Versions, naming: &Naming) -> Result<EventLog, Failure> {
    let mut columns = LogNaming { events: asked.event_names.clone(), ..LogNaming::default() };
    for (column, what) in &asked.event_map {
        columns.name(column, what)?;
    }
    // The formats of single columns are those of the cases, where the log has no such column.
    let times = Naming { columns: Vec::new(), ..naming.clone() };
    let log = open(Source::named(path), format(path, None)?, Options::default())?;
    let log = EventLog::read(log, versions.plans(), &columns, &times).map_err(|error| match error {
        TableError::Read(error @ ReadError::UnknownColumn { .. }) => {
            Failure::from(format!("{error} Say which is case_id, event and at, as in --event-map COLUMN=at"))
        }
        error => error.into(),
    })?;
    if let Some(note) = log.ignored_note() {
        message(&format!("note: {note}; --event-name says what they are\n"));
    }
    if let Some(note) = log.nobodys_note() {
        message(&format!("warning: {note}\n"));
    }
    for note in log.unsaid_notes(&columns) {
        message(&format!("note: {note}\n"));
    }
    Ok(log)
}

/// Says what of a table is left alone, and whether nothing in it can be known to keep a promise.
fn unread(columns: &[String], versions: &Versions, naming: &Naming, log: Option<&EventLog>, kept: &[String]) {
    let unread = Unread::of(versions.plans(), columns, naming, log.map(EventLog::columns));
    if !unread.untold.is_empty() {
        message(&format!(
            "note: no column tells of anything that was promised ({}); --map COLUMN=NAME says which does\n",
            listed(&unread.untold)
        ));
    }
    let left: Vec<String> = unread.columns.into_iter().filter(|column| !kept.contains(column)).collect();
    if !left.is_empty() {
        message(&format!("note: not read: {}\n", listed(&left)));
    }
}

/// `` `law`, `status` ``.
fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
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
fn tell(summary: &Summary) {
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
        message(&format!("refused: {first}row {row}: {reason}\n"));
    }
}
