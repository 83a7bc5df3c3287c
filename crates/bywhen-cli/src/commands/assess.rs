//! `bywhen assess`: a row for each case and promise of a table.

use std::path::Path;

use bywhen_table::read::Format;
use bywhen_table::write::{Target, WriteError, Writer};
use bywhen_table::{Summary, TableError, assess, worklist};

use crate::args::AssessArgs;
use crate::exit::Exit;
use crate::output::{Failure, note_leftovers};
use crate::progress::Progress;
use crate::tables::Table;

pub(crate) fn run(args: &AssessArgs) -> Result<Exit, Failure> {
    let (table, cases) = Table::open(&args.table, &[&args.output], &args.passthrough)?;
    let request = table.request(&args.passthrough);
    let format = written(&args.output, args.to, table.format)?;
    note_leftovers(&args.output);
    let target = Target::named(&args.output);
    let spreadsheets = args.for_spreadsheets;
    if spreadsheets && !matches!(format, Format::Csv | Format::Tsv) {
        return Err(
            format!("--for-spreadsheets is for CSV: {format} holds a text as a text, which nothing runs").into()
        );
    }
    let create = |schema| match spreadsheets {
        true => Writer::for_spreadsheets(target, format, schema),
        false => Writer::create(target, format, schema),
    };
    let progress = Progress::new();
    let work = || -> Result<Summary, TableError> {
        if !args.worklist {
            return assess(&request, cases, create, |summary| progress.update(summary));
        }
        let (list, summary) = worklist(&request, cases, |summary| progress.update(summary))?;
        let mut writer = create(list.schema())?;
        writer.write(&list)?;
        writer.finish()?;
        Ok(summary)
    };
    let done = work();
    drop(progress);
    match done {
        Ok(summary) => Ok(table.conclude(&summary)),
        Err(TableError::Write(WriteError::BrokenPipe { .. })) => Ok(Exit::Fine),
        Err(error) => Err(error.into()),
    }
}

/// The output format: as given, by the file name, or on stdout that of the cases if it is text.
fn written(output: &Path, named: Option<Format>, cases: Format) -> Result<Format, Failure> {
    match named {
        Some(format) => Ok(format),
        None if output == Path::new("-") => Ok(if cases == Format::Parquet { Format::Csv } else { cases }),
        None => Ok(Format::of_path(output)?),
    }
}
