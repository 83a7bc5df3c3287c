//! Cells between commas, semicolons or tabs, under a heading.
//!
//! `csv-core`, the heart of the `csv` crate, takes a line apart; it is fed line by line from a window that can be
//! looked at again. Neither arrow's reader of CSV nor the `csv` crate's can do that: the first stops at a row it cannot
//! read, the second takes a quotation mark that is never closed to the end of the file, and the rows in between are
//! gone.

mod advice;
mod cells;
mod delimiter;
mod heading;
mod records;
mod scan;

use std::cell::Cell;

use arrow::datatypes::SchemaRef;

pub(super) use self::delimiter::Delimiter;

use self::advice::SAVE_AS_UTF_8;
use self::heading::Heading;
use self::records::{RecordError, RecordResult, Records};
use super::batch_builder::BatchBuilder;
use super::source::Stream;
use super::{Options, ReadError, Rows};

/// A table whose heading has been read.
pub(super) struct CsvFile {
    name: String,
    records: Records,
    heading: Heading,
    options: Options,
}

impl CsvFile {
    pub(super) fn open(stream: Stream, delimiter: Delimiter, options: Options) -> Result<Self, ReadError> {
        let name = stream.name;
        let records = Records::new(stream.bytes, delimiter, options.row_bytes);
        let mut records = records.map_err(|error| ReadError::Open { name: name.clone(), error })?;
        let heading = Heading::read(&mut records, &name)?;
        Ok(Self { name, records, heading, options })
    }

    pub(super) fn columns(&self) -> &[String] {
        self.heading.names()
    }

    /// `selected` are columns of the heading.
    pub(super) fn select(self, selected: &[String]) -> CsvRows {
        let Self { name, records, heading, options } = self;
        CsvRows {
            name,
            records,
            width: heading.width(),
            places: heading.places(selected),
            names: selected.to_vec(),
            builder: BatchBuilder::new(selected, options.rows),
        }
    }
}

/// The rows of a table.
pub(super) struct CsvRows {
    name: String,
    records: Records,
    width: usize,
    /// Where in a record the wanted cells stand, and the names of their columns.
    places: Vec<usize>,
    names: Vec<String>,
    builder: BatchBuilder,
}

impl CsvRows {
    pub(super) fn schema(&self) -> &SchemaRef {
        self.builder.schema()
    }

    /// Gathers rows until the batch is full or the file ends, and says whether there may be more.
    pub(super) fn fill(&mut self) -> Result<bool, ReadError> {
        while !self.builder.is_full() {
            let found = self.records.next(Some(self.width)).map_err(|error| ReadError::Interrupted {
                name: self.name.clone(),
                after: self.builder.count(),
                error,
            })?;
            match found {
                RecordResult::End => return Ok(false),
                RecordResult::Record { line } => self.push_record(line, None),
                RecordResult::Faulty { line, error } => self.push_record(line, Some(error)),
            }
        }
        Ok(true)
    }

    pub(super) fn take(&mut self) -> Option<Result<Rows, ReadError>> {
        if self.builder.is_empty() {
            return None;
        }
        Some(self.builder.take().map_err(|error| ReadError::Batch { name: self.name.clone(), error }))
    }

    fn push_record(&mut self, line: u64, error: Option<RecordError>) {
        let cells = self.records.cells();
        let all = cells.text();
        let invalid_column = Cell::new(None);
        let selected = self.places.iter().zip(&self.names).map(|(place, column)| {
            let cell = match all {
                Some(text) => text.get(cells.range(*place)?),
                None => std::str::from_utf8(cells.bytes(*place)?).ok(),
            };
            if cell.is_none() {
                invalid_column.set(Some(column));
            }
            cell.map(trimmed).filter(|cell| !cell.is_empty())
        });
        self.builder.push_row(selected, || match (error, invalid_column.get()) {
            (Some(error), _) => Some(error.to_string()),
            (None, Some(column)) => {
                Some(format!("The cell of line {line} in the column \"{column}\" is not UTF-8: {SAVE_AS_UTF_8}."))
            }
            (None, None) => None,
        });
    }
}

/// The cell without the blanks around it. Most have none, and two bytes tell: nothing in ASCII above the space is blank.
fn trimmed(cell: &str) -> &str {
    match cell.as_bytes() {
        [b'!'..=b'~', .., b'!'..=b'~'] | [b'!'..=b'~'] => cell,
        _ => cell.trim(),
    }
}
