//! Edges of counting: what happens at the very second at which a limit ends, a clock starts or a day is over. Every date was found by
//! hand.

use crate::support::{HEAD, plan_of};
use bywhen::{Case, Event, Plan};

/// A standard for letters, with hours at night, that two sorts of events may stop.
fn plan(limit: &str) -> Plan {
    plan_of(&format!(
        r#"{HEAD}  the day of receipt is day 0, whenever it came
hours "Nights"
  Monday to Friday 6pm to 3am
event "fees notice"
event "fee paid" by the customer
standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  the clock stops from "fees notice" until "fee paid", both days included
  we will acknowledge within 10 working days of receipt
  we will respond {limit}
"#
    ))
}

/// When the response is due, by `name=time` of what happened, asked late in 2026; or why that cannot be said.
fn due_at(plan: &Plan, events: &str) -> String {
    let mut case = Case::default().by("letter");
    for event in events.split_whitespace() {
        let (name, at) = event.split_once('=').expect("an event");
        case.events.push(Event::named(name, at.parse().expect("a time")));
    }
    let at = "2026-12-01T12:00".parse().expect("a time");
    let outcome = match plan.check(&case, at) {
        Ok(outcome) => outcome,
        Err(refused) => return refused.to_string(),
    };
    let promise = outcome.promises.iter().find(|promise| promise.action == "respond").expect("the response");
    promise.due_at.map(|due_at| due_at.to_string()).expect("a date")
}

#[test]
fn a_stop_at_the_last_second_of_a_limit_counts_and_a_second_later_it_does_not() {
    let days = plan("within 3 working days of receipt by 4pm");
    let stopped = |at: &str| due_at(&days, &format!("received=2026-03-02T09:00 paused={at} resumed=2026-03-10T10:00"));
    // Friday 6, Monday 9 and Tuesday 10 March are lost.
    assert_eq!(stopped("2026-03-05T16:00:00"), "2026-03-10T16:00:00+00:00");
    assert_eq!(stopped("2026-03-05T16:00:01"), "2026-03-05T16:00:00+00:00");

    let hours = plan("within 4 hours of receipt");
    let stopped = |at: &str| due_at(&hours, &format!("received=2026-03-02T09:00 paused={at} resumed=2026-03-02T15:00"));
    assert_eq!(stopped("2026-03-02T13:00:00"), "2026-03-02T15:00:00+00:00");
    assert_eq!(stopped("2026-03-02T13:00:01"), "2026-03-02T13:00:00+00:00");
}

#[test]
fn a_limit_may_end_at_the_second_of_the_resumption_and_not_before_it() {
    let resumed = |plan: &Plan, at: &str| {
        due_at(plan, &format!("received=2026-03-03T09:00 paused=2026-03-06T15:00 resumed={at}"))
    };
    let working_days = plan("within 3 working days of receipt by 4pm");
    assert_eq!(resumed(&working_days, "2026-03-06T16:00:00"), "2026-03-06T16:00:00+00:00");
    // The next day on which it can end is Monday.
    assert_eq!(resumed(&working_days, "2026-03-06T16:00:01"), "2026-03-09T16:00:00+00:00");
    let calendar_days = plan("within 3 calendar days of receipt, whatever day that is, by 4pm");
    assert_eq!(resumed(&calendar_days, "2026-03-06T16:00:00"), "2026-03-06T16:00:00+00:00");
    assert_eq!(resumed(&calendar_days, "2026-03-06T16:00:01"), "2026-03-07T16:00:00+00:00");
}

#[test]
fn a_pause_within_the_night_in_which_a_limit_ends_costs_nothing() {
    let plan = plan("within 1 working day of receipt by close during \"Nights\"");
    let received = "received=2026-03-03T20:00";
    assert_eq!(due_at(&plan, received), "2026-03-05T03:00:00+00:00");
    let paused = format!("{received} paused=2026-03-05T01:00 resumed=2026-03-05T02:00");
    assert_eq!(due_at(&plan, &paused), "2026-03-05T03:00:00+00:00");
}

#[test]
fn a_stop_after_the_limit_makes_no_earlier_one_of_that_day_longer() {
    let plan = plan("within 3 working days of receipt by 10:30am");
    let paused = "received=2026-03-02T09:00 paused=2026-03-05T09:00 resumed=2026-03-05T10:00";
    assert_eq!(due_at(&plan, paused), "2026-03-05T10:30:00+00:00");
    let and_stopped = format!("{paused} fees-notice=2026-03-05T11:00");
    assert_eq!(due_at(&plan, &and_stopped), "2026-03-05T10:30:00+00:00");
}

#[test]
fn a_stop_that_was_over_when_a_clock_in_hours_started_needs_no_time() {
    let hours = plan("within 4 hours of our acknowledgement");
    let acknowledged =
        |stop: &str| due_at(&hours, &format!("received=2026-03-02T09:00 acknowledged=2026-03-03T10:00 {stop}"));
    assert_eq!(acknowledged("paused=2026-03-03 resumed=2026-03-03T09:00"), "2026-03-03T14:00:00+00:00");
    assert_eq!(acknowledged("paused=2026-03-03 resumed=2026-03-03T10:00"), "2026-03-03T14:00:00+00:00");
    // Half past ten is after the start: how long it stood still by then nobody knows.
    let refused = acknowledged("paused=2026-03-03 resumed=2026-03-03T10:30");
    assert!(refused.contains("the time of day is needed"), "{refused}");
}

#[test]
fn a_day_whose_last_second_starts_a_clock_is_not_over_by_then() {
    let hours = plan("within 4 hours of receipt");
    let received = |stop: &str| due_at(&hours, &format!("received=2026-03-02T23:59:59 {stop}"));
    assert_eq!(received("paused=2026-03-01 resumed=2026-03-01"), "2026-03-03T03:59:59+00:00");
    let refused = received("paused=2026-03-02 resumed=2026-03-02");
    assert!(refused.contains("the time of day is needed"), "{refused}");
}

/// A clock that is paused and never goes on has no date, so that nothing may depend on when that is asked: what becomes of a
/// notice is judged as if the pause had not begun.
#[test]
fn a_notice_given_during_a_pause_is_evaluated_alike_at_any_later_moment() {
    let plan = plan_of(&format!(
        r#"{HEAD}  the day of receipt is day 0, whenever it came
standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  we will respond within 20 working days of receipt
    may extend to the date we give, twice, if told before the due date
"#
    ));
    // Received on 2 March 2026, due on 30 March, and paused from the 10th.
    let case = |until: &str| {
        let notice =
            Event::named("extended", "2026-03-20".parse().expect("a date")).until(until.parse().expect("a date"));
        let mut case = Case::received("2026-03-02T10:00".parse().expect("a time")).by("letter");
        case = case.event("paused", "2026-03-10T10:00".parse().expect("a time"));
        case.events.push(notice);
        case
    };
    let not_counted = |until: &str, at: &str| {
        let outcome = plan.check(&case(until), at.parse().expect("a date")).expect("an outcome");
        let respond = &outcome.promises[0];
        assert_eq!(respond.status.word(), "stopped", "{until}, asked on {at}");
        respond.not_counted.iter().map(|one| one.because.word().to_owned()).collect::<Vec<_>>()
    };
    for at in ["2026-03-20", "2026-04-30", "2028-01-10"] {
        assert_eq!(not_counted("2026-03-30", at), ["no later date"], "asked on {at}");
        assert_eq!(not_counted("2026-03-31", at), [""; 0], "asked on {at}");
    }
}

/// Time cannot run out during a pause, so that the clock may start again in it: also that of what is owed again and again.
#[test]
fn what_is_owed_again_and_again_may_start_again_during_a_pause() {
    let plan = plan_of(&format!(
        r#"{HEAD}  the day of receipt is day 0, whenever it came
event "clarified" by the customer
standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  the clock starts again at "clarified"
  we will update every 1 week until responded
"#
    ));
    // Due on 9 March, paused from the 5th until the 20th: a week from there.
    let mut case = Case::received("2026-03-02T10:00".parse().expect("a time")).by("letter");
    for (event, at) in [("paused", "2026-03-05"), ("clarified", "2026-03-12"), ("resumed", "2026-03-20")] {
        case = case.event(event, at.parse().expect("a date"));
    }
    let outcome = plan.check(&case, "2026-03-23".parse().expect("a date")).expect("an outcome");
    let update = &outcome.promises[0];
    assert_eq!(update.counted_from.as_ref().map(|from| from.event.as_str()), Some("clarified"));
    assert_eq!(update.due.map(|due| due.to_string()).as_deref(), Some("2026-03-27"));
}

/// Of a stop on a date alone nobody knows the time: it is needed only where it would make a difference.
#[test]
fn the_time_of_a_stop_that_changes_nothing_is_not_needed() {
    let promise = |lines: &str| plan_of(&format!("{HEAD}{lines}"));
    // The clock starts again on the day on which it was stopped: before that it had not stood still.
    let restart = promise(
        r#"event "clarified" by the customer
standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  the clock starts again at "clarified"
  we will respond within 48 hours of the next working day after receipt
"#,
    );
    let status = |plan: &Plan, events: &[(&str, &str)], at: &str| {
        let mut case = Case::received("2026-03-02T10:00".parse().expect("a time")).by("letter");
        for (event, at) in events {
            case = case.event(event, at.parse().expect("a date"));
        }
        let outcome = plan.check(&case, at.parse().expect("a time")).expect("an outcome");
        let not_counted = outcome.promises[0].not_counted.iter().map(|one| one.because.word().to_owned());
        (outcome.promises[0].status.word().to_owned(), not_counted.collect::<Vec<_>>())
    };
    let both = [("paused", "2026-03-03"), ("clarified", "2026-03-03")];
    assert_eq!(status(&restart, &both, "2026-03-04T14:00"), ("stopped".to_owned(), vec![]));

    // The clock stands still, so that both dates are the least that they can become: 24 hours are no later than a day.
    let extended = promise(
        r#"standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  we will respond within 1 working day of receipt
    may extend to 24 hours after receipt, once, if told before the due date
"#,
    );
    let notice = [("paused", "2026-03-03"), ("extended", "2026-03-02")];
    let no_later = vec!["no later date".to_owned()];
    assert_eq!(status(&extended, &notice, "2026-03-03T14:00"), ("stopped".to_owned(), no_later));
}

/// Open time is counted in whole seconds: a clock that is stopped when it starts goes on with the second of the resumption.
#[test]
fn a_clock_in_working_hours_that_starts_while_it_is_stopped_keeps_no_fraction_of_a_second() {
    let hours = plan("within 9 working hours of receipt during \"Nights\"");
    // Nine hours from 6pm on Thursday 5 March 2026 end at 3am, when it closes; a third of a second more would be Friday evening.
    let stopped = "received=2026-03-03T19:00:00.310 paused=2026-03-03T18:30 resumed=2026-03-05T18:00";
    assert_eq!(due_at(&hours, stopped), "2026-03-06T03:00:00+00:00");
}
