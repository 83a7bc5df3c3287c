//! From the command line to a table of cases and what is asked about it.

use std::path::Path;

use bywhen::When;
use bywhen::engine::slug;
use bywhen_table::columns::{Mapping, Naming};
use bywhen_table::read::{Format, Opened, Options, ReadError, Source, open};
use bywhen_table::{EventLog, LogNaming, Summary, TableError, Versions};

use crate::args::TableArgs;
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
    pub(crate) fn open(asked: &TableArgs) -> Result<(Table, Opened), Failure> {
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
            unread(columns, &versions, &naming, log.is_some());
        }
        Ok((Table { versions, naming, log, at: asked.at.unwrap_or_else(now), format }, cases))
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
    for (text, event) in columns.events.iter().filter(|(text, _)| !log.seen.contains(text)) {
        message(&format!("note: no line of the log says `{text}`, which was to be `{event}`\n"));
    }
    Ok(log)
}

/// Says what of a table is left alone, and which promises nothing can be known to keep: where a column has a name of its
/// own, every case would be overdue without a word.
fn unread(columns: &[String], versions: &Versions, naming: &Naming, logged: bool) {
    let plans = versions.plans();
    let mut told: Vec<String> = Vec::new();
    for column in columns {
        let said: Vec<&String> = naming.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what).collect();
        let whats = if said.is_empty() { vec![column] } else { said };
        // `stage-2/acknowledged` tells of `acknowledged`.
        told.extend(whats.iter().filter_map(|what| what.rsplit('/').next()).map(slug));
    }
    let tells = |event: &str| told.iter().any(|what| what == event);
    let mut untold: Vec<&str> = Vec::new();
    for event in plans.iter().flat_map(|plan| plan.charter().promises()).map(|(_, _, promise)| promise.done_when.slug())
    {
        if !tells(event) && !untold.contains(&event) {
            untold.push(event);
        }
    }
    if !untold.is_empty() && !logged {
        message(&format!("note: no column tells of {}; --map COLUMN=NAME says which does\n", listed(&untold)));
    }
    let mut read: Vec<String> = Vec::new();
    for plan in plans {
        // What cannot be told apart is an error, and said when the work begins.
        let Ok(mapping) = Mapping::new(plan, columns, naming, logged) else { return };
        read.extend(mapping.columns());
    }
    let left: Vec<&str> = columns.iter().filter(|column| !read.contains(column)).map(String::as_str).collect();
    if !left.is_empty() {
        message(&format!("note: not read: {}\n", listed(&left)));
    }
}

/// `` `law`, `status` ``.
fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
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
pub(crate) fn format(path: &Path, named: Option<Format>) -> Result<Format, Failure> {
    match named {
        Some(format) => Ok(format),
        None if path == Path::new("-") => Err("say how stdin is written: --from csv, tsv, jsonl or parquet".into()),
        None => Ok(Format::of_path(path)?),
    }
}

/// `1,000 rows: 990 assessed, 10 refused`.
pub(crate) fn tell(summary: &Summary) {
    let Summary { rows, assessed, refused, without_standard } = *summary;
    let without = match without_standard {
        0 => String::new(),
        n => format!(" ({} without a standard for them)", thousands(n)),
    };
    message(&format!(
        "{} rows: {} assessed{without}, {} refused\n",
        thousands(rows),
        thousands(assessed),
        thousands(refused)
    ));
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
