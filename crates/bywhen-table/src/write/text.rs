//! Batches as text.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, RecordBatch, StringArray};
use arrow::csv::WriterBuilder as CsvBuilder;
use arrow::datatypes::{Field, Schema};
use arrow::error::ArrowError;
use arrow::json::WriterBuilder as JsonBuilder;
use arrow::json::writer::LineDelimited;

use crate::columns::Texts;

/// The local time with its offset, also where that is none: always `+00:00` and never `Z`, so that a column of winter
/// and summer times reads alike.
const INSTANT: &str = "%Y-%m-%dT%H:%M:%S%.f%:z";
const LOCAL: &str = "%Y-%m-%dT%H:%M:%S%.f";

/// The rows of a batch as CSV, under a heading if it is the first.
pub(super) fn csv(batch: &RecordBatch, delimiter: u8, heading: bool, escape: bool) -> Result<Vec<u8>, ArrowError> {
    let escaped = if escape { Some(escape_formulas(batch)?) } else { None };
    let batch = escaped.as_ref().unwrap_or(batch);
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

/// A text that a spreadsheet takes as text, also where it begins as a formula does: an apostrophe before it says so.
#[must_use]
pub fn escape_formula(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The same batch with every text, and every heading, as text that no spreadsheet runs.
fn escape_formulas(batch: &RecordBatch) -> Result<RecordBatch, ArrowError> {
    let column = |column: &ArrayRef| match Texts::of(column) {
        None => Arc::clone(column),
        Some(texts) => {
            let cell = |row| texts.whole(row).map(escape_formula);
            Arc::new((0..column.len()).map(cell).collect::<StringArray>())
        }
    };
    let columns: Vec<ArrayRef> = batch.columns().iter().map(column).collect();
    let schema = batch.schema();
    let fields = schema.fields().iter().zip(&columns);
    let fields: Vec<Field> = fields
        .map(|(field, column)| {
            Field::new(escape_formula(field.name()), column.data_type().clone(), field.is_nullable())
        })
        .collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
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
