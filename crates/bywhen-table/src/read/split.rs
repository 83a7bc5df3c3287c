//! Batches of other programs, cut so that none is larger than it may be.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, OffsetSizeTrait, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;

use super::batch_builder::MAX_BATCH_TEXT;

/// A piece of a batch.
pub(super) struct Piece {
    pub(super) batch: RecordBatch,
    /// Its one row has more text than a row may have.
    pub(super) too_long: bool,
}

/// The pieces of a batch, each with at most so many rows and so much text. `row_bytes`: what a row may have; one that has
/// more is a piece of its own.
pub(super) fn split_batch(batch: &RecordBatch, rows: usize, row_bytes: Option<usize>) -> Vec<Piece> {
    let lengths = lengths(batch, row_bytes);
    let (mut pieces, mut from, mut text) = (Vec::new(), 0, 0);
    let slice = |from: usize, to: usize, too_long| Piece { batch: batch.slice(from, to - from), too_long };
    for row in 0..batch.num_rows() {
        let length = lengths.get(row).copied().unwrap_or(0);
        let too_long = row_bytes.is_some_and(|most| length > most);
        if row > from && (row - from >= rows || text + length > MAX_BATCH_TEXT || too_long) {
            pieces.push(slice(from, row, false));
            (from, text) = (row, 0);
        }
        text += length;
        if too_long {
            pieces.push(slice(row, row + 1, true));
            (from, text) = (row + 1, 0);
        }
    }
    if from < batch.num_rows() {
        pieces.push(slice(from, batch.num_rows(), false));
    }
    pieces
}

/// The most text a batch may have before its rows are looked at one by one.
const SMALL_BATCH_TEXT: usize = 1 << 20;

/// How much text each row has: nothing at all where the whole batch has too little for any row of it to matter.
fn lengths(batch: &RecordBatch, row_bytes: Option<usize>) -> Vec<usize> {
    let texts: Vec<ArrayRef> = batch.columns().iter().filter_map(text).collect();
    let total: usize = texts.iter().map(|column| visit_lengths(column, &mut |_, _| {})).sum();
    if total <= row_bytes.map_or(SMALL_BATCH_TEXT, |most| most.min(SMALL_BATCH_TEXT)) {
        return Vec::new();
    }
    let mut lengths = vec![0; batch.num_rows()];
    for column in &texts {
        visit_lengths(column, &mut |row, length| {
            if let Some(of_row) = lengths.get_mut(row).filter(|_| column.is_valid(row)) {
                *of_row += length;
            }
        });
    }
    lengths
}

/// A column of text. The texts of a dictionary are shared, and not copied.
fn text(column: &ArrayRef) -> Option<ArrayRef> {
    match column.data_type() {
        DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Binary
        | DataType::LargeBinary
        | DataType::BinaryView => Some(Arc::clone(column)),
        DataType::Dictionary(..) => cast(column, &DataType::Utf8View).ok(),
        _ => None,
    }
}

/// The bytes of each row of a column of text, and of all of them together.
fn visit_lengths(column: &ArrayRef, row: &mut dyn FnMut(usize, usize)) -> usize {
    // The low half of a view is how long its text is.
    let in_view =
        |views: &[u128], row: &mut dyn FnMut(usize, usize)| visit(views.iter().map(|view| *view as u32 as usize), row);
    match column.data_type() {
        DataType::Utf8 => visit(offset_lengths(column.as_string::<i32>().value_offsets()), row),
        DataType::LargeUtf8 => visit(offset_lengths(column.as_string::<i64>().value_offsets()), row),
        DataType::Binary => visit(offset_lengths(column.as_binary::<i32>().value_offsets()), row),
        DataType::LargeBinary => visit(offset_lengths(column.as_binary::<i64>().value_offsets()), row),
        DataType::Utf8View => in_view(column.as_string_view().views(), row),
        DataType::BinaryView => in_view(column.as_binary_view().views(), row),
        _ => 0,
    }
}

fn visit(lengths: impl Iterator<Item = usize>, row: &mut dyn FnMut(usize, usize)) -> usize {
    lengths.enumerate().inspect(|(place, length)| row(*place, *length)).map(|(_, length)| length).sum()
}

fn offset_lengths<O: OffsetSizeTrait>(offsets: &[O]) -> impl Iterator<Item = usize> {
    let ends = offsets.get(1..).unwrap_or_default();
    offsets.iter().zip(ends).map(|(from, to)| (*to - *from).as_usize())
}
