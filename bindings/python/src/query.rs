//! Queries of a calendar, for one date here and for columns of them through `bywhen._arrays`.

use bywhen::calendar::Day;
use bywhen::{Answers, Calculator, CalculatorError, Column, Layout, Ticks, When, WorkingDay};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDate, PyDateTime, PyDelta, PyFloat, PyString, PyTzInfo};

use crate::error::value_error;
use crate::times;

/// A query of a calendar.
#[derive(Clone, Copy)]
pub(crate) enum Query {
    /// A working day after or before it, or nearest to it.
    Day(WorkingDay),
    /// The time so many open seconds later.
    Seconds(i64),
    /// Whether it is a working day.
    IsWorking,
    /// Working days from one to the other.
    Count,
}

impl Query {
    /// As `bywhen._arrays` hands it on.
    pub(crate) fn parts(self) -> (&'static str, i64) {
        match self {
            Query::Day(WorkingDay::After(n)) => ("after", n),
            Query::Day(WorkingDay::Before(n)) => ("before", n),
            Query::Day(WorkingDay::OnOrAfter) => ("on_or_after", 0),
            Query::Day(WorkingDay::OnOrBefore) => ("on_or_before", 0),
            Query::Seconds(seconds) => ("seconds", seconds),
            Query::IsWorking => ("is_working", 0),
            Query::Count => ("count", 0),
        }
    }

    /// Whether dates are asked for.
    fn moves(self) -> bool {
        matches!(self, Query::Day(_) | Query::Seconds(_))
    }

    pub(crate) fn of(word: &str, number: i64) -> PyResult<Query> {
        match word {
            "after" => Ok(Query::Day(WorkingDay::After(number))),
            "before" => Ok(Query::Day(WorkingDay::Before(number))),
            "on_or_after" => Ok(Query::Day(WorkingDay::OnOrAfter)),
            "on_or_before" => Ok(Query::Day(WorkingDay::OnOrBefore)),
            "seconds" => Ok(Query::Seconds(number)),
            "is_working" => Ok(Query::IsWorking),
            "count" => Ok(Query::Count),
            other => Err(PyValueError::new_err(format!("{other} is no question of a calendar"))),
        }
    }

    /// Why a number of a column has no answer.
    pub(crate) fn refusal(self, calculator: &Calculator, number: i64, layout: Layout) -> Option<String> {
        let why = || -> Result<(), CalculatorError> {
            if let Query::Seconds(seconds) = self {
                return calculator.add_open_seconds(&calculator.moment(number, layout)?, seconds).map(drop);
            }
            let numbers = [number];
            let days = calculator.day_each(Column { numbers: &numbers, layout });
            let day = match days.numbers.first() {
                Some(day) if days.complete => Day::from_unix_days(i64::from(*day))?,
                _ => calculator.moment(number, layout)?.day(),
            };
            match self {
                Query::Day(which) => calculator.working_day(day, None, which).map(drop),
                _ => calculator.is_working(day).map(drop),
            }
        };
        why().err().map(|error| error.to_string())
    }
}

/// One date as a number of a column, and what came in.
pub(crate) struct One<'py> {
    pub(crate) number: i64,
    pub(crate) layout: Layout,
    value: Bound<'py, PyAny>,
}

/// What a single value is.
pub(crate) enum Single<'py> {
    /// A date or time.
    One(One<'py>),
    /// Nothing: None, a number that is none, or pandas' NaT and NA.
    Missing(Bound<'py, PyAny>),
}

/// A date, a datetime, or text of one. `None` when it is something else, such as a column.
pub(crate) fn single<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Single<'py>>> {
    let py = value.py();
    if value.is_none() {
        return Ok(Some(Single::Missing(value.clone())));
    }
    if let Ok(text) = value.cast::<PyString>() {
        let value = match text.to_str()?.parse().map_err(value_error)? {
            When::Day(day) => day.into_pyobject(py)?.into_any(),
            When::Local(local) => local.into_pyobject(py)?.into_any(),
            When::Exact(exact) => exact.into_pyobject(py)?.into_any(),
        };
        return single(&value);
    }
    let layout = if value.cast::<PyDateTime>().is_ok() {
        if value.ne(value)? {
            return Ok(Some(Single::Missing(value.clone())));
        }
        times::exists(value)?;
        let naive = value.getattr("tzinfo")?.is_none();
        if naive { Layout::Local(Ticks::Micros) } else { Layout::Utc(Ticks::Micros) }
    } else if value.cast::<PyDate>().is_ok() {
        Layout::Days
    } else {
        // A column must not be compared with itself to find out whether it is missing.
        let may_be_missing = value.cast::<PyFloat>().is_ok() || value.get_type().name()? == "NAType";
        return Ok((may_be_missing && times::is_missing(value)).then(|| Single::Missing(value.clone())));
    };
    let first = match layout {
        Layout::Days => PyDate::new(py, 1970, 1, 1)?.into_any(),
        Layout::Local(_) => PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, None)?.into_any(),
        Layout::Utc(_) => {
            let utc = PyTzInfo::utc(py)?;
            PyDateTime::new(py, 1970, 1, 1, 0, 0, 0, 0, Some(&*utc))?.into_any()
        }
    };
    let since = value.sub(first)?;
    let part = |name| since.getattr(name)?.extract::<i64>();
    let number = match layout {
        Layout::Days => part("days")?,
        _ => part("days")? * 86_400_000_000 + part("seconds")? * 1_000_000 + part("microseconds")?,
    };
    Ok(Some(Single::One(One { number, layout, value: value.clone() })))
}

impl<'py> One<'py> {
    /// The same kind of value, so much later.
    fn moved_to(&self, number: i64) -> PyResult<Bound<'py, PyAny>> {
        let py = self.value.py();
        let ahead = number - self.number;
        let (days, seconds, micros) = match self.layout {
            Layout::Days => (ahead, 0, 0),
            _ => {
                let (seconds, micros) = (ahead.div_euclid(1_000_000), ahead.rem_euclid(1_000_000));
                (seconds.div_euclid(86_400), seconds.rem_euclid(86_400), micros)
            }
        };
        let delta = PyDelta::new(py, i32::try_from(days)?, i32::try_from(seconds)?, i32::try_from(micros)?, true)?;
        if !matches!(self.layout, Layout::Utc(_)) {
            return self.value.add(delta);
        }
        // Adding to a time with a zone moves the clock on the wall, and not the moment.
        let utc = self.value.call_method1("astimezone", (PyTzInfo::utc(py)?,))?;
        utc.add(delta)?.call_method1("astimezone", (self.value.getattr("tzinfo")?,))
    }

    /// Its day in days since 1970.
    pub(crate) fn day(&self, calculator: &Calculator) -> i64 {
        let numbers = [self.number];
        calculator
            .day_each(Column { numbers: &numbers, layout: self.layout })
            .numbers
            .first()
            .map_or(i64::MIN, |day| (*day).into())
    }
}

/// How places without an answer are treated.
pub(crate) fn as_nulls(errors: &str) -> PyResult<bool> {
    match errors {
        "raise" => Ok(false),
        "null" => Ok(true),
        other => Err(PyValueError::new_err(format!("`errors` is {other:?}: it is \"raise\" or \"null\""))),
    }
}

/// The answer for what came: one value, or a column (for two, of which one may be a single value). `calendar` is the
/// object that Python holds, with its `calculator`.
pub(crate) fn ask<'py>(
    calendar: &Bound<'py, PyAny>,
    calculator: &Calculator,
    query: Query,
    given: &[&Bound<'py, PyAny>],
    errors: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let py = calendar.py();
    let nulls = as_nulls(errors)?;
    let mut ones = Vec::new();
    for value in given {
        let one = match single(value) {
            Err(why) if nulls && why.is_instance_of::<PyValueError>(py) => return Ok(py.None().into_bound(py)),
            one => one?,
        };
        match one {
            Some(Single::One(one)) => ones.push(one),
            // What moves a date gives back what it was given; of nothing there is no truth and no number.
            Some(Single::Missing(missing)) if query.moves() => return Ok(missing),
            Some(Single::Missing(_)) => {}
            None => {
                let (word, number) = query.parts();
                let arrays = PyModule::import(py, "bywhen._arrays")?;
                let given = pyo3::types::PyTuple::new(py, given)?;
                return arrays.getattr("ask")?.call1((calendar, word, number, given, errors));
            }
        }
    }
    if ones.len() < given.len() {
        return Ok(py.None().into_bound(py));
    }
    match answer(calculator, query, &ones) {
        Ok(answer) => answer.into_python(py, &ones),
        Err(_) if nulls => Ok(py.None().into_bound(py)),
        Err(why) => Err(value_error(why)),
    }
}

/// A number of days. `None` for something that may be a column of them.
pub(crate) fn whole(n: &Bound<'_, PyAny>) -> PyResult<Option<i64>> {
    if let Ok(n) = n.extract::<i64>() {
        return Ok(Some(n));
    }
    if n.len().is_ok() && n.cast::<PyString>().is_err() {
        return Ok(None);
    }
    let given = n.repr()?;
    Err(PyTypeError::new_err(format!(
        "`n` is {given}: give a whole number of days, or a column with one for each date"
    )))
}

/// The answer for a column of dates with a number of days for each.
pub(crate) fn ask_varying<'py>(
    calendar: &Bound<'py, PyAny>,
    dates: &Bound<'py, PyAny>,
    n: &Bound<'py, PyAny>,
    back: bool,
    errors: &str,
) -> PyResult<Bound<'py, PyAny>> {
    as_nulls(errors)?;
    let varying = PyModule::import(calendar.py(), "bywhen._varying")?;
    varying.getattr("ask_varying")?.call1((calendar, dates, n, back, errors))
}

enum Answer {
    Moved(i64),
    Truth(bool),
    Number(i64),
}

fn answer(calculator: &Calculator, query: Query, ones: &[One<'_>]) -> Result<Answer, String> {
    let [one, rest @ ..] = ones else { return Ok(Answer::Number(0)) };
    let numbers = [one.number];
    let column = Column { numbers: &numbers, layout: one.layout };
    let first = |answers: Answers<i64>| answers.numbers.first().copied().filter(|_| answers.complete);
    let day = |one: &One<'_>| -> Result<Day, String> {
        Day::from_unix_days(one.day(calculator)).map_err(|error| error.to_string())
    };
    let refused = |error: CalculatorError| error.to_string();
    match (query, rest) {
        (Query::IsWorking, _) => calculator.is_working(day(one)?).map(Answer::Truth).map_err(refused),
        (Query::Count, [end, ..]) => calculator.count(day(one)?, day(end)?).map(Answer::Number).map_err(refused),
        (Query::Count, []) => Ok(Answer::Number(0)),
        (Query::Day(which), _) => first(calculator.working_day_each(column, which))
            .map(Answer::Moved)
            .ok_or_else(|| query.refusal(calculator, one.number, one.layout).unwrap_or_default()),
        (Query::Seconds(seconds), _) => first(calculator.add_open_seconds_each(column, seconds))
            .map(Answer::Moved)
            .ok_or_else(|| query.refusal(calculator, one.number, one.layout).unwrap_or_default()),
    }
}

impl Answer {
    fn into_python<'py>(self, py: Python<'py>, ones: &[One<'py>]) -> PyResult<Bound<'py, PyAny>> {
        match (self, ones) {
            (Answer::Moved(number), [one, ..]) => one.moved_to(number),
            (Answer::Truth(truth), _) => Ok(truth.into_pyobject(py)?.to_owned().into_any()),
            (Answer::Number(number), _) | (Answer::Moved(number), []) => Ok(number.into_pyobject(py)?.into_any()),
        }
    }
}
