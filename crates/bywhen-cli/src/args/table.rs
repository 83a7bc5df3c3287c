//! What a table of cases is asked.

use std::path::PathBuf;

use bywhen::When;
use bywhen::calendar::Zone;
use bywhen_files::Format as FileFormat;
#[cfg(feature = "tables")]
use bywhen_table::columns::DateFormat;
use clap::ValueEnum;

use super::{DataArgs, choice};

/// Nothing reads a date of a table.
#[cfg(not(feature = "tables"))]
type DateFormat = String;

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen assess oxfordshire-county-council cases.csv -o outcomes.parquet\n  \
    bywhen assess freedom-of-information requests.csv --map reply=responded --dates uk -o outcomes.csv\n  \
    bywhen assess oxfordshire-county-council cases.parquet --worklist\n  \
    other-system | bywhen assess CHARTER - --from jsonl -o - --to jsonl\n\n\
    A column whose heading the charter knows (received, channel, stage-2/acknowledged, a fact) needs no --map.\n\
    A row that cannot be judged is kept with its number and the reason, and the exit code is 1.")]
pub(crate) struct AssessArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Where the outcomes go: a file that ends in .csv, .jsonl or .parquet, or `-` for stdout
    #[arg(short = 'o', long, value_name = "OUT", default_value = "-")]
    pub(crate) output: PathBuf,
    /// How the outcomes are written, where the name of OUT does not say it
    #[arg(long, value_name = "FORMAT")]
    pub(crate) to: Option<FileFormat>,
    /// A column of the table to pass on; may repeat
    #[arg(long = "keep", value_name = "COLUMN")]
    pub(crate) passthrough: Vec<String>,
    /// Only what the council still has to do, by when it is next due
    #[arg(long)]
    pub(crate) worklist: bool,
    /// Put an apostrophe before a text that a spreadsheet would run as a formula
    #[arg(long)]
    pub(crate) for_spreadsheets: bool,
}

#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    bywhen report oxfordshire-county-council cases.csv\n  \
    bywhen report oxfordshire-county-council cases.csv --html report.html\n  \
    bywhen report freedom-of-information requests.csv --map reply=responded --format csv")]
pub(crate) struct ReportArgs {
    #[command(flatten)]
    pub(crate) table: TableArgs,
    /// Also write the report as a page to publish
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
    /// Which day of a case decides the month in which it counts
    #[arg(long, value_enum, default_value_t)]
    pub(crate) by: Month,
    /// How the report is written
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: ReportFormat,
    /// Put an apostrophe before a text that a spreadsheet would run as a formula (with --format csv)
    #[arg(long)]
    pub(crate) for_spreadsheets: bool,
}

/// How a report is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets: a line for each promise and group
    Csv,
}

/// Which day of a case decides the month in which it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Month {
    /// The day of receipt
    #[default]
    Received,
    /// The due date
    Due,
}

/// A table of cases, and how it is read.
#[derive(Debug, clap::Args)]
pub(crate) struct TableArgs {
    /// A charter file, a folder of versions, or a bundled id: of versions, the one in force on receipt answers for a case
    #[arg(value_name = "CHARTER")]
    pub(crate) charter: String,
    /// The cases: a file that ends in .csv, .tsv, .jsonl or .parquet, or `-` for stdin
    #[arg(value_name = "CASES")]
    pub(crate) cases: PathBuf,
    #[command(flatten)]
    pub(crate) reading: ReadingArgs,
}

/// How a table of cases is read, and as of when it is judged.
#[derive(Debug, clap::Args)]
pub(crate) struct ReadingArgs {
    /// How CASES is written, where its name does not say it: csv, tsv, jsonl or parquet
    #[arg(long, value_name = "FORMAT")]
    pub(crate) from: Option<FileFormat>,
    /// What a column is: case_id, kind, channel, service, an event, a fact, received.time (the time of day where another
    /// column has the date), extended.until, extended.reason, or `-` for nothing; may repeat
    #[arg(long = "map", value_name = "COLUMN=NAME", value_parser = pair)]
    pub(crate) map: Vec<(String, String)>,
    /// What a text in a column of kinds, channels, services or of a fact means, where a system has codes of its own:
    /// "Urgency:P1=high"; may repeat
    #[arg(long = "map-value", value_name = "COLUMN:TEXT=NAME", value_parser = value)]
    pub(crate) map_values: Vec<[String; 3]>,
    /// How dates are written, in every column or in one: iso (2026-05-04T10:15) or uk, the day first
    /// (04/05/2026 10:15, 4-May-2026, 10.15am); may repeat
    #[arg(long = "dates", value_name = "[COLUMN=]FORMAT", value_parser = dates)]
    pub(crate) dates: Vec<(Option<String>, DateFormat)>,
    /// Where times without an offset are [default: the charter's zone]
    #[arg(long, value_name = "ZONE", value_parser = zone)]
    pub(crate) zone: Option<Zone>,
    /// The kind of contact of every case that does not say it
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// The channel of every case that does not say it
    #[arg(long, value_name = "CHANNEL")]
    pub(crate) channel: Option<String>,
    /// The service of every case that does not say it
    #[arg(long, value_name = "SERVICE")]
    pub(crate) service: Option<String>,
    /// A log of events beside the cases, a line an event: columns case_id, event and at
    #[arg(long, value_name = "FILE")]
    pub(crate) events: Option<PathBuf>,
    /// What a column of the log is: case_id, event, at, at.time, until or reason; may repeat. Headings of these names need none
    #[arg(long = "event-map", value_name = "COLUMN=NAME", value_parser = pair, requires = "events")]
    pub(crate) event_map: Vec<(String, String)>,
    /// What the log calls an event, and what the charter calls it; may repeat
    #[arg(long = "event-name", value_name = "TEXT=EVENT", value_parser = pair, requires = "events")]
    pub(crate) event_names: Vec<(String, String)>,
    /// A reading to take where the charter offers several; may repeat
    #[arg(long = "choice", value_name = "NAME=OPTION", value_parser = choice)]
    pub(crate) choices: Vec<(String, String)>,
    /// The moment of the question [default: now]
    #[arg(long, value_name = "WHEN")]
    pub(crate) at: Option<When>,
    /// Stop at the first row that cannot be judged
    #[arg(long)]
    pub(crate) strict: bool,
    #[command(flatten)]
    pub(crate) data: DataArgs,
}

/// The last `=` parts the two, so that a heading may have one.
fn pair(text: &str) -> Result<(String, String), String> {
    let (left, right) = text.rsplit_once('=').ok_or_else(|| format!("write what it is, as in \"{text}=received\""))?;
    Ok((left.to_owned(), right.to_owned()))
}

/// `Urgency:P1=high`. The column ends at the first colon, the text at the last equals sign.
fn value(text: &str) -> Result<[String; 3], String> {
    let parts = text.split_once(':').and_then(|(column, rest)| Some((column, rest.rsplit_once('=')?)));
    let (column, (text, name)) = parts
        .ok_or_else(|| "write the column, the text in it and what it means, as in \"Urgency:P1=high\"".to_owned())?;
    Ok([column, text, name].map(str::to_owned))
}

fn dates(text: &str) -> Result<(Option<String>, DateFormat), String> {
    let (column, format) = match text.rsplit_once('=') {
        Some((column, format)) => (Some(column.to_owned()), format),
        None => (None, text),
    };
    Ok((column, format.parse().map_err(|error| format!("{error}"))?))
}

fn zone(text: &str) -> Result<Zone, String> {
    Zone::named(text).map_err(|error| error.to_string())
}
