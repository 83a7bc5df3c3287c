//! The reasons for a date, as a page tells them.

use bywhen::{Case, CompileOptions, Family, Plan, parse, prose};

fn reasons(plan: &Plan, case: Case, at: &str) -> Vec<Vec<String>> {
    let outcome = plan.explain(&case, at.parse().expect("a time")).expect("an answer");
    let charter = plan.charter();
    outcome.promises.iter().map(|promise| prose::reasons(charter, &outcome, promise)).collect()
}

fn oxfordshire() -> Plan {
    let family = Family::bundled("oxfordshire-county-council").expect("a family");
    family.version("2010").expect("a version").plan(&CompileOptions::default()).expect("a plan")
}

#[test]
fn a_day_is_told_with_those_before_it_that_do_not_count() {
    let letter = Case::received("2011-04-20T10:15".parse().expect("a time")).by("letter");
    let told = reasons(&oxfordshire(), letter, "2011-04-21T09:00");
    assert_eq!(
        told.first().expect("a promise").as_slice(),
        [
            "The charter says: within 5 working days of receipt (OCC10-WRITE-1).",
            "We count from receipt, on Wednesday 20 April 2011 at 10:15am, which is day 0.",
            "Day 1 is Thursday 21 April.",
            "Day 2 is Tuesday 26 April, because Friday 22 April (Good Friday), the weekend and Monday 25 April (Easter \
             Monday) do not count.",
            "Days 3 and 4 are Wednesday 27 April and Thursday 28 April.",
            "Day 5 is Tuesday 3 May, because Friday 29 April (Royal wedding), the weekend and Monday 2 May (Early May bank \
             holiday) do not count.",
            "So the last day is Tuesday 3 May.",
        ]
    );
}

#[test]
fn a_date_that_hangs_on_another_says_so() {
    let complaint = Case::received("2011-04-29T10:15".parse().expect("a time")).kind("complaint");
    let told = reasons(&oxfordshire(), complaint, "2011-04-29T12:00");
    let acknowledge = told.first().expect("a promise");
    assert_eq!(
        acknowledge.get(2).map(String::as_str),
        Some("Day 1 is Tuesday 3 May, because the weekend and Monday 2 May (Early May bank holiday) do not count.")
    );
    let respond = told.get(1).expect("a second promise");
    assert_eq!(
        respond.get(1).map(String::as_str),
        Some("We count from our acknowledgement, which is still to come and due by Monday 9 May 2011: that is day 0.")
    );
    assert_eq!(respond.last().map(String::as_str), Some("May change: the date moves with our acknowledgement."));
}

#[test]
fn one_bank_holiday_a_late_receipt_and_opening_hours() {
    let text = r#"charter "Test"
  id test
  version 1
  in force from 1 January 2020
calendar "working days"
  Monday to Saturday
  except bank holidays in England and Wales
  received after 5pm counts as the next working day
hours "Office"
  Monday to Saturday 9am to 5pm
  closed on days that are not working days
standard "Letters"
  applies to letter
  we will acknowledge within 1 working day of receipt
  we will respond within 9 working hours of receipt
"#;
    let plan = Plan::compile(parse(text).charter.expect("a charter"), &CompileOptions::default()).expect("a plan");
    let letter = Case::received("2022-04-30T16:30".parse().expect("a time")).by("letter");
    let told = reasons(&plan, letter, "2022-04-30T18:00");
    assert_eq!(
        told.concat(),
        [
            "The charter says: within 1 working day of receipt.",
            "We count from receipt, on Saturday 30 April 2022 at 4:30pm, which is day 0.",
            "Day 1 is Tuesday 3 May, because Sunday 1 May and Monday 2 May (Early May bank holiday) do not count.",
            "So the last day is Tuesday 3 May.",
            "The charter says: within 9 working hours of receipt.",
            "We count from receipt, on Saturday 30 April 2022 at 4:30pm.",
            "Open on Saturday 30 April 4:30pm to 5pm: 30 minutes.",
            "Sunday 1 May and Monday 2 May (Early May bank holiday) do not count.",
            "Open on Tuesday 3 May 9am to 5pm: 8 hours.",
            "Open on Wednesday 4 May 9am to 9:30am: 30 minutes.",
            "So the time ends at 9:30am on Wednesday 4 May.",
        ]
    );
    let late = Case::received("2022-05-03T17:00:01".parse().expect("a time")).by("letter");
    assert_eq!(
        reasons(&plan, late, "2022-05-03T18:00").first().and_then(|told| told.get(2)).map(String::as_str),
        Some("It counts as having come on Wednesday 4 May, which is day 0 (received after 5pm).")
    );
}
