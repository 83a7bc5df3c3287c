//! Case ids that come more than once: every row counts, and it is said.

use bywhen_table::read::Format;
use bywhen_table::{RepeatedId, RepeatedIds};

use crate::tables::support::{Scenario, csv, json_lines, opened};

const CASES: &str = "case_id,channel,received
1,letter,2024-05-28
2,leter,2024-05-28
,letter,2024-05-28
3,letter,2024-05-28
 2 ,letter,2024-05-28
,letter,2024-05-28
1,letter,2024-05-28
2,letter,2024-05-28
";

fn scenario() -> Scenario {
    Scenario::example("2024-06-03T12:00:00")
}

fn id(case_id: &str, rows: u64, first_rows: &[u64]) -> RepeatedId {
    RepeatedId { case_id: case_id.to_owned(), rows, first_rows: first_rows.to_vec() }
}

#[test]
fn repeated_ids_are_noted_with_their_rows_and_every_row_counts() {
    let expected =
        RepeatedIds { ids: 2, rows: 5, first: vec![id("2", 3, &[2, 5, 8]), id("1", 2, &[1, 7])], not_compared: 0 };
    for size in [1, 2, 3, 1000] {
        let (rows, summary) = scenario().assess(opened(CASES, Format::Csv, size)).expect("outcomes");
        assert_eq!((summary.rows, summary.assessed, summary.refused), (8, 7, 1));
        assert_eq!(rows.len(), 7 * 2 + 1);
        assert_eq!(summary.repeated_ids.as_ref(), Some(&expected), "batches of {size}");
    }
    assert_eq!(
        expected.note(),
        "2 case ids come more than once, in 5 rows; each row counts as a case: `2` (rows 2, 5, 8); `1` (rows 1, 7)"
    );
}

#[test]
fn only_the_first_of_many_are_named() {
    let mut cases = "case_id,channel,received\n".to_owned();
    for row in 0..40 {
        cases.push_str(&format!("C{},letter,2024-05-28\n", row % 5));
    }
    let (_, summary) = scenario().assess(opened(cases, Format::Csv, 7)).expect("outcomes");
    let repeated = summary.repeated_ids.expect("ids come again");
    assert_eq!((repeated.ids, repeated.rows), (5, 40));
    assert_eq!(repeated.first[0], id("C0", 8, &[1, 6, 11, 16, 21]));
    assert_eq!(repeated.first.len(), 3);
    assert!(repeated.note().contains("`C0` (the first are rows 1, 6, 11, 16, 21); `C1` ("), "{}", repeated.note());
    assert!(repeated.note().ends_with("; ..."), "{}", repeated.note());
}

#[test]
fn unique_ids_have_no_note() {
    for cases in [
        csv("case_id,channel,received\n1,letter,2024-05-28\n01,letter,2024-05-28\n"),
        csv("channel,received\nletter,2024-05-28\nletter,2024-05-28\n"),
        json_lines(
            "{\"channel\":\"letter\",\"received\":\"2024-05-28\"}\n{\"channel\":\"letter\",\"received\":\"2024-05-28\"}\n",
        ),
    ] {
        assert_eq!(scenario().assess(cases).expect("outcomes").1.repeated_ids, None);
    }
}

#[test]
fn a_worklist_has_the_note_too() {
    let scenario = scenario();
    let (_, summary) = bywhen_table::worklist(&scenario.request(), csv(CASES), |_| {}).expect("a list");
    assert_eq!(summary.repeated_ids.map(|repeated| repeated.ids), Some(2));
}

/// A sentence tells the beginning of a long id; as data it is whole.
#[test]
fn a_long_id_is_whole_only_where_it_is_data() {
    let long = "7".repeat(900_000);
    let (rows, summary) = scenario()
        .assess(csv(&format!("case_id,channel,received\n{}", format!("{long},letter,2024-05-28\n").repeat(2))))
        .expect("outcomes");
    let repeated = summary.repeated_ids.expect("one that comes again");
    let begins = "7".repeat(100);
    assert!(
        repeated.note().ends_with(&format!(": `{begins}... (900000 characters)` (rows 1, 2)")),
        "{}",
        repeated.note()
    );
    assert_eq!((rows[0].get("case_id"), &repeated.first[0].case_id), (long.clone(), &long));
}
