//! Working days and working hours without a charter.

use bywhen::calendar::{TimeOfDay, Weekdays, Zone, weekday_name};
use bywhen::{Calculator, Rules, WorkingDay, bank_holidays_of, week_of};
use chrono::{NaiveDate, Weekday};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyDelta, PyString, PyTuple};

use crate::calendars::Calendars;
use crate::error::value_error;
use crate::query::{Query, ask, ask_varying, whole};

/// Counts working days and working hours, for one date or for whole columns of them.
///
/// `bywhen.calendar` makes one. It never changes, is cheap to share between threads, and can be compared, hashed and
/// pickled.
#[pyclass(frozen, eq, hash, module = "bywhen", name = "Calendar")]
#[derive(Clone)]
pub(crate) struct Calendar {
    settings: Settings,
    calendars: bywhen::Calendars,
    pub(crate) calculator: Calculator,
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Settings {
    name: String,
    week: Weekdays,
    closed: Vec<NaiveDate>,
    open: Vec<NaiveDate>,
    hours: Option<String>,
    known_on: Option<NaiveDate>,
    next_working_day: bool,
    cutoff: Option<TimeOfDay>,
    zone: String,
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Calendar) -> bool {
        self.settings == other.settings && self.calendars == other.calendars
    }
}

impl Eq for Calendar {}

impl std::hash::Hash for Calendar {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.settings.hash(state);
    }
}

impl Settings {
    /// The days that are closed (or open) besides, as they were given.
    fn besides(&self, open: bool) -> Vec<String> {
        let unusual = |day: &Weekday| self.week.contains(*day) != Weekdays::MONDAY_TO_FRIDAY.contains(*day);
        let week = Weekdays::EVERY_DAY.iter().filter(|day| unusual(day) && self.week.contains(*day) == open);
        let dates = if open { &self.open } else { &self.closed };
        week.map(|day| weekday_name(day).to_owned()).chain(dates.iter().map(NaiveDate::to_string)).collect()
    }

    fn receipt(&self) -> &'static str {
        if self.next_working_day { "next-working-day" } else { "as-is" }
    }

    fn cutoff(&self) -> Option<String> {
        self.cutoff.map(|time| time.to_string())
    }
}

/// Dates, and days of the week by their names.
fn days(given: &Bound<'_, PyAny>, what: &str) -> PyResult<(Vec<NaiveDate>, Vec<Weekday>)> {
    if given.cast::<PyString>().is_ok() {
        return Err(PyTypeError::new_err(format!("`{what}` is one text: give a list, as in {what}=[\"2026-12-24\"]")));
    }
    let (mut dates, mut week) = (Vec::new(), Vec::new());
    for day in given.try_iter()? {
        let day = day?;
        let text = match day.cast::<PyString>() {
            Ok(text) => text.to_string(),
            Err(_) => match day.extract::<NaiveDate>() {
                Ok(date) => {
                    dates.push(date);
                    continue;
                }
                Err(_) => day.str()?.to_string(),
            },
        };
        match (text.parse::<NaiveDate>(), text.parse::<Weekday>()) {
            (Ok(date), _) => dates.push(date),
            (_, Ok(weekday)) => week.push(weekday),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "`{what}`: {text} is no day: give dates (2026-12-24) and days of the week (\"Saturday\")"
                )));
            }
        }
    }
    dates.sort_unstable();
    dates.dedup();
    Ok((dates, week))
}

/// Working days, and with `hours` working hours, by a bank holiday calendar.
///
/// `name`: `england-and-wales`, `scotland`, `northern-ireland`, `united-kingdom` (a bank holiday in any part of it) or
/// `none`. `closed` and `open` are further days that are not worked or are: dates, or days of the week by name. `hours`
/// are opening hours, "Mon-Fri 09:00-17:00", several joined by commas: open on these weekdays whichever are worked, closed on
/// bank holidays and on `closed` days. One that ends after midnight, "Fri 18:00-03:00", belongs to the day on which it
/// begins. `known_on` leaves out bank
/// holidays announced after that date; `calendars` are newer ones. `receipt="next-working-day"` moves a start on a closed
/// day to the next working day before counting; `cutoff="16:00"` counts a start from then on as the next day, worked or not.
/// `zone` is where times without a zone are, and whose days and clocks count.
#[pyfunction]
#[pyo3(signature = (
    name, *, closed=None, open=None, hours=None, known_on=None, calendars=None, receipt="as-is", cutoff=None,
    zone="Europe/London"
))]
#[expect(clippy::too_many_arguments, reason = "they are keywords in Python")]
pub(crate) fn calendar(
    name: String,
    closed: Option<&Bound<'_, PyAny>>,
    open: Option<&Bound<'_, PyAny>>,
    hours: Option<String>,
    known_on: Option<NaiveDate>,
    calendars: Option<&Bound<'_, Calendars>>,
    receipt: &str,
    cutoff: Option<&Bound<'_, PyAny>>,
    zone: &str,
) -> PyResult<Calendar> {
    let given =
        |given: Option<&Bound<'_, PyAny>>, what| given.map_or(Ok(Default::default()), |given| days(given, what));
    let ((closed, closed_week), (open, open_week)) = (given(closed, "closed")?, given(open, "open")?);
    let worked = Weekdays::MONDAY_TO_FRIDAY.iter().chain(open_week).filter(|day| !closed_week.contains(day));
    let next_working_day = match receipt {
        "as-is" => false,
        "next-working-day" => true,
        other => {
            return Err(PyValueError::new_err(format!(
                "`receipt` is {other:?}: it is \"as-is\" or \"next-working-day\""
            )));
        }
    };
    let cutoff = cutoff.map(|cutoff| cutoff.str()?.to_str()?.parse::<TimeOfDay>().map_err(value_error)).transpose()?;
    let settings = Settings {
        name,
        week: Weekdays::from_days(worked),
        closed,
        open,
        hours,
        known_on,
        next_working_day,
        cutoff,
        zone: zone.to_owned(),
    };
    let calendars = calendars.map_or_else(bywhen::Calendars::bundled, |given| given.get().data.clone());
    Calendar::new(settings, calendars)
}

impl Calendar {
    fn new(settings: Settings, calendars: bywhen::Calendars) -> PyResult<Calendar> {
        let rules = Rules {
            bank_holidays: bank_holidays_of(&settings.name).map_err(value_error)?,
            week: settings.week,
            closed: settings.closed.clone(),
            openings: settings.open.clone(),
            known_on: settings.known_on,
            closed_day_is_next_working_day: settings.next_working_day,
            cut_off: settings.cutoff,
            hours: settings.hours.as_deref().map(week_of).transpose().map_err(value_error)?,
            zone: Zone::named(&settings.zone).map_err(value_error)?,
        };
        let calculator = Calculator::new(rules, &calendars).map_err(value_error)?;
        Ok(Calendar { settings, calendars, calculator })
    }
}

#[pymethods]
impl Calendar {
    /// The nth working day after each date; for 0 the date itself if it is a working day, else the next one.
    ///
    /// `dates` is a date, a datetime, ISO 8601 text, a list of these, or a column: a numpy array, a Series of pandas or
    /// polars, an Arrow array. What came in goes out. A time of day stays as it is, and what is missing stays missing.
    /// `n` is one number for all, or a column with a number for each date, where a missing number has a missing answer.
    /// Raises ValueError for a date that is out of range, with its place; with `errors="null"` it has no answer instead.
    #[pyo3(signature = (dates, n, *, errors="raise"))]
    fn add<'py>(
        slf: &Bound<'py, Calendar>,
        dates: &Bound<'py, PyAny>,
        n: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        match whole(n)? {
            Some(n) => ask(slf.as_any(), &slf.get().calculator, Query::Day(WorkingDay::After(n)), &[dates], errors),
            None => ask_varying(slf.as_any(), dates, n, false, errors),
        }
    }

    /// The nth working day before each date; for 0 the date itself if it is a working day, else the one before.
    ///
    /// `receipt=` and `cutoff=` move what is counted forward, and nothing that is counted back to. Else as `add`.
    #[pyo3(signature = (dates, n, *, errors="raise"))]
    fn subtract<'py>(
        slf: &Bound<'py, Calendar>,
        dates: &Bound<'py, PyAny>,
        n: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        match whole(n)? {
            Some(n) => ask(slf.as_any(), &slf.get().calculator, Query::Day(WorkingDay::Before(n)), &[dates], errors),
            None => ask_varying(slf.as_any(), dates, n, true, errors),
        }
    }

    /// Each date itself if it is a working day, else the next one, whatever `receipt=` and `cutoff=` say. As `add`.
    #[pyo3(signature = (dates, *, errors="raise"))]
    fn on_or_after<'py>(
        slf: &Bound<'py, Calendar>,
        dates: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        ask(slf.as_any(), &slf.get().calculator, Query::Day(WorkingDay::OnOrAfter), &[dates], errors)
    }

    /// Each date itself if it is a working day, else the one before. As `add`.
    #[pyo3(signature = (dates, *, errors="raise"))]
    fn on_or_before<'py>(
        slf: &Bound<'py, Calendar>,
        dates: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        ask(slf.as_any(), &slf.get().calculator, Query::Day(WorkingDay::OnOrBefore), &[dates], errors)
    }

    /// Working days after `start` up to and including `end`; negative when `end` is the earlier.
    ///
    /// Each is one date or a column. Of columns in which something is missing, numpy's answer is in floats with NaN.
    #[pyo3(signature = (start, end, *, errors="raise"))]
    fn count<'py>(
        slf: &Bound<'py, Calendar>,
        start: &Bound<'py, PyAny>,
        end: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        ask(slf.as_any(), &slf.get().calculator, Query::Count, &[start, end], errors)
    }

    /// Whether each date is a working day.
    ///
    /// In a numpy array, which knows no missing truth, a missing date is none.
    #[pyo3(signature = (dates, *, errors="raise"))]
    fn is_working<'py>(
        slf: &Bound<'py, Calendar>,
        dates: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        ask(slf.as_any(), &slf.get().calculator, Query::IsWorking, &[dates], errors)
    }

    /// The time at which so many working hours have passed since each time: counted in `hours=` of the calendar.
    ///
    /// `hours` is a number or a timedelta; a negative one counts back. Times without a zone are in the calendar's zone;
    /// those that a clock change skips or repeats are errors. Answers are exact to the millisecond.
    #[pyo3(signature = (times, hours, *, errors="raise"))]
    fn add_hours<'py>(
        slf: &Bound<'py, Calendar>,
        times: &Bound<'py, PyAny>,
        hours: &Bound<'py, PyAny>,
        errors: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let seconds: f64 = match hours.cast::<PyDelta>() {
            Ok(delta) => delta.call_method0("total_seconds")?.extract()?,
            Err(_) => {
                let given = hours.get_type().name()?;
                let number = hours.extract::<f64>().map_err(|_| {
                    PyTypeError::new_err(format!("`hours` is {given}: give a number of hours or a timedelta"))
                })?;
                number * 3_600.0
            }
        };
        let rounded = seconds.round();
        if !seconds.is_finite() || (seconds - rounded).abs() > 1e-6 || rounded.abs() > 1e10 {
            return Err(PyValueError::new_err(format!(
                "`hours` is {hours}: whole seconds are counted, up to 10,000,000,000"
            )));
        }
        ask(slf.as_any(), &slf.get().calculator, Query::Seconds(rounded as i64), &[times], errors)
    }

    /// What it is called: `england-and-wales`.
    #[getter]
    fn name(&self) -> &str {
        &self.settings.name
    }

    /// The opening hours, as they were given.
    #[getter]
    fn hours(&self) -> Option<&str> {
        self.settings.hours.as_deref()
    }

    /// Bank holidays announced after this date are left out.
    #[getter]
    fn known_on(&self) -> Option<NaiveDate> {
        self.settings.known_on
    }

    /// The bank holidays.
    #[getter]
    fn calendars(&self) -> Calendars {
        Calendars { data: self.calendars.clone() }
    }

    /// Where times without a zone are.
    #[getter]
    fn zone(&self) -> &str {
        &self.settings.zone
    }

    fn __repr__(&self) -> String {
        let Settings { name, hours, known_on, zone, .. } = &self.settings;
        let quoted = |texts: Vec<String>| texts.iter().map(|text| format!("\"{text}\"")).collect::<Vec<_>>().join(", ");
        let mut parts = vec![format!("\"{name}\"")];
        for (word, open) in [("closed", false), ("open", true)] {
            let days = self.settings.besides(open);
            if !days.is_empty() {
                parts.push(format!("{word}=[{}]", quoted(days)));
            }
        }
        let texts = [
            ("hours", hours.clone()),
            ("receipt", self.settings.next_working_day.then(|| self.settings.receipt().to_owned())),
            ("cutoff", self.settings.cutoff()),
            ("zone", Some(zone.clone()).filter(|zone| zone != "Europe/London")),
        ];
        parts.extend(texts.into_iter().filter_map(|(word, text)| Some(format!("{word}=\"{}\"", text?))));
        if let Some(date) = known_on {
            parts.push(format!("known_on=datetime.date({})", date.format("%Y, %-m, %-d")));
        }
        if self.calendars != bywhen::Calendars::bundled() {
            parts.push(format!("calendars={}", self.calendars().__repr__()));
        }
        format!("bywhen.calendar({})", parts.join(", "))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let restore = PyModule::import(py, "bywhen._bywhen")?.getattr("_calendar")?;
        let Settings { name, hours, known_on, zone, .. } = &self.settings;
        let (closed, open) = (self.settings.besides(false), self.settings.besides(true));
        let state = (
            name,
            closed,
            open,
            hours,
            *known_on,
            self.calendars(),
            self.settings.receipt(),
            self.settings.cutoff(),
            zone,
        );
        Ok((restore, state.into_pyobject(py)?))
    }
}

/// Makes a pickled calendar again.
#[pyfunction]
#[expect(clippy::too_many_arguments, reason = "they are what it was made from")]
pub(crate) fn _calendar(
    name: String,
    closed: &Bound<'_, PyAny>,
    open: &Bound<'_, PyAny>,
    hours: Option<String>,
    known_on: Option<NaiveDate>,
    calendars: &Bound<'_, Calendars>,
    receipt: &str,
    cutoff: Option<&Bound<'_, PyAny>>,
    zone: &str,
) -> PyResult<Calendar> {
    calendar(name, Some(closed), Some(open), hours, known_on, Some(calendars), receipt, cutoff, zone)
}
