//! Clocks that stop, start again, are put off, are relaxed, or are owed again and again. Every date was found by hand.

use crate::support::{HEAD, iso};
use bywhen::engine::trace::Step;
use bywhen::{Case, CompileOptions, Event, Outcome, Plan, parse};
use proptest::prelude::*;

fn plan_with(setting: &CompileOptions, body: &str) -> Plan {
    crate::support::plan_with(setting, &format!("{HEAD}\n{body}"))
}

fn plan(body: &str) -> Plan {
    plan_with(&CompileOptions::default(), body)
}

fn received(at: &str) -> Case {
    Case::received(at.parse().expect("a time")).by("letter")
}

fn with(mut case: Case, events: &[(&str, &str)]) -> Case {
    for (name, at) in events {
        case = case.event(name, at.parse().expect("a time"));
    }
    case
}

fn check(plan: &Plan, case: &Case, at: &str) -> Outcome {
    let at = at.parse().expect("a time");
    let outcome = plan.check(case, at).expect("an answer");
    let explained = plan.explain(case, at).expect("an answer");
    assert_eq!(explained.promises.len(), outcome.promises.len());
    outcome
}

/// `action: due status`, a line each.
fn told(outcome: &Outcome) -> Vec<String> {
    outcome
        .promises
        .iter()
        .map(|p| format!("{}: {} {}", p.action, iso(p.due).unwrap_or("-".to_owned()), p.status.word()))
        .collect()
}

fn first(plan: &Plan, case: &Case, at: &str) -> String {
    told(&check(plan, case, at)).remove(0)
}

#[test]
fn a_clock_stops_and_goes_on() {
    let days = |both: &str| {
        plan(&format!(
            r#"
event "fees notice"
event "fee paid" by the customer
standard "Requests"
  applies to letter
  we will respond within 20 working days of receipt
    the clock stops from "fees notice" until "fee paid"{both}
"#
        ))
    };
    // Twenty days from Monday 2 March 2026 end on Monday 30 March.
    let (part, whole) = (days(""), days(", both days included"));
    let case = received("2026-03-02");
    assert_eq!(first(&part, &case, "2026-03-03"), "respond: 2026-03-30 running");
    let asked = with(case, &[("fees notice", "2026-03-04")]);
    assert_eq!(first(&part, &asked, "2026-03-05"), "respond: - stopped");
    assert_eq!(first(&part, &asked, "2026-06-01"), "respond: - stopped");
    let paid = with(asked.clone(), &[("fee paid", "2026-03-09")]);
    // Lost: 5, 6 and 9 March; with both days, 4 March too, and Easter is in the way.
    assert_eq!(first(&part, &paid, "2026-03-10"), "respond: 2026-04-02 running");
    assert_eq!(first(&whole, &paid, "2026-03-10"), "respond: 2026-04-07 running");
    // Answered while it stood still.
    let answered = with(asked, &[("responded", "2026-05-01")]);
    assert_eq!(check(&part, &answered, "2026-06-01").promises[0].status, bywhen::Status::Met);
    // A notice after the due date changes nothing.
    let late = with(received("2026-03-02"), &[("fees notice", "2026-03-31"), ("fee paid", "2026-04-20")]);
    assert_eq!(first(&part, &late, "2026-04-01"), "respond: 2026-03-30 overdue");
    assert_eq!(first(&part, &late, "2026-04-21"), "respond: 2026-03-30 overdue");
}

#[test]
fn what_the_customer_sends_late_lets_a_clock_go_on_late() {
    let plan = |by: &str, count: &str| {
        let receipt = "  received after 5pm counts as the next working day
  received on a closed day counts as the next working day
hours \"Office\"
  every day 9am to 5pm
";
        plan(&format!(
            r#"{receipt}
event "fees notice"
event "fee paid"{by}
standard "Requests"
  applies to letter
  we will respond within {count} of receipt
    the clock stops from "fees notice" until "fee paid", only the last day included
"#
        ))
    };
    let paid =
        |at: &str| with(received("2026-03-02T10:00:00Z"), &[("fees notice", "2026-03-04T10:00:00Z"), ("fee paid", at)]);
    let due = |plan: &Plan, at: &str| iso(check(plan, &paid(at), "2026-03-10").promises[0].due_at).expect("a date");
    let (friday, after_five, saturday) = ("2026-03-06T16:00:00Z", "2026-03-06T18:00:00Z", "2026-03-07T09:00:00Z");
    // Ten days from Monday 2 March end on Monday 16 March. Lost: Thursday 5 and Friday 6 March; what comes after five on
    // Friday, or on Saturday, counts as Monday's, so that Monday 9 March is lost too.
    let days = plan(" by the customer", "10 working days");
    assert_eq!(due(&days, friday), "2026-03-18T23:59:59+00:00");
    assert_eq!(due(&days, after_five), "2026-03-19T23:59:59+00:00");
    assert_eq!(due(&days, saturday), "2026-03-19T23:59:59+00:00");
    // Ten calendar days end on 12 March: two of them are lost, or five.
    let calendar = plan(" by the customer", "10 calendar days");
    assert_eq!(due(&calendar, friday), "2026-03-14T23:59:59+00:00");
    assert_eq!(due(&calendar, after_five), "2026-03-17T23:59:59+00:00");
    // Our own doing is not moved, and neither is a clock in hours.
    assert_eq!(due(&plan("", "10 working days"), after_five), "2026-03-18T23:59:59+00:00");
    assert_eq!(due(&plan(" by the customer", "240 hours"), after_five), "2026-03-14T18:00:00+00:00");

    let explained = days.explain(&paid(saturday), "2026-03-10".parse().expect("a day")).expect("an answer");
    let lines = bywhen::engine::prose::explanation(days.charter(), &explained, &explained.promises[0]);
    let stands = "The clock stood still from Wednesday 4 March at 10am until Saturday 7 March at 9am, which counts as \
                  Monday 9 March (Saturday).";
    assert!(lines.iter().any(|line| line == stands), "{lines:#?}");
}

#[test]
fn of_two_stops_that_begin_on_one_day_one_may_cost_it() {
    let plan = plan(
        r#"
event "fees notice"
event "fee paid" by the customer
standard "Requests"
  applies to letter
  we will respond within 10 working days of receipt
    the clock stops while paused, only the last day included
    the clock stops from "fees notice" until "fee paid", both days included
"#,
    );
    // Ten days from Monday 2 March end on Monday 16 March. The pause costs Thursday 5 and Friday 6 March.
    let paused = [("paused", "2026-03-04T09:00"), ("resumed", "2026-03-06T09:00")];
    let case = with(received("2026-03-02"), &paused);
    assert_eq!(first(&plan, &case, "2026-03-09"), "respond: 2026-03-18 running");
    // The notice, while it was paused, costs Wednesday 4 March too, though it was paid within the hour.
    let case = with(case, &[("fees notice", "2026-03-04T11:00"), ("fee paid", "2026-03-04T12:00")]);
    assert_eq!(first(&plan, &case, "2026-03-09"), "respond: 2026-03-19 running");
}

#[test]
fn a_clock_starts_again_from_nothing() {
    let plan = plan(
        r#"
event "clarification asked"
event "clarified" by the customer
standard "Requests"
  applies to letter
  we will respond within 20 working days of receipt
    the clock stops from "clarification asked" until "clarified"
    the clock starts again at "clarified"
"#,
    );
    let asked = with(received("2026-03-02"), &[("clarification asked", "2026-03-04")]);
    assert_eq!(first(&plan, &asked, "2026-04-30"), "respond: - stopped");
    let clarified = with(asked, &[("clarified", "2026-04-07")]);
    let outcome = check(&plan, &clarified, "2026-04-08");
    assert_eq!(told(&outcome), ["respond: 2026-05-06 running"]); // over the early May bank holiday
    assert_eq!(outcome.promises[0].counted_from.as_ref().map(|from| from.event.as_str()), Some("clarified"));
    // Unasked, and after time ran out, it is too late to start again.
    let late = with(received("2026-03-02"), &[("clarified", "2026-03-31")]);
    assert_eq!(first(&plan, &late, "2026-04-08"), "respond: 2026-03-30 overdue");
}

#[test]
fn an_extension_counts_only_when_the_customer_was_told_in_time() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
    may extend by 10 working days, once, if told before the due date
"#,
    );
    // Ten days from Monday 2 March end on Monday 16 March.
    let told_on = |events: &[(&str, &str)]| first(&plan, &with(received("2026-03-02"), events), "2026-05-01");
    assert_eq!(told_on(&[]), "respond: 2026-03-16 overdue");
    assert_eq!(told_on(&[("extended", "2026-03-16T17:00")]), "respond: 2026-03-30 overdue");
    assert_eq!(told_on(&[("extended", "2026-03-17")]), "respond: 2026-03-16 overdue");
    assert_eq!(told_on(&[("extended", "2026-03-10"), ("extended", "2026-03-27")]), "respond: 2026-03-30 overdue");
    let until = |date: &str| {
        let mut case = received("2026-03-02");
        let at = "2026-03-10".parse().expect("a date");
        case.events.push(Event::named("extended", at).until(date.parse().expect("a date")));
        first(&plan, &case, "2026-03-10")
    };
    assert_eq!(until("2026-03-20"), "respond: 2026-03-20 running");
    assert_eq!(until("2026-04-30"), "respond: 2026-03-30 running"); // the cap
    assert_eq!(until("2026-03-12"), "respond: 2026-03-16 running"); // never earlier
}

#[test]
fn an_extension_may_run_to_a_limit_of_its_own_or_to_the_date_given() {
    let plan = plan(
        r#"
standard "Access requests"
  applies to letter
  we will respond within 1 month of receipt rolling to the next working day
    may extend to 3 months after receipt rolling to the next working day, if told before the due date
standard "Emails"
  applies to email
  we will respond within 5 working days of receipt
    may extend to the date we give, if told before the due date
"#,
    );
    let case = with(received("2019-09-26"), &[("extended", "2019-10-01")]);
    assert_eq!(first(&plan, &case, "2019-10-02"), "respond: 2019-12-27 running");
    let mut email = Case::received("2026-03-02".parse().expect("a date")).by("email");
    assert_eq!(first(&plan, &email, "2026-03-03"), "respond: 2026-03-09 running");
    let at = "2026-03-05".parse().expect("a date");
    email.events.push(Event::named("extended", at).until("2026-05-01".parse().expect("a date")));
    assert_eq!(first(&plan, &email, "2026-03-06"), "respond: 2026-05-01 running");
}

#[test]
fn a_clock_stops_in_the_time_that_an_extension_added() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  the clock stops while paused, only the last day included
  we will respond within 10 working days of receipt
    may extend by 10 working days, once, if told before the due date
standard "Emails"
  applies to email
  the clock stops while paused, only the last day included
  we will respond within 1 month of receipt, whatever day that is
    may extend to 3 months after receipt, if told before the due date
"#,
    );
    // Put off from Monday 16 to Monday 30 March. Paused on Friday 20 March, resumed on Wednesday 25 March: three working
    // days are lost, and Good Friday is the day after.
    let extended = with(received("2026-03-02"), &[("extended", "2026-03-10"), ("paused", "2026-03-20")]);
    assert_eq!(first(&plan, &extended, "2026-04-10"), "respond: - stopped");
    let resumed = with(extended, &[("resumed", "2026-03-25")]);
    assert_eq!(first(&plan, &resumed, "2026-04-01"), "respond: 2026-04-02 running");
    let explained = plan.explain(&resumed, "2026-04-01".parse().expect("a date")).expect("an answer");
    let steps = explained.promises[0].trace.as_ref().expect("a trace");
    let stood = steps.iter().position(|step| matches!(step, Step::Stand { .. }));
    let put_off =
        steps.iter().position(|step| matches!(step, Step::Extend { to, .. } if to.day.to_string() == "2026-04-02"));
    assert!(stood.is_some() && stood < put_off, "{steps:?}");
    // After the later due date a stop changes nothing, and a date that was given stays.
    let paused = [("extended", "2026-03-10"), ("paused", "2026-03-31")];
    assert_eq!(first(&plan, &with(received("2026-03-02"), &paused), "2026-04-10"), "respond: 2026-03-30 overdue");
    let mut given = with(received("2026-03-02"), &[("paused", "2026-03-20")]);
    let at = "2026-03-10".parse().expect("a date");
    given.events.push(Event::named("extended", at).until("2026-03-27".parse().expect("a date")));
    assert_eq!(first(&plan, &given, "2026-04-10"), "respond: 2026-03-27 overdue");
    // The same where the extension has a limit of its own.
    let email = Case::received("2026-03-02".parse().expect("a date")).by("email");
    let email = with(email, &[("extended", "2026-03-10"), ("paused", "2026-05-01")]);
    assert_eq!(first(&plan, &email, "2026-06-20"), "respond: - stopped");
    let email = with(email, &[("resumed", "2026-05-11")]);
    assert_eq!(first(&plan, &email, "2026-06-01"), "respond: 2026-06-12 running");
}

#[test]
fn a_holding_reply_is_owed_only_where_the_answer_is_late() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will usually respond within 10 working days of receipt
    otherwise we will hold by then
"#,
    );
    let ask = |events: &[(&str, &str)], at: &str| told(&check(&plan, &with(received("2026-03-02"), events), at));
    assert_eq!(ask(&[], "2026-03-10"), ["respond: 2026-03-16 running", "hold: 2026-03-16 running"]);
    assert_eq!(ask(&[("responded", "2026-03-12")], "2026-03-20"), ["respond: 2026-03-16 met"]);
    assert_eq!(ask(&[("held", "2026-03-12")], "2026-03-20"), ["respond: 2026-03-16 overdue", "hold: 2026-03-16 met"]);
    assert_eq!(
        ask(&[("responded", "2026-03-18")], "2026-03-20"),
        ["respond: 2026-03-16 late", "hold: 2026-03-16 late"]
    );
    assert_eq!(ask(&[], "2026-03-20"), ["respond: 2026-03-16 overdue", "hold: 2026-03-16 overdue"]);
}

#[test]
fn an_update_is_owed_again_and_again() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will update every 28 calendar days until responded
  we will respond with no time stated
"#,
    );
    let ask = |events: &[(&str, &str)], at: &str| first(&plan, &with(received("2026-03-02"), events), at);
    assert_eq!(ask(&[], "2026-03-10"), "update: 2026-03-30 running");
    assert_eq!(ask(&[], "2026-03-31"), "update: 2026-03-30 overdue");
    assert_eq!(ask(&[("updated", "2026-03-20")], "2026-03-31"), "update: 2026-04-17 running");
    let twice = [("updated", "2026-03-20"), ("updated", "2026-04-17"), ("responded", "2026-05-15")];
    assert_eq!(ask(&twice, "2026-06-01"), "update: 2026-05-15 met");
    let missed = [("updated", "2026-04-01"), ("responded", "2026-04-10")];
    assert_eq!(ask(&missed, "2026-06-01"), "update: 2026-03-30 late");
}

#[test]
fn the_first_answer_and_the_last_are_two_promises() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
  we will finally respond within 20 working days of receipt
"#,
    );
    let ask = |events: &[(&str, &str)]| told(&check(&plan, &with(received("2026-03-02"), events), "2026-05-01"));
    assert_eq!(ask(&[("responded", "2026-03-12")]), ["respond: 2026-03-16 met", "finally-respond: 2026-03-30 met"]);
    assert_eq!(
        ask(&[("responded", "2026-03-12"), ("reopened", "2026-03-20")]),
        ["respond: 2026-03-16 met", "finally-respond: 2026-03-30 overdue"]
    );
    assert_eq!(
        ask(&[("responded", "2026-03-12"), ("reopened", "2026-03-20"), ("responded", "2026-04-10")]),
        ["respond: 2026-03-16 met", "finally-respond: 2026-03-30 late"]
    );
}

#[test]
fn a_variation_relaxes_clocks_that_start_within_it() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
variation "Summer peak" from 1 July 2026 until 31 August 2026
  "Letters" respond within 15 working days of receipt
  because "a seasonal peak of requests"
"#,
    );
    let ask = |at: &str| {
        let outcome = check(&plan, &received(at), at);
        (iso(outcome.promises[0].due).unwrap_or_default(), outcome.promises[0].variation.clone())
    };
    assert_eq!(ask("2026-06-30"), ("2026-07-14".to_owned(), None));
    assert_eq!(ask("2026-07-01"), ("2026-07-22".to_owned(), Some("summer-peak".to_owned())));
    assert_eq!(ask("2026-08-31"), ("2026-09-21".to_owned(), Some("summer-peak".to_owned())));
    assert_eq!(ask("2026-09-01"), ("2026-09-15".to_owned(), None));
}

const CHOICE: &str = r#"charter "Test"
  id test
  version 1
  in force from 1 January 1990
choice "weekend receipt" "how a request on a day off is dated"
  option "as received" by default
  option "next working day"
calendar "working days"
  Monday to Friday
  except bank holidays in any part of the United Kingdom
  received on a closed day counts as the next working day if "weekend receipt" is "next working day"
standard "Requests"
  applies to letter
  we will respond within 20 working days of receipt
"#;

#[test]
fn whoever_asks_chooses_between_two_readings() {
    let charter = parse(CHOICE).charter.unwrap_or_else(|| panic!("{:#?}", parse(CHOICE).diagnostics));
    let due = |setting: CompileOptions| {
        let plan = Plan::compile(charter.clone(), &setting).expect("a plan");
        let outcome = check(&plan, &received("2014-12-01"), "2014-12-02");
        (iso(outcome.promises[0].due).unwrap_or_default(), outcome.case.choices)
    };
    let (by_default, choices) = due(CompileOptions::default());
    assert_eq!(by_default, "2014-12-31");
    assert_eq!(choices.get("weekend-receipt").map(String::as_str), Some("as-received"));
    let (chosen, _) = due(CompileOptions::default().choose("Weekend receipt", "next-working-day"));
    assert_eq!(chosen, "2015-01-05");
    let refused = Plan::compile(charter.clone(), &CompileOptions::default().choose("weekend receipt", "never"));
    assert!(refused.is_err_and(|error| error.to_string().contains("`next-working-day`")));
}

#[test]
fn a_window_opens_later_and_refuses_what_comes_too_late() {
    let plan = plan(
        r#"
standard "Complaints"
  applies to complaint by any channel
  stage 1
    we will respond within 10 working days of receipt
  stage 2 if the customer asks within 28 calendar days of our response, later requests are refused
    we will respond within 20 working days of the request
standard "Appeals"
  applies to feedback by any channel
  stage 1
    we will respond within 10 working days of receipt
  stage 2 if the customer asks from 21 calendar days after receipt, for 10 working days
    we will respond within 20 working days of the request
"#,
    );
    let complaint = |asked: &str| {
        let case = Case::received("2026-03-02".parse().expect("a date")).kind("complaint");
        told(&check(&plan, &with(case, &[("responded", "2026-03-10"), ("escalated", asked)]), "2026-05-01"))
    };
    assert_eq!(complaint("2026-04-07")[1..], ["escalate: 2026-04-07 met", "respond: 2026-05-06 running"]);
    assert_eq!(complaint("2026-04-08")[1..], ["escalate: 2026-04-07 lapsed", "respond: - waiting"]);
    let appeal = |at: &str| {
        let case = Case::received("2026-03-02".parse().expect("a date")).kind("feedback");
        told(&check(&plan, &case, at)).swap_remove(1)
    };
    // It opens on Monday 23 March, and ten working days from then end on Wednesday 8 April.
    assert_eq!(appeal("2026-03-20"), "escalate: 2026-04-08 waiting");
    assert_eq!(appeal("2026-03-23"), "escalate: 2026-04-08 running");
    assert_eq!(appeal("2026-04-09"), "escalate: 2026-04-08 lapsed");
}

#[test]
fn limits_may_depend_on_when_it_came() {
    let plan = plan(
        r#"
standard "Letters"
  applies to letter
  we will inspect
    on the same working day if received before 9:30am
    otherwise by the end of the next working day
  we will repair
    within 1 working day of receipt if received between 1 November and 30 April
    otherwise within 3 working days of receipt
"#,
    );
    let ask = |at: &str| told(&check(&plan, &received(at), at));
    assert_eq!(ask("2026-03-02T09:29:59"), ["inspect: 2026-03-02 running", "repair: 2026-03-03 running"]);
    assert_eq!(ask("2026-06-01T09:30:00"), ["inspect: 2026-06-02 running", "repair: 2026-06-04 running"]);
    assert_eq!(ask("2026-04-30T12:00")[1], "repair: 2026-05-01 running");
    assert_eq!(ask("2026-05-01T12:00")[1], "repair: 2026-05-07 running");
}

#[test]
fn after_4pm_means_the_same_in_a_condition_as_in_a_calendar() {
    let due = |condition: &str, at: &str| {
        let plan = plan(&format!(
            "standard \"Letters\"\n  applies to letter\n  we will inspect\n    within 1 working day of receipt if \
             received {condition}\n    otherwise within 9 working days of receipt\n"
        ));
        first(&plan, &received(at), at) == "inspect: 2026-03-03 running"
    };
    for (condition, holds) in [
        ("before 4pm", [true, false, false, false]),
        ("by 4pm", [true, true, true, false]),
        ("after 4pm", [false, false, false, true]),
        ("from 4pm", [false, true, true, true]),
    ] {
        let times = ["15:59:59.999", "16:00:00", "16:00:00.900", "16:00:01"];
        assert_eq!(times.map(|time| due(condition, &format!("2026-03-02T{time}"))), holds, "{condition}");
    }
}

#[test]
fn a_variation_may_change_the_share() {
    let plan = plan(
        r#"
standard "Calls"
  applies to letter
  we aim to answer at least 80% within 20 seconds of receipt
variation "Snow" from 1 January 2026 until 31 January 2026
  "Calls" answer at least 60% within 300 seconds of receipt
"#,
    );
    let target = |at: &str| serde_json::to_string(&check(&plan, &received(at), at).promises[0].target).expect("JSON");
    assert_eq!(target("2026-01-05T09:00"), r#"{"percent":60}"#);
    assert_eq!(target("2026-02-05T09:00"), r#"{"percent":80}"#);
}

#[test]
fn the_date_that_was_given_is_the_limit() {
    let plan = plan(
        r#"
event "automatic reply"
standard "Letters"
  applies to letter
  we will respond by the date given with "automatic reply"
"#,
    );
    let mut case = received("2026-03-02");
    assert_eq!(first(&plan, &case, "2026-03-02"), "respond: - waiting");
    let at = "2026-03-02".parse().expect("a date");
    case.events.push(Event::named("automatic reply", at).until("2026-03-20".parse().expect("a date")));
    assert_eq!(first(&plan, &case, "2026-03-03"), "respond: 2026-03-20 running");
}

const EVERYTHING: &str = r#"
event "fees notice"
event "fee paid" by the customer
standard "Letters"
  applies to letter
  we will acknowledge within 5 working days of receipt
  we will respond within 10 working days of our acknowledgement
    otherwise we will hold by then
    may extend by 10 working days, twice, if told before the due date
    the clock stops from "fees notice" until "fee paid"
    the clock stops while paused
    the clock starts again at reopened
  we will update every 28 calendar days until responded
  we will finally respond within 4 weeks of receipt
"#;

proptest! {
    /// Stopped, resumed, extended and reopened: worked out anew each time, whatever the order of the list; and never a
    /// panic or a hang.
    #[test]
    fn the_order_of_stops_and_notices_does_not_matter(
        events in prop::collection::vec((0usize..10, 0i64..3_000_000), 0..14),
        seed in any::<u64>(),
        now in 0i64..4_000_000,
    ) {
        thread_local!(static PLAN: Plan = plan(EVERYTHING));
        let names = [
            "acknowledged", "responded", "held", "paused", "resumed", "extended", "reopened", "fees notice", "fee paid",
            "updated",
        ];
        let start: chrono::NaiveDateTime = "2026-01-05T09:00:00".parse().expect("a time");
        let when = |seconds: i64| bywhen::When::Exact((start + chrono::Duration::seconds(seconds)).and_utc().into());
        let mut case = Case::received(when(0)).by("letter");
        for (name, at) in &events {
            let given = start.date() + chrono::Duration::days(at / 40_000);
            case.events.push(Event::named(names[*name], when(*at)).until(bywhen::When::Day(given)));
        }
        let mut shuffled = case.clone();
        let len = shuffled.events.len();
        for i in 0..len {
            shuffled.events.swap(i, (seed.rotate_left(i as u32) as usize) % len);
        }
        PLAN.with(|plan| {
            let one = plan.explain(&case, when(now)).expect("an answer");
            assert_eq!(one, plan.explain(&shuffled, when(now)).expect("an answer"));
        });
    }
}
