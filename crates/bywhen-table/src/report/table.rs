//! The report as a tidy table: one line for each promise and group, for analysts.

use super::model::{ChartPoint, Group, PromiseReport, Report, Unusual};

/// The columns, in order. They may be added to, never renamed.
const COLUMNS: [&str; 34] = [
    "promise",
    "standard",
    "stage",
    "action",
    "strength",
    "group_kind",
    "group",
    "label",
    "cases",
    "decided",
    "met",
    "late",
    "overdue",
    "running",
    "stopped",
    "waiting",
    "lapsed",
    "unstated",
    "varied",
    "percent",
    "interval_low",
    "interval_high",
    "target",
    "verdict",
    "may_change",
    "times",
    "time_unit",
    "time_total",
    "mean",
    "median",
    "percentile_90",
    "lower_limit",
    "upper_limit",
    "unusual",
];

/// The report in CSV. What does not exist is empty.
///
/// # Errors
///
/// None in practice: it is written to memory. The error is that of the writer.
pub fn csv(report: &Report) -> Result<String, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    table.write_record(COLUMNS)?;
    for promise in &report.promises {
        table.write_record(line(promise, &promise.all, None))?;
        for group in &promise.channels {
            table.write_record(line(promise, group, None))?;
        }
        for (group, point) in promise.months.iter().zip(&promise.chart.points) {
            table.write_record(line(promise, group, Some(point)))?;
        }
        for group in promise.quarters.iter().chain(&promise.year_to_date) {
            table.write_record(line(promise, group, None))?;
        }
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    // Only text was written.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn line(promise: &PromiseReport, group: &Group, point: Option<&ChartPoint>) -> [String; COLUMNS.len()] {
    let figures = &group.figures;
    let share = figures.share.as_ref();
    let times = figures.times.as_ref();
    let limit = |limit: Option<super::Decimal>| shown(limit.map(super::Decimal::to_f64));
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
        shown(super::words::target(promise)),
        shown(group.verdict.map(super::Verdict::word)),
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
    ]
}

fn shown(value: Option<impl ToString>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
