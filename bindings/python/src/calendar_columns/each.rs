//! The question for each date of a column, and its answers as numbers.

use bywhen::{Calculator, Column, Layout, Number, WorkingDay};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::query::Query;

/// The question for each date of a column.
#[derive(Clone, Copy)]
pub(super) enum Each<'a> {
    /// The same of all.
    Alike(Query),
    /// For each its own working day; none where the number is missing.
    Days(&'a [Option<WorkingDay>]),
}

/// Refuses to count working hours from days.
pub(super) fn needs_time(each: Each<'_>, layout: Layout) -> PyResult<()> {
    match (each, layout) {
        (Each::Alike(Query::Seconds(_)), Layout::Days) => {
            Err(PyValueError::new_err("working hours are counted, so times are needed and not only dates"))
        }
        _ => Ok(()),
    }
}

/// Writes an answer for each number, and says whether each has one.
pub(super) fn answer<T: Number>(
    calculator: &Calculator,
    each: Each<'_>,
    column: Column<'_, T>,
    into: &mut [T],
) -> bool {
    match each {
        Each::Days(which) => calculator.working_day_varying_into(into, column, which.iter().copied()),
        Each::Alike(Query::Seconds(seconds)) => calculator.add_open_seconds_into(into, column, seconds),
        Each::Alike(Query::Day(which)) => calculator.working_day_into(into, column, which),
        Each::Alike(Query::IsWorking | Query::Count) => false,
    }
}
