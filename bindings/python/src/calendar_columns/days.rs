//! The local days of an argument, however it came.

use std::iter::repeat_n;

use arrow::array::{Array, ArrayRef, AsArray, types::Date32Type};
use arrow::datatypes::DataType;
use bywhen::{Answers, Calculator, Column, Layout, Number};
use pyo3::prelude::*;

use super::given::{Given, layout, wide};

/// The local days of an argument, in days since 1970; the smallest number where one is missing.
pub(super) enum Days<'a> {
    Wide(&'a [i64]),
    Narrow(&'a [i32]),
    Made(Vec<i32>),
    One(i64),
}

impl<'a> Days<'a> {
    pub(super) fn of(given: &'a Given<'_>, calculator: &Calculator) -> PyResult<Days<'a>> {
        match given {
            Given::One(day) => Ok(Days::One(day.unwrap_or(i64::NONE))),
            Given::Numpy(numbers, Layout::Days) => Ok(Days::Wide(numbers.as_slice()?)),
            Given::Numpy(numbers, layout) => {
                let column = Column { numbers: numbers.as_slice()?, layout: *layout };
                Ok(Days::Made(calculator.day_each(column).numbers))
            }
            Given::Arrow(chunks, _) => match chunks.as_slice() {
                [only] if only.data_type() == &DataType::Date32 && only.null_count() == 0 => {
                    Ok(Days::Narrow(only.as_primitive::<Date32Type>().values()))
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
    pub(super) fn len(&self) -> Option<usize> {
        match self {
            Days::Wide(days) => Some(days.len()),
            Days::Narrow(days) => Some(days.len()),
            Days::Made(days) => Some(days.len()),
            Days::One(_) => None,
        }
    }

    pub(super) fn is_working(&self, many: usize, calculator: &Calculator) -> Answers<i8> {
        match self {
            Days::Wide(days) => calculator.is_working_each(days.iter().copied()),
            Days::Narrow(days) => calculator.is_working_each(days.iter().copied()),
            Days::Made(days) => calculator.is_working_each(days.iter().copied()),
            Days::One(day) => calculator.is_working_each(repeat_n(*day, many)),
        }
    }

    pub(super) fn count(&self, to: &Days<'_>, into: &mut [i64], calculator: &Calculator) -> bool {
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
        DataType::Date32 => Ok(chunk.as_primitive::<Date32Type>().values().to_vec()),
        kind => Ok(calculator.day_each(Column { numbers: &wide(chunk), layout: layout(kind)? }).numbers),
    }
}
