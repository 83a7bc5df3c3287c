//! Rows that are in memory already, or that another program hands on as Arrow.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow::array::{RecordBatch, RecordBatchReader};
use arrow::datatypes::{Schema, SchemaRef};

use super::columns::refuse_duplicates;
use super::split::split_batch;
use super::{Options, ReadError, Rows};

/// Batches whose columns are known and of which none has been taken.
pub(super) struct Batches {
    name: String,
    batches: Box<dyn RecordBatchReader + Send>,
    schema: SchemaRef,
    columns: Vec<String>,
    options: Options,
}

impl Batches {
    pub(super) fn open(
        name: String,
        batches: Box<dyn RecordBatchReader + Send>,
        options: Options,
    ) -> Result<Batches, ReadError> {
        let schema = batches.schema();
        let columns: Vec<String> = schema.fields().iter().map(|field| field.name().clone()).collect();
        refuse_duplicates(&name, &columns)?;
        Ok(Batches { name, batches, schema, columns, options })
    }

    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// `selected` are columns of the batches.
    pub(super) fn select(self, selected: &[String]) -> BatchRows {
        let Batches { name, batches, schema, columns, options } = self;
        let order: Vec<usize> =
            selected.iter().filter_map(|selected| columns.iter().position(|column| column == selected)).collect();
        let schema = Arc::new(schema.project(&order).unwrap_or_else(|_| Schema::empty()));
        BatchRows { name, batches, order, schema, max_rows: options.rows.max(1), pending: VecDeque::new(), count: 0 }
    }
}

/// The rows of batches, in pieces that are shared between cores: a frame is often one batch.
pub(super) struct BatchRows {
    name: String,
    batches: Box<dyn RecordBatchReader + Send>,
    order: Vec<usize>,
    schema: SchemaRef,
    max_rows: usize,
    pending: VecDeque<RecordBatch>,
    count: u64,
}

impl BatchRows {
    pub(super) fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    pub(super) fn next(&mut self) -> Option<Result<Rows, ReadError>> {
        while self.pending.is_empty() {
            match self.batches.next()?.and_then(|batch| batch.project(&self.order)) {
                Ok(batch) => {
                    self.pending.extend(split_batch(&batch, self.max_rows, None).into_iter().map(|piece| piece.batch))
                }
                Err(error) => {
                    return Some(Err(ReadError::Damaged { name: self.name.clone(), after: self.count, error }));
                }
            }
        }
        let batch = self.pending.pop_front()?;
        let first = self.count + 1;
        self.count += batch.num_rows() as u64;
        Some(Ok(Rows { batch, first, unreadable: Vec::new() }))
    }
}
