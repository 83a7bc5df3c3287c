//! Opening a file, naming columns, reading batches.

use arrow::array::RecordBatchReader;
use arrow::datatypes::SchemaRef;

use super::batches::{BatchRows, Batches};
use super::columns::{deduplicated, refuse_unknown};
use super::csv::{CsvFile, CsvRows, Delimiter};
use super::json_lines::JsonRows;
use super::parquet::{ParquetFile, ParquetRows};
use super::source::Stream;
use super::{Format, Options, ReadError, Rows, Source};

/// Opens a file and reads its head: the heading of CSV, the schema of Parquet.
///
/// # Errors
///
/// When it cannot be opened, or its head does not say what the columns are.
pub fn open(source: Source, format: Format, options: Options) -> Result<Opened, ReadError> {
    let name = source.name();
    let head = match format {
        Format::Csv => Head::Csv(Box::new(CsvFile::open(source.stream()?, Delimiter::Detect, options)?)),
        Format::Tsv => Head::Csv(Box::new(CsvFile::open(source.stream()?, Delimiter::Tab, options)?)),
        Format::JsonLines => Head::JsonLines(source.stream()?, options),
        Format::Parquet => {
            let (name, file) = source.seekable(b"PAR1")?;
            Head::Parquet(Box::new(ParquetFile::open(name, file, options)?))
        }
    };
    Ok(Opened { name, head })
}

/// Takes batches of rows that are not in a file. `name` is what errors call them.
///
/// # Errors
///
/// When two columns have one name.
pub fn open_batches(
    name: &str,
    batches: Box<dyn RecordBatchReader + Send>,
    options: Options,
) -> Result<Opened, ReadError> {
    let head = Head::Batches(Batches::open(name.to_owned(), batches, options)?);
    Ok(Opened { name: name.to_owned(), head })
}

/// A file whose columns are known, if they can be, and of which no row has been read.
pub struct Opened {
    name: String,
    head: Head,
}

enum Head {
    Csv(Box<CsvFile>),
    JsonLines(Stream, Options),
    Parquet(Box<ParquetFile>),
    Batches(Batches),
}

impl Opened {
    /// The columns of the file, in its order. None for JSON lines, whose keys are known only as lines come. A column
    /// of CSV whose heading is blank is not among them.
    #[must_use]
    pub fn columns(&self) -> Option<&[String]> {
        match &self.head {
            Head::Csv(file) => Some(file.columns()),
            Head::JsonLines(..) => None,
            Head::Parquet(file) => Some(file.columns()),
            Head::Batches(batches) => Some(batches.columns()),
        }
    }

    /// Names the columns to read; the others are passed over. The batches have them in this order, each once.
    ///
    /// # Errors
    ///
    /// When the file is known to have no such column.
    pub fn select(self, selected: &[String]) -> Result<Reader, ReadError> {
        if let Some(columns) = self.columns() {
            refuse_unknown(&self.name, columns, selected)?;
        }
        let columns = deduplicated(selected);
        let rows = match self.head {
            Head::Csv(file) => State::Csv(Box::new(file.select(&columns))),
            Head::JsonLines(stream, options) => State::JsonLines(Box::new(JsonRows::new(stream, &columns, options))),
            Head::Parquet(file) => State::Parquet(Box::new(file.select(&columns)?)),
            Head::Batches(batches) => State::Batches(Box::new(batches.select(&columns))),
        };
        let schema = match &rows {
            State::Csv(rows) => rows.schema(),
            State::JsonLines(rows) => rows.schema(),
            State::Parquet(rows) => rows.schema(),
            State::Batches(rows) => rows.schema(),
        };
        Ok(Reader { columns, schema: SchemaRef::clone(schema), rows: Some(rows), failed: None })
    }
}

/// The rows of a file, a batch at a time.
///
/// After an error there are no more: an error is what stops a file, and never a row that cannot be read. The rows
/// before it come first.
pub struct Reader {
    columns: Vec<String>,
    schema: SchemaRef,
    /// None once there is nothing more to read.
    rows: Option<State>,
    /// The error that ended the file, kept until the rows before it are returned.
    failed: Option<ReadError>,
}

enum State {
    Csv(Box<CsvRows>),
    JsonLines(Box<JsonRows>),
    Parquet(Box<ParquetRows>),
    Batches(Box<BatchRows>),
}

impl Reader {
    /// The columns of the batches.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The columns of the batches and their types.
    #[must_use]
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }
}

impl Reader {
    /// Ends the iteration after the last batch or an error.
    fn end_unless_ok(&mut self, next: Option<Result<Rows, ReadError>>) -> Option<Result<Rows, ReadError>> {
        if !matches!(next, Some(Ok(_))) {
            self.rows = None;
        }
        next
    }
}

impl Iterator for Reader {
    type Item = Result<Rows, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.failed.take() {
            return Some(Err(error));
        }
        let (filled, rows) = match self.rows.as_mut()? {
            State::Csv(rows) => (rows.fill(), rows.take()),
            State::JsonLines(rows) => (rows.fill(), rows.take()),
            State::Parquet(rows) => {
                let next = rows.next();
                return self.end_unless_ok(next);
            }
            State::Batches(rows) => {
                let next = rows.next();
                return self.end_unless_ok(next);
            }
        };
        match filled {
            Ok(true) => {}
            Ok(false) => self.rows = None,
            Err(error) => {
                self.rows = None;
                self.failed = Some(error);
            }
        }
        match rows {
            Some(Ok(rows)) => Some(Ok(rows)),
            Some(Err(error)) => {
                self.rows = None;
                Some(Err(error))
            }
            None => self.failed.take().map(Err),
        }
    }
}

impl std::iter::FusedIterator for Reader {}
