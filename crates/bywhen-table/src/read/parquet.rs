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
use ::parquet::basic::Type;
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;

use super::batch_builder::MAX_BATCH_TEXT;
use super::columns::refuse_duplicates;
use super::split::{Piece, split_batch};
use super::{Options, ReadError, Rows};

/// How many bytes the wanted columns of a row group may have together once they are decompressed. Writers make groups of some
/// ten megabytes a column; each page of one is held in memory, and a page may be as large as its group.
const MAX_GROUP_BYTES: u64 = 512 << 20;

/// A Parquet file whose schema has been read.
pub(super) struct ParquetFile {
    name: String,
    file: File,
    metadata: ArrowReaderMetadata,
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
        let columns: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        refuse_duplicates(&name, &columns)?;
        Ok(Self { name, file, metadata, schema, columns, options })
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// `selected` are columns of the file.
    pub(super) fn select(self, selected: &[String]) -> Result<ParquetRows, ReadError> {
        let Self { name, file, metadata, schema, columns, options } = self;
        let at = |selected: &String| columns.iter().position(|column| column == selected);
        let mut roots: Vec<usize> = selected.iter().filter_map(at).collect();
        roots.sort_unstable();
        let mask = ProjectionMask::roots(metadata.parquet_schema(), roots.iter().copied());
        let mut sizes = VecDeque::new();
        for (number, group) in (1..).zip(metadata.metadata().row_groups()) {
            if let Some((column, bytes)) = too_large(group, &mask) {
                return Err(ReadError::TooLarge { name, column, group: number, bytes, most: MAX_GROUP_BYTES });
            }
            sizes.push_back(rows_at_once(
                options.rows,
                group.num_rows(),
                sum(selected_chunks(group, &mask).map(decoded)),
            ));
        }
        let mut groups = Groups { file, metadata, mask, sizes, next: 0 };
        let rows = match groups.next().transpose() {
            Ok(rows) => rows,
            Err(error) => return Err(ReadError::Parquet { name, error }),
        };
        // The columns come in the file's order, which need not be the one they were asked for in.
        let order: Vec<usize> =
            selected.iter().filter_map(at).filter_map(|root| roots.iter().position(|other| *other == root)).collect();
        let own: Vec<usize> = selected.iter().filter_map(at).collect();
        let schema = match schema.project(&own) {
            // What the file says of itself is not passed on.
            Ok(schema) => Arc::new(Schema::new(schema.fields().clone())),
            Err(error) => return Err(ReadError::Batch { name, error }),
        };
        Ok(ParquetRows { name, groups, rows, order, schema, options, pending: VecDeque::new(), count: 0 })
    }
}

/// The same with texts and bytes as views, of which several may be of one text.
fn with_views(schema: &Schema) -> Schema {
    let viewed = |field: &Arc<Field>| match field.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 => Arc::new(field.as_ref().clone().with_data_type(DataType::Utf8View)),
        DataType::Binary | DataType::LargeBinary => {
            Arc::new(field.as_ref().clone().with_data_type(DataType::BinaryView))
        }
        _ => Arc::clone(field),
    };
    Schema::new(schema.fields().iter().map(viewed).collect::<Vec<_>>())
}

/// The largest of the wanted columns of a group, and how many bytes they have together, where those are too many.
fn too_large(group: &RowGroupMetaData, mask: &ProjectionMask) -> Option<(String, u64)> {
    let bytes = sum(selected_chunks(group, mask).map(held));
    let largest = selected_chunks(group, mask).max_by_key(|column| held(column)).filter(|_| bytes > MAX_GROUP_BYTES)?;
    Some((largest.column_path().string(), bytes))
}

fn selected_chunks<'g>(
    group: &'g RowGroupMetaData,
    mask: &'g ProjectionMask,
) -> impl Iterator<Item = &'g ColumnChunkMetaData> {
    group.columns().iter().enumerate().filter(|(leaf, _)| mask.leaf_included(*leaf)).map(|(_, column)| column)
}

fn sum(bytes: impl Iterator<Item = u64>) -> u64 {
    bytes.fold(0, u64::saturating_add)
}

/// How many bytes of a column of a row group may be in memory at once, whatever its pages: all of its values that stand
/// in it, and where one row may have any number of them, all that are counted in it.
fn held(column: &ColumnChunkMetaData) -> u64 {
    let stored = u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX);
    if column.column_descr().max_rep_level() > 0 { stored.max(decoded(column)) } else { stored }
}

/// How many bytes a column of a row group has where no value is shared. The texts of a dictionary are shared.
fn decoded(column: &ColumnChunkMetaData) -> u64 {
    let width = match column.column_type() {
        Type::FIXED_LEN_BYTE_ARRAY => u64::try_from(column.column_descr().type_length()).unwrap_or(u64::MAX),
        _ => 8,
    };
    let values = u64::try_from(column.num_values()).unwrap_or(u64::MAX);
    u64::try_from(column.uncompressed_size()).unwrap_or(u64::MAX).max(values.saturating_mul(width))
}

/// How many rows of a group are read at once: as many as are asked for, or as together hold as much as a batch may, if its
/// rows are as long as each other.
fn rows_at_once(most: usize, rows: i64, bytes: u64) -> usize {
    let rows = u128::try_from(rows).unwrap_or(0);
    let fit = rows * MAX_BATCH_TEXT as u128 / u128::from(bytes.max(1));
    usize::try_from(fit).map_or(most, |fit| fit.min(most)).max(1)
}

/// The row groups of a file, each read by itself: a batch of rows of several would hold them all.
struct Groups {
    file: File,
    metadata: ArrowReaderMetadata,
    mask: ProjectionMask,
    /// How many rows are read at once, of each group that has not been begun.
    sizes: VecDeque<usize>,
    next: usize,
}

impl Iterator for Groups {
    type Item = Result<ParquetRecordBatchReader, ParquetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let size = self.sizes.pop_front()?;
        let group = self.next;
        self.next += 1;
        let file = match self.file.try_clone() {
            Ok(file) => file,
            Err(error) => return Some(Err(error.into())),
        };
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        Some(builder.with_projection(self.mask.clone()).with_row_groups(vec![group]).with_batch_size(size).build())
    }
}

/// The rows of a Parquet file.
pub(super) struct ParquetRows {
    name: String,
    groups: Groups,
    /// Those of the group that has been begun.
    rows: Option<ParquetRecordBatchReader>,
    order: Vec<usize>,
    schema: SchemaRef,
    options: Options,
    pending: VecDeque<Piece>,
    count: u64,
}

impl ParquetRows {
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn next(&mut self) -> Option<Result<Rows, ReadError>> {
        while self.pending.is_empty() {
            match self.read()?.and_then(|batch| batch.project(&self.order)) {
                Ok(batch) => {
                    self.pending.extend(split_batch(&batch, self.options.rows.max(1), Some(self.options.row_bytes)));
                }
                Err(error) => {
                    return Some(Err(ReadError::Damaged { name: self.name.clone(), after: self.count, error }));
                }
            }
        }
        let Piece { batch, too_long } = self.pending.pop_front()?;
        let first = self.count + 1;
        self.count += batch.num_rows() as u64;
        let unreadable = if too_long {
            let limit = self.options.row_bytes;
            vec![(0, format!("Row {first} has more than {limit} bytes of text, the most a row may have: shorten it."))]
        } else {
            Vec::new()
        };
        let batch = if too_long { self.null_row() } else { self.with_file_types(&batch) };
        Some(
            batch
                .map(|batch| Rows { batch, first, unreadable })
                .map_err(|error| ReadError::Batch { name: self.name.clone(), error }),
        )
    }

    /// The next batch of the current row group, or of the following one.
    fn read(&mut self) -> Option<Result<RecordBatch, ArrowError>> {
        loop {
            if let Some(batch) = self.rows.as_mut()?.next() {
                return Some(batch);
            }
            // The pages of this one go before those of the next come.
            self.rows = None;
            match self.groups.next()? {
                Ok(rows) => self.rows = Some(rows),
                Err(error) => return Some(Err(error.into())),
            }
        }
    }

    /// One row in which nothing stands.
    fn null_row(&self) -> Result<RecordBatch, ArrowError> {
        let fields = self.schema.fields().iter().map(|field| field.as_ref().clone().with_nullable(true));
        let columns = self.schema.fields().iter().map(|field| new_null_array(field.data_type(), 1)).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(1));
        RecordBatch::try_new_with_options(Arc::new(Schema::new(fields.collect::<Vec<_>>())), columns, &options)
    }

    /// A piece with the types that the file has for its columns.
    fn with_file_types(&self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
        let own = |(column, field): (&ArrayRef, &Arc<Field>)| match column.data_type() == field.data_type() {
            true => Ok(Arc::clone(column)),
            false => cast(column, field.data_type()),
        };
        let columns = batch.columns().iter().zip(self.schema.fields()).map(own).collect::<Result<Vec<_>, _>>()?;
        let options = RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)
    }
}

#[cfg(test)]
mod tests {
    use ::parquet::schema::parser::parse_message_type;
    use ::parquet::schema::types::SchemaDescriptor;

    use super::*;

    /// A row group of a hundred rows as a file says it is: the bytes and the values of its columns.
    fn group(columns: [(i64, i64); 4]) -> (RowGroupMetaData, SchemaDescriptor) {
        let columns_of = "message m { optional binary a; optional binary b; repeated int64 c; required fixed_len_byte_array(1000) d; }";
        let schema = SchemaDescriptor::new(Arc::new(parse_message_type(columns_of).expect("a schema")));
        let chunks = schema.columns().iter().zip(columns).map(|(column, (bytes, values))| {
            let chunk = ColumnChunkMetaData::builder(Arc::clone(column));
            chunk.set_total_uncompressed_size(bytes).set_num_values(values).build().expect("a column")
        });
        let group = RowGroupMetaData::builder(Arc::new(schema.clone())).set_num_rows(100);
        (group.set_column_metadata(chunks.collect()).build().expect("a group"), schema)
    }

    #[test]
    fn it_is_the_wanted_columns_together_that_may_be_too_large() {
        let mebi = 1 << 20;
        let largest = |columns, selected: &[usize]| {
            let (group, schema) = group(columns);
            too_large(&group, &ProjectionMask::roots(&schema, selected.iter().copied()))
        };
        let both = [(300 * mebi, 100), (301 * mebi, 100), (0, 0), (0, 0)];
        assert_eq!(largest(both, &[0, 1]), Some(("b".to_owned(), 601 << 20)));
        assert_eq!((largest(both, &[0]), largest(both, &[1, 2, 3])), (None, None));
        assert_eq!(largest([(512 * mebi, 100), (0, 0), (0, 0), (0, 0)], &[0, 1, 2, 3]), None);
        // Many values in few bytes, of which one row may have all; and the same value in every row.
        assert_eq!(largest([(0, 0), (0, 0), (50, 100 * mebi), (0, 0)], &[2]), Some(("c".to_owned(), 800 << 20)));
        assert_eq!(largest([(0, 0), (0, 0), (0, 0), (1_000, mebi)], &[3]), None);
        // What a damaged file may say of itself.
        assert_eq!(largest([(-1, 1), (i64::MAX, 1), (0, 0), (0, 0)], &[0, 1]), Some(("a".to_owned(), u64::MAX)));
    }

    #[test]
    fn a_value_of_a_fixed_length_is_copied_for_each_row() {
        let (group, _) = group([(5_000, 100), (5, 100), (5, 100), (1_000, 100)]);
        let bytes: Vec<u64> = group.columns().iter().map(decoded).collect();
        assert_eq!(bytes, [5_000, 800, 800, 100_000]);
    }

    #[test]
    fn as_many_rows_are_read_at_once_as_a_batch_may_hold() {
        let mebi = 1 << 20;
        for (most, rows, bytes, expected) in [
            (8_192, 100_000, 10 * mebi, 8_192),
            (8_192, 400, 360 * mebi, 8),
            (8_192, 400, 9 * 360 * mebi, 1),
            (8_192, 1, 400 * mebi, 1),
            (5, 400, 8 * mebi, 5),
            // What a damaged file may say of itself.
            (8_192, 0, 0, 1),
            (8_192, -1, 5, 1),
            (8_192, i64::MAX, 0, 8_192),
            (8_192, i64::MAX, u64::MAX, mebi as usize * 4),
        ] {
            assert_eq!(rows_at_once(most, rows, bytes), expected.min(most), "{rows} rows of {bytes} bytes");
        }
    }
}
