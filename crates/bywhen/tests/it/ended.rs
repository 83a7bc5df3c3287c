//! The end of a case, and warnings before a promise is due: dates found by hand.

use crate::support::{HEAD, plan_of};
use bywhen::{Case, Outcome, Plan, Status, prose};

/// What follows the head of a charter. Easter 2026: Good Friday is 3 April, Easter Monday 6 April.
const REST: &str = r#"  the day of receipt is day 0, whenever it came

hours "Office"
  Monday to Friday 9am to 5pm
  closed on days that are not working days

event "duplicate" "the same was reported before"
the case ends at "duplicate"

standard "Reports"
  applies to report by any channel
  the clock stops while paused, only the last day included
  warn 2 working days before and at 50%
  we will acknowledge within 2 working days of receipt
  we will respond within 10 working days of receipt
  we will inspect within 4 working hours of receipt
    warn at 75%
  we will repair within 28 calendar days of receipt, whatever day that is
    warn 1 week before
  we will update every 1 week until repaired
  we will confirm with no time stated
  we will close within 5 working days of our inspection
"#;

fn plan() -> Plan {
    plan_of(&format!("{HEAD}{REST}"))
}

fn ask(events: &[(&str, &str)], at: &str) -> Outcome {
    let case = Case::received("2026-04-01T10:00".parse().expect("a time")).kind("report");
    let case = events.iter().fold(case, |case, (name, at)| case.event(name, at.parse().expect("a time")));
    plan().check(&case, at.parse().expect("a time")).expect("an outcome")
}

fn shown(outcome: &Outcome, id: &str) -> String {
    let promise = outcome.promises.iter().find(|promise| promise.id.ends_with(id)).expect(id);
    let late = promise.late_by.map(|late| format!(" {}", serde_json::to_string(&late).expect("JSON")));
    let due = promise.due.map(|due| format!(" due {due}")).unwrap_or_default();
    format!("{}{}{due}", promise.status.word(), late.unwrap_or_default())
}

#[test]
fn what_was_missed_by_the_end_stays_missed_and_the_rest_is_cancelled() {
    let outcome = ask(&[("acknowledged", "2026-04-08"), ("duplicate", "2026-04-09T12:00")], "2026-06-01");
    let ended = outcome.case.ended.as_ref().expect("an end");
    assert_eq!((ended.event.as_str(), ended.at.to_string().as_str()), ("duplicate", "2026-04-09T12:00:00+01:00"));
    // Done late, by 7 April, before the end.
    assert_eq!(shown(&outcome, "/acknowledge"), r#"late {"working_days":1} due 2026-04-07"#);
    assert_eq!(shown(&outcome, "/respond"), "cancelled due 2026-04-17");
    // Due at 2pm on 1 April: from then on 3 hours, and on 2, 7, 8 April 8 each, and 3 on the day of the end.
    assert_eq!(shown(&outcome, "/inspect"), r#"late {"working_seconds":108000} due 2026-04-01"#);
    assert_eq!(shown(&outcome, "/repair"), "cancelled due 2026-04-29");
    // Never done, and due on 8 April.
    assert_eq!(shown(&outcome, "/update"), r#"late {"calendar_days":1} due 2026-04-08"#);
    assert_eq!(shown(&outcome, "/confirm"), "cancelled");
    assert_eq!(shown(&outcome, "/close"), "cancelled due 2026-04-10");
    assert_eq!(outcome.next_change_at, None);
    assert!(outcome.promises.iter().all(|promise| promise.provisional.is_empty() && !promise.due_soon));
}

#[test]
fn what_comes_after_the_end_has_no_effect() {
    let without = ask(&[("withdrawn", "2026-04-09")], "2026-06-01");
    let later =
        ask(&[("withdrawn", "2026-04-09"), ("responded", "2026-04-10"), ("inspected", "2026-04-10")], "2026-06-01");
    assert_eq!(without, later);
    // Of a date alone the whole day counts: what was done on it was done by the end.
    let that_day = ask(&[("withdrawn", "2026-04-09"), ("responded", "2026-04-09T17:00")], "2026-06-01");
    assert_eq!(shown(&that_day, "/respond"), "met due 2026-04-17");
    // A clock that stood still has no date.
    let stopped = ask(&[("paused", "2026-04-07"), ("withdrawn", "2026-04-09")], "2026-06-01");
    assert_eq!(shown(&stopped, "/respond"), "cancelled");
}

#[test]
fn an_end_before_receipt_is_none_and_a_case_may_be_reopened() {
    let early = ask(&[("withdrawn", "2026-03-31")], "2026-04-01T10:30");
    assert_eq!(early.case.ended, None);
    let reopened = ask(&[("withdrawn", "2026-04-02"), ("reopened", "2026-04-13")], "2026-04-14T09:00");
    assert_eq!(reopened.case.ended, None);
    assert_eq!(shown(&reopened, "/respond"), "running due 2026-04-17");
    let again =
        ask(&[("withdrawn", "2026-04-02"), ("reopened", "2026-04-13"), ("withdrawn", "2026-04-15")], "2026-05-01");
    assert_eq!(again.case.ended.map(|end| end.at.to_string()), Some("2026-04-15".to_owned()));
}

#[test]
fn sentences_say_when_the_case_ended() {
    let outcome = ask(&[("withdrawn", "2026-04-09")], "2026-06-01");
    let plan = plan();
    let answer = prose::answer(plan.charter(), &outcome, prose::Depth::Dates);
    for sentence in [
        "The case was withdrawn on Thursday 9 April 2026.",
        "We no longer need to respond to your report: the case ended on Thursday 9 April 2026. It would have been due by \
         Friday 17 April.",
        "We should have acknowledged your report by Tuesday 7 April 2026, and had not when the case ended on Thursday 9 April, \
         2 working days later.",
    ] {
        assert!(answer.contains(sentence), "{sentence}\n\n{answer}");
    }
}

fn warnings(outcome: &Outcome, id: &str) -> Vec<String> {
    let promise = outcome.promises.iter().find(|promise| promise.id.ends_with(id)).expect(id);
    promise.warn_at.iter().map(ToString::to_string).collect()
}

#[test]
fn a_promise_warns_before_it_is_due() {
    let outcome = ask(&[], "2026-04-01T12:59:59");
    // Two working days before Tuesday 7 April is the day of receipt: no warning comes before the clock started.
    assert_eq!(warnings(&outcome, "/acknowledge"), ["2026-04-01T10:00:00+01:00", "2026-04-02T00:00:00+01:00"]);
    // Five of ten working days are left from Friday 10 April on.
    assert_eq!(warnings(&outcome, "/respond"), ["2026-04-10T00:00:00+01:00", "2026-04-15T00:00:00+01:00"]);
    assert_eq!(warnings(&outcome, "/inspect"), ["2026-04-01T13:00:00+01:00"]);
    assert_eq!(warnings(&outcome, "/repair"), ["2026-04-22T00:00:00+01:00"]);
    assert_eq!(outcome.next_change_at.map(|at| at.to_string()), Some("2026-04-01T13:00:00+01:00".to_owned()));
    let soon = |outcome: &Outcome, id: &str| {
        outcome.promises.iter().find(|promise| promise.id.ends_with(id)).expect(id).due_soon
    };
    assert!(!soon(&outcome, "/inspect") && soon(&outcome, "/acknowledge"));
    let later = ask(&[("acknowledged", "2026-04-02")], "2026-04-01T13:00");
    assert!(soon(&later, "/inspect"));
}

#[test]
fn a_warning_moves_with_the_date() {
    // Paused on Thursday 2 April and resumed on Wednesday 8 April: the four days from Friday on are lost, two of them working
    // days, so that the ten working days end on Tuesday 21 April.
    let outcome = ask(&[("paused", "2026-04-02"), ("resumed", "2026-04-08")], "2026-04-08");
    assert_eq!(shown(&outcome, "/respond"), "running due 2026-04-21");
    assert_eq!(warnings(&outcome, "/respond"), ["2026-04-14T00:00:00+01:00", "2026-04-17T00:00:00+01:00"]);
    // While it stands still there is no date to warn of.
    let paused = ask(&[("paused", "2026-04-02")], "2026-04-08");
    assert_eq!(
        paused.promises.iter().find(|one| one.id.ends_with("/respond")).map(|one| one.status),
        Some(Status::Stopped)
    );
    assert!(warnings(&paused, "/respond").is_empty());
}
