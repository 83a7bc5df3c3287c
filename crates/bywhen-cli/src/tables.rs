//! From the command line to a table of cases and what is asked about it.

use std::path::Path;

use bywhen::When;
use bywhen::engine::slug;
use bywhen_table::columns::{Mapping, Naming};
use bywhen_table::read::{Format, Opened, Options, ReadError, Source, open};
use bywhen_table::{EventLog, LogNaming, Summary, TableError, Versions};

use crate::args::TableArgs;
use crate::exit::Exit;
use crate::load;
use crate::output::{Failure, message};
use crate::question::{now, setting};

/// A table of cases, opened, and what is asked about it.
pub(crate) struct Table {
    pub(crate) versions: Versions,
    pub(crate) naming: Naming,
    pub(crate) log: Option<EventLog>,
    pub(crate) at: When,
    pub(crate) format: Format,
}

impl Table {
    /// `outputs`: the files that are to be written.
    /// `kept`: the columns that are passed on.
    pub(crate) fn open(asked: &TableArgs, outputs: &[&Path], kept: &[String]) -> Result<(Table, Opened), Failure> {
        stdin_once(asked)?;
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
        Ok((Table { versions, naming, log, at: asked.at.unwrap_or_else(now), format }, cases))
    }
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

impl Table {
    /// Says how many rows there were and what became of them, and ends accordingly.
    pub(crate) fn conclude(&self, summary: &Summary) -> Exit {
        tell(summary);
        self.log.iter().for_each(strangers);
        let lost = self.log.as_ref().is_some_and(|log| log.nobodys > 0);
        if summary.refused > 0 || lost { Exit::Findings } else { Exit::Fine }
    }
}

fn read_log(asked: &TableArgs, path: &Path, versions: &Versions, naming: &Naming) -> Result<EventLog, Failure> {
    let mut columns = LogNaming { events: asked.event_names.clone(), ..LogNaming::default() };
    for (column, what) in &asked.event_map {
        let column = column.clone();
        match what.as_str() {
            "case_id" => columns.case_id = column,
            "event" => columns.event = column,
            "at" => columns.at = column,
            "until" => columns.until = Some(column),
            "reason" => columns.reason = Some(column),
            other => {
                return Err(
                    format!("`{other}` is no column of a log: write case_id, event, at, until or reason").into()
                );
            }
        }
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
    ignored(&log);
    nobodys(&log);
    for (text, event) in columns.events.iter().filter(|(text, _)| !log.seen.contains(text)) {
        message(&format!("note: no line of the log says `{text}`, which was to be `{event}`\n"));
    }
    Ok(log)
}

/// Says which lines of a log belong to nobody: one of them may have been the answer to a case.
fn nobodys(log: &EventLog) {
    if let Some((row, reason)) = &log.first_nobodys {
        message(&format!(
            "warning: {} of {} lines of the log do not say of which case they are; the first is row {row}: {reason}\n",
            thousands(log.nobodys),
            thousands(log.lines)
        ));
    }
}

/// Says what of a table is left alone, and whether nothing in it can be known to keep a promise: where the column has a
/// name of its own, every case would be overdue without a word.
fn unread(columns: &[String], versions: &Versions, naming: &Naming, log: Option<&EventLog>, kept: &[String]) {
    let plans = versions.plans();
    let mut told: Vec<String> = Vec::new();
    for column in columns {
        let said: Vec<&String> = naming.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what).collect();
        let whats = if said.is_empty() { vec![column] } else { said };
        // `stage-2/acknowledged` tells of `acknowledged`.
        told.extend(whats.iter().filter_map(|what| what.rsplit('/').next()).map(slug));
    }
    let mut promised: Vec<&str> = Vec::new();
    for (_, _, promise) in plans.iter().flat_map(|plan| plan.charter().promises()) {
        if !promised.contains(&promise.done_when.slug()) {
            promised.push(promise.done_when.slug());
        }
    }
    let tells = promised.iter().any(|event| told.iter().any(|what| what == event));
    if !tells && log.is_none() {
        message(&format!(
            "note: no column tells of anything that was promised ({}); --map COLUMN=NAME says which does\n",
            listed(&promised)
        ));
    }
    // What cannot be told apart is an error, and said when the work begins.
    let Ok(mappings) = Mapping::for_each(plans, columns, naming, log.map(EventLog::columns)) else { return };
    let read: Vec<String> = mappings.iter().flat_map(Mapping::columns).collect();
    let left: Vec<&str> =
        columns.iter().filter(|column| !read.contains(column) && !kept.contains(column)).map(String::as_str).collect();
    if !left.is_empty() {
        message(&format!("note: not read: {}\n", listed(&left)));
    }
}

/// `` `law`, `status` ``.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Says which cases of a log the table does not have: their names may be written otherwise there.
fn strangers(log: &EventLog) {
    if let (count, Some(first), all) = log.strangers() {
        message(&format!(
            "note: {} of the {} cases in the log are not in the table; the first is `{first}`\n",
            thousands(count),
            thousands(all)
        ));
    }
}

/// Says what of a log means nothing to the charter: it may be a name that is spelt otherwise.
fn ignored(log: &EventLog) {
    let lines: u64 = log.ignored.values().sum();
    if lines == 0 {
        return;
    }
    let mut events: Vec<(&String, &u64)> = log.ignored.iter().collect();
    events.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let named: Vec<String> =
        events.iter().take(3).map(|(name, count)| format!("`{name}` {}", thousands(**count))).collect();
    let more = if events.len() > named.len() { ", ..." } else { "" };
    message(&format!(
        "note: {} of {} lines of the log are of events that the charter does not know ({}{more}); --event-name says what they are\n",
        thousands(lines),
        thousands(log.lines),
        named.join(", ")
    ));
}

/// The format that is named, or the one that the ending of a file names.
fn format(path: &Path, named: Option<Format>) -> Result<Format, Failure> {
    match named {
        Some(format) => Ok(format),
        None if path == Path::new("-") => Err("say how stdin is written: --from csv, tsv, jsonl or parquet".into()),
        None => Ok(Format::of_path(path)?),
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

/// `1,234,567`.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
