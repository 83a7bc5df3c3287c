//! A column of text, whichever way Arrow lays it out.

use arrow::array::{Array, ArrayRef, AsArray, LargeStringArray, StringArray, StringViewArray};
use arrow::compute::cast;
use arrow::datatypes::DataType;

/// A column of text.
pub(crate) enum Texts {
    Short(StringArray),
    Large(LargeStringArray),
    View(StringViewArray),
}

impl Texts {
    /// `None` where the column holds something else.
    pub(crate) fn of(column: &ArrayRef) -> Option<Texts> {
        match column.data_type() {
            DataType::Utf8 => Some(Texts::Short(column.as_string().clone())),
            DataType::LargeUtf8 => Some(Texts::Large(column.as_string().clone())),
            DataType::Utf8View => Some(Texts::View(column.as_string_view().clone())),
            DataType::Dictionary(_, values) if is_text(values) => {
                let plain = cast(column, &DataType::Utf8View).ok()?;
                Some(Texts::View(plain.as_string_view().clone()))
            }
            _ => None,
        }
    }

    /// Every cell in order, with the blanks around it. `None` where there is none.
    pub(crate) fn each<'t>(&'t self, mut tell: impl FnMut(usize, Option<&'t str>)) {
        match self {
            Texts::Short(array) => array.iter().enumerate().for_each(|(row, text)| tell(row, text)),
            Texts::Large(array) => array.iter().enumerate().for_each(|(row, text)| tell(row, text)),
            Texts::View(array) => array.iter().enumerate().for_each(|(row, text)| tell(row, text)),
        }
    }

    /// A cell. `None` where it is empty.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        let text = match self {
            Texts::Short(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
            Texts::Large(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
            Texts::View(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
        };
        text.map(str::trim).filter(|text| !text.is_empty())
    }
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}
