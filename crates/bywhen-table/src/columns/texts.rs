//! A column of text, whichever way Arrow lays it out.

use arrow::array::{Array, ArrayRef, AsArray, LargeStringArray, StringArray, StringViewArray};
use arrow::array::{GenericStringArray, OffsetSizeTrait};
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

    /// Each cell as a number of its own: 0 where it is empty, `None` where its text is too long for one.
    #[inline]
    pub(crate) fn numbers(&self, mut tell: impl FnMut(Option<u128>)) {
        match self {
            Texts::Short(array) => numbers(array, tell),
            Texts::Large(array) => numbers(array, tell),
            Texts::View(array) => match array.nulls() {
                None => array.views().iter().for_each(|view| tell(of_view(*view))),
                Some(nulls) => array.views().iter().zip(nulls).for_each(|(view, is_there)| {
                    tell(if is_there { of_view(*view) } else { Some(0) });
                }),
            },
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

/// The numbers of texts that lie one behind the other.
#[inline]
fn numbers<O: OffsetSizeTrait>(array: &GenericStringArray<O>, mut tell: impl FnMut(Option<u128>)) {
    let (offsets, bytes) = (array.value_offsets(), array.value_data());
    let mut from = offsets.first().map_or(0, |first| first.as_usize());
    let ends = offsets.iter().skip(1).map(|end| end.as_usize());
    let mut tell = |to: usize, is_there: bool| {
        tell(if is_there { number(bytes, from, to - from) } else { Some(0) });
        from = to;
    };
    match array.nulls() {
        None => ends.for_each(|to| tell(to, true)),
        Some(nulls) => ends.zip(nulls).for_each(|(to, is_there)| tell(to, is_there)),
    }
}

/// Fifteen bytes and how many there are of them, in one number.
#[inline]
fn number(bytes: &[u8], from: usize, count: usize) -> Option<u128> {
    if count >= 16 {
        return None;
    }
    let rest = bytes.get(from..)?;
    // Sixteen bytes are read wherever there are as many, and then those of other texts left away: how many there are is
    // hard to foretell.
    let sixteen = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut sixteen = [0; 16];
        sixteen.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
        sixteen
    });
    let mask = (1_u128 << (8 * count)) - 1;
    Some(u128::from_le_bytes(sixteen) & mask | (count as u128) << 120)
}

/// The same of a view, which holds up to twelve bytes behind their count.
#[inline]
fn of_view(view: u128) -> Option<u128> {
    let count = view as u32;
    (count <= 12).then_some(view >> 32 | u128::from(count) << 120)
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}
