//! Facts that a table does not tell: in how many rows they are taken as no, and in how many of those it matters.

use bywhen_table::AssumedFact;
use bywhen_table::read::Format;

use crate::tables::support::{CHARTER, Scenario, opened};

const AT: &str = "2024-06-03T12:00:00";

fn assumed(scenario: &Scenario, text: &str) -> Vec<AssumedFact> {
    // Batches of two, so that several are put together.
    scenario.assess(opened(text, Format::Csv, 2)).expect("outcomes").1.assumed
}

fn complex(rows: u64, differ: u64, first_rows: &[u64]) -> Vec<AssumedFact> {
    vec![AssumedFact { fact: "complex".to_owned(), is_yes_or_no: true, rows, differ, first_rows: first_rows.to_vec() }]
}

/// Letters hang on it and complaints do not. The third was answered within 10 working days, and so within 20 as well: its
/// date differs all the same. What is refused is nobody's.
#[test]
fn rows_are_judged_again_with_the_fact() {
    let rows = "letter,enquiry,2024-05-01,\nletter,complaint,2024-05-01,\nletter,enquiry,2024-05-01,2024-05-07\n\
                telephone,enquiry,2024-05-01,\nletter,enquiry,soon,\nemail,enquiry,2024-05-02,\n";
    let table = format!("channel,kind,received,responded\n{rows}");
    assert_eq!(assumed(&Scenario::example(AT), &table), complex(3, 3, &[1, 3, 6]));
    // Nothing is assumed where the table tells it, and only in the rows that leave it out.
    let known = |answers: [&str; 6]| {
        let rows = rows.lines().zip(answers).map(|(row, answers)| format!("{row},{answers}\n")).collect::<String>();
        assumed(&Scenario::example(AT), &format!("channel,kind,received,responded,complex\n{rows}"))
    };
    assert_eq!(known(["no", "", "yes", "", "", "no"]), []);
    assert_eq!(known(["no", "", "", "", "", "yes"]), complex(1, 1, &[3]));
}

/// An extension that needs the fact matters only where one was given.
#[test]
fn facts_without_effect_are_noted_as_such() {
    let charter = CHARTER
        .replace("    within 20 working days of receipt if complex\n", "")
        .replace("if told before the due date", "if complex, if told before the due date");
    let scenario = Scenario::new(bywhen::Versions::one(crate::tables::support::plan(&charter)), AT);
    let table = "channel,received,extended,extended.until,extended.reason\nletter,2024-05-01,,,\n\
                 letter,2024-05-01,2024-05-07,2024-05-31,complex\n";
    let found = assumed(&scenario, table);
    assert_eq!(found, complex(2, 1, &[2]));
    assert_eq!(
        found.first().map(AssumedFact::note).as_deref(),
        Some(
            "the fact `complex` is not known in 2 rows and is taken as no; if it were yes, the answer would differ in 1 of \
             them: row 2"
        )
    );
    let none =
        AssumedFact { fact: "complex".to_owned(), is_yes_or_no: true, rows: 1, differ: 0, first_rows: Vec::new() };
    assert_eq!(
        none.note(),
        "the fact `complex` is not known in 1 row and is taken as no, which makes no difference to it"
    );
}

/// A standard that promises nothing while the fact is no says nothing of a row: it is found all the same.
#[test]
fn a_promise_that_only_the_fact_makes_is_found() {
    let only =
        "standard \"Calls\"\n  applies to telephone\n  we will visit within 5 working days of receipt if complex\n";
    let calls = "standard \"Calls\"\n  applies to telephone\n  \
                 we aim to answer at least 80% within 20 seconds of receipt\n";
    let charter = CHARTER.replace(calls, only);
    assert_ne!(charter, CHARTER);
    let scenario = Scenario::new(bywhen::Versions::one(crate::tables::support::plan(&charter)), AT);
    let table = "channel,kind,received\ntelephone,enquiry,2024-05-01\nletter,complaint,2024-05-01\n";
    assert_eq!(assumed(&scenario, table), complex(1, 1, &[1]));
}

/// `priority` decides a limit, and has three values; `category` has a default, which is no assumption.
const PRIORITIES: &str = r#"charter "Priorities"
  id priorities
  version 1
  in force from 1 January 2026

fact "priority" is one of "high", "medium", "low"
fact "category" is one of "a", "b" by default "b"

standard "Faults"
  applies to report
  we will repair
    within 2 hours of receipt if priority is high
    within 9 hours of receipt
  we will inspect
    within 1 hour of receipt if category is a
    within 3 hours of receipt
"#;

#[test]
fn a_fact_with_values_is_taken_as_none_of_them() {
    let table = "received,kind,priority\n2026-04-01T10:00,report,high\n2026-04-01T10:00,report,\n";
    let scenario = Scenario::new(bywhen::Versions::one(crate::tables::support::plan(PRIORITIES)), "2026-04-01T11:00");
    let notes: Vec<String> = assumed(&scenario, table).iter().map(AssumedFact::note).collect();
    assert_eq!(
        notes,
        [
            "the fact `priority` is not known in 1 row and is taken as none of its values; with one of them, the answer would \
          differ in it: row 2"
        ]
    );
}
