//! Columns of dates: the numbers of numpy and Arrow without a copy, and the answers as the same.

mod arrow;
mod days;
mod each;
mod given;
mod room;
mod varying;

use std::sync::Arc;

use ::arrow::array::{Array, ArrayRef, BooleanArray, Int64Array};
use ::arrow::buffer::NullBuffer;
use bywhen::{Calculator, Column, Number};
use numpy::{PyArray1, PyArrayMethods};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use self::arrow::{moved, out, split};
use crate::calendar::Calendar;
use crate::error::value_error;
use crate::query::{Query, as_nulls};
use days::Days;
use each::{Each, answer, needs_time};
use given::{Given, number_at};

pub(crate) use varying::_ask_varying;

/// The answers for the numbers of numpy, with the smallest for what is missing, and whether nothing is.
fn answered<'py>(
    py: Python<'py>,
    calculator: &Calculator,
    each: Each<'_>,
    column: Column<'_, i64>,
) -> PyResult<(Bound<'py, PyArray1<i64>>, bool)> {
    needs_time(each, column.layout)?;
    // The memory is numpy's: it asks for large pages, which come several times as quickly.
    let out = PyArray1::<i64>::zeros(py, column.numbers.len(), false);
    let complete = {
        let mut out = out.try_readwrite()?;
        let into = out.as_slice_mut()?;
        py.detach(|| answer(calculator, each, column, into))
    };
    Ok((out, complete))
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
    let query = Query::of(question, number)?;
    let nulls = as_nulls(errors)?;
    let calculator = &calendar.get().calculator;
    let given = columns.iter().map(|column| Given::of(column, calculator)).collect::<PyResult<Vec<_>>>()?;
    match (query, given.as_slice()) {
        (Query::Day(_) | Query::Seconds(_), [dates @ Given::Numpy(numbers, layout)]) => {
            let column = Column { numbers: numbers.as_slice()?, layout: *layout };
            let (out, complete) = answered(py, calculator, Each::Alike(query), column)?;
            if !complete && !nulls {
                let out = out.try_readonly()?;
                refuse(calculator, query, &[("place ", dates)], unanswered(out.as_slice()?))?;
            }
            Ok((out.into_any(), complete))
        }
        (Query::Day(_) | Query::Seconds(_), [Given::Arrow(chunks, stream)]) => {
            let done = chunks.iter().map(|chunk| py.detach(|| moved(calculator, Each::Alike(query), chunk)));
            let done = done.collect::<PyResult<Vec<ArrayRef>>>()?;
            if !nulls {
                let mut before = 0;
                for (chunk, done) in chunks.iter().zip(&done) {
                    if done.null_count() > chunk.null_count() {
                        let whole = Given::Arrow(chunks.clone(), *stream);
                        let places = (0..chunk.len()).filter(|place| done.is_null(*place) && chunk.is_valid(*place));
                        refuse(calculator, query, &[("place ", &whole)], places.map(|place| before + place))?;
                    }
                    before += chunk.len();
                }
            }
            let complete = done.iter().all(|chunk| chunk.null_count() == 0);
            Ok((out(py, done, *stream)?, complete))
        }
        (Query::IsWorking, [dates]) => {
            let days = Days::of(dates, calculator)?;
            let many = days.len().unwrap_or(1);
            let answers = py.detach(|| days.is_working(many, calculator));
            if !answers.complete && !nulls {
                refuse(calculator, query, &[("place ", dates)], unanswered(&answers.numbers))?;
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
        (Query::Count, [from, to]) => {
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
                        query,
                        &[("start, place ", from), ("end, place ", to)],
                        unanswered(out.as_slice()?),
                    )?;
                }
                return Ok((out.into_any(), complete));
            };
            let mut counts = vec![0; many];
            let complete = py.detach(|| start.count(&end, &mut counts, calculator));
            if !complete && !nulls {
                refuse(calculator, query, &[("start, place ", from), ("end, place ", to)], unanswered(&counts))?;
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

/// An error for the first place that has no answer though nothing is missing.
fn refuse(
    calculator: &Calculator,
    query: Query,
    given: &[(&str, &Given<'_>)],
    unanswered: impl Iterator<Item = usize>,
) -> PyResult<()> {
    for index in unanswered {
        let numbers = given.iter().map(|(name, given)| Some((name, number_at(given, index)?)));
        let Some(numbers) = numbers.collect::<Option<Vec<_>>>() else { continue };
        for (name, (number, layout)) in numbers {
            if let Some(why) = query.refusal(calculator, number, layout) {
                return Err(value_error(format!("{name}{index}: {why} (errors=\"null\" leaves such places empty)")));
            }
        }
    }
    Ok(())
}
