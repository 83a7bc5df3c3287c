//! From the command line to a table of cases and what is asked about it.

use std::path::Path;

use bywhen::When;
use bywhen_table::columns::Naming;
use bywhen_table::read::{Format, Opened, Options, Source, open};
use bywhen_table::{EventLog, LogNaming, Summary, Versions};

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
    let log = EventLog::read(log, versions.plans(), &columns, &times)?;
    ignored(&log);
    Ok(log)
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
        if place > 0 && (digits.len() - place) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
