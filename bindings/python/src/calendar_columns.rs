//! Columns of dates: the numbers of numpy and Arrow without a copy, and the answers as the same.

use std::iter::repeat_n;
use std::sync::Arc;

use arrow::array::{Array, ArrayRef, BooleanArray, Int64Array, NullArray, PrimitiveArray, new_empty_array};
use arrow::array::{AsArray, types as arrow_types};
use arrow::buffer::{NullBuffer, ScalarBuffer};
use arrow::datatypes::{ArrowPrimitiveType, DataType, Field, TimeUnit};
use bywhen::{Answers, Calculator, Column, Layout, Number, Ticks};
use numpy::{PyArray1, PyArrayMethods, PyReadonlyArray1};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyArray;
use pyo3_arrow::{PyArray, PyChunkedArray};
use zerocopy::{FromBytes, Immutable, IntoBytes};

use crate::asked::{Question, Single, as_nulls, single};
use crate::calendar::Calendar;
use crate::error::value_error;
use crate::room::filled;

/// What one argument is.
enum Given<'py> {
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
    fn of(given: &Bound<'py, PyAny>, calculator: &Calculator) -> PyResult<Given<'py>> {
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

/// What the numbers of an Arrow column say.
fn layout(kind: &DataType) -> PyResult<Layout> {
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
        other => Err(PyTypeError::new_err(format!(
            "a column of {other} has no dates: convert it to dates or times first (in pandas with pd.to_datetime, in polars \
             with .str.to_date())"
        ))),
    }
}

fn needs_time(question: Question, layout: Layout) -> PyResult<()> {
    match (question, layout) {
        (Question::Seconds(_), Layout::Days) => {
            Err(PyValueError::new_err("working hours are counted, so times are needed and not only dates"))
        }
        _ => Ok(()),
    }
}

/// Writes an answer for each number, and says whether each has one.
fn answer<T: Number>(calculator: &Calculator, question: Question, column: Column<'_, T>, into: &mut [T]) -> bool {
    match question {
        Question::Seconds(seconds) => calculator.add_open_seconds_into(into, column, seconds),
        Question::Days(n) => calculator.add_into(into, column, n),
        Question::IsWorking | Question::Count => false,
    }
}

/// Asks a calendar of columns, as `bywhen._arrays` hands them over: see `Given::of`. Numbers of numpy come back as such,
/// with the smallest for what is missing; and whether nothing is, so that nobody has to look for it.
#[pyfunction]
pub(crate) fn _ask<'py>(
    py: Python<'py>,
    calendar: &Bound<'py, Calendar>,
    question: &str,
    number: i64,
    columns: Vec<Bound<'py, PyAny>>,
    errors: &str,
) -> PyResult<(Bound<'py, PyAny>, bool)> {
    let question = Question::of(question, number)?;
    let nulls = as_nulls(errors)?;
    let calculator = &calendar.get().calculator;
    let given = columns.iter().map(|column| Given::of(column, calculator)).collect::<PyResult<Vec<_>>>()?;
    match (question, given.as_slice()) {
        (Question::Days(_) | Question::Seconds(_), [dates @ Given::Numpy(numbers, layout)]) => {
            needs_time(question, *layout)?;
            let column = Column { numbers: numbers.as_slice()?, layout: *layout };
            // The memory is numpy's: it asks for large pages, which come several times as quickly.
            let out = PyArray1::<i64>::zeros(py, column.numbers.len(), false);
            let complete = {
                let mut out = out.try_readwrite()?;
                let into = out.as_slice_mut()?;
                py.detach(|| answer(calculator, question, column, into))
            };
            if !complete && !nulls {
                let out = out.try_readonly()?;
                refuse(calculator, question, &[("place ", dates)], unanswered(out.as_slice()?))?;
            }
            Ok((out.into_any(), complete))
        }
        (Question::Days(_) | Question::Seconds(_), [Given::Arrow(chunks, stream)]) => {
            let done = chunks.iter().map(|chunk| py.detach(|| moved(calculator, question, chunk)));
            let done = done.collect::<PyResult<Vec<ArrayRef>>>()?;
            if !nulls {
                let mut before = 0;
                for (chunk, done) in chunks.iter().zip(&done) {
                    if done.null_count() > chunk.null_count() {
                        let whole = Given::Arrow(chunks.clone(), *stream);
                        let places = (0..chunk.len()).filter(|place| done.is_null(*place) && chunk.is_valid(*place));
                        refuse(calculator, question, &[("place ", &whole)], places.map(|place| before + place))?;
                    }
                    before += chunk.len();
                }
            }
            let complete = done.iter().all(|chunk| chunk.null_count() == 0);
            Ok((out(py, done, *stream)?, complete))
        }
        (Question::IsWorking, [dates]) => {
            let days = Days::of(dates, calculator)?;
            let many = days.len().unwrap_or(1);
            let answers = py.detach(|| days.is_working(many, calculator));
            if !answers.complete && !nulls {
                refuse(calculator, question, &[("place ", dates)], unanswered(&answers.numbers))?;
            }
            match dates {
                Given::Arrow(chunks, stream) => {
                    let truths = answers.numbers.iter().map(|truth| (*truth != i8::NONE).then_some(*truth == 1));
                    let truths: BooleanArray = truths.collect();
                    Ok((out(py, split(&(Arc::new(truths) as ArrayRef), chunks), *stream)?, answers.complete))
                }
                _ => Ok((PyArray1::from_vec(py, answers.numbers).into_any(), answers.complete)),
            }
        }
        (Question::Count, [from, to]) => {
            let (start, end) = (Days::of(from, calculator)?, Days::of(to, calculator)?);
            let many = match (start.len(), end.len()) {
                (Some(a), Some(b)) if a != b => {
                    return Err(PyValueError::new_err(format!(
                        "`start` has {a} dates and `end` has {b}: give as many"
                    )));
                }
                (a, b) => a.or(b).unwrap_or(1),
            };
            let chunks = match (from, to) {
                (Given::Numpy(..), _) => None,
                (Given::Arrow(chunks, stream), _) | (_, Given::Arrow(chunks, stream)) => Some((chunks, *stream)),
                _ => None,
            };
            let Some((chunks, stream)) = chunks else {
                let out = PyArray1::<i64>::zeros(py, many, false);
                let complete = {
                    let mut out = out.try_readwrite()?;
                    let into = out.as_slice_mut()?;
                    py.detach(|| start.count(&end, into, calculator))
                };
                if !complete && !nulls {
                    let out = out.try_readonly()?;
                    refuse(
                        calculator,
                        question,
                        &[("start, place ", from), ("end, place ", to)],
                        unanswered(out.as_slice()?),
                    )?;
                }
                return Ok((out.into_any(), complete));
            };
            let mut counts = vec![0; many];
            let complete = py.detach(|| start.count(&end, &mut counts, calculator));
            if !complete && !nulls {
                refuse(calculator, question, &[("start, place ", from), ("end, place ", to)], unanswered(&counts))?;
            }
            let valid: Option<NullBuffer> =
                (!complete).then(|| counts.iter().map(|number| *number != i64::NONE).collect());
            let counts: ArrayRef = Arc::new(Int64Array::new(counts.into(), valid));
            Ok((out(py, split(&counts, chunks), stream)?, complete))
        }
        _ => Err(PyValueError::new_err("this is no question of a calendar")),
    }
}

/// The places of the numbers that are missing.
fn unanswered<T: Number>(numbers: &[T]) -> impl Iterator<Item = usize> {
    let places = numbers.iter().enumerate();
    places.filter(|(_, number)| (**number).into() == T::NONE.into()).map(|(place, _)| place)
}

/// Arrow columns as they came: one array, or a stream of chunks.
fn out<'py>(py: Python<'py>, mut done: Vec<ArrayRef>, stream: bool) -> PyResult<Bound<'py, PyAny>> {
    let kind = done.first().map_or(DataType::Null, |array| array.data_type().clone());
    let field = Arc::new(Field::new("", kind, true));
    if stream {
        return Ok(PyChunkedArray::try_new(done, field)?.into_pyobject(py)?.into_any());
    }
    let array = done.pop().unwrap_or_else(|| Arc::new(NullArray::new(0)));
    Ok(PyArray::new(array, field).into_pyobject(py)?.into_any())
}

/// One array in chunks as long as those of another.
fn split(array: &ArrayRef, like: &[ArrayRef]) -> Vec<ArrayRef> {
    let mut before = 0;
    let chunks = like.iter().map(|chunk| {
        let slice = array.slice(before, chunk.len());
        before += chunk.len();
        slice
    });
    chunks.collect()
}

/// The answers of one chunk.
fn moved(calculator: &Calculator, question: Question, chunk: &ArrayRef) -> PyResult<ArrayRef> {
    use arrow_types as t;
    match chunk.data_type() {
        DataType::Null => Ok(chunk.clone()),
        DataType::Date32 => typed::<t::Date32Type>(calculator, question, chunk),
        DataType::Date64 => typed::<t::Date64Type>(calculator, question, chunk),
        DataType::Timestamp(TimeUnit::Second, _) => typed::<t::TimestampSecondType>(calculator, question, chunk),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            typed::<t::TimestampMillisecondType>(calculator, question, chunk)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            typed::<t::TimestampMicrosecondType>(calculator, question, chunk)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            typed::<t::TimestampNanosecondType>(calculator, question, chunk)
        }
        other => layout(other).map(|_| chunk.clone()),
    }
}

fn typed<A>(calculator: &Calculator, question: Question, chunk: &ArrayRef) -> PyResult<ArrayRef>
where
    A: ArrowPrimitiveType,
    A::Native: Number + FromBytes + IntoBytes + Immutable,
{
    let array = chunk.as_primitive::<A>();
    let column = Column { numbers: array.values(), layout: layout(chunk.data_type())? };
    needs_time(question, column.layout)?;
    let (numbers, complete) = filled(array.len(), |into| answer(calculator, question, column, into));
    let mut valid = array.nulls().cloned();
    if !complete {
        let answered = numbers.iter().map(|number| (*number).into() != A::Native::NONE.into());
        valid = NullBuffer::union(valid.as_ref(), Some(&answered.collect()));
    }
    let moved = PrimitiveArray::<A>::new(numbers, valid).with_data_type(chunk.data_type().clone());
    Ok(Arc::new(moved))
}

/// The local days of an argument, in days since 1970; the smallest number where one is missing.
enum Days<'a> {
    Wide(&'a [i64]),
    Narrow(&'a [i32]),
    Made(Vec<i32>),
    One(i64),
}

impl<'a> Days<'a> {
    fn of(given: &'a Given<'_>, calculator: &Calculator) -> PyResult<Days<'a>> {
        match given {
            Given::One(day) => Ok(Days::One(day.unwrap_or(i64::NONE))),
            Given::Numpy(numbers, Layout::Days) => Ok(Days::Wide(numbers.as_slice()?)),
            Given::Numpy(numbers, layout) => {
                let column = Column { numbers: numbers.as_slice()?, layout: *layout };
                Ok(Days::Made(calculator.day_each(column).numbers))
            }
            Given::Arrow(chunks, _) => match chunks.as_slice() {
                [only] if only.data_type() == &DataType::Date32 && only.null_count() == 0 => {
                    Ok(Days::Narrow(only.as_primitive::<arrow_types::Date32Type>().values()))
                }
                chunks => {
                    let mut days = Vec::new();
                    for chunk in chunks {
                        let mut more = days_of(chunk, calculator)?;
                        if let Some(nulls) = chunk.nulls() {
                            let missing = more.iter_mut().zip(nulls.iter()).filter(|(_, valid)| !valid);
                            missing.for_each(|(day, _)| *day = i32::NONE);
                        }
                        days.append(&mut more);
                    }
                    Ok(Days::Made(days))
                }
            },
        }
    }

    /// How many there are. `None` for one that goes with as many as there are of the other.
    fn len(&self) -> Option<usize> {
        match self {
            Days::Wide(days) => Some(days.len()),
            Days::Narrow(days) => Some(days.len()),
            Days::Made(days) => Some(days.len()),
            Days::One(_) => None,
        }
    }

    fn is_working(&self, many: usize, calculator: &Calculator) -> Answers<i8> {
        match self {
            Days::Wide(days) => calculator.is_working_each(days.iter().copied()),
            Days::Narrow(days) => calculator.is_working_each(days.iter().copied()),
            Days::Made(days) => calculator.is_working_each(days.iter().copied()),
            Days::One(day) => calculator.is_working_each(repeat_n(*day, many)),
        }
    }

    fn count(&self, to: &Days<'_>, into: &mut [i64], calculator: &Calculator) -> bool {
        let many = into.len();
        match self {
            Days::Wide(from) => to.count_from(from.iter().copied(), into, calculator),
            Days::Narrow(from) => to.count_from(from.iter().copied(), into, calculator),
            Days::Made(from) => to.count_from(from.iter().copied(), into, calculator),
            Days::One(from) => to.count_from(repeat_n(*from, many), into, calculator),
        }
    }

    fn count_from(&self, from: impl Iterator<Item: Number>, into: &mut [i64], calculator: &Calculator) -> bool {
        let many = into.len();
        match self {
            Days::Wide(to) => calculator.count_into(into, from, to.iter().copied()),
            Days::Narrow(to) => calculator.count_into(into, from, to.iter().copied()),
            Days::Made(to) => calculator.count_into(into, from, to.iter().copied()),
            Days::One(to) => calculator.count_into(into, from, repeat_n(*to, many)),
        }
    }
}

fn days_of(chunk: &ArrayRef, calculator: &Calculator) -> PyResult<Vec<i32>> {
    match chunk.data_type() {
        DataType::Null => Ok(vec![i32::NONE; chunk.len()]),
        DataType::Date32 => Ok(chunk.as_primitive::<arrow_types::Date32Type>().values().to_vec()),
        kind => Ok(calculator.day_each(Column { numbers: &wide(chunk), layout: layout(kind)? }).numbers),
    }
}

/// The numbers of a column of 64 bits, whatever they say.
fn wide(chunk: &ArrayRef) -> ScalarBuffer<i64> {
    let data = chunk.to_data();
    let buffer = data.buffers().first().cloned().unwrap_or_default();
    ScalarBuffer::new(buffer, data.offset(), data.len())
}

/// The number at a place. `None` where it is missing.
fn number_at(given: &Given<'_>, mut index: usize) -> Option<(i64, Layout)> {
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
                            let days = chunk.as_primitive_opt::<arrow_types::Date32Type>()?.values().get(index)?;
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

/// An error for the first place that has no answer though nothing is missing.
fn refuse(
    calculator: &Calculator,
    question: Question,
    given: &[(&str, &Given<'_>)],
    unanswered: impl Iterator<Item = usize>,
) -> PyResult<()> {
    for index in unanswered {
        let numbers = given.iter().map(|(name, given)| Some((name, number_at(given, index)?)));
        let Some(numbers) = numbers.collect::<Option<Vec<_>>>() else { continue };
        for (name, (number, layout)) in numbers {
            if let Some(why) = question.refusal(calculator, number, layout) {
                return Err(value_error(format!("{name}{index}: {why} (errors=\"null\" leaves such places empty)")));
            }
        }
    }
    Ok(())
}
