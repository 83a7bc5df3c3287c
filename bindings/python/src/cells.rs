//! Columns of pandas as Arrow and back, where pandas has no Arrow of its own.

use std::collections::HashMap;
use std::sync::Arc;

use arrow::array::{
    Array, ArrayRef, AsArray, BooleanArray, Float64Array, Int64Array, RecordBatch, StringBuilder,
    TimestampMicrosecondArray, TimestampMillisecondArray, TimestampNanosecondArray, TimestampSecondArray,
};
use arrow::compute::{cast, concat};
use arrow::datatypes::{DataType, Field, Int64Type, Schema};
use numpy::{PyArray1, PyReadonlyArray1};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use pyo3_arrow::input::AnyArray;

use crate::error::value_error;
use crate::table::Table;

/// A column of pandas: its name, what its data is, the data, and for times their unit and zone.
type KeyColumn<'py> = (String, String, Bound<'py, PyAny>, Option<String>, Option<String>);

/// A column for pandas: its name, what its data is, the data, and for times their zone.
type Told<'py> = (String, &'static str, Bound<'py, PyAny>, Option<String>);

/// What numpy writes where there is no time.
const NAT: i64 = i64::MIN;

/// A table from columns of pandas.
#[pyfunction]
pub(crate) fn _columns(columns: Vec<KeyColumn<'_>>) -> PyResult<Table> {
    let mut arrays: Vec<(String, ArrayRef)> = Vec::with_capacity(columns.len());
    for (name, what, data, unit, zone) in columns {
        let array: ArrayRef = match what.as_str() {
            "arrow" => {
                let (chunks, field) = data.extract::<AnyArray>()?.into_chunked_array()?.into_inner();
                let chunks: Vec<&dyn Array> = chunks.iter().map(AsRef::as_ref).collect();
                match chunks.as_slice() {
                    [] => arrow::array::new_empty_array(field.data_type()),
                    chunks => concat(chunks).map_err(value_error)?,
                }
            }
            "times" => times(&data.extract::<PyReadonlyArray1<'_, i64>>()?, unit.as_deref(), zone)?,
            "ints" => Arc::new(Int64Array::from(data.extract::<PyReadonlyArray1<'_, i64>>()?.as_array().to_vec())),
            "bools" => Arc::new(BooleanArray::from(data.extract::<PyReadonlyArray1<'_, bool>>()?.as_array().to_vec())),
            "floats" => {
                let numbers = data.extract::<PyReadonlyArray1<'_, f64>>()?;
                Arc::new(
                    numbers
                        .as_array()
                        .iter()
                        .map(|number| (!number.is_nan()).then_some(*number))
                        .collect::<Float64Array>(),
                )
            }
            "cells" => cells(data.cast::<PyList>()?)?,
            other => return Err(PyValueError::new_err(format!("a column cannot be `{other}`"))),
        };
        arrays.push((name, array));
    }
    let fields: Vec<Field> =
        arrays.iter().map(|(name, array)| Field::new(name, array.data_type().clone(), true)).collect();
    let schema = Arc::new(Schema::new(fields));
    let arrays = arrays.into_iter().map(|(_, array)| array).collect();
    let batch = RecordBatch::try_new(Arc::clone(&schema), arrays).map_err(value_error)?;
    Ok(Table { schema, batches: vec![batch] })
}

fn times(data: &PyReadonlyArray1<'_, i64>, unit: Option<&str>, zone: Option<String>) -> PyResult<ArrayRef> {
    let numbers = data.as_array();
    let numbers = numbers.iter().map(|number| (*number != NAT).then_some(*number));
    Ok(match unit {
        Some("s") => Arc::new(numbers.collect::<TimestampSecondArray>().with_timezone_opt(zone)),
        Some("ms") => Arc::new(numbers.collect::<TimestampMillisecondArray>().with_timezone_opt(zone)),
        Some("us") => Arc::new(numbers.collect::<TimestampMicrosecondArray>().with_timezone_opt(zone)),
        Some("ns") => Arc::new(numbers.collect::<TimestampNanosecondArray>().with_timezone_opt(zone)),
        other => return Err(PyValueError::new_err(format!("times cannot be in `{}`", other.unwrap_or_default()))),
    })
}

/// Whatever stands in a column of objects, as text: dates and times in ISO 8601. What it says is found out row by row.
fn cells(data: &Bound<'_, PyList>) -> PyResult<ArrayRef> {
    let mut texts = StringBuilder::with_capacity(data.len(), data.len() * 8);
    for cell in data.iter() {
        if let Ok(text) = cell.cast::<PyString>() {
            texts.append_value(text.to_string_lossy());
        } else if cell.is_none() {
            texts.append_null();
        } else if cell.hasattr("isoformat")? {
            texts.append_value(cell.call_method0("isoformat")?.extract::<String>()?);
        } else {
            texts.append_value(cell.str()?.to_string_lossy());
        }
    }
    Ok(Arc::new(texts.finish()))
}

/// The columns of a table for pandas.
#[pyfunction]
pub(crate) fn _for_pandas<'py>(py: Python<'py>, table: &Bound<'py, Table>) -> PyResult<Vec<Told<'py>>> {
    let Table { schema, batches } = table.get();
    let column = |(place, field): (usize, &Arc<Field>)| {
        let parts: Vec<&dyn Array> = batches.iter().map(|batch| batch.column(place).as_ref()).collect();
        let array = match parts.as_slice() {
            [] => arrow::array::new_empty_array(field.data_type()),
            parts => concat(parts).map_err(value_error)?,
        };
        let (what, data, zone) = for_pandas(py, &array)?;
        Ok((field.name().clone(), what, data, zone))
    };
    schema.fields().iter().enumerate().map(column).collect()
}

fn for_pandas<'py>(py: Python<'py>, array: &ArrayRef) -> PyResult<(&'static str, Bound<'py, PyAny>, Option<String>)> {
    let numbers = || cast(array, &DataType::Int64).map_err(value_error);
    Ok(match array.data_type() {
        DataType::Date32 => {
            let days = array.as_primitive::<arrow::datatypes::Date32Type>();
            let days: Vec<i64> = days.iter().map(|day| day.map_or(NAT, i64::from)).collect();
            ("days", PyArray1::from_vec(py, days).into_any(), None)
        }
        DataType::Timestamp(_, zone) => {
            let numbers = numbers()?;
            let numbers: Vec<i64> =
                numbers.as_primitive::<Int64Type>().iter().map(|number| number.unwrap_or(NAT)).collect();
            ("times", PyArray1::from_vec(py, numbers).into_any(), zone.as_ref().map(ToString::to_string))
        }
        DataType::Float64 => {
            let floats = array.as_primitive::<arrow::datatypes::Float64Type>();
            let floats: Vec<f64> = floats.iter().map(|float| float.unwrap_or(f64::NAN)).collect();
            ("floats", PyArray1::from_vec(py, floats).into_any(), None)
        }
        DataType::Boolean => {
            let truths: Vec<Option<bool>> = array.as_boolean().iter().collect();
            ("bools", PyList::new(py, truths)?.into_any(), None)
        }
        kind if kind.is_integer() => {
            let numbers = numbers()?;
            let numbers = numbers.as_primitive::<Int64Type>();
            let missing: Vec<bool> = (0..numbers.len()).map(|row| numbers.is_null(row)).collect();
            let values: Vec<i64> = numbers.iter().map(Option::unwrap_or_default).collect();
            let both = (PyArray1::from_vec(py, values), PyArray1::from_vec(py, missing)).into_pyobject(py)?;
            ("ints", both.into_any(), None)
        }
        _ => {
            let texts = cast(array, &DataType::Utf8).map_err(value_error)?;
            // Ids of promises and the like come again and again.
            let mut known: HashMap<&str, Bound<'py, PyString>> = HashMap::new();
            let texts = texts.as_string::<i32>().iter().map(|text| {
                let text = text?;
                if known.len() > MOST_KNOWN {
                    return Some(PyString::new(py, text));
                }
                Some(known.entry(text).or_insert_with(|| PyString::new(py, text)).clone())
            });
            ("texts", PyList::new(py, texts.collect::<Vec<_>>())?.into_any(), None)
        }
    })
}

/// A column of more different texts than this is one of case ids, of which none comes again.
const MOST_KNOWN: usize = 1_000;
