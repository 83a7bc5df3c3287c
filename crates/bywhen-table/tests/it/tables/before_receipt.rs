//! Events dated before receipt are used as they are, and noted.

use bywhen::Versions;
use bywhen_table::BeforeReceipt;
use bywhen_table::read::Format;

use crate::tables::support::{CHARTER, Scenario, csv, opened, plan};

/// Rows 1 and 5 are early by a day or more. On one day nothing is early: neither by the clock nor where a time is missing.
const CASES: &str = "case_id,channel,received,acknowledged,responded
1,letter,2024-05-28T10:00,2024-05-27,2024-05-29
2,letter,2024-05-28T10:00,2024-05-28T00:00,2024-05-28
3,letter,2024-05-28,2024-05-28T09:00,
4,leter,2024-05-28,2024-05-20,
5,letter,2024-05-28,2024-05-21T09:00,2024-05-27T23:59
";

fn early(event: &str, first_rows: &[u64]) -> BeforeReceipt {
    BeforeReceipt { event: event.to_owned(), rows: first_rows.len() as u64, first_rows: first_rows.to_vec() }
}

#[test]
fn it_is_noted_by_event_and_counts_as_in_time() {
    for size in [1, 2, 1000] {
        let scenario = Scenario::example("2024-06-03T12:00:00");
        let (rows, summary) = scenario.assess(opened(CASES, Format::Csv, size)).expect("outcomes");
        let expected = [early("acknowledged", &[1, 5]), early("responded", &[5])];
        assert_eq!(summary.before_receipt, expected, "batches of {size}");
        let first = rows.iter().find(|row| row.get("action") == "acknowledge").expect("row 1");
        assert_eq!(first.get("status"), "met");
    }
}

#[test]
fn only_the_first_rows_are_named_also_from_a_log() {
    let (mut cases, mut log) = ("case_id,channel,received\n".to_owned(), "case_id,event,at\n".to_owned());
    for row in 1..=9 {
        cases.push_str(&format!("{row},letter,2024-05-28\n"));
        log.push_str(&format!("{row},responded,2024-05-2{}\n", if row < 3 { 8 } else { 7 }));
    }
    let scenario = Scenario::example("2024-06-03T12:00:00").log(csv(&log)).expect("a log");
    let (_, summary) = scenario.assess(opened(cases, Format::Csv, 4)).expect("outcomes");
    let expected = BeforeReceipt { event: "responded".to_owned(), rows: 7, first_rows: vec![3, 4, 5, 6, 7] };
    assert_eq!(summary.before_receipt, [expected]);
    assert_eq!(
        summary.before_receipt[0].note(),
        "in 7 rows `responded` is on a day before receipt, and is taken as it stands: the first are rows 3, 4, 5, 6, 7"
    );
}

#[test]
fn events_fixed_beforehand_may_precede_receipt() {
    let event = "event \"clarified\" by the customer";
    let text = CHARTER.replace(event, &format!("{event}\n\nevent \"meeting\" known beforehand"));
    let scenario = Scenario::new(Versions::one(plan(&text)), "2024-06-03T12:00:00");
    let cases = "channel,received,meeting,responded\nletter,2024-05-28,2024-05-20,2024-05-20\n";
    let (_, summary) = scenario.assess(csv(cases)).expect("outcomes");
    assert_eq!(summary.before_receipt, [early("responded", &[1])]);
}
