//! Parquet: the file's own types pass through.
//!
//! Pages are read as the batches need them, and only those of the wanted columns. A small file may stand for a very large
//! table: a text that a dictionary has once is read as a view of it and copied only for as many rows as a batch may have,
//! and what is stored in so large a piece that it would fill the memory by itself is refused.

use std::collections::VecDeque;
use std::fs::File;
use std::sync::Arc;

use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use ::parquet::errors::ParquetError;
use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;

use super::columns::refuse_duplicates;
use super::cut::{Piece, pieces};
use super::{Options, ReadError, Rows};

/// How many bytes a column may have in a row group once they are decompressed. Writers make groups of some ten megabytes a
/// column; each page of one is held in memory, and a page may be as large as its group.
const MOST_OF_A_GROUP: i64 = 512 << 20;

/// A Parquet file whose schema has been read.
pub(super) struct ParquetFile {
    name: String,
    builder: ParquetRecordBatchReaderBuilder<File>,
    /// The columns with the types that the file has for them.
    schema: SchemaRef,
    columns: Vec<String>,
    options: Options,
}

impl ParquetFile {
    pub(super) fn open(name: String, file: File, options: Options) -> Result<Self, ReadError> {
        let read = || -> Result<(ArrowReaderMetadata, SchemaRef), ParquetError> {
            let own = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new())?;
            let schema = Arc::clone(own.schema());
            let views = ArrowReaderOptions::new().with_schema(Arc::new(with_views(&schema)));
            Ok((ArrowReaderMetadata::try_new(Arc::clone(own.metadata()), views).unwrap_or(own), schema))
        };
        let (metadata, schema) = match read() {
            Ok(read) => read,
            Err(error) => return Err(ReadError::Parquet { name, error }),
        };
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
        let columns: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        refuse_duplicates(&name, &columns)?;
        Ok(Self { name, builder, schema, columns, options })
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// `wanted` are columns of the file.
    pub(super) fn select(self, wanted: &[String]) -> Result<ParquetRows, ReadError> {
        let Self { name, builder, schema, columns, options } = self;
        let at = |wanted: &String| columns.iter().position(|column| column == wanted);
        let mut roots: Vec<usize> = wanted.iter().filter_map(at).collect();
        roots.sort_unstable();
        let mask = ProjectionMask::roots(builder.parquet_schema(), roots.iter().copied());
        for (number, group) in (1..).zip(builder.metadata().row_groups()) {
            let read = group.columns().iter().enumerate().filter(|(leaf, _)| mask.leaf_included(*leaf));
            if let Some((_, large)) = read.into_iter().find(|(_, column)| column.uncompressed_size() > MOST_OF_A_GROUP)
            {
                let (column, bytes) = (large.column_path().string(), large.uncompressed_size());
                return Err(ReadError::TooLarge { name, column, group: number, bytes, most: MOST_OF_A_GROUP });
            }
        }
        let rows = match builder.with_projection(mask).with_batch_size(options.rows.max(1)).build() {
            Ok(rows) => rows,
            Err(error) => return Err(ReadError::Parquet { name, error }),
        };
        // The columns come in the file's order, which need not be the one they were asked for in.
        let order: Vec<usize> =
            wanted.iter().filter_map(at).filter_map(|root| roots.iter().position(|other| *other == root)).collect();
        let own: Vec<usize> = wanted.iter().filter_map(at).collect();
        let schema = match schema.project(&own) {
            // What the file says of itself is not passed on.
            Ok(schema) => Arc::new(Schema::new(schema.fields().clone())),
            Err(error) => return Err(ReadError::Batch { name, error }),
        };
        Ok(ParquetRows { name, rows, order, schema, options, cut: VecDeque::new(), count: 0 })
    }
}

/// The same with texts as views, of which several may be of one text.
fn with_views(schema: &Schema) -> Schema {
    let viewed = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        _ => Arc::clone(field),
    };
    Schema::new(schema.fields().iter().map(viewed).collect::<Vec<_>>())
}

/// The rows of a Parquet file.
pub(super) struct ParquetRows {
    name: String,
    rows: ParquetRecordBatchReader,
    order: Vec<usize>,
    schema: SchemaRef,
    options: Options,
    cut: VecDeque<Piece>,
    count: u64,
}

impl ParquetRows {
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn next(&mut self) -> Option<Result<Rows, ReadError>> {
        while self.cut.is_empty() {
            match self.rows.next()?.and_then(|batch| batch.project(&self.order)) {
                Ok(batch) => {
                    self.cut.extend(pieces(&batch, self.options.rows.max(1), Some(self.options.row_bytes)));
                }
                Err(error) => {
                    return Some(Err(ReadError::Damaged { name: self.name.clone(), after: self.count, error }));
                }
            }
        }
        let Piece { batch, too_long } = self.cut.pop_front()?;
        let first = self.count + 1;
        self.count += batch.num_rows() as u64;
        let unreadable = if too_long {
            let limit = self.options.row_bytes;
            vec![(0, format!("Row {first} has more than {limit} bytes of text, the most a row may have: shorten it."))]
        } else {
            Vec::new()
        };
        let batch = if too_long { self.nothing() } else { self.own_types(&batch) };
        Some(
            batch
                .map(|batch| Rows { batch, first, unreadable })
                .map_err(|error| ReadError::Batch { name: self.name.clone(), error }),
        )
    }

    /// One row in which nothing stands.
    fn nothing(&self) -> Result<RecordBatch, ArrowError> {
        let fields = self.schema.fields().iter().map(|field| field.as_ref().clone().with_nullable(true));
        let columns = self.schema.fields().iter().map(|field| new_null_array(field.data_type(), 1)).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(1));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(fields.collect::<Vec<_>>())), columns, &options)
    }

    /// A piece with the types that the file has for its columns.
    fn own_types(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let own = |(column, field): (&ArrayRef, &Arc<Field>)| match column.data_type() == field.data_type() {
            true => Ok(Arc::clone(column)),
            false => cast(column, field.data_type()),
        };
        let columns = batch.columns().iter().zip(self.schema.fields()).map(own).collect::<Result<Vec<_>, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }
}
