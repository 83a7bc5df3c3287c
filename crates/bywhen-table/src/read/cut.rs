//! Batches of other programs, cut so that none is larger than it may be.

use arrow::array::{Array, ArrayRef, AsArray, OffsetSizeTrait, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;

use super::gathering::MOST_TEXT;

/// A piece of a batch.
pub(super) struct Piece {
    pub(super) batch: RecordBatch,
    /// Its one row has more text than a row may have.
    pub(super) too_long: bool,
}

/// The pieces of a batch, each with at most so many rows and so much text. `row_bytes`: what a row may have; one that has
/// more is a piece of its own.
pub(super) fn pieces(batch: &RecordBatch, rows: usize, row_bytes: Option<usize>) -> Vec<Piece> {
    let lengths = lengths(batch);
    let (mut pieces, mut from, mut text) = (Vec::new(), 0, 0);
    let slice = |from: usize, to: usize, too_long| Piece { batch: batch.slice(from, to - from), too_long };
    for row in 0..batch.num_rows() {
        let length = lengths.get(row).copied().unwrap_or(0);
        let too_long = row_bytes.is_some_and(|most| length > most);
        if row > from && (row - from >= rows || text + length > MOST_TEXT || too_long) {
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

/// How much text each row has, as far as it counts: nothing at all where the whole batch has little.
fn lengths(batch: &RecordBatch) -> Vec<usize> {
    let mut lengths: Vec<usize> = Vec::new();
    for column in batch.columns() {
        add(column, &mut lengths);
    }
    lengths
}

/// The most text a column may have before its rows are looked at one by one.
const LITTLE: usize = 1 << 20;

fn add(column: &ArrayRef, lengths: &mut Vec<usize>) {
    match column.data_type() {
        DataType::Utf8 => add_each(column, between(column.as_string::<i32>().value_offsets()), lengths),
        DataType::Binary => add_each(column, between(column.as_binary::<i32>().value_offsets()), lengths),
        DataType::LargeUtf8 => add_each(column, between(column.as_string::<i64>().value_offsets()), lengths),
        // The low half of a view is how long its text is.
        DataType::Utf8View => {
            add_each(column, column.as_string_view().views().iter().map(|view| *view as u32 as usize), lengths)
        }
        // Its texts are shared, and not copied.
        DataType::Dictionary(..) => {
            if let Ok(texts) = cast(column, &DataType::Utf8View) {
                add(&texts, lengths);
            }
        }
        _ => {}
    }
}

fn between<O: OffsetSizeTrait>(offsets: &[O]) -> impl Iterator<Item = usize> + Clone {
    let ends = offsets.get(1..).unwrap_or_default();
    offsets.iter().zip(ends).map(|(from, to)| (*to - *from).as_usize())
}

fn add_each(column: &ArrayRef, each: impl Iterator<Item = usize> + Clone, lengths: &mut Vec<usize>) {
    if each.clone().sum::<usize>() <= LITTLE {
        return;
    }
    lengths.resize(column.len(), 0);
    let is_there = |row: usize| column.is_valid(row);
    for (_, (length, own)) in lengths.iter_mut().zip(each).enumerate().filter(|(row, _)| is_there(*row)) {
        *length += own;
    }
}
