//! Columns of dates with a number of working days for each.

use arrow::array::{Array, ArrayRef, AsArray, types::Int64Type};
use arrow::compute::{CastOptions, cast_with_options};
use arrow::datatypes::DataType;
use bywhen::{Calculator, Column, Number, WorkingDay};
use numpy::{PyArrayMethods, PyReadonlyArray1};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyList;
use pyo3_arrow::input::AnyArray;

use super::arrow::{moved, out};
use super::each::Each;
use super::given::{Given, number_at};
use super::{answered, unanswered};
use crate::calendar::Calendar;
use crate::error::value_error;
use crate::query::{Query, as_nulls};

/// Asks a calendar for the dates so many working days later (`back`: earlier), as `bywhen._varying` hands them over. What
/// comes back is what `_ask` gives.
#[pyfunction]
pub(crate) fn _ask_varying<'py>(
    py: Python<'py>,
    calendar: &Bound<'py, Calendar>,
    dates: &Bound<'py, PyAny>,
    n: &Bound<'py, PyAny>,
    back: bool,
    errors: &str,
) -> PyResult<(Bound<'py, PyAny>, bool)> {
    let nulls = as_nulls(errors)?;
    let calculator = &calendar.get().calculator;
    let dates = Given::of(dates, calculator)?;
    let which = if back { WorkingDay::Before } else { WorkingDay::After };
    let by: Vec<_> = numbers(n)?.into_iter().map(|n| (n != i64::NONE).then(|| which(n))).collect();
    if let Some(many) = dates.len().filter(|many| *many != by.len()) {
        let given = by.len();
        return Err(PyValueError::new_err(format!("there are {many} dates, and {given} numbers in `n`: give as many")));
    }
    match &dates {
        Given::Numpy(numbers, layout) => {
            let column = Column { numbers: numbers.as_slice()?, layout: *layout };
            let (out, complete) = answered(py, calculator, Each::Days(&by), column)?;
            if !complete && !nulls {
                let out = out.try_readonly()?;
                refuse(calculator, &dates, &by, unanswered(out.as_slice()?))?;
            }
            Ok((out.into_any(), complete))
        }
        Given::Arrow(chunks, stream) => {
            let mut rest = by.as_slice();
            let mut done: Vec<ArrayRef> = Vec::with_capacity(chunks.len());
            for chunk in chunks {
                let (of_chunk, after) = rest.split_at_checked(chunk.len()).unwrap_or((rest, &[]));
                done.push(py.detach(|| moved(calculator, Each::Days(of_chunk), chunk))?);
                rest = after;
            }
            let complete = done.iter().all(|chunk| chunk.null_count() == 0);
            if !complete && !nulls {
                let empty = done.iter().flat_map(|chunk| (0..chunk.len()).map(|place| chunk.is_null(place)));
                refuse(calculator, &dates, &by, empty.enumerate().filter(|(_, empty)| *empty).map(|(place, _)| place))?;
            }
            Ok((out(py, done, *stream)?, complete))
        }
        Given::One(_) => {
            Err(PyTypeError::new_err("`n` is a column and there is one date: give a date for each number"))
        }
    }
}

/// The numbers of days: those of numpy, of a list in which None is missing, or of an Arrow column.
fn numbers(n: &Bound<'_, PyAny>) -> PyResult<Vec<i64>> {
    if let Ok(numbers) = n.extract::<PyReadonlyArray1<'_, i64>>() {
        return Ok(numbers.as_slice()?.to_vec());
    }
    if let Ok(list) = n.cast::<PyList>() {
        let number = |(place, value): (usize, Bound<'_, PyAny>)| {
            let wrong =
                |_| PyTypeError::new_err(format!("place {place} of `n` is {value}: give a whole number of days"));
            if value.is_none() { Ok(i64::NONE) } else { value.extract().map_err(wrong) }
        };
        return list.iter().enumerate().map(number).collect();
    }
    let (chunks, _) = n.extract::<AnyArray>()?.into_chunked_array()?.into_inner();
    let mut numbers = Vec::new();
    for chunk in chunks {
        let kind = chunk.data_type();
        if !kind.is_integer() && *kind != DataType::Null {
            return Err(PyTypeError::new_err(format!("`n` is a column of {kind}: give whole numbers of days")));
        }
        let strict = CastOptions { safe: false, ..CastOptions::default() };
        let whole = cast_with_options(&chunk, &DataType::Int64, &strict).map_err(value_error)?;
        numbers.extend(whole.as_primitive::<Int64Type>().iter().map(|n| n.unwrap_or(i64::NONE)));
    }
    Ok(numbers)
}

/// An error for the first place that has no answer though neither its date nor its number is missing.
fn refuse(
    calculator: &Calculator,
    dates: &Given<'_>,
    by: &[Option<WorkingDay>],
    mut unanswered: impl Iterator<Item = usize>,
) -> PyResult<()> {
    let refused = unanswered.find_map(|place| {
        let which = by.get(place).copied().flatten()?;
        let (number, layout) = number_at(dates, place)?;
        let why = Query::Day(which).refusal(calculator, number, layout)?;
        Some(format!("place {place}: {why} (errors=\"null\" leaves such places empty)"))
    });
    refused.map_or(Ok(()), |why| Err(value_error(why)))
}
