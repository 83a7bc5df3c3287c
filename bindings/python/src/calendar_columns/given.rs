//! What is asked about: the numbers of numpy and Arrow without a copy, or one date.

use arrow::array::{Array, ArrayRef, AsArray, new_empty_array, types::Date32Type};
use arrow::buffer::ScalarBuffer;
use arrow::datatypes::{DataType, TimeUnit};
use bywhen::{Calculator, Layout, Number, Ticks};
use numpy::PyReadonlyArray1;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyArray;

use crate::query::{Single, single};

/// What one argument is.
pub(super) enum Given<'py> {
    Numpy(PyReadonlyArray1<'py, i64>, Layout),
    /// The chunks, and whether they came as a stream.
    Arrow(Vec<ArrayRef>, bool),
    /// One date: its local day. `None` where it is missing.
    One(Option<i64>),
}

fn ticks(unit: &str) -> PyResult<Ticks> {
    match unit {
        "s" => Ok(Ticks::Seconds),
        "ms" => Ok(Ticks::Millis),
        "us" => Ok(Ticks::Micros),
        "ns" => Ok(Ticks::Nanos),
        other => Err(PyValueError::new_err(format!("{other} is no unit of time"))),
    }
}

impl<'py> Given<'py> {
    /// The numbers of a numpy array with their unit and whether they are in UTC, an Arrow capsule, or one date.
    pub(super) fn of(given: &Bound<'py, PyAny>, calculator: &Calculator) -> PyResult<Given<'py>> {
        if let Ok((numbers, unit, utc)) = given.extract::<(PyReadonlyArray1<'py, i64>, String, bool)>() {
            let layout = match unit.as_str() {
                "D" => Layout::Days,
                unit if utc => Layout::Utc(ticks(unit)?),
                unit => Layout::Local(ticks(unit)?),
            };
            return Ok(Given::Numpy(numbers, layout));
        }
        match single(given)? {
            Some(Single::One(one)) => return Ok(Given::One(Some(one.day(calculator)))),
            Some(Single::Missing(_)) => return Ok(Given::One(None)),
            None => {}
        }
        let stream = !given.hasattr("__arrow_c_array__")?;
        let (mut chunks, field) = given.extract::<AnyArray>()?.into_chunked_array()?.into_inner();
        if chunks.is_empty() {
            // What comes out of nothing is of the same type.
            chunks.push(new_empty_array(field.data_type()));
        }
        Ok(Given::Arrow(chunks, stream))
    }
}

impl Given<'_> {
    /// How many dates there are. `None` for one alone.
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Given::Numpy(numbers, _) => Some(numbers.len().unwrap_or_default()),
            Given::Arrow(chunks, _) => Some(chunks.iter().map(|chunk| chunk.len()).sum()),
            Given::One(_) => None,
        }
    }
}

/// What the numbers of an Arrow column say.
pub(super) fn layout(kind: &DataType) -> PyResult<Layout> {
    let ticks = |unit: &TimeUnit| match unit {
        TimeUnit::Second => Ticks::Seconds,
        TimeUnit::Millisecond => Ticks::Millis,
        TimeUnit::Microsecond => Ticks::Micros,
        TimeUnit::Nanosecond => Ticks::Nanos,
    };
    match kind {
        DataType::Date32 => Ok(Layout::Days),
        DataType::Date64 => Ok(Layout::Local(Ticks::Millis)),
        DataType::Timestamp(unit, None) => Ok(Layout::Local(ticks(unit))),
        DataType::Timestamp(unit, Some(_)) => Ok(Layout::Utc(ticks(unit))),
        DataType::Struct(_) => Err(PyTypeError::new_err("a whole frame has no dates: give one of its columns")),
        other => Err(PyTypeError::new_err(format!(
            "a column of {other} has no dates: convert it to dates or times first (in pandas with pd.to_datetime, in polars \
             with .str.to_date())"
        ))),
    }
}

/// The numbers of a column of 64 bits, whatever they say.
pub(super) fn wide(chunk: &ArrayRef) -> ScalarBuffer<i64> {
    let data = chunk.to_data();
    let buffer = data.buffers().first().cloned().unwrap_or_default();
    ScalarBuffer::new(buffer, data.offset(), data.len())
}

/// The number at a place. `None` where it is missing.
pub(super) fn number_at(given: &Given<'_>, mut index: usize) -> Option<(i64, Layout)> {
    match given {
        Given::One(day) => day.map(|day| (day, Layout::Days)),
        Given::Numpy(numbers, layout) => {
            let number = numbers.as_slice().ok()?.get(index).copied()?;
            (number != i64::NONE).then_some((number, *layout))
        }
        Given::Arrow(chunks, _) => {
            for chunk in chunks {
                if index < chunk.len() {
                    let layout = layout(chunk.data_type()).ok().filter(|_| chunk.is_valid(index))?;
                    return match layout {
                        Layout::Days => {
                            let days = chunk.as_primitive_opt::<Date32Type>()?.values().get(index)?;
                            Some((i64::from(*days), layout))
                        }
                        _ => Some((*wide(chunk).get(index)?, layout)),
                    };
                }
                index -= chunk.len();
            }
            None
        }
    }
}
