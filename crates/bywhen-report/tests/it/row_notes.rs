//! The notes on rows that are assessed as they stand, in every form of a report.

use bywhen_report::{MonthOf, Report, attainment, html, json, text};
use bywhen_table::AssumedFact;
use serde_json::{Value, json as value};

use crate::support::{CHARTER, Scenario, csv, family};

const AT: &str = "2024-06-03T12:00:00";

fn reported(scenario: &Scenario, table: &str) -> Report {
    attainment(&scenario.request(), csv(table), MonthOf::Received, |_| {}).expect("a report").0
}

/// The row counts in JSON.
fn rows(report: &Report) -> Value {
    let report: Value = serde_json::from_str(&json(report).expect("JSON")).expect("JSON");
    report["rows"].clone()
}

#[test]
fn facts_of_every_version_are_noted() {
    let newer = CHARTER.replace("version 2020", "version 2024").replace("1 January 2020", "1 January 2024");
    let older = CHARTER.replace("1 January 2020", "1 January 2020 until 31 December 2023");
    let scenario = Scenario::new(family(&[&older, &newer]), AT);
    let report = reported(&scenario, "channel,received\nletter,2024-05-01\nletter,2023-05-02\ntelephone,2023-05-02\n");
    let complex =
        AssumedFact { fact: "complex".to_owned(), is_yes_or_no: true, rows: 2, differ: 2, first_rows: vec![1, 2] };
    assert_eq!(report.rows.assumed, [complex]);
    assert!(text(&report).contains("\n  the fact “complex” is not known in 2 rows and is taken as no; if it were yes"));
    assert!(html(&report).contains("<p>The fact “complex” is not known in 2 rows and is taken as no; if it were yes"));
    assert_eq!(rows(&report)["assumed"][0]["fact"], "complex");
}

#[test]
fn events_before_receipt_are_noted() {
    let table = "case_id,channel,received,acknowledged,responded
1,letter,2024-05-28T10:00,2024-05-27,2024-05-29
2,letter,2024-05-28T10:00,2024-05-28T00:00,2024-05-28
3,leter,2024-05-28,2024-05-20,
4,letter,2024-05-28,2024-05-21T09:00,2024-05-27T23:59
";
    let report = reported(&Scenario::example(AT), table);
    let noted = value!([
        {"event": "acknowledged", "rows": 2, "first_rows": [1, 4]},
        {"event": "responded", "rows": 1, "first_rows": [4]}
    ]);
    assert_eq!(rows(&report)["before_receipt"], noted);
    let sentence = "in 2 rows “acknowledged” is on a day before receipt, and is taken as it stands: rows 1, 4";
    assert!(text(&report).lines().any(|line| line.trim() == sentence), "{}", text(&report));
    let sentence = "<p>In 2 rows “acknowledged” is on a day before receipt, and is taken as it stands: rows 1, 4.</p>";
    assert!(html(&report).contains(sentence), "{}", html(&report));
}

#[test]
fn repeated_ids_are_noted_and_the_page_names_no_case() {
    let id = "2 <b>";
    let ids = ["1", id, "", "3", &format!(" {id} "), "", "1", id];
    let cases: String = ids.iter().map(|id| format!("{id},letter,2024-05-28\n")).collect();
    let report = reported(&Scenario::example(AT), &format!("case_id,channel,received\n{cases}"));
    let first = value!([
        {"case_id": id, "rows": 3, "first_rows": [2, 5, 8]},
        {"case_id": "1", "rows": 2, "first_rows": [1, 7]}
    ]);
    assert_eq!(rows(&report)["repeated_ids"], value!({"ids": 2, "rows": 5, "first": first}));
    assert_eq!(rows(&report)["read"], 8);
    let line = "  2 case ids come more than once, in 5 rows; each row counts as a case: “2 <b>” (rows 2, 5, 8); “1” (rows 1, 7)";
    assert!(text(&report).lines().any(|known| known == line), "{}", text(&report));
    let page = html(&report);
    let sentence =
        "<p>2 case ids come more than once, in 5 rows; each row counts as a case: rows 2, 5, 8; rows 1, 7.</p>";
    assert!(page.contains(sentence) && !page.contains("2 &lt;b"), "{page}");
}

#[test]
fn unique_ids_have_no_note() {
    let report = reported(&Scenario::example(AT), "case_id,channel,received\n1,letter,2024-05-28\n");
    assert!(!json(&report).expect("JSON").contains("repeated_ids"));
}
