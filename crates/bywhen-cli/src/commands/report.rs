//! `bywhen report`: how the standards were met over a table.

use std::fs;
use std::path::{Path, PathBuf};

use bywhen_table::attainment;
use bywhen_table::report::{MonthOf, csv, html, json, text};

use crate::args::{Month, ReportArgs, ReportFormat};
use crate::exit::Exit;
use crate::output::{Failure, message, print};
use crate::progress::Progress;
use crate::tables::Table;

pub(crate) fn run(asked: &ReportArgs) -> Result<Exit, Failure> {
    let outputs: Vec<&Path> = asked.html.iter().map(PathBuf::as_path).collect();
    let (table, cases) = Table::open(&asked.table, &outputs, &[])?;
    let question = table.question(&[]);
    let month_of = match asked.by {
        Month::Received => MonthOf::Received,
        Month::Due => MonthOf::Due,
    };
    let progress = Progress::new();
    let counted = attainment(&question, cases, month_of, |summary| progress.tell(summary));
    drop(progress);
    let (report, summary) = counted?;
    if let Some(path) = &asked.html {
        fs::write(path, html(&report)).map_err(|error| format!("{}: {error}", path.display()))?;
        message(&format!("wrote {}\n", path.display()));
    }
    print(&match asked.format {
        ReportFormat::Text => text(&report),
        ReportFormat::Json => json(&report)?,
        ReportFormat::Csv => csv(&report)?,
    })?;
    Ok(table.conclude(&summary))
}
