//! What the engine says of cases, on small charters made for the purpose.

use crate::support::{HEAD, iso, plan_of};
use bywhen::engine::outcome::Provisional;
use bywhen::{Case, CaseError, CompileOptions, Outcome, Plan, Status, parse};
use proptest::prelude::*;

fn plan(body: &str) -> Plan {
    plan_of(&format!("{HEAD}\n{body}"))
}

fn check(plan: &Plan, case: &Case, at: &str) -> Outcome {
    plan.check(case, at.parse().expect("a time")).expect("an answer")
}

fn received(at: &str) -> Case {
    Case::received(at.parse().expect("a time"))
}

/// `id: due status`, a line each.
fn told(outcome: &Outcome) -> Vec<String> {
    let line = |p: &bywhen::engine::outcome::PromiseOutcome| {
        let due = iso(p.due).unwrap_or("-".to_owned());
        let mut line = format!("{}: {due} {}", p.id, p.status.word());
        for why in &p.provisional {
            line.push_str(&format!(", {why}"));
        }
        line
    };
    outcome.promises.iter().map(line).collect()
}

const COMPLAINTS: &str = r#"
standard "Complaints"
  applies to complaint by any channel
  stage 1
    we will acknowledge within 5 working days of receipt
    we will usually respond within 10 working days of our acknowledgement
  stage 2 if the customer asks within 28 calendar days of our response
    we will acknowledge within 5 working days of the request
    we will usually respond within 20 working days of our acknowledgement
"#;

#[test]
fn a_chain_is_provisional_until_our_event_and_waits_for_the_customer() {
    let plan = plan(COMPLAINTS);
    let outcome = check(&plan, &received("2026-03-02"), "2026-03-03");
    assert_eq!(
        told(&outcome),
        [
            "complaints/stage-1/acknowledge: 2026-03-09 running",
            "complaints/stage-1/respond: 2026-03-23 running, awaiting acknowledged",
            "complaints/stage-2/escalate: 2026-04-20 running, awaiting acknowledged, awaiting responded",
            "complaints/stage-2/acknowledge: - waiting",
            "complaints/stage-2/respond: - waiting",
        ]
    );
    assert_eq!(iso(outcome.next_change_at).as_deref(), Some("2026-03-09T23:59:59+00:00"));
}

#[test]
fn the_status_follows_the_provisional_date_but_a_window_does_not_lapse_before_it_opens() {
    let plan = plan(COMPLAINTS);
    let outcome = check(&plan, &received("2026-03-02"), "2026-06-01");
    assert_eq!(
        told(&outcome)[..3],
        [
            "complaints/stage-1/acknowledge: 2026-03-09 overdue",
            "complaints/stage-1/respond: 2026-03-23 overdue, awaiting acknowledged",
            "complaints/stage-2/escalate: - waiting",
        ]
    );
    assert_eq!(outcome.next_change_at, None);
}

#[test]
fn a_response_keeps_an_acknowledgement_that_was_never_sent() {
    let plan = plan(COMPLAINTS);
    let in_time = received("2026-03-02").event("responded", "2026-03-05".parse().expect("a date"));
    let outcome = check(&plan, &in_time, "2026-04-01");
    assert_eq!(told(&outcome)[0], "complaints/stage-1/acknowledge: 2026-03-09 met");
    assert_eq!(told(&outcome)[1], "complaints/stage-1/respond: 2026-03-23 met");
    // It does not make its own time longer by coming late.
    let late = received("2026-03-02").event("responded", "2026-03-30".parse().expect("a date"));
    let outcome = check(&plan, &late, "2026-04-01");
    assert_eq!(told(&outcome)[0], "complaints/stage-1/acknowledge: 2026-03-09 late");
    assert_eq!(told(&outcome)[1], "complaints/stage-1/respond: 2026-03-23 late");
}

#[test]
fn overdue_ends_with_the_answer() {
    // chatwoot#15024: lateness went on growing after resolution.
    let plan = plan("standard \"Letters\"\n  applies to letter\n  we will respond within 1 working day of receipt\n");
    let case = received("2026-03-02").by("letter").event("responded", "2026-03-05".parse().expect("a date"));
    for at in ["2026-03-05", "2027-03-05"] {
        let outcome = check(&plan, &case, at);
        assert_eq!(outcome.promises[0].late_by, Some(bywhen::engine::outcome::LateBy::WorkingDays(2)));
    }
}

#[test]
fn a_named_service_beats_a_kind_and_a_kind_beats_a_channel() {
    let plan = plan(
        r#"
service "Planning"
standard "Anything"
  applies to enquiry by any channel
  we will respond within 5 working days of receipt
standard "Emails"
  applies to email
  we will respond within 4 working days of receipt
standard "Enquiries by email"
  applies to enquiry by email
  we will respond within 3 working days of receipt
standard "Planning"
  applies to email to "Planning"
  we will respond within 2 working days of receipt
standard "Complaints"
  applies to complaint by any channel
  we will respond within 1 working day of receipt
"#,
    );
    let which = |case: Case| check(&plan, &case, "2026-03-02").promises[0].standard.clone();
    let case = || received("2026-03-02");
    assert_eq!(which(case().by("letter")), "anything");
    assert_eq!(which(case().by("email")), "enquiries-by-email");
    assert_eq!(which(case().by("email").to("Planning")), "planning");
    assert_eq!(which(case().by("email").to("Parks")), "enquiries-by-email");
    assert_eq!(which(case().by("letter").to("Planning")), "anything");
    assert_eq!(which(case().kind("complaint").by("email").to("Planning")), "complaints");
    let outcome = check(&plan, &case().by("email"), "2026-03-02");
    assert_eq!(outcome.case.assumed, ["service"]);
    let outcome = check(&plan, &case().by("letter"), "2026-03-02");
    assert!(outcome.case.assumed.is_empty());
}

#[test]
fn only_a_fact_that_matters_is_assumed() {
    let plan = plan(
        r#"
fact "complex"
fact "urgent"
standard "Letters"
  applies to letter
  we will respond
    within 1 working day of receipt if urgent
    within 20 working days of receipt if complex
    otherwise within 5 working days of receipt
"#,
    );
    let ask = |case: Case| {
        let outcome = check(&plan, &case, "2026-03-02");
        (iso(outcome.promises[0].due).unwrap_or_default(), outcome.case.assumed)
    };
    let case = || received("2026-03-02").by("letter");
    let assumed = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    assert_eq!(ask(case()), ("2026-03-09".to_owned(), assumed(&["complex", "urgent"])));
    assert_eq!(ask(case().fact("urgent", true)), ("2026-03-03".to_owned(), assumed(&[])));
    assert_eq!(ask(case().fact("complex", true)), ("2026-03-30".to_owned(), assumed(&["urgent"])));
    assert_eq!(ask(case().fact("complex", false).fact("urgent", false)), ("2026-03-09".to_owned(), assumed(&[])));
}

#[test]
fn the_earlier_is_known_so_far_and_the_later_is_not_known() {
    let plan = plan(
        r#"
event "inspected by us"
standard "Letters"
  applies to letter
  we will respond by the earlier of 10 working days after receipt and 2 working days after "inspected by us"
standard "Faxes"
  applies to fax
  we will respond by the later of 10 working days after receipt and 2 working days after "inspected by us"
"#,
    );
    let case = received("2026-03-02").by("letter");
    assert_eq!(
        told(&check(&plan, &case, "2026-03-02")),
        ["letters/respond: 2026-03-16 running, awaiting inspected-by-us"]
    );
    let case = case.event("inspected by us", "2026-03-04".parse().expect("a date"));
    assert_eq!(told(&check(&plan, &case, "2026-03-04")), ["letters/respond: 2026-03-06 running"]);
    let case = received("2026-03-02").by("fax");
    assert_eq!(told(&check(&plan, &case, "2026-03-02")), ["faxes/respond: - waiting"]);
    let case = case.event("inspected by us", "2026-03-18".parse().expect("a date"));
    assert_eq!(told(&check(&plan, &case, "2026-03-18")), ["faxes/respond: 2026-03-20 running"]);
}

#[test]
fn a_date_past_the_published_bank_holidays_says_so() {
    let plan = plan("standard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n");
    let provisional = |at: &str| check(&plan, &received(at).by("letter"), at).promises[0].provisional.clone();
    assert!(provisional("2028-12-01").is_empty());
    assert_eq!(provisional("2028-12-29"), [Provisional::CalendarProjected]);
    assert_eq!(provisional("2040-05-01"), [Provisional::CalendarProjected]);
}

#[test]
fn a_holiday_announced_later_was_not_known_before() {
    let parsed = parse(&format!(
        "{HEAD}\nstandard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n"
    ));
    let charter = parsed.charter.expect("a charter");
    let due = |known_on: Option<&str>| {
        let known_on = known_on.map(|date| date.parse().expect("a date"));
        let plan = Plan::compile(charter.clone(), &CompileOptions::default().known_on(known_on)).expect("a plan");
        let outcome = check(&plan, &received("2022-09-08").by("letter"), "2022-09-08");
        assert_eq!(outcome.calendar.known_on, known_on);
        iso(outcome.promises[0].due)
    };
    assert_eq!(due(Some("2022-09-01")).as_deref(), Some("2022-09-22"));
    assert_eq!(due(Some("2022-09-11")).as_deref(), Some("2022-09-23"));
    assert_eq!(due(None).as_deref(), Some("2022-09-23"));
}

#[test]
fn a_time_that_the_clocks_skip_or_repeat_wants_its_offset() {
    let plan = plan("standard \"Calls\"\n  applies to telephone\n  we will answer within 1 hour of receipt\n");
    let ask = |at: &str| plan.check(&received(at).by("telephone"), "2027-01-01".parse().expect("a date"));
    for at in ["2026-03-29T01:30", "2026-10-25T01:30"] {
        assert!(matches!(ask(at), Err(CaseError::Time { .. })), "{at}");
    }
    let due = |at: &str| iso(ask(at).expect("an answer").promises[0].due_at);
    assert_eq!(due("2026-10-25T01:30+01:00").as_deref(), Some("2026-10-25T01:30:00+00:00"));
    assert_eq!(due("2026-10-25T01:30+00:00").as_deref(), Some("2026-10-25T02:30:00+00:00"));
}

#[test]
fn due_soon_is_the_working_day_before_and_the_last_fifth() {
    let plan = plan(
        r#"
hours "Office"
  Monday to Friday 9am to 5pm
  closed on days that are not working days
standard "Letters"
  applies to letter
  we will respond within 5 working days of receipt
standard "Calls"
  applies to telephone
  we will respond within 5 hours of receipt
standard "Emails"
  applies to email
  we will respond within 5 working hours of receipt
"#,
    );
    let soon = |channel: &str, at: &str, now: &str| {
        let outcome = check(&plan, &received(at).by(channel), now);
        assert_eq!(outcome.promises[0].status, Status::Running);
        outcome.promises[0].due_soon
    };
    // Due on Monday 16 March: soon from Friday.
    assert!(!soon("letter", "2026-03-09", "2026-03-12T23:59:59"));
    assert!(soon("letter", "2026-03-09", "2026-03-13T00:00"));
    assert!(soon("letter", "2026-03-09", "2026-03-16T23:59:59"));
    assert!(!soon("telephone", "2026-03-09T10:00", "2026-03-09T13:59:59"));
    assert!(soon("telephone", "2026-03-09T10:00", "2026-03-09T14:00"));
    // Four of the five hours are over at 1pm on Tuesday; the night does not count.
    assert!(!soon("email", "2026-03-09T16:00", "2026-03-10T11:59"));
    assert!(soon("email", "2026-03-09T16:00", "2026-03-10T12:00"));
}

proptest! {
    /// Every answer is worked out from the whole list of events, so that their order says nothing; and whatever the
    /// events are, there is an answer or a sentence, never a panic.
    #[test]
    fn the_order_of_events_does_not_matter(
        events in prop::collection::vec((0usize..6, 0i64..4_000, 0u8..4), 0..8),
        seed in any::<u64>(),
        now in 0i64..5_000,
    ) {
        thread_local!(static PLAN: Plan = plan(COMPLAINTS));
        let names = ["acknowledged", "responded", "escalated", "held", "received", "seen"];
        let start: chrono::NaiveDateTime = "2026-01-05T09:00:00".parse().expect("a time");
        let hours = |n: i64| bywhen::When::Local(start + chrono::Duration::hours(n));
        let mut case = Case::received(hours(0)).kind("complaint");
        for (name, at, stage) in &events {
            let stage = (*stage > 0).then_some(*stage);
            case.events.push(bywhen::Event { stage, ..bywhen::Event::named(names[*name], hours(*at)) });
        }
        let mut shuffled = case.clone();
        let len = shuffled.events.len();
        for i in 0..len {
            shuffled.events.swap(i, (seed.rotate_left(i as u32) as usize) % len);
        }
        PLAN.with(|plan| {
            let one = plan.explain(&case, hours(now));
            let other = plan.explain(&shuffled, hours(now));
            match (&one, &other) {
                (Err(_), Err(_)) => {}
                _ => assert_eq!(one, other),
            }
        });
    }
}

/// A fact that was not given is taken as no wherever a charter asks for it, also after `unless`.
#[test]
fn a_fact_that_was_not_given_is_no_in_an_extension_too() {
    let plan = plan(
        r#"fact "urgent" "somebody is in danger"

standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
    may extend by up to 10 working days, if not urgent, if told before the due date
"#,
    );
    let case = received("2026-03-02").by("letter").event("extended", "2026-03-10".parse().expect("a day"));
    let outcome = check(&plan, &case, "2026-03-11");
    assert_eq!(told(&outcome), ["letters/respond: 2026-03-30 running"]);
    assert_eq!(outcome.case.assumed, ["urgent"]);
    let outcome = check(&plan, &case.fact("urgent", true), "2026-03-11");
    assert_eq!(told(&outcome), ["letters/respond: 2026-03-16 running"]);
}

/// Of a contact of which only the day is known, it is taken that it came in time, and the outcome says so.
#[test]
fn a_time_of_receipt_that_decides_and_was_not_given_is_assumed() {
    let plan = plan(
        r#"standard "Letters"
  applies to letter
  we will respond
    within 1 working day of receipt if received before 3pm
    within 2 working days of receipt
"#,
    );
    let outcome = check(&plan, &received("2026-03-02").by("letter"), "2026-03-02");
    assert_eq!(told(&outcome), ["letters/respond: 2026-03-03 running"]);
    assert_eq!(outcome.case.assumed, ["time-received"]);
    let outcome = check(&plan, &received("2026-03-02T15:00").by("letter"), "2026-03-02");
    assert_eq!(told(&outcome), ["letters/respond: 2026-03-04 running"]);
    assert!(outcome.case.assumed.is_empty());
}

/// One table has the day and another the time of the same receipt: the day alone is not an earlier contact.
#[test]
fn a_day_that_is_also_told_with_its_time_says_nothing_more() {
    let plan = plan(
        r#"hours "Desk"
  Monday to Friday 9am to 5pm

standard "Emails"
  applies to email
  we will respond within 4 working hours of receipt
"#,
    );
    let case = received("2026-03-02").by("email").event("received", "2026-03-02T14:00".parse().expect("a time"));
    let outcome = check(&plan, &case, "2026-03-02T15:00");
    assert_eq!(iso(outcome.promises[0].due_at).as_deref(), Some("2026-03-03T10:00:00+00:00"));
}

/// A holding reply that is not owed starts no clock.
#[test]
fn nothing_counts_from_a_holding_reply_that_was_not_needed() {
    let plan = plan(
        r#"standard "Letters"
  applies to letter
  we will respond within 5 working days of receipt
    otherwise we will hold by then
  we will update within 5 working days of "held"
"#,
    );
    let answered = received("2026-03-02").by("letter").event("responded", "2026-03-04".parse().expect("a day"));
    assert_eq!(
        told(&check(&plan, &answered, "2026-05-01")),
        ["letters/respond: 2026-03-09 met", "letters/update: - waiting"]
    );
    assert_eq!(
        told(&check(&plan, &received("2026-03-02").by("letter"), "2026-03-03")),
        [
            "letters/respond: 2026-03-09 running",
            "letters/hold: 2026-03-09 running",
            "letters/update: 2026-03-16 running, awaiting held"
        ]
    );
}
