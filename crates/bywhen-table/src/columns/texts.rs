//! A column of text, whichever way Arrow lays it out.

use arrow::array::{Array, ArrayRef, AsArray, LargeStringArray, StringArray, StringViewArray};
use arrow::array::{GenericStringArray, OffsetSizeTrait};
use arrow::buffer::NullBuffer;
use arrow::compute::cast;
use arrow::datatypes::{DataType, Float64Type};

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

    /// Numbers (or whatever else can be written) as text. `None` where that cannot be.
    ///
    /// A frame has floats where whole numbers have gaps: 17.0 is written as 17, for so it stands in a log beside it.
    pub(crate) fn from_numbers(column: &ArrayRef) -> Option<Texts> {
        if column.data_type().is_floating() {
            let floats = cast(column, &DataType::Float64).ok()?;
            let floats = floats.as_primitive::<Float64Type>().iter();
            return Some(Texts::View(floats.map(|float| float.map(|float| float.to_string())).collect()));
        }
        Texts::of(&cast(column, &DataType::Utf8View).ok()?)
    }

    /// What `map` makes of each cell, by its row and a number of its own: 0 where it is empty, [`LONG`] where its text is
    /// too long for one.
    #[inline]
    pub(crate) fn map_ids<T>(&self, map: impl FnMut(usize, u128) -> T) -> Vec<T> {
        match self {
            Texts::Short(array) => map_ids(inline_ids(array), array.nulls(), map),
            Texts::Large(array) => map_ids(inline_ids(array), array.nulls(), map),
            Texts::View(array) => {
                map_ids(array.views().iter().map(|view| inline_id_of_view(*view)), array.nulls(), map)
            }
        }
    }

    /// A cell. `None` where it is empty.
    pub(crate) fn get(&self, row: usize) -> Option<&str> {
        self.whole(row).map(str::trim).filter(|text| !text.is_empty())
    }

    /// A cell with the blanks around it. `None` where there is nothing at all.
    pub(crate) fn whole(&self, row: usize) -> Option<&str> {
        match self {
            Texts::Short(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
            Texts::Large(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
            Texts::View(array) => (array.len() > row && array.is_valid(row)).then(|| array.value(row)),
        }
    }
}

#[inline]
fn map_ids<T>(
    ids: impl Iterator<Item = u128>,
    nulls: Option<&NullBuffer>,
    mut map: impl FnMut(usize, u128) -> T,
) -> Vec<T> {
    let is_there = |row| nulls.is_none_or(|nulls| nulls.is_valid(row));
    let cells = ids.enumerate();
    cells.map(|(row, id)| map(row, if is_there(row) { id } else { 0 })).collect()
}

/// The numbers of texts that lie one behind the other.
#[inline]
fn inline_ids<O: OffsetSizeTrait>(array: &GenericStringArray<O>) -> impl Iterator<Item = u128> {
    let (offsets, bytes) = (array.value_offsets(), array.value_data());
    let ends = offsets.get(1..).unwrap_or_default();
    offsets.iter().zip(ends).map(|(from, to)| inline_id(bytes, from.as_usize(), to.as_usize() - from.as_usize()))
}

/// Id of every text that is too long for one of its own.
pub(super) const LONG: u128 = u128::MAX;

/// For each number of bytes up to fifteen, which bytes of sixteen those are.
const MASKS: [u128; 16] = {
    let mut masks = [0; 16];
    let mut rest = masks.as_mut_slice();
    let mut mask = 0;
    while let Some((first, others)) = rest.split_first_mut() {
        *first = mask;
        mask = mask << 8 | 0xff;
        rest = others;
    }
    masks
};

/// Fifteen bytes and how many there are of them, in one number.
#[inline]
fn inline_id(bytes: &[u8], from: usize, count: usize) -> u128 {
    let (Some(mask), Some(rest)) = (MASKS.get(count), bytes.get(from..)) else { return LONG };
    // Sixteen bytes are read wherever there are as many, and then those of other texts left away: how many there are is
    // hard to foretell.
    let sixteen = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut sixteen = [0; 16];
        sixteen.iter_mut().zip(rest).for_each(|(to, byte)| *to = *byte);
        sixteen
    });
    u128::from_le_bytes(sixteen) & mask | (count as u128) << 120
}

/// The same of a view, which holds up to twelve bytes behind their count.
#[inline]
fn inline_id_of_view(view: u128) -> u128 {
    let count = view as u32;
    if count <= 12 { view >> 32 | u128::from(count) << 120 } else { LONG }
}

fn is_text(kind: &DataType) -> bool {
    matches!(kind, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
}
