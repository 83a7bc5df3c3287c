//! Batches as text.

use arrow::array::RecordBatch;
use arrow::csv::WriterBuilder as CsvBuilder;
use arrow::error::ArrowError;
use arrow::json::WriterBuilder as JsonBuilder;
use arrow::json::writer::LineDelimited;

/// The local time with its offset, also where that is none: always `+00:00` and never `Z`, so that a column of winter
/// and summer times reads alike.
const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.f%:z";
const LOCAL: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// The rows of a batch as CSV, under a heading if it is the first.
pub(super) fn csv(batch: &RecordBatch, delimiter: u8, heading: bool) -> Result<Vec<u8>, ArrowError> {
    let mut text = Vec::new();
    CsvBuilder::new()
        .with_delimiter(delimiter)
        .with_header(heading)
        .with_timestamp_tz_format(INSTANT.to_owned())
        .with_timestamp_format(LOCAL.to_owned())
        .build(&mut text)
        .write(batch)?;
    Ok(text)
}

/// The rows of a batch as JSON lines, each with all keys.
pub(super) fn json_lines(batch: &RecordBatch) -> Result<Vec<u8>, ArrowError> {
    let mut text = Vec::new();
    JsonBuilder::new()
        .with_explicit_nulls(true)
        .with_timestamp_tz_format(INSTANT.to_owned())
        .with_timestamp_format(LOCAL.to_owned())
        .build::<_, LineDelimited>(&mut text)
        .write(batch)?;
    Ok(text)
}
