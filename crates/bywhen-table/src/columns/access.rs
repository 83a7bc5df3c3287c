//! The columns of a batch, by name.

use arrow::array::{Array, ArrayRef, RecordBatch};
use arrow::datatypes::DataType;

use super::MappingError;
use super::texts::Texts;

/// A column by its name.
pub(crate) fn column(batch: &RecordBatch, name: &str) -> Result<ArrayRef, MappingError> {
    let columns = || batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let missing = || MappingError::NoColumn { given: name.to_owned(), suggestion: None, columns: columns() };
    batch.column_by_name(name).cloned().ok_or_else(missing)
}

/// Whether nothing stands in a column. Its type then says nothing: frames give such a column any.
pub(super) fn is_empty(column: &ArrayRef) -> bool {
    *column.data_type() == DataType::Null || column.null_count() == column.len()
}

/// A column of text, or of numbers as text: a case may be called 17.
pub(crate) fn text_column(batch: &RecordBatch, name: &str, what: &str) -> Result<Texts, MappingError> {
    let array = column(batch, name)?;
    Texts::of(&array).or_else(|| Texts::from_numbers(&array)).ok_or_else(|| MappingError::WrongType {
        column: name.to_owned(),
        what: what.to_owned(),
        why: format!("it holds {}, and text is needed", array.data_type()),
    })
}
