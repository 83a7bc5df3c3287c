//! Parquet: the file's own types pass through.
//!
//! Pages are read as the batches need them, and only those of the wanted columns.

use std::fs::File;
use std::sync::Arc;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use arrow::array::RecordBatchReader as _;
use arrow::datatypes::SchemaRef;

use super::columns::refuse_duplicates;
use super::{Options, ReadError, Rows};

/// A Parquet file whose schema has been read.
pub(super) struct ParquetFile {
    name: String,
    builder: ParquetRecordBatchReaderBuilder<File>,
    columns: Vec<String>,
    options: Options,
}

impl ParquetFile {
    pub(super) fn open(name: String, file: File, options: Options) -> Result<Self, ReadError> {
        let builder = match ParquetRecordBatchReaderBuilder::try_new(file) {
            Ok(builder) => builder,
            Err(error) => return Err(ReadError::Parquet { name, error }),
        };
        let columns: Vec<String> = builder.schema().fields().iter().map(|field| field.name().clone()).collect();
        refuse_duplicates(&name, &columns)?;
        Ok(Self { name, builder, columns, options })
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// `wanted` are columns of the file.
    pub(super) fn select(self, wanted: &[String]) -> Result<ParquetRows, ReadError> {
        let Self { name, builder, columns, options } = self;
        let at = |wanted: &String| columns.iter().position(|column| column == wanted);
        let mut roots: Vec<usize> = wanted.iter().filter_map(at).collect();
        roots.sort_unstable();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        let rows = match builder.with_projection(mask).with_batch_size(options.rows.max(1)).build() {
            Ok(rows) => rows,
            Err(error) => return Err(ReadError::Parquet { name, error }),
        };
        // The columns come in the file's order, which need not be the one they were asked for in.
        let order: Vec<usize> =
            wanted.iter().filter_map(at).filter_map(|root| roots.iter().position(|other| *other == root)).collect();
        let schema = match rows.schema().project(&order) {
            Ok(schema) => Arc::new(schema),
            Err(error) => return Err(ReadError::Batch { name, error }),
        };
        Ok(ParquetRows { name, rows, order, schema, count: 0 })
    }
}

/// The rows of a Parquet file.
pub(super) struct ParquetRows {
    name: String,
    rows: ParquetRecordBatchReader,
    order: Vec<usize>,
    schema: SchemaRef,
    count: u64,
}

impl ParquetRows {
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn next(&mut self) -> Option<Result<Rows, ReadError>> {
        let batch = match self.rows.next()?.and_then(|batch| batch.project(&self.order)) {
            Ok(batch) => batch,
            Err(error) => {
                return Some(Err(ReadError::Damaged { name: self.name.clone(), after: self.count, error }));
            }
        };
        let first = self.count + 1;
        self.count += batch.num_rows() as u64;
        Some(Ok(Rows { batch, first, unreadable: Vec::new() }))
    }
}
