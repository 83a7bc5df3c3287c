//! The writer of outcomes.

use std::io::Write as _;

use arrow::array::RecordBatch;
use arrow::datatypes::SchemaRef;
use arrow::error::ArrowError;
use bywhen_files::Sink;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::{EnabledStatistics, WriterProperties};

use super::{Target, WriteError, text};
use crate::read::Format;

/// How many rows a row group of Parquet has: one is held in memory, compressed, until it is written.
const MAX_GROUP_ROWS: usize = 256 * 1024;

/// Writes batches of outcomes.
///
/// Only [`Writer::finish`] makes the output whole: a file does not take its name before, and if the writer is dropped
/// it never does.
pub struct Writer {
    name: String,
    schema: SchemaRef,
    kind: Kind,
}

enum Kind {
    Csv { sink: Sink, delimiter: u8, escape: bool },
    JsonLines { sink: Sink },
    Parquet { writer: Box<ArrowWriter<Sink>> },
}

impl Writer {
    /// Begins the output. It is whole, with a heading or a schema, even where no batch follows.
    ///
    /// # Errors
    ///
    /// When the file cannot be made, or the format has no form for a column.
    pub fn create(target: Target, format: Format, schema: SchemaRef) -> Result<Self, WriteError> {
        Writer::begin(target, format, schema, false)
    }

    /// The same for people who open it in a spreadsheet: in CSV and between tabs, a text that begins as a formula does
    /// has an apostrophe before it. In the other formats a text is a text.
    ///
    /// # Errors
    ///
    /// As [`Writer::create`].
    pub fn for_spreadsheets(target: Target, format: Format, schema: SchemaRef) -> Result<Self, WriteError> {
        Writer::begin(target, format, schema, true)
    }

    fn begin(target: Target, format: Format, schema: SchemaRef, escape: bool) -> Result<Self, WriteError> {
        let name = target.name();
        // A column without a form is refused before there is a file.
        let empty = RecordBatch::new_empty(SchemaRef::clone(&schema));
        let unfit_error = |error| WriteError::Unfit { name: name.clone(), error };
        let heading = match format {
            Format::Csv => text::csv(&empty, b',', true, escape).map_err(unfit_error)?,
            Format::Tsv => text::csv(&empty, b'\t', true, escape).map_err(unfit_error)?,
            Format::JsonLines => text::json_lines(&empty).map_err(unfit_error)?,
            Format::Parquet => Vec::new(),
        };
        let mut sink = target.open().map_err(|error| WriteError::Create { name: name.clone(), error })?;
        sink.write_all(&heading).map_err(|error| WriteError::interrupted(&name, error))?;
        let kind = match format {
            Format::Csv => Kind::Csv { sink, delimiter: b',', escape },
            Format::Tsv => Kind::Csv { sink, delimiter: b'\t', escape },
            Format::JsonLines => Kind::JsonLines { sink },
            Format::Parquet => {
                let properties = WriterProperties::builder()
                    .set_compression(Compression::ZSTD(ZstdLevel::default()))
                    .set_statistics_enabled(EnabledStatistics::Page)
                    .set_max_row_group_row_count(Some(MAX_GROUP_ROWS))
                    .build();
                let writer = ArrowWriter::try_new(sink, SchemaRef::clone(&schema), Some(properties))
                    .map_err(|error| WriteError::parquet(&name, error))?;
                Kind::Parquet { writer: Box::new(writer) }
            }
        };
        Ok(Self { name, schema, kind })
    }

    /// Writes a batch. Text that somebody may be waiting for is handed on at once.
    ///
    /// # Errors
    ///
    /// When the batch does not fit, or what is written to takes no more.
    pub fn write(&mut self, batch: &RecordBatch) -> Result<(), WriteError> {
        let name = &self.name;
        if batch.schema_ref().fields() != self.schema.fields() {
            return Err(WriteError::OtherColumns { name: name.clone() });
        }
        let unfit_error = |error: ArrowError| WriteError::Unfit { name: name.clone(), error };
        let (text, sink) = match &mut self.kind {
            Kind::Csv { sink, delimiter, escape } => {
                (text::csv(batch, *delimiter, false, *escape).map_err(unfit_error)?, sink)
            }
            Kind::JsonLines { sink } => (text::json_lines(batch).map_err(unfit_error)?, sink),
            Kind::Parquet { writer } => {
                return writer.write(batch).map_err(|error| WriteError::parquet(name, error));
            }
        };
        sink.write_all(&text).and_then(|()| sink.flush()).map_err(|error| WriteError::interrupted(name, error))
    }

    /// Ends the output: a file takes its name.
    ///
    /// # Errors
    ///
    /// When what is left cannot be written.
    pub fn finish(self) -> Result<(), WriteError> {
        let name = &self.name;
        let sink = match self.kind {
            Kind::Csv { sink, .. } | Kind::JsonLines { sink } => sink,
            Kind::Parquet { writer } => writer.into_inner().map_err(|error| WriteError::parquet(name, error))?,
        };
        sink.finish().map_err(|error| WriteError::interrupted(name, error))
    }
}
