//! Cases from before bank holidays are known. Every date was found by hand.

use crate::support::{HEAD, due_of, plan_of};
use bywhen::{Case, CaseError, Plan};

/// 1 January 1972 is a Saturday.
const WEEKDAYS: &str = "calendar \"weekdays\"\n  Monday to Friday\n";
const OFFICE: &str = "hours \"Office\"\n  Monday to Friday 9am to 5pm\n";

fn plan(body: &str) -> Plan {
    plan_of(&format!(
        "{HEAD}  the day of receipt is day 0, whenever it came\n{WEEKDAYS}  the day of receipt is day 0, whenever it came\n{body}"
    ))
}

fn promising(lines: &str, counts_in: &str, limit: &str) -> Plan {
    plan(&format!(
        "{lines}standard \"Calls\"\n  applies to telephone\n  counts in \"{counts_in}\"\n  we will respond {limit}\n"
    ))
}

fn call(received: &str) -> Case {
    Case::received(received.parse().expect("a time")).by("telephone")
}

fn is_refused(plan: &Plan, received: &str) -> bool {
    match plan.check(&call(received), "2026-01-01".parse().expect("a date")) {
        Ok(_) => false,
        Err(CaseError::TooEarly { event, .. }) => event == "received",
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn a_case_that_asks_for_no_bank_holiday_may_be_from_1972_on() {
    let due = |plan: &Plan, received: &str| due_of(plan, &call(received), "calls/respond").expect("a date");
    let by_clock = promising("", "working days", "within 36 hours of receipt");
    assert_eq!(due(&by_clock, "1972-01-01T00:00"), "1972-01-02");
    let working_days = promising("", "weekdays", "within 5 working days of receipt");
    assert_eq!(due(&working_days, "1972-01-01"), "1972-01-07");
    // Christmas Day of 1989 was a Monday, and is like any other here.
    assert_eq!(due(&working_days, "1989-12-22"), "1989-12-29");
    let months = promising("", "weekdays", "within 1 month of receipt, whatever day that is");
    assert_eq!(due(&months, "1972-01-31"), "1972-02-29");
    let rolled = promising("", "weekdays", "within 2 weeks of receipt, rolling to the next working day");
    assert_eq!(due(&rolled, "1972-01-01"), "1972-01-17");
    let open = promising(OFFICE, "working days", "within 4 working hours of receipt");
    assert_eq!(due(&open, "1972-01-07T15:00"), "1972-01-10");
    assert!(!is_refused(&by_clock, "1989-12-31T12:00"));
}

#[test]
fn a_case_that_asks_for_bank_holidays_is_from_1990_on() {
    let following = format!("{OFFICE}  closed on days that are not working days in \"working days\"\n");
    for (lines, counts_in, limit) in [
        ("", "working days", "within 5 working days of receipt"),
        ("", "weekdays", "within 5 working days of receipt in \"working days\""),
        // Its calendar says by which working day it is due soon.
        ("", "working days", "within 5 calendar days of receipt, whatever day that is"),
        ("", "working days", "within 4 hours of the next working day after receipt"),
        ("", "working days", "within 24 hours of receipt on working days only"),
        (following.as_str(), "weekdays", "within 4 working hours of receipt"),
        (following.as_str(), "weekdays", "within 5 working days of receipt by close"),
        ("", "weekdays", "within 4 hours of receipt if received on a closed day in \"working days\""),
        (following.as_str(), "weekdays", "within 4 hours of receipt if received outside \"Office\""),
        ("", "working days", "within 4 hours of receipt\n    warn 1 working day before"),
        ("", "weekdays", "within 4 hours of receipt\n    may extend by 2 working days in \"working days\""),
    ] {
        let plan = promising(lines, counts_in, limit);
        assert!(is_refused(&plan, "1989-12-31T12:00"), "{limit}");
        assert!(!is_refused(&plan, "1990-01-01T12:00"), "{limit}");
    }
}

/// Where receipt waits for an opening, the hours may follow another calendar than the one that says so.
#[test]
fn receipt_that_waits_for_an_opening_asks_for_its_hours() {
    let waiting = |follows: &str| {
        plan_of(&format!(
            "{HEAD}  the day of receipt is day 0, whenever it came\n{WEEKDAYS}  \
             received outside \"Office\" counts as received when it next opens\n{OFFICE}{follows}\
             standard \"Calls\"\n  applies to telephone\n  counts in \"weekdays\"\n  we will respond within 4 hours of receipt\n"
        ))
    };
    assert!(is_refused(
        &waiting("  closed on days that are not working days in \"working days\"\n"),
        "1989-12-31T12:00"
    ));
    assert!(!is_refused(&waiting("  closed on days that are not working days in \"weekdays\"\n"), "1989-12-31T12:00"));
}

/// What another standard asks for is nothing to the case.
#[test]
fn the_standards_of_the_case_decide() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n  we will respond within 5 working days of receipt\n\
         standard \"Calls\"\n  applies to telephone\n  counts in \"weekdays\"\n  we will respond within 5 working days of receipt\n",
    );
    assert!(!is_refused(&plan, "1972-01-01"));
    let letter = Case::received("1989-12-31".parse().expect("a date")).by("letter");
    assert!(matches!(plan.check(&letter, "2026-01-01".parse().expect("a date")), Err(CaseError::TooEarly { .. })));
    // Nobody promises anything by email.
    let email = Case::received("1972-01-01".parse().expect("a date")).by("email");
    assert!(plan.check(&email, "2026-01-01".parse().expect("a date")).expect("an answer").promises.is_empty());
}

#[test]
fn what_the_tables_do_not_reach_is_refused_whatever_is_asked() {
    let plan = promising("", "weekdays", "within 5 working days of receipt");
    let refused = plan.check(&call("1971-12-31"), "2026-01-01".parse().expect("a date")).expect_err("too early");
    assert_eq!(
        refused.to_string(),
        "`received`: 1971-12-31 is out of range: bywhen counts between 1 January 1972 and 31 December 2100"
    );
}
