//! Answers as Arrow columns.

use std::sync::Arc;

use arrow::array::{Array, ArrayRef, AsArray, NullArray, PrimitiveArray, types as t};
use arrow::buffer::NullBuffer;
use arrow::datatypes::{ArrowPrimitiveType, DataType, Field, TimeUnit};
use bywhen::{Calculator, Column, Number};
use pyo3::prelude::*;
use pyo3_arrow::{PyArray, PyChunkedArray};
use zerocopy::{FromBytes, Immutable, IntoBytes};

use super::each::{Each, answer, needs_time};
use super::given::layout;
use super::room::filled;

/// Arrow columns as they came: one array, or a stream of chunks.
pub(super) fn out<'py>(py: Python<'py>, mut done: Vec<ArrayRef>, stream: bool) -> PyResult<Bound<'py, PyAny>> {
    let kind = done.first().map_or(DataType::Null, |array| array.data_type().clone());
    let field = Arc::new(Field::new("", kind, true));
    if stream {
        return Ok(PyChunkedArray::try_new(done, field)?.into_pyobject(py)?.into_any());
    }
    let array = done.pop().unwrap_or_else(|| Arc::new(NullArray::new(0)));
    Ok(PyArray::new(array, field).into_pyobject(py)?.into_any())
}

/// One array in chunks as long as those of another.
pub(super) fn split(array: &ArrayRef, like: &[ArrayRef]) -> Vec<ArrayRef> {
    let mut before = 0;
    let chunks = like.iter().map(|chunk| {
        let slice = array.slice(before, chunk.len());
        before += chunk.len();
        slice
    });
    chunks.collect()
}

/// The answers of one chunk.
pub(super) fn moved(calculator: &Calculator, each: Each<'_>, chunk: &ArrayRef) -> PyResult<ArrayRef> {
    match chunk.data_type() {
        DataType::Null => Ok(chunk.clone()),
        DataType::Date32 => typed::<t::Date32Type>(calculator, each, chunk),
        DataType::Date64 => typed::<t::Date64Type>(calculator, each, chunk),
        DataType::Timestamp(TimeUnit::Second, _) => typed::<t::TimestampSecondType>(calculator, each, chunk),
        DataType::Timestamp(TimeUnit::Millisecond, _) => typed::<t::TimestampMillisecondType>(calculator, each, chunk),
        DataType::Timestamp(TimeUnit::Microsecond, _) => typed::<t::TimestampMicrosecondType>(calculator, each, chunk),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => typed::<t::TimestampNanosecondType>(calculator, each, chunk),
        other => layout(other).map(|_| chunk.clone()),
    }
}

fn typed<A>(calculator: &Calculator, each: Each<'_>, chunk: &ArrayRef) -> PyResult<ArrayRef>
where
    A: ArrowPrimitiveType,
    A::Native: Number + FromBytes + IntoBytes + Immutable,
{
    let array = chunk.as_primitive::<A>();
    let column = Column { numbers: array.values(), layout: layout(chunk.data_type())? };
    needs_time(each, column.layout)?;
    let (numbers, complete) = filled(array.len(), |into| answer(calculator, each, column, into));
    let mut valid = array.nulls().cloned();
    if !complete {
        let answered = numbers.iter().map(|number| (*number).into() != A::Native::NONE.into());
        valid = NullBuffer::union(valid.as_ref(), Some(&answered.collect()));
    }
    let moved = PrimitiveArray::<A>::new(numbers, valid).with_data_type(chunk.data_type().clone());
    Ok(Arc::new(moved))
}
