//! The counts alone, by promise, channel and month: what is added up where a table is counted in parts, on several
//! machines.

use std::sync::Arc;

use arrow::array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use arrow::error::ArrowError;
use bywhen::Status;

use crate::context::Subject;
use crate::tally::Tally;

/// The lines that [`counts`](crate::counts) describes. The error, which does not arise in practice, is Arrow's.
pub(crate) fn counts_table(
    tally: &Tally,
    subjects: &[Subject],
    channels: &[String],
) -> Result<RecordBatch, ArrowError> {
    let mut lines = Vec::new();
    for (place, subject) in subjects.iter().enumerate() {
        for (channel, months) in tally.promise(place) {
            let channel = channel.and_then(|channel| channels.get(channel));
            lines.extend(months.iter().map(|(month, cell)| (subject, channel, month, cell)));
        }
    }
    let refused: u64 = tally.refused().values().map(|refused| refused.rows).sum();
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let text =
        |texts: Vec<Option<String>>| -> ArrayRef { Arc::new(StringArray::from_iter(texts.into_iter().chain([None]))) };
    let promises = lines.iter().map(|(subject, ..)| Some(subject.id.clone())).collect();
    let by = lines.iter().map(|(_, channel, ..)| channel.cloned()).collect();
    let months =
        lines.iter().map(|(_, _, month, _)| Some(format!("{:04}-{:02}", month.year(), month.number()))).collect();
    let mut columns: Vec<(&str, ArrayRef)> =
        vec![("promise", text(promises)), ("channel", text(by)), ("month", text(months))];
    for status in Status::ALL {
        let counts = lines.iter().map(|(.., cell)| number(cell.count(status))).chain([0]);
        columns.push((status.word(), Arc::new(Int64Array::from_iter_values(counts))));
    }
    let none = std::iter::repeat_n(0, lines.len());
    columns.push(("refused", Arc::new(Int64Array::from_iter_values(none.chain([number(refused)])))));
    RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)))
}
