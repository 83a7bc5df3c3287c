//! `bywhen assess`: a row for each case and promise of a table.

use std::path::Path;

use bywhen_table::read::Format;
use bywhen_table::write::{Target, WriteError, Writer};
use bywhen_table::{Summary, TableError, assess, worklist};

use crate::args::AssessArgs;
use crate::exit::Exit;
use crate::output::{Failure, tell_left_behind};
use crate::progress::Progress;
use crate::tables::Table;

pub(crate) fn run(asked: &AssessArgs) -> Result<Exit, Failure> {
    let (table, cases) = Table::open(&asked.table, &[&asked.output], &asked.kept)?;
    let question = table.question(&asked.kept);
    let format = written(&asked.output, asked.to, table.format)?;
    tell_left_behind(&asked.output);
    let target = Target::named(&asked.output);
    let spreadsheets = asked.for_spreadsheets;
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
        if !asked.worklist {
            return assess(&question, cases, create, |summary| progress.tell(summary));
        }
        let (list, summary) = worklist(&question, cases, |summary| progress.tell(summary))?;
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

/// How outcomes are written: as is said, as the name says, or on stdout as the cases were where that is text.
fn written(output: &Path, named: Option<Format>, cases: Format) -> Result<Format, Failure> {
    match named {
        Some(format) => Ok(format),
        None if output == Path::new("-") => Ok(if cases == Format::Parquet { Format::Csv } else { cases }),
        None => Ok(Format::of_path(output)?),
    }
}
