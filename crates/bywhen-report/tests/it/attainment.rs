//! A report counts what the outcomes say.

use std::collections::BTreeMap;

use bywhen::calendar::Zone;
use bywhen_report::{MonthOf, attainment, json};
use bywhen_table::read::Format;
use serde_json::Value;

use crate::support::{Row, Scenario, csv, opened};

/// Rows of every sort, over a year.
fn cases() -> String {
    let mut text = "case_id,kind,channel,received,acknowledged,responded,paused\n".to_owned();
    let start = chrono::NaiveDate::from_ymd_opt(2023, 1, 2).expect("a date");
    for row in 0..1500_u64 {
        let day = |plus: u64| start + chrono::Days::new(row * 7 % 500 + plus);
        let channel = ["letter", "email", "fax", "leter", "letter", "in person"][row as usize % 6];
        let kind = if row % 5 == 0 { "complaint" } else { "" };
        let acknowledged = if row % 4 == 0 { String::new() } else { day(row % 11).to_string() };
        let responded = if row % 3 == 0 { String::new() } else { day(5 + row % 23).to_string() };
        let paused = if row % 10 == 3 { day(2).to_string() } else { String::new() };
        text.push_str(&format!("{row},{kind},{channel},{},{acknowledged},{responded},{paused}\n", day(0)));
    }
    text
}

fn scenario() -> Scenario {
    Scenario::example("2024-03-04T12:00:00")
}

fn counted(scenario: &Scenario, cases: &str, month_of: MonthOf) -> Value {
    let cases = opened(cases, Format::Csv, 100);
    let (report, _) = attainment(&scenario.request(), cases, month_of, |_| {}).expect("a report");
    serde_json::from_str(&json(&report).expect("JSON")).expect("JSON")
}

/// How often each promise has each status: in all, and by what `group` says of a row.
type Counts = BTreeMap<(String, String, String), u64>;

/// The customer's window is not the council's to keep, and is left out.
fn by_hand(rows: &[Row], group: impl Fn(&Row) -> String) -> Counts {
    let mut counts = Counts::new();
    for row in rows.iter().filter(|row| !row.get("promise").is_empty() && row.get("action") != "escalate") {
        *counts.entry((row.get("promise"), group(row), row.get("status"))).or_default() += 1;
    }
    counts
}

const STATUSES: [&str; 9] = ["waiting", "running", "stopped", "met", "late", "overdue", "early", "lapsed", "unstated"];

fn add_counts(promise: &Value, group: &str, counts: &Value, into: &mut Counts) {
    for status in STATUSES {
        let count = counts[status].as_u64().unwrap_or_default();
        if count > 0 {
            let id = promise["id"].as_str().expect("an id").to_owned();
            *into.entry((id, group.to_owned(), status.to_owned())).or_default() += count;
        }
    }
}

#[test]
fn report_counts_equal_those_of_the_outcomes() {
    let cases = cases();
    let mut scenario = scenario();
    scenario.passthrough = ["received", "channel"].map(str::to_owned).to_vec();
    let (rows, summary) = scenario.assess(csv(&cases)).expect("outcomes");
    scenario.passthrough.clear();
    let statuses: std::collections::BTreeSet<String> = rows.iter().map(|row| row.get("status")).collect();
    assert!(statuses.len() >= 6, "a table of every sort: {statuses:?}");

    for month_of in [MonthOf::Received, MonthOf::Due] {
        let report = counted(&scenario, &cases, month_of);
        let (mut all, mut months) = (Counts::new(), Counts::new());
        for promise in report["promises"].as_array().expect("promises") {
            add_counts(promise, "", &promise["all"], &mut all);
            for month in promise["months"].as_array().expect("months") {
                add_counts(promise, month["key"].as_str().expect("a month"), month, &mut months);
            }
        }
        let month = |row: &Row| {
            let due = row.get("due");
            let day = if month_of == MonthOf::Due && !due.is_empty() { due } else { row.get("received") };
            day.get(..7).expect("a month").to_owned()
        };
        assert_eq!(all, by_hand(&rows, |_| String::new()), "{month_of:?}");
        assert_eq!(months, by_hand(&rows, month), "{month_of:?}");
        assert!(months.len() > 50, "{}", months.len());
        let shown = ["read", "assessed", "refused"].map(|count| report["rows"][count].as_u64().expect("a number"));
        assert_eq!(shown, [summary.rows, summary.assessed, summary.refused]);
    }
}

#[test]
fn a_refused_row_appears() {
    let cases = "channel,received\nletter,2024-01-02\nleter,2024-01-02\nletter,soon\nleter,2024-01-03\n";
    let report = counted(&scenario(), cases, MonthOf::Received);
    let refused = report["rows"]["reasons"].as_array().expect("reasons");
    let shown: Vec<String> = refused.iter().map(Value::to_string).collect();
    assert_eq!(refused.len(), 2, "{shown:?}");
    assert!(
        shown.iter().any(|why| why.contains("`channel` cannot be understood") && why.contains("[2,4]")),
        "{shown:?}"
    );
    assert!(
        shown.iter().any(|why| why.contains("`received` cannot be understood") && why.contains("[3]")),
        "{shown:?}"
    );
}

/// A case counts in the month that it was received in where the council is.
#[test]
fn a_month_is_a_month_of_the_charter() {
    let mut scenario = scenario();
    scenario.column_spec.zone = Some(Zone::named("UTC").expect("UTC"));
    let report = counted(&scenario, "channel,received\nletter,2023-06-30T23:30:00\n", MonthOf::Received);
    let months = report["promises"][0]["months"].as_array().expect("months");
    assert_eq!(months.len(), 1);
    assert_eq!(months[0]["key"], "2023-07");
}

#[test]
fn strict_and_empty_tables() {
    let strict = Scenario { strict: true, ..scenario() };
    let cases = csv("channel,received\nletter,2024-01-02\nleter,2024-01-02\n");
    let error = attainment(&strict.request(), cases, MonthOf::Received, |_| {}).expect_err("an end").to_string();
    assert!(error.starts_with("row 2: "), "{error}");
    let report = counted(&scenario(), "channel,received\n", MonthOf::Received);
    assert_eq!(report["rows"]["reasons"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_report_is_the_same_however_the_threads_race() {
    let (scenario, cases) = (scenario(), cases());
    let reported = |batch: usize| {
        let cases = opened(cases.clone(), Format::Csv, batch);
        let (report, _) = attainment(&scenario.request(), cases, MonthOf::Received, |_| {}).expect("a report");
        json(&report).expect("JSON")
    };
    let expected = reported(100_000);
    for batch in [1, 2, 7, 50, 2, 1] {
        assert!(reported(batch) == expected, "batches of {batch}");
    }
}
