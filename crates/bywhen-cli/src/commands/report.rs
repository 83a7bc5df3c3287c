//! `bywhen report`: how the standards were met over a table.

use std::path::{Path, PathBuf};

use bywhen_report::{MonthOf, attainment, csv, csv_for_spreadsheets, html, json, text};

use crate::args::{Month, ReportArgs, ReportFormat};
use crate::exit::Exit;
use crate::output::{Failure, message, print, to_stdout, write};
use crate::progress::Progress;
use crate::tables::Table;

pub(crate) fn run(args: &ReportArgs) -> Result<Exit, Failure> {
    let outputs: Vec<&Path> = args.html.iter().map(PathBuf::as_path).collect();
    let (table, cases) = Table::open(&args.table, &outputs, &[])?;
    if args.for_spreadsheets && args.format != ReportFormat::Csv {
        return Err("--for-spreadsheets is for CSV: add --format csv".into());
    }
    let request = table.request(&[]);
    let month_of = match args.by {
        Month::Received => MonthOf::Received,
        Month::Due => MonthOf::Due,
    };
    let progress = Progress::new();
    let counted = attainment(&request, cases, month_of, |summary| progress.update(summary));
    drop(progress);
    let (report, summary) = counted?;
    if let Some(path) = &args.html {
        write(path, html(&report).as_bytes())?;
        message(&format!("wrote {}\n", path.display()));
    }
    match args.format {
        ReportFormat::Text => print(&text(&report))?,
        ReportFormat::Json => to_stdout(json(&report)?.as_bytes())?,
        ReportFormat::Csv if args.for_spreadsheets => to_stdout(csv_for_spreadsheets(&report)?.as_bytes())?,
        ReportFormat::Csv => to_stdout(csv(&report)?.as_bytes())?,
    }
    Ok(table.conclude(&summary))
}
