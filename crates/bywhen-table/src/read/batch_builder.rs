//! Builds batches from rows of text.

use std::mem;
use std::sync::Arc;

use arrow::array::{ArrayRef, RecordBatch, RecordBatchOptions, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use arrow::error::ArrowError;

use super::Rows;

/// The most text a batch holds. It keeps memory constant where rows are long, and keeps every column far below the
/// 2 GiB that the offsets of an arrow string array can tell apart.
pub(super) const MAX_BATCH_TEXT: usize = 8 << 20;

/// Builds batches from rows of text.
pub(super) struct BatchBuilder {
    schema: SchemaRef,
    columns: Vec<StringBuilder>,
    unreadable: Vec<(usize, String)>,
    rows: usize,
    text: usize,
    /// How many rows were handed on before these.
    rows_before: u64,
    max_rows: usize,
}

impl BatchBuilder {
    pub(super) fn new(names: &[String], max_rows: usize) -> Self {
        let fields: Vec<Field> = names.iter().map(|name| Field::new(name, DataType::Utf8, true)).collect();
        let columns = names.iter().map(|_| StringBuilder::new()).collect();
        let (schema, max_rows) = (Arc::new(Schema::new(fields)), max_rows.max(1));
        Self { schema, columns, unreadable: Vec::new(), rows: 0, text: 0, rows_before: 0, max_rows }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// Adds a row. Cells that are not given are null. `reason` says why the row could not be read, if it could not; it
    /// is asked after the cells, for looking at them may be what finds out.
    pub(super) fn push_row<'a>(
        &mut self,
        cells: impl IntoIterator<Item = Option<&'a str>>,
        reason: impl FnOnce() -> Option<String>,
    ) {
        let mut cells = cells.into_iter();
        for column in &mut self.columns {
            match cells.next().flatten() {
                Some(cell) => {
                    self.text += cell.len();
                    column.append_value(cell);
                }
                None => column.append_null(),
            }
        }
        if let Some(reason) = reason() {
            self.text += reason.len();
            self.unreadable.push((self.rows, reason));
        }
        self.rows += 1;
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows == 0
    }

    pub(super) fn is_full(&self) -> bool {
        self.rows >= self.max_rows || self.text >= MAX_BATCH_TEXT
    }

    /// How many rows there have been in all.
    pub(super) fn count(&self) -> u64 {
        self.rows_before + self.rows as u64
    }

    /// The batch of what has been gathered; the next begins.
    pub(super) fn take(&mut self) -> Result<Rows, ArrowError> {
        let columns = self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef).collect();
        let (count, first) = (mem::take(&mut self.rows), self.rows_before + 1);
        self.rows_before += count as u64;
        self.text = 0;
        // The number of rows is said, for there may be no column that says it.
        let options = RecordBatchOptions::new().with_row_count(Some(count));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?;
        Ok(Rows { batch, first, unreadable: mem::take(&mut self.unreadable) })
    }
}
