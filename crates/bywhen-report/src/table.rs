//! The report as a tidy table: one line for each promise and group, for analysts.

use std::borrow::Cow;
use std::sync::Arc;

use arrow::array::{RecordBatch, StringArray};
use arrow::compute::cast;
use arrow::datatypes::{DataType, Field, Schema};
use arrow::error::ArrowError;

use bywhen_table::write::escape_formula;

use crate::decimal::Decimal;
use crate::model::{ChartPoint, Group, PromiseReport, Report, Unusual, Verdict};
use crate::phrases;

/// The columns, in order, with their types. They may be added to, never renamed.
const COLUMNS: [(&str, DataType); 36] = [
    ("promise", DataType::Utf8),
    ("standard", DataType::Utf8),
    ("stage", DataType::Int64),
    ("action", DataType::Utf8),
    ("strength", DataType::Utf8),
    ("group_kind", DataType::Utf8),
    ("group", DataType::Utf8),
    ("label", DataType::Utf8),
    ("cases", DataType::Int64),
    ("decided", DataType::Int64),
    ("met", DataType::Int64),
    ("late", DataType::Int64),
    ("overdue", DataType::Int64),
    ("running", DataType::Int64),
    ("stopped", DataType::Int64),
    ("waiting", DataType::Int64),
    ("lapsed", DataType::Int64),
    ("unstated", DataType::Int64),
    ("varied", DataType::Int64),
    ("percent", DataType::Float64),
    ("interval_low", DataType::Float64),
    ("interval_high", DataType::Float64),
    ("target", DataType::Utf8),
    ("verdict", DataType::Utf8),
    ("may_change", DataType::Boolean),
    ("times", DataType::Int64),
    ("time_unit", DataType::Utf8),
    ("time_total", DataType::Int64),
    ("mean", DataType::Float64),
    ("median", DataType::Int64),
    ("percentile_90", DataType::Int64),
    ("lower_limit", DataType::Float64),
    ("upper_limit", DataType::Float64),
    ("unusual", DataType::Utf8),
    ("early", DataType::Int64),
    ("cancelled", DataType::Int64),
];

/// The report in CSV. What does not exist is empty.
///
/// # Errors
///
/// None in practice: it is written to memory. The error is that of the writer.
pub fn csv(report: &Report) -> Result<String, csv::Error> {
    written(report, |_, cell| Cow::Borrowed(cell))
}

/// The same for people who open it in a spreadsheet: a text that begins as a formula does has an apostrophe before it.
///
/// # Errors
///
/// As [`csv()`].
pub fn csv_for_spreadsheets(report: &Report) -> Result<String, csv::Error> {
    written(report, |kind, cell| if *kind == DataType::Utf8 { escape_formula(cell) } else { Cow::Borrowed(cell) })
}

fn written(report: &Report, cell: impl for<'c> Fn(&DataType, &'c str) -> Cow<'c, str>) -> Result<String, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS.iter().map(|(name, _)| name))?;
    for line in lines(report) {
        let cells = line.iter().zip(&COLUMNS).map(|(text, (_, kind))| cell(kind, text).into_owned());
        table.write_record(cells)?;
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    // Only text was written.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The same lines and columns as Arrow, where what does not exist is null.
///
/// # Errors
///
/// None in practice. The error is Arrow's.
pub fn table(report: &Report) -> Result<RecordBatch, ArrowError> {
    let lines: Vec<_> = lines(report).collect();
    let fields: Vec<Field> = COLUMNS.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect();
    let column = |(place, (_, kind)): (usize, &(&str, DataType))| {
        let cells = lines.iter().map(|line| line.get(place).map(String::as_str).filter(|cell| !cell.is_empty()));
        cast(&StringArray::from_iter(cells), kind)
    };
    let columns = COLUMNS.iter().enumerate().map(column).collect::<Result<Vec<_>, _>>()?;
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns)
}

/// One line for each promise and group.
fn lines(report: &Report) -> impl Iterator<Item = [String; COLUMNS.len()]> {
    report.promises.iter().flat_map(|promise| {
        let escape = |group| line(promise, group, None);
        let months = promise.months.iter().zip(&promise.chart.points);
        std::iter::once(escape(&promise.all))
            .chain(promise.channels.iter().map(escape))
            .chain(months.map(|(group, point)| line(promise, group, Some(point))))
            .chain(promise.quarters.iter().chain(&promise.year_to_date).map(escape))
    })
}

fn line(promise: &PromiseReport, group: &Group, point: Option<&ChartPoint>) -> [String; COLUMNS.len()] {
    let figures = &group.figures;
    let share = figures.share.as_ref();
    let times = figures.times.as_ref();
    let limit = |limit: Option<Decimal>| shown(limit.map(Decimal::to_f64));
    [
        promise.id.clone(),
        promise.standard.clone(),
        promise.stage.to_string(),
        promise.action.clone(),
        promise.strength.clone(),
        group.kind.word().to_owned(),
        group.key.clone(),
        group.label.clone(),
        figures.cases.to_string(),
        figures.decided.to_string(),
        figures.met.to_string(),
        figures.late.to_string(),
        figures.overdue.to_string(),
        figures.running.to_string(),
        figures.stopped.to_string(),
        figures.waiting.to_string(),
        figures.lapsed.to_string(),
        figures.unstated.to_string(),
        figures.varied.to_string(),
        shown(share.map(|share| share.percent.to_f64())),
        shown(share.map(|share| share.interval.low.to_f64())),
        shown(share.map(|share| share.interval.high.to_f64())),
        shown(phrases::target(promise)),
        shown(group.verdict.map(Verdict::word)),
        shown(group.verdict.map(|_| group.may_change)),
        shown(times.map(|times| times.cases)),
        promise.ticks.word().to_owned(),
        shown(times.map(|times| times.total)),
        shown(times.map(|times| times.mean.to_f64())),
        shown(times.map(|times| times.median)),
        shown(times.map(|times| times.percentile_90)),
        limit(point.and_then(|point| point.lower)),
        limit(point.and_then(|point| point.upper)),
        shown(point.and_then(|point| point.unusual).map(|unusual| match unusual {
            Unusual::High => "high",
            Unusual::Low => "low",
        })),
        figures.early.to_string(),
        figures.cancelled.to_string(),
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
