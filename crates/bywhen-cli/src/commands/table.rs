//! `bywhen table`: a look-up table of due dates, by day of receipt.

use bywhen::When;
use bywhen_publish::{LookupRow, LookupTable, lookup_table};
use chrono::NaiveDate;

use crate::args::{LookUpArgs, LookUpFormat};
use crate::exit::Exit;
use crate::output::{Failure, save};
use crate::{load, request};

const COLUMNS: [&str; 14] = [
    "received_from",
    "received_until",
    "received",
    "promise",
    "action",
    "stage",
    "status",
    "due",
    "due_at",
    "moves",
    "provisional",
    "sentence",
    "by",
    "changes",
];

pub(crate) fn run(args: &LookUpArgs) -> Result<Exit, Failure> {
    if args.to < args.from {
        return Err(format!("--to {} is before --from {}: give the later day as --to", args.to, args.from).into());
    }
    let plan = request::plan(&args.contact, When::Day(args.from))?;
    let charter = plan.charter();
    if charter.in_force.contains(args.from) && !charter.in_force.contains(args.to) {
        one_version(args, &charter.version)?;
    }
    let table = lookup_table(&plan, &request::contact(&args.contact)?, args.from..=args.to)?;
    let written = match args.format {
        LookUpFormat::Csv => csv(&table)?,
        LookUpFormat::Json => [serde_json::to_vec(&table)?, b"\n".to_vec()].concat(),
    };
    save(&args.output, &written, &args.contact.charter, &args.contact.data.newer.paths())?;
    Ok(Exit::Fine)
}

/// A table tells of one version. Of a charter asked for by its name alone the last day may want another.
fn one_version(args: &LookUpArgs, version: &str) -> Result<(), Failure> {
    let last = |day: NaiveDate| load::charter(&args.contact.charter, When::Day(day));
    let (other, _) = last(args.to)?;
    if other.version == version {
        return Ok(());
    }
    Err(format!(
        "a table tells of one version: {} is answered by {version} and {} by {}, so make one for each",
        args.from, args.to, other.version
    )
    .into())
}

fn csv(table: &LookupTable) -> Result<Vec<u8>, Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    for row in &table.rows {
        writer.write_record(cells(row))?;
    }
    Ok(writer.into_inner()?)
}

fn cells(row: &LookupRow) -> [String; 14] {
    let provisional: Vec<String> = row.provisional.iter().map(ToString::to_string).collect();
    [
        row.received_from.to_string(),
        row.received_until.to_string(),
        row.received.clone(),
        row.promise.clone(),
        row.action.clone(),
        row.stage.to_string(),
        row.status.word().to_owned(),
        row.due.map(|due| due.to_string()).unwrap_or_default(),
        row.due_at.map(|due_at| due_at.to_string()).unwrap_or_default(),
        if row.moves { "yes" } else { "no" }.to_owned(),
        provisional.join("; "),
        row.sentence.clone(),
        row.by.clone().unwrap_or_default(),
        row.changes.join(" "),
    ]
}
