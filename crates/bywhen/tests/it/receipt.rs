//! Receipt that waits until a place opens, or counts as from a time: dates found by hand.

use crate::support::{HEAD, plan_of};
use bywhen::{Case, Plan, prose};

const PROMISES: &str = r#"
  we will acknowledge within 2 working days of receipt
  we will make safe within 24 hours of receipt
  we will inspect within 8 working hours of receipt
  we will repair within 3 working days of receipt at the same time of day
  we will close within 24 hours of our inspection
"#;

/// A charter with rules of receipt. Good Friday 2026 is 3 April, Easter Monday 6 April.
fn plan(receipt: &str, hours: &str) -> Plan {
    plan_with(receipt, hours, PROMISES)
}

fn plan_with(receipt: &str, hours: &str, promises: &str) -> Plan {
    plan_of(&format!(
        r#"{HEAD}{receipt}
hours "Office"
  Monday to Friday 9am to 5pm
  closed on days that are not working days
{hours}
event "question asked"
event "question answered" by the customer
standard "Repairs"
  applies to report by any channel
  the clock stops from "question asked" until "question answered", only the last day included
{promises}"#
    ))
}

fn case(received: &str) -> Case {
    Case::received(received.parse().expect("a time")).kind("report")
}

fn due(plan: &Plan, case: &Case, action: &str) -> String {
    let outcome = plan.check(case, "2026-05-29T12:00".parse().expect("a time")).expect("an outcome");
    let promise = outcome.promises.iter().find(|promise| promise.action == action).expect(action);
    promise.due_at.map(|at| at.to_string().replace(":00+01:00", "")).unwrap_or_else(|| promise.status.word().to_owned())
}

const OPENING: &str = "  received outside \"Office\" counts as received when it next opens\n";

#[test]
fn what_comes_while_it_is_closed_counts_when_it_next_opens() {
    let plan = plan(OPENING, "");
    // The evening before Good Friday counts as Tuesday 7 April at 9am.
    let evening = case("2026-04-02T18:30");
    assert_eq!(due(&plan, &evening, "acknowledge"), "2026-04-09T23:59:59+01:00");
    assert_eq!(due(&plan, &evening, "make-safe"), "2026-04-08T09:00");
    assert_eq!(due(&plan, &evening, "inspect"), "2026-04-07T17:00");
    assert_eq!(due(&plan, &evening, "repair"), "2026-04-10T09:00");
    // The early morning counts as nine o'clock of that day, the moment of closing as the next opening, and noon as noon.
    assert_eq!(due(&plan, &case("2026-04-02T06:00"), "make-safe"), "2026-04-03T09:00");
    assert_eq!(due(&plan, &case("2026-04-02T17:00"), "make-safe"), "2026-04-08T09:00");
    assert_eq!(due(&plan, &case("2026-04-02T16:59:59"), "make-safe"), "2026-04-03T16:59:59+01:00");
    assert_eq!(due(&plan, &case("2026-04-02T12:00"), "repair"), "2026-04-09T12:00");
    // What is no message of the customer's waits for no opening: the inspection is due at 5pm.
    assert_eq!(due(&plan, &evening, "close"), "2026-04-08T17:00");
    // A date alone: it came while it was open, or, on Good Friday, when it next opens.
    let plan = plan_with(OPENING, "", "  we will acknowledge within 2 working days of receipt\n");
    assert_eq!(due(&plan, &case("2026-04-02"), "acknowledge"), "2026-04-08T23:59:59+01:00");
    assert_eq!(due(&plan, &case("2026-04-03"), "acknowledge"), "2026-04-09T23:59:59+01:00");
}

#[test]
fn an_answer_in_the_evening_lets_the_clock_go_on_when_it_next_opens() {
    let plan = plan(OPENING, "");
    let case = case("2026-04-01T10:00")
        .event("question asked", "2026-04-01T12:00".parse().expect("a time"))
        .event("question answered", "2026-04-02T20:00".parse().expect("a time"));
    // Of 24 hours, 2 had passed, and 22 begin on Tuesday 7 April at 9am.
    assert_eq!(due(&plan, &case, "make-safe"), "2026-04-08T07:00");
    // Days are lost up to and including Tuesday: day 1 would have been Thursday 2 April.
    assert_eq!(due(&plan, &case, "acknowledge"), "2026-04-09T23:59:59+01:00");
}

#[test]
fn hours_that_begin_with_a_day_go_on_when_it_next_opens() {
    let plan = plan_with(OPENING, "", "  we will make safe within 24 hours of the next day after receipt\n");
    let case = case("2026-03-31T10:00")
        .event("question asked", "2026-04-02T12:00".parse().expect("a time"))
        .event("question answered", "2026-04-02T20:00".parse().expect("a time"));
    // They begin with Thursday 2 April; of 24 hours, 12 had passed, and 12 begin on Tuesday 7 April at 9am.
    assert_eq!(due(&plan, &case, "make-safe"), "2026-04-07T21:00");
}

#[test]
fn what_is_due_when_a_place_closes_past_midnight_goes_on_to_the_same_night() {
    let late = "hours \"Bar\"\n  Monday to Friday 6pm to 3am\n";
    let plan = plan_with(
        "",
        late,
        "  we will respond within 2 working days of receipt by close during \"Bar\"\n  we will close within 2 weeks after our response \
         at the same time of day\n",
    );
    let case = case("2026-04-15T10:00");
    // The night of Friday 17 April ends at 3am on Saturday; the one two weeks later on Saturday 2 May.
    assert_eq!(due(&plan, &case, "respond"), "2026-04-18T03:00");
    assert_eq!(due(&plan, &case, "close"), "2026-05-02T03:00");
}

#[test]
fn a_cut_off_may_say_at_which_time_it_counts() {
    let timed = "  received after 5pm counts as received at 8:30am on the next working day\n  received on a closed day counts \
                 as received at 10am on the next working day\n";
    let plan = plan(timed, "");
    assert_eq!(due(&plan, &case("2026-04-02T18:30"), "make-safe"), "2026-04-08T08:30");
    assert_eq!(due(&plan, &case("2026-04-04T18:30"), "make-safe"), "2026-04-08T10:00");
    assert_eq!(due(&plan, &case("2026-04-04T18:30"), "repair"), "2026-04-10T10:00");
    assert_eq!(due(&plan, &case("2026-04-02T06:00"), "make-safe"), "2026-04-03T06:00");
    let plain = self::plan("  received after 5pm counts as the next working day\n", "");
    assert_eq!(due(&plain, &case("2026-04-02T18:30"), "make-safe"), "2026-04-03T18:30");
    assert_eq!(due(&plain, &case("2026-04-02T18:30"), "acknowledge"), "2026-04-09T23:59:59+01:00");
}

#[test]
fn what_is_due_at_closing_may_be_due_at_the_next_opening() {
    let zero = "  the day of receipt is day 0, whenever it came\n";
    let next = plan(zero, "  due at closing counts as due when it next opens\n");
    assert_eq!(due(&next, &case("2026-04-02T09:00"), "inspect"), "2026-04-07T09:00");
    assert_eq!(due(&next, &case("2026-04-02T09:00:01"), "inspect"), "2026-04-07T09:00:01+01:00");
    assert_eq!(due(&plan(zero, ""), &case("2026-04-02T09:00"), "inspect"), "2026-04-02T17:00");
}

#[test]
fn the_steps_say_from_which_time_it_counts() {
    let plan = plan(OPENING, "");
    let outcome =
        plan.explain(&case("2026-04-02T18:30"), "2026-04-02T19:00".parse().expect("a time")).expect("an outcome");
    let answer = prose::answer(plan.charter(), &outcome, prose::Depth::Steps);
    for line in [
        "    Starts  Thursday 2 April 2026 at 6:30pm: received\n    Counts  Tuesday 7 April at 9am: received while closed",
        "    Open    Tuesday 7 April 9am to 5pm: 8 hours",
        "    Day 0   Tuesday 7 April: received while closed",
    ] {
        assert!(answer.contains(line), "{line}\n\n{answer}");
    }
}
