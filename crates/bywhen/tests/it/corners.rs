//! Corners in which an answer was once wrong. Every date was found by hand.

use crate::support::{iso, plan_of, texts};
use bywhen::engine::outcome::{LateBy, NotCountedBecause, PromiseOutcome};
use bywhen::{Case, CompileOptions, Event, Family, Outcome, Plan, Status};

const HEAD: &str = r#"charter "Test"
  id test
  version 1
  in force from 1 January 1990
"#;

/// Monday to Friday, the bank holidays of England and Wales, and receipt as it comes.
const CALENDAR: &str = r#"calendar "working days"
  Monday to Friday
  except bank holidays in England and Wales
  the day of receipt is day 0, whenever it came
"#;

/// A charter with the usual calendar.
fn plan(body: &str) -> Plan {
    plan_of(&format!("{HEAD}\n{CALENDAR}\n{body}"))
}

fn when(text: &str) -> bywhen::When {
    text.parse().expect("a time")
}

/// `received=2026-03-02 escalated=2026-05-05`, any number of events; `extended=2026-05-04,until=2026-05-15,reason=x`.
fn case(events: &str) -> Case {
    let mut case = Case::default().by("letter");
    for event in events.split_whitespace() {
        let mut parts = event.split(',');
        let (name, at) = parts.next().and_then(|part| part.split_once('=')).expect("an event");
        let mut event = Event::named(name, when(at));
        for part in parts {
            match part.split_once('=') {
                Some(("until", until)) => event.until = Some(when(until)),
                Some(("reason", reason)) => event.reason = Some(reason.to_owned()),
                _ => panic!("{part}"),
            }
        }
        case.events.push(event);
    }
    case
}

fn check(plan: &Plan, events: &str, at: &str) -> Outcome {
    let case = case(events);
    let outcome = plan.check(&case, when(at)).expect("an answer");
    plan.explain(&case, when(at)).expect("an explained answer");
    outcome
}

fn find<'o>(outcome: &'o Outcome, id: &str) -> &'o PromiseOutcome {
    let found = outcome.promises.iter().find(|promise| promise.id.ends_with(id));
    found.unwrap_or_else(|| panic!("no {id} in {:?}", outcome.promises.iter().map(|p| &p.id).collect::<Vec<_>>()))
}

/// `2026-05-19 running`, with `-` where there is no date.
fn stands(outcome: &Outcome, id: &str) -> String {
    let promise = find(outcome, id);
    format!("{} {}", iso(promise.due).as_deref().unwrap_or("-"), promise.status.word())
}

fn due_at(plan: &Plan, events: &str, id: &str) -> String {
    let at = events.split_whitespace().find_map(|event| event.strip_prefix("received=")).expect("a receipt");
    iso(find(&check(plan, events, at), id).due_at).expect("a date")
}

fn letters(limit: &str) -> String {
    format!("standard \"Letters\"\n  applies to letter\n  we will respond {limit}\n")
}

#[test]
fn a_request_of_the_day_of_receipt_came_after_the_receipt() {
    let family = Family::bundled("oxfordshire-county-council").expect("a family");
    let plan = family.version("2010").expect("a version").plan(&CompileOptions::default()).expect("a plan");
    let mut complaint = case("received=2012-09-24T12:24 escalated=2012-09-24");
    (complaint.kind, complaint.channel) = (Some("complaint".to_owned()), None);
    let outcome = plan.check(&complaint, when("2012-12-05")).expect("an answer");
    assert_eq!(stands(&outcome, "stage-1/acknowledge"), "2012-10-01 overdue");
    assert_eq!(find(&outcome, "stage-1/acknowledge").late_by, Some(LateBy::WorkingDays(47)));
}

/// Receipt is stage 1, always: what names another is the receipt all the same, whether a stage was asked for or not.
#[test]
fn a_receipt_that_names_a_stage_is_the_receipt() {
    let body = "standard \"C\"\n  applies to letter\n  stage 1\n    we will respond within 5 working days of receipt\n  \
                stage 2 if the customer asks\n    we will respond within 5 working days of the request\n";
    let plan = plan(body);
    for events in ["stage-2/received=2026-03-02", "stage-2/received=2026-03-02 escalated=2026-03-05"] {
        let outcome = check(&plan, events, "2026-03-06");
        assert_eq!(iso(find(&outcome, "c/stage-1/respond").due).as_deref(), Some("2026-03-09"), "{events}");
    }
}

/// An event of the day of a request belongs to the stage before unless that had such an event *before*: one that names the
/// stage and comes later does not make the answer of that day another stage's, and what was in time late.
#[test]
fn a_later_event_that_names_its_stage_leaves_the_day_of_the_request_alone() {
    let body = "standard \"C\"\n  applies to letter\n  stage 1\n    we will respond within 10 working days of receipt\n  \
                stage 2 if the customer asks\n    we will respond within 10 working days of the request\n";
    let plan = plan(body);
    let events = "received=2026-03-02T09:00 responded=2026-03-04T09:45 escalated=2026-03-04";
    for later in ["", " stage-1/responded=2026-05-06T13:00"] {
        let outcome = check(&plan, &format!("{events}{later}"), "2026-06-01");
        let answer = find(&outcome, "c/stage-1/respond");
        assert_eq!(
            (answer.status, iso(answer.done_at).as_deref()),
            (Status::Met, Some("2026-03-04T09:45:00+00:00")),
            "{later}"
        );
    }
}

#[test]
fn time_does_not_run_out_on_the_day_to_which_it_rolled_while_the_clock_stands_still() {
    let body = |end: &str, hours: &str| {
        format!(
            "{hours}\nevent \"asked\"\nevent \"answered so\" by the customer\nstandard \"Letters\"\n  applies to letter\n  we will respond within 1 month of receipt rolling to the next working day{end}\n    the clock stops from \"asked\" until \"answered so\", only the last day included\n"
        )
    };
    let rolled = plan(&body("", ""));
    // The month ends on Saturday 28 February and rolls to Monday 2 March.
    assert_eq!(stands(&check(&rolled, "received=2026-01-28", "2026-02-01"), "respond"), "2026-03-02 running");
    for asked in ["2026-02-28", "2026-03-02"] {
        let events = format!("received=2026-01-28 asked={asked} answered-so=2026-03-09");
        assert_eq!(stands(&check(&rolled, &events, "2026-03-10"), "respond"), "2026-03-09 overdue", "{asked}");
        assert_eq!(stands(&check(&rolled, &events, "2026-03-09"), "respond"), "2026-03-09 running", "{asked}");
    }
    // From the 31st the month is cut to 28 February, and rolls as well.
    let events = "received=2026-01-31 asked=2026-03-02 answered-so=2026-03-09";
    assert_eq!(stands(&check(&rolled, events, "2026-03-09"), "respond"), "2026-03-09 running");
    // What ends at four goes on for the next working day where the clock goes on at five.
    let at_four = plan(&body(", by 4pm", ""));
    let events = "received=2026-01-28 asked=2026-03-02T10:00 answered-so=2026-03-09T17:00";
    let outcome = check(&at_four, events, "2026-03-09T18:00");
    assert_eq!(iso(find(&outcome, "respond").due_at).as_deref(), Some("2026-03-10T16:00:00+00:00"));
    let events = "received=2026-01-28 asked=2026-03-02T10:00 answered-so=2026-03-09T15:00";
    let outcome = check(&at_four, events, "2026-03-09T15:30");
    assert_eq!(iso(find(&outcome, "respond").due_at).as_deref(), Some("2026-03-09T16:00:00+00:00"));
}

#[test]
fn a_clock_that_goes_on_and_stops_at_one_moment_stops_again() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 5 working days of receipt\n",
    );
    let once = "received=2026-05-05 paused=2026-05-06 resumed=2026-05-13";
    let twice = "received=2026-05-05 paused=2026-05-06 resumed=2026-05-08 paused=2026-05-08 resumed=2026-05-13";
    for events in [once, twice] {
        // Tuesday 5 May; 7, 8, 11, 12 and 13 May are lost.
        assert_eq!(stands(&check(&plan, events, "2026-05-15"), "respond"), "2026-05-19 running", "{events}");
    }
    assert_eq!(
        stands(
            &check(&plan, "received=2026-05-05 paused=2026-05-06 resumed=2026-05-08 paused=2026-05-08", "2026-05-12"),
            "respond"
        ),
        "- stopped"
    );
}

#[test]
fn the_next_day_is_the_next_day_of_the_week() {
    let calendar = |closed: &str| {
        format!(
            "{HEAD}\ncalendar \"working days\"\n  Monday to Friday\n  received from 5:30pm counts as the next day\n  {closed}\n"
        )
    };
    let as_it_is = plan_of(
        &(calendar("received on a closed day counts as that day") + &letters("within 1 working day of receipt")),
    );
    // Friday 14 July 2017, late: Saturday's, so that Monday is day 1. A contact of Saturday is due on Monday too.
    assert_eq!(due_at(&as_it_is, "received=2017-07-14T22:00", "respond"), "2017-07-17T23:59:59+01:00");
    assert_eq!(due_at(&as_it_is, "received=2017-07-15T10:00", "respond"), "2017-07-17T23:59:59+01:00");
    // Where what comes on a closed day counts as Monday's, so does what counts as Saturday's, in one move.
    let moved = plan_of(
        &(calendar("received on a closed day counts as the next working day")
            + &letters("within 1 working day of receipt")),
    );
    assert_eq!(due_at(&moved, "received=2017-07-14T22:00", "respond"), "2017-07-18T23:59:59+01:00");
    assert_eq!(due_at(&moved, "received=2017-07-15T22:00", "respond"), "2017-07-18T23:59:59+01:00");
    // In the middle of the week the next day is a working day.
    assert_eq!(due_at(&as_it_is, "received=2017-07-12T22:00", "respond"), "2017-07-14T23:59:59+01:00");
}

#[test]
fn a_cut_off_moves_nothing_that_is_counted_back_to() {
    let text = format!(
        "{HEAD}\ncalendar \"working days\"\n  Monday to Friday\n  received after 5pm counts as the next working day\n  received on a closed day counts as that day\nevent \"hearing\" by the customer\nstandard \"Letters\"\n  applies to letter\n  we will send at least 1 working day before \"hearing\"\n"
    );
    let outcome = check(&plan_of(&text), "received=2015-10-01T09:00 hearing=2015-10-14T21:54", "2015-10-15");
    assert_eq!(stands(&outcome, "send"), "2015-10-13 overdue");
}

#[test]
fn what_is_owed_again_and_again() {
    let plan = plan(
        "event \"closing day\" known beforehand\nstandard \"Letters\"\n  applies to letter\n  we will update every 5 working days until responded\nstandard \"Emails\"\n  applies to email\n  we will update every 5 working days until \"closing day\"\n",
    );
    // An end that is fixed and still to come has not ended it.
    let mut email = case("received=2026-05-05 closing-day=2026-12-01");
    email.channel = Some("email".to_owned());
    let outcome = plan.check(&email, when("2026-05-06")).expect("an answer");
    assert_eq!(stands(&outcome, "update"), "2026-05-12 running");
    assert_eq!(outcome.promises[0].done_at, None);
    // What was done before the beginning does not start it.
    let outcome = check(&plan, "received=2026-05-05T09:00 updated=2026-05-01T09:00", "2026-05-06");
    assert_eq!(stands(&outcome, "update"), "2026-05-12 running");
    assert_eq!(find(&outcome, "update").counted_from.as_ref().map(|from| from.event.as_str()), Some("received"));
    // The last update is what it counts from.
    let outcome = check(&plan, "received=2026-05-05T09:00 updated=2026-05-11T09:00", "2026-05-12");
    assert_eq!(stands(&outcome, "update"), "2026-05-18 running");
    let from = find(&outcome, "update").counted_from.clone().expect("a start");
    assert_eq!((from.event.as_str(), iso(from.at).as_deref()), ("updated", Some("2026-05-11T09:00:00+01:00")));
    // Ended in time: the deed is the last update, and there is none where none fell due.
    let outcome =
        check(&plan, "received=2026-05-05T09:00 updated=2026-05-11T09:00 responded=2026-05-18T09:00", "2026-06-01");
    assert_eq!(stands(&outcome, "update"), "2026-05-18 met");
    assert_eq!(iso(find(&outcome, "update").done_at).as_deref(), Some("2026-05-11T09:00:00+01:00"));
    let outcome = check(&plan, "received=2026-05-05T09:00 responded=2026-05-08T09:00", "2026-06-01");
    assert_eq!(
        (stands(&outcome, "update"), iso(find(&outcome, "update").done_at)),
        ("2026-05-12 met".to_owned(), None)
    );
    // Too late by two working days: the deed that was late, and what it was late for.
    let events =
        "received=2026-05-05T09:00 updated=2026-05-14T09:00 updated=2026-05-20T09:00 responded=2026-05-21T09:00";
    let outcome = check(&plan, events, "2026-06-01");
    assert_eq!(stands(&outcome, "update"), "2026-05-12 late");
    let update = find(&outcome, "update");
    assert_eq!(
        (iso(update.done_at).as_deref(), update.late_by),
        (Some("2026-05-14T09:00:00+01:00"), Some(LateBy::WorkingDays(2)))
    );
    // Never done: lateness is that of the end.
    let outcome = check(&plan, "received=2026-05-05T09:00 responded=2026-05-20T09:00", "2026-06-01");
    let update = find(&outcome, "update");
    assert_eq!(
        (update.status, iso(update.done_at), update.late_by),
        (Status::Late, None, Some(LateBy::WorkingDays(6)))
    );
}

#[test]
fn midnight_belongs_to_the_day_that_it_ends() {
    let day = plan(&letters("within 24 hours of receipt on working days only"));
    // Saturday 28 March 2026 at 11am: all of Monday 30 March.
    let outcome = check(&day, "received=2026-03-28T11:00", "2026-03-28T12:00");
    let promise = find(&outcome, "respond");
    assert_eq!(
        (iso(promise.due).as_deref(), iso(promise.due_at).as_deref()),
        (Some("2026-03-30"), Some("2026-03-31T00:00:00+01:00"))
    );
    // What counts in days from that date counts from Monday.
    let body = "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 24 hours of receipt on working days only\n  we will respond within 1 working day of our acknowledgement\n";
    let outcome = check(&plan(body), "received=2026-03-28T11:00", "2026-03-28T12:00");
    assert_eq!(stands(&outcome, "respond"), "2026-03-31 running");
}

#[test]
fn hours_from_a_day_count_from_its_midnight() {
    let plan = plan(&letters("within 4 hours of the next working day after receipt"));
    // Received on Tuesday 5 May 2026: Wednesday ends at midnight.
    assert_eq!(due_at(&plan, "received=2026-05-05T10:00", "respond"), "2026-05-07T04:00:00+01:00");
    let met = check(&plan, "received=2026-05-05T10:00 responded=2026-05-07T04:00", "2026-05-08");
    assert_eq!(stands(&met, "respond"), "2026-05-07 met");
}

#[test]
fn back_from_what_is_not_known_nothing_is_in_time() {
    let plan = plan(
        "event \"badge expiry\" known beforehand\nstandard \"Badges\"\n  applies to letter\n  we ask for receipt at least 12 weeks before \"badge expiry\"\n",
    );
    assert_eq!(stands(&check(&plan, "received=2026-05-05", "2026-05-06"), "ask-for-receipt"), "- waiting");
    assert_eq!(
        stands(&check(&plan, "received=2026-05-05 badge-expiry=2026-12-01", "2026-05-06"), "ask-for-receipt"),
        "2026-09-08 met"
    );
}

#[test]
fn a_case_that_is_reopened_after_an_answer_in_time_starts_again() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  we will finally respond within 5 working days of receipt\n    the clock starts again at \"reopened\"\n",
    );
    // Answered on day 3, reopened three weeks later, answered again on the third day from then.
    let events = "received=2026-05-05 responded=2026-05-08 reopened=2026-06-01 responded=2026-06-04";
    let outcome = check(&plan, events, "2026-06-10");
    assert_eq!(stands(&outcome, "finally-respond"), "2026-06-08 met");
    // Answered too late at first: the time had run out.
    let events = "received=2026-05-05 responded=2026-05-29 reopened=2026-06-01 responded=2026-06-04";
    assert_eq!(stands(&check(&plan, events, "2026-06-10"), "finally-respond"), "2026-05-12 late");
}

#[test]
fn a_case_is_not_reopened_before_it_was_resolved() {
    let plan =
        plan("standard \"Letters\"\n  applies to letter\n  we will finally resolve within 5 working days of receipt\n");
    let outcome = check(&plan, "received=2026-05-05 resolved=2026-05-08 reopened=2026-05-08", "2026-05-09");
    assert_eq!(stands(&outcome, "finally-resolve"), "2026-05-12 running");
    // Resolved before, reopened and resolved again on one day.
    let outcome =
        check(&plan, "received=2026-05-05 resolved=2026-05-06 reopened=2026-05-08 resolved=2026-05-08", "2026-05-09");
    assert_eq!(stands(&outcome, "finally-resolve"), "2026-05-12 met");
}

#[test]
fn extensions_roll_once_and_months_add_up() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will respond within 30 calendar days of receipt rolling to the next working day\n    may extend by 30 calendar days rolling to the next working day, if told before the due date\n";
    let outcome = check(&plan(body), "received=2026-02-27 extended=2026-03-10", "2026-03-11");
    // Thirty days end on Sunday 29 March, sixty on Tuesday 28 April.
    assert_eq!(stands(&outcome, "respond"), "2026-04-28 running");
    let body = "standard \"Letters\"\n  applies to letter\n  we will respond within 1 month of receipt, whatever day that is\n    may extend by 1 month whatever day that is, twice, if told before the due date\n";
    let outcome = check(&plan(body), "received=2026-12-31 extended=2027-01-10 extended=2027-01-11", "2027-01-12");
    assert_eq!(stands(&outcome, "respond"), "2027-03-31 running");
    // By working days from the day to which it rolled: Monday 30 March, and ten from there are over Easter.
    let body = "standard \"Letters\"\n  applies to letter\n  we will respond within 30 calendar days of receipt rolling to the next working day\n    may extend by 10 working days, if told before the due date\n";
    let outcome = check(&plan(body), "received=2026-02-27 extended=2026-03-10", "2026-03-11");
    assert_eq!(stands(&outcome, "respond"), "2026-04-15 running");
}

#[test]
fn a_date_that_is_given_with_its_time_ends_at_that_time() {
    let plan = plan(
        "event \"automatic reply\"\nstandard \"Letters\"\n  applies to letter\n  we will respond by the date given with \"automatic reply\"\n",
    );
    let outcome = check(&plan, "received=2011-07-01 automatic-reply=2011-07-01,until=2011-07-05T06:55", "2011-07-02");
    assert_eq!(iso(find(&outcome, "respond").due_at).as_deref(), Some("2011-07-05T06:55:00+01:00"));
    let outcome = check(&plan, "received=2011-07-01 automatic-reply=2011-07-01,until=2011-07-05", "2011-07-02");
    assert_eq!(iso(find(&outcome, "respond").due_at).as_deref(), Some("2011-07-05T23:59:59+01:00"));
}

fn because(outcome: &Outcome, id: &str) -> Vec<(String, NotCountedBecause)> {
    find(outcome, id).not_counted.iter().map(|one| (one.at.to_string(), one.because)).collect()
}

#[test]
fn a_notice_that_does_not_count_is_named_and_one_that_does_can_be_taken_back() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt\n    may extend to the date we give, once, for \"complex\", if told before the due date\n";
    let plan = plan(body);
    let told = |events: &str| check(&plan, &format!("received=2026-05-05 {events}"), "2026-06-20");
    // Twenty working days from Tuesday 5 May end on Wednesday 3 June: 25 May is a bank holiday.
    let late = told("extended=2026-06-08,until=2026-07-01,reason=complex");
    assert_eq!(stands(&late, "respond"), "2026-06-03 overdue");
    assert_eq!(because(&late, "respond"), [("2026-06-08".to_owned(), NotCountedBecause::ToldTooLate)]);
    let reason = told("extended=2026-05-20,until=2026-07-01,reason=busy");
    assert_eq!(because(&reason, "respond"), [("2026-05-20".to_owned(), NotCountedBecause::NotAllowed)]);
    let twice =
        told("extended=2026-05-20,until=2026-07-01,reason=complex extended=2026-05-21,until=2026-07-08,reason=complex");
    assert_eq!(stands(&twice, "respond"), "2026-07-01 running");
    assert_eq!(because(&twice, "respond"), [("2026-05-21".to_owned(), NotCountedBecause::AlreadyExtended)]);
    let corrected =
        told("extended=2026-05-20,until=2026-07-10,reason=complex extension-corrected=2026-05-22,until=2026-07-01");
    assert_eq!(stands(&corrected, "respond"), "2026-07-01 running");
    let withdrawn = told("extended=2026-05-20,until=2026-07-01,reason=complex extension-withdrawn=2026-05-22");
    assert_eq!(stands(&withdrawn, "respond"), "2026-06-03 overdue");
    assert_eq!(because(&withdrawn, "respond"), [("2026-05-20".to_owned(), NotCountedBecause::Withdrawn)]);
    // Taken back, it may be given again.
    let again = told(
        "extended=2026-05-20,until=2026-07-01,reason=complex extension-withdrawn=2026-05-22 extended=2026-05-26,until=2026-06-24,reason=complex",
    );
    assert_eq!(stands(&again, "respond"), "2026-06-24 running");
}

#[test]
fn whichever_came_first_keeps_an_acknowledgement() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 2 working days of receipt\n  we will respond within 10 working days of receipt\n",
    );
    let outcome = check(&plan, "received=2026-05-05 responded=2026-05-06 acknowledged=2026-05-12", "2026-06-01");
    assert_eq!(stands(&outcome, "acknowledge"), "2026-05-07 met");
    assert_eq!(find(&outcome, "acknowledge").done_by.as_deref(), Some("responded"));
    let outcome = check(&plan, "received=2026-05-05 responded=2026-05-06", "2026-06-01");
    assert_eq!(stands(&outcome, "acknowledge"), "2026-05-07 met");
}

const ESCALATION: &str = "standard \"Letters\"\n  applies to letter\n  stage 1\n    we will respond within 10 working days of receipt\n  stage 2 if the customer asks within 28 calendar days of our response, whatever day that is";

#[test]
fn nobody_is_late_for_a_time_that_has_not_begun() {
    let stage_2 = "\n    we will respond within 20 working days of the request\n";
    for refused in ["", ", later requests are refused"] {
        let plan = plan(&format!("{ESCALATION}{refused}{stage_2}"));
        let outcome = check(&plan, "received=2026-03-02 escalated=2026-05-05", "2026-05-06");
        assert_eq!(stands(&outcome, "stage-2/escalate"), "- met", "{refused}");
        assert_eq!(stands(&outcome, "stage-2/respond"), "2026-06-03 running", "{refused}");
        // Our answer is overdue since 16 March: until it comes there is no date by which to ask.
        let outcome = check(&plan, "received=2026-03-02", "2026-05-06");
        assert_eq!(stands(&outcome, "stage-2/escalate"), "- waiting");
        let outcome = check(&plan, "received=2026-03-02", "2026-03-16");
        assert_eq!(stands(&outcome, "stage-2/escalate"), "2026-04-13 running");
    }
}

#[test]
fn events_belong_to_the_stage_in_which_they_make_sense() {
    let plan = plan(&format!(
        "{ESCALATION}\n    we will acknowledge within 3 working days of the request\n    we will respond within 20 working days of the request\n  stage 3 if the customer asks within 28 calendar days of our response, whatever day that is\n    we will respond within 20 working days of the request\n"
    ));
    // The answer first, in every stage.
    let outcome = check(
        &plan,
        "received=2026-03-02 responded=2026-03-05 escalated=2026-03-10 responded=2026-03-20 escalated=2026-03-20",
        "2026-03-25",
    );
    assert_eq!(stands(&outcome, "stage-2/respond"), "2026-04-09 met");
    assert_eq!(iso(find(&outcome, "stage-2/respond").done_at).as_deref(), Some("2026-03-20"));
    assert_eq!(stands(&outcome, "stage-3/respond"), "2026-04-21 running");
    // A stage that was answered has nothing left to acknowledge.
    let outcome = check(
        &plan,
        "received=2026-03-02 responded=2026-03-05 escalated=2026-03-10 acknowledged=2026-03-10 responded=2026-03-25",
        "2026-04-01",
    );
    assert_eq!(stands(&outcome, "stage-2/acknowledge"), "2026-03-13 met");
    assert_eq!(iso(find(&outcome, "stage-2/acknowledge").done_at).as_deref(), Some("2026-03-10"));
}

#[test]
fn after_a_refused_request_everything_is_still_of_the_stage_before() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  stage 1\n    we will respond within 10 working days of receipt\n    we will inspect within 40 working days of receipt\n  stage 2 if the customer asks within 14 calendar days of our response, whatever day that is, later requests are refused\n    we will inspect within 20 working days of the request\n",
    );
    let outcome = check(
        &plan,
        "received=2026-03-02 responded=2026-03-05 escalated=2026-04-01 inspected=2026-04-10",
        "2026-06-01",
    );
    assert_eq!(stands(&outcome, "stage-1/inspect"), "2026-04-29 met");
    assert_eq!(stands(&outcome, "stage-2/escalate"), "2026-03-19 lapsed");
    assert_eq!(because(&outcome, "stage-2/escalate"), [("2026-04-01".to_owned(), NotCountedBecause::AskedTooLate)]);
    assert_eq!(stands(&outcome, "stage-2/inspect"), "- waiting");
}

#[test]
fn a_day_beside_a_time_is_one_event_where_the_two_say_the_same() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will respond within 20 working days of receipt\n    may extend by 10 working days, twice, if told before the due date\n";
    // Twenty working days end on Wednesday 3 June; a first notice puts it off by ten, to 17 June; the second gives 19 June.
    let two = check(
        &plan(body),
        "received=2026-05-05 extended=2026-06-03 extended=2026-06-03T15:00,until=2026-06-19",
        "2026-06-04",
    );
    assert_eq!(stands(&two, "respond"), "2026-06-19 running");
    let one = check(&plan(body), "received=2026-05-05 extended=2026-06-03 extended=2026-06-03T15:00", "2026-06-04");
    assert_eq!(stands(&one, "respond"), "2026-06-17 running");
}

#[test]
fn every_part_that_waits_for_us_marks_the_date() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 5 working days of receipt\n  we will respond by the later of 14 working days after receipt and 7 working days after our acknowledgement\n";
    let outcome = check(&plan(body), "received=2026-07-02", "2026-07-03");
    assert_eq!(stands(&outcome, "respond"), "2026-07-22 running");
    assert_eq!(texts(&find(&outcome, "respond").provisional), ["awaiting acknowledged"]);
    let outcome = check(&plan(body), "received=2026-07-02 acknowledged=2026-07-17", "2026-07-18");
    assert_eq!(stands(&outcome, "respond"), "2026-07-28 running");
}

#[test]
fn what_is_done_is_judged_by_what_had_happened_then() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 2 working days of receipt\n  we will respond within 10 working days of receipt\n  we will visit within 5 working days of our acknowledgement\n  we will inspect within 2 working days of receipt\n  we will repair within 5 working days of \"inspected\"\n";
    let plan = plan(body);
    // The answer stands for the acknowledgement, which was due on 7 May; nothing is awaited any more.
    let outcome = check(&plan, "received=2026-05-05 responded=2026-05-06 visited=2026-05-11", "2026-06-01");
    assert_eq!(stands(&outcome, "visit"), "2026-05-14 met");
    let outcome = check(&plan, "received=2026-05-05 responded=2026-05-06", "2026-05-10");
    assert_eq!(stands(&outcome, "visit"), "2026-05-14 running");
    assert!(find(&outcome, "visit").provisional.is_empty());
    // Repaired before anybody had inspected: late, and an inspection afterwards does not make it otherwise.
    for later in ["", " inspected=2026-05-25"] {
        let outcome = check(&plan, &format!("received=2026-05-05 repaired=2026-05-22{later}"), "2026-06-01");
        assert_eq!(stands(&outcome, "repair"), "2026-05-14 late", "{later}");
    }
}

#[test]
fn a_window_that_opens_later() {
    let window = |tail: &str| {
        plan(&format!(
            "standard \"Letters\"\n  applies to letter\n  stage 1\n    we will respond within 30 working days of receipt\n  stage 2 if the customer asks from 21 calendar days after receipt{tail}\n    we will respond within 10 working days of the request\n"
        ))
    };
    let plan = window(", for 10 working days");
    // Opens on Tuesday 26 May and ends ten working days later, on Tuesday 9 June.
    let outcome = check(&plan, "received=2026-05-05", "2026-05-06");
    let window_outcome = find(&outcome, "escalate");
    assert_eq!(
        (iso(window_outcome.opens).as_deref(), iso(window_outcome.opens_at).as_deref()),
        (Some("2026-05-26"), Some("2026-05-26T00:00:00+01:00"))
    );
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 waiting");
    assert_eq!(iso(outcome.next_change_at).as_deref(), Some("2026-05-26T00:00:00+01:00"));
    // Too early: it waits, and opens the stage on the day on which the time begins.
    let early = "received=2026-05-05 escalated=2026-05-14";
    let outcome = check(&plan, early, "2026-05-15");
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 early");
    assert_eq!(stands(&outcome, "stage-2/respond"), "- waiting");
    let outcome = check(&plan, early, "2026-05-27");
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 met");
    assert_eq!(stands(&outcome, "stage-2/respond"), "2026-06-09 running");
    // Opened without an end.
    let open = window("");
    assert_eq!(stands(&check(&open, "received=2026-05-05", "2026-05-06"), "escalate"), "- waiting");
    assert_eq!(stands(&check(&open, "received=2026-05-05", "2026-05-27"), "escalate"), "- running");
    assert_eq!(stands(&check(&open, "received=2026-05-05 escalated=2026-05-28", "2026-05-29"), "escalate"), "- met");
}

#[test]
fn a_calendar_that_ends_leaves_one_promise_without_a_date_and_no_other() {
    let text = format!(
        "{HEAD}\ncalendar \"school days\"\n  Monday to Friday\n  open only from 4 January 2012 to 20 July 2012\n  the day of receipt is day 0, whenever it came\n{}\nstandard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n  we will acknowledge within 5 working days of receipt\n  we will respond within 20 working days of receipt in \"school days\"\n",
        CALENDAR
    );
    let outcome = check(&plan_of(&text), "received=2013-02-04", "2013-02-05");
    assert_eq!(stands(&outcome, "acknowledge"), "2013-02-11 running");
    assert_eq!(stands(&outcome, "respond"), "- waiting");
    assert_eq!(texts(&find(&outcome, "respond").provisional), ["calendar ends 2012-07-20"]);
    // Three working days before Thursday 5 January 2012 would be before its first, Wednesday the 4th.
    let back = text.replace("within 20 working days of receipt in", "at least 3 working days before \"hearing\" in");
    let back = back.replace("standard \"Letters\"", "event \"hearing\" known beforehand\nstandard \"Letters\"");
    let outcome = check(&plan_of(&back), "received=2011-12-01 hearing=2012-01-05", "2011-12-02");
    assert_eq!(stands(&outcome, "acknowledge"), "2011-12-08 running");
    assert_eq!(stands(&outcome, "respond"), "- waiting");
    assert_eq!(texts(&find(&outcome, "respond").provisional), ["calendar begins 2012-01-04"]);
    // While it lasts it is counted: Monday 2 July is day 0.
    let outcome =
        check(&plan_of(&text.replace("20 working days", "10 working days")), "received=2012-07-02", "2012-07-03");
    assert_eq!(stands(&outcome, "respond"), "2012-07-16 running");
}

#[test]
fn each_part_of_a_limit_keeps_its_calendar() {
    let text = format!(
        "{HEAD}\ncalendar \"school days\"\n  Monday to Friday\n  open only from 7 January 2026 to 12 February 2026\n  open only from 23 February 2026 to 27 March 2026\n  the day of receipt is day 0, whenever it came\n{}\nstandard \"Schools\"\n  applies to letter\n  counts in \"school days\"\n  we will respond by the earlier of 20 working days after receipt and 60 working days after receipt in \"working days\"\n",
        CALENDAR
    );
    // Monday 2 February 2026: eight school days to Thursday 12 February, and twelve from Monday 23 February.
    let outcome = check(&plan_of(&text), "received=2026-02-02", "2026-02-03");
    assert_eq!(stands(&outcome, "respond"), "2026-03-10 running");
}

#[test]
fn a_form_that_says_where_it_starts_is_not_moved_by_day_1() {
    let day_1 = |limit: &str| {
        plan_of(&format!(
            "{HEAD}\ncalendar \"working days\"\n  Monday to Friday\n  except bank holidays in England and Wales\n  the day of receipt is day 1\n{}",
            letters(limit)
        ))
    };
    // Received on Tuesday 5 May 2026.
    for (limit, due) in [
        ("within 1 working day of receipt", "2026-05-05"),
        ("within 5 working days of receipt", "2026-05-11"),
        ("by the next working day after receipt", "2026-05-06"),
        ("on the second working day after receipt", "2026-05-07"),
        ("5 clear working days after receipt", "2026-05-13"),
        ("within 5 clear working days of receipt", "2026-05-12"),
        ("within 5 working days beginning with the day after receipt", "2026-05-12"),
        ("within 5 working days beginning with the day of receipt", "2026-05-11"),
        ("within 1 working day of the next working day after receipt", "2026-05-07"),
    ] {
        assert_eq!(
            stands(&check(&day_1(limit), "received=2026-05-05", "2026-05-05"), "respond"),
            format!("{due} running"),
            "{limit}"
        );
    }
}

#[test]
fn early_requests_wait_or_are_refused_or_count() {
    let window = |word: &str| {
        plan(&format!(
            "standard \"Letters\"\n  applies to letter\n  stage 1\n    we will respond within 30 working days of receipt\n  stage 2 if the customer asks from 21 calendar days after receipt, for 10 working days, early requests {word}\n    we will respond within 10 working days of the request\n"
        ))
    };
    let events = "received=2026-05-05 escalated=2026-05-14";
    let refused = window("are refused");
    assert_eq!(stands(&check(&refused, events, "2026-05-15"), "escalate"), "2026-06-09 early");
    let outcome = check(&refused, events, "2026-05-27");
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 running");
    assert_eq!(because(&outcome, "escalate"), [("2026-05-14".to_owned(), NotCountedBecause::AskedTooEarly)]);
    let outcome = check(&refused, &format!("{events} escalated=2026-05-28"), "2026-05-29");
    assert_eq!(stands(&outcome, "stage-2/respond"), "2026-06-11 running");
    let outcome = check(&window("count"), events, "2026-05-15");
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 met");
    assert_eq!(stands(&outcome, "stage-2/respond"), "2026-05-29 running");
    let outcome = check(&window("wait until then"), events, "2026-05-15");
    assert_eq!(stands(&outcome, "escalate"), "2026-06-09 early");
}

#[test]
fn lateness_stands_still_where_the_charter_says_so() {
    let overdue = |word: &str| {
        plan(&format!(
            "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included{word}\n  we will respond within 5 working days of receipt\n"
        ))
    };
    // Due on Tuesday 12 May; paused from Thursday 14 to Wednesday 20 May, answered on Friday 22.
    let events = "received=2026-05-05 paused=2026-05-14 resumed=2026-05-20 responded=2026-05-22";
    let late = |word: &str| find(&check(&overdue(word), events, "2026-06-01"), "respond").late_by;
    assert_eq!(late(""), Some(LateBy::WorkingDays(8)));
    assert_eq!(late(", even when overdue"), Some(LateBy::WorkingDays(4)));
    let open = check(&overdue(", even when overdue"), "received=2026-05-05 paused=2026-05-14", "2026-06-10");
    assert_eq!(
        (find(&open, "respond").status, find(&open, "respond").late_by),
        (Status::Overdue, Some(LateBy::WorkingDays(2)))
    );
}

#[test]
fn the_day_of_a_stop_is_enough_where_its_time_could_change_nothing() {
    let plan = plan(
        "event \"fees notice\"\nevent \"fee paid\" by the customer\nstandard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  the clock stops from \"fees notice\" until \"fee paid\", only the last day included\n  we will respond within 48 hours of receipt\n",
    );
    let answer = |events: &str, at: &str| {
        let events = format!("received=2026-03-02T10:00 {events}");
        let (case, at) = (case(&events), when(at));
        let (outcome, explained) = (plan.check(&case, at), plan.explain(&case, at));
        assert_eq!(outcome.is_ok(), explained.is_ok(), "{events}");
        outcome.map(|outcome| {
            let promise = find(&outcome, "respond");
            format!("{} {}", iso(promise.due_at).as_deref().unwrap_or("-"), promise.status.word())
        })
    };
    let refused = |events: &str, at: &str| {
        let error = answer(events, at).expect_err("the time matters");
        assert!(error.to_string().contains("the time of day is needed"), "{error}");
    };
    // Due on Wednesday 4 March at 10am: whether it stopped before then on the 4th, only the time would say.
    refused("paused=2026-03-03", "2026-03-03");
    refused("paused=2026-03-04", "2026-03-10");
    refused("paused=2026-03-03T09:00 resumed=2026-03-04", "2026-03-10");
    assert_eq!(answer("paused=2026-03-05", "2026-03-10").as_deref(), Ok("2026-03-04T10:00:00+00:00 overdue"));
    // It stood still when the letter came, and for a day of its time.
    let before = "paused=2026-03-01 resumed=2026-03-03T10:00";
    assert_eq!(answer(before, "2026-03-04").as_deref(), Ok("2026-03-05T10:00:00+00:00 running"));
    assert_eq!(answer("paused=2026-03-01", "2026-03-04").as_deref(), Ok("- stopped"));
    // Within another stop, and after the clock stood still.
    let within = "paused=2026-03-02T12:00 resumed=2026-03-04T12:00 fees-notice=2026-03-03 fee-paid=2026-03-03";
    assert_eq!(answer(within, "2026-03-05").as_deref(), Ok("2026-03-06T10:00:00+00:00 running"));
    let open = "paused=2026-03-02T12:00 fees-notice=2026-03-03";
    assert_eq!(answer(open, "2026-03-05").as_deref(), Ok("- stopped"));
}

#[test]
fn lateness_in_hours_does_not_stand_still_from_a_day_alone() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included, even when overdue\n  we will respond within 48 hours of receipt\n",
    );
    // Due on Wednesday 4 March at 10am.
    let asked =
        |events: &str| plan.check(&case(&format!("received=2026-03-02T10:00 {events}")), when("2026-03-06T12:00"));
    let late = |events: &str| find(&asked(events).expect("an answer"), "respond").late_by;
    assert_eq!(late("paused=2026-03-05T12:00"), Some(LateBy::Seconds(26 * 3600)));
    assert_eq!(late("paused=2026-03-05T12:00 resumed=2026-03-06T10:00"), Some(LateBy::Seconds(28 * 3600)));
    assert!(asked("paused=2026-03-05").is_err());
    assert!(asked("paused=2026-03-05T12:00 resumed=2026-03-06").is_err());
}

#[test]
fn a_date_that_was_given_is_known_while_the_clock_stands_still() {
    let by_notice = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 5 working days of receipt\n    may extend to the date we give, by up to 10 working days, if told before the due date\n",
    );
    // Due on Monday 9 March, and at the latest on Monday 23 March.
    let events = "received=2026-03-02 extended=2026-03-05,until=2026-03-20 paused=2026-03-16";
    assert_eq!(stands(&check(&by_notice, events, "2026-03-17"), "respond"), "2026-03-20 running");
    assert_eq!(stands(&check(&by_notice, events, "2026-03-24"), "respond"), "2026-03-20 overdue");
    let resumed = format!("{events} resumed=2026-03-24");
    assert_eq!(stands(&check(&by_notice, &resumed, "2026-03-24"), "respond"), "2026-03-20 overdue");
    // Of a date beyond the cap, that date until it is known how long the clock stood still: 17 to 24 March are six days.
    let events = "received=2026-03-02 extended=2026-03-05,until=2026-04-20 paused=2026-03-16";
    assert_eq!(stands(&check(&by_notice, events, "2026-03-17"), "respond"), "2026-04-20 running");
    let resumed = format!("{events} resumed=2026-03-24");
    assert_eq!(stands(&check(&by_notice, &resumed, "2026-03-24"), "respond"), "2026-03-31 running");

    // Nothing stops a count back: four working days before a hearing on Thursday 9 April are Wednesday 1 April, over Good Friday
    // and Easter Monday.
    let of_two = |which: &str| {
        plan(&format!(
            "event \"hearing\" known beforehand\nstandard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond by the {which} of 10 working days after receipt and 4 working days before \"hearing\"\n"
        ))
    };
    let events = "received=2026-03-02 hearing=2026-04-09 paused=2026-03-10";
    assert_eq!(stands(&check(&of_two("earlier"), events, "2026-03-11"), "respond"), "2026-04-01 running");
    assert_eq!(stands(&check(&of_two("earlier"), events, "2026-04-02"), "respond"), "2026-04-01 overdue");
    assert_eq!(stands(&check(&of_two("later"), events, "2026-03-11"), "respond"), "- stopped");
}

#[test]
fn a_fact_of_a_notice_that_does_not_hold_for_a_case_is_not_taken_as_no() {
    let body = "fact \"winter\"\nstandard \"S\"\n  applies to letter\n  we will acknowledge within 2 working days of receipt\n  we will \
                respond within 5 working days of our acknowledgement\n\
                variation \"V\" from 1 July 2026 until 31 August 2026\n  \"S\" acknowledge within 4 working days of receipt if winter\n";
    let plan = plan(body);
    let assumed = |events: &str, at: &str| plan.check(&case(events), when(at)).expect("an answer").case.assumed;
    assert_eq!(assumed("received=2026-05-05", "2026-05-05"), Vec::<String>::new());
    assert_eq!(assumed("received=2026-06-30", "2026-07-05"), Vec::<String>::new());
    assert_eq!(assumed("received=2026-07-01", "2026-07-01"), ["winter"]);
    assert_eq!(assumed("received=2026-08-31", "2026-09-20"), ["winter"]);
    assert_eq!(assumed("received=2026-09-01", "2026-09-01"), Vec::<String>::new());
}

#[test]
fn the_midnight_of_an_example_ends_its_day() {
    let proved = |limit: &str, expected: &str| {
        let plan = plan(&format!(
            "standard \"S\"\n  applies to complaint by any channel\n  we will visit {limit}\n  example \"e\"\n    complaint by letter \
             received Saturday 28 March 2026 at 11am\n    visit by {expected}\n"
        ));
        plan.run_examples()
            .iter()
            .all(|example_result| example_result.assertions == 1 && example_result.failures.is_empty())
    };
    let hours = "within 24 hours of receipt on working days only";
    assert!(proved(hours, "Monday 30 March 2026 at midnight"));
    assert!(proved(hours, "Monday 30 March 2026"));
    assert!(!proved(hours, "Tuesday 31 March 2026 at midnight"));
    assert!(!proved(hours, "Monday 30 March 2026 at 11pm"));
    let days = "by midnight on the next working day";
    assert!(proved(days, "Monday 30 March 2026 at midnight"));
    assert!(!proved(days, "Sunday 29 March 2026 at midnight"));
    assert!(!proved("within 4 hours of receipt", "Saturday 28 March 2026 at midnight"));
}

#[test]
fn who_has_asked_too_early_is_not_told_of_asking_again() {
    let plan = |early: &str| {
        plan(&format!(
            "standard \"S\"\n  applies to letter\n  stage 1\n    we will respond within 5 working days of receipt\n  stage 2 if the \
             customer asks from 21 calendar days after receipt, early requests {early}\n    we will respond within 10 working days of \
             the request\n"
        ))
    };
    let told = |early: &str| {
        let plan = plan(early);
        let asked = case("received=2026-03-02 responded=2026-03-05 escalated=2026-03-11");
        let outcome = plan.check(&asked, when("2026-03-12")).expect("an answer");
        bywhen::prose::sentence(plan.charter(), &outcome, outcome.promises.last().expect("a promise"))
    };
    assert_eq!(told("wait until then"), "We will respond to your request within 10 working days of the request.");
    assert_eq!(
        told("are refused"),
        "If you ask for stage 2, we will respond to your request within 10 working days of the request."
    );
}

#[test]
fn a_holding_reply_is_owed_by_when_a_relaxed_answer_is() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n    otherwise we will hold by then\nvariation \"Spring\" from 1 May 2026 until 31 May 2026\n  \"Letters\" respond within 15 working days of receipt\n",
    );
    // Tuesday 5 May; 25 May is a bank holiday.
    let outcome = check(&plan, "received=2026-05-05", "2026-05-06");
    assert_eq!(stands(&outcome, "respond"), "2026-05-27 running");
    assert_eq!(stands(&outcome, "hold"), "2026-05-27 running");
}

#[test]
fn each_start_of_a_clock_is_varied_by_its_own_day() {
    let plan = plan(
        "event \"clarified\" by the customer\nstandard \"Letters\"\n  applies to letter\n  we will respond within 10 working days of receipt\n    the clock starts again at \"clarified\"\nvariation \"Spring\" from 18 May 2026 until 31 May 2026\n  \"Letters\" respond within 20 working days of receipt\n",
    );
    let outcome = check(&plan, "received=2026-05-05", "2026-05-06");
    assert_eq!(stands(&outcome, "respond"), "2026-05-19 running");
    // From Monday 18 May, four weeks and the bank holiday of the 25th.
    let outcome = check(&plan, "received=2026-05-05 clarified=2026-05-18", "2026-05-19");
    assert_eq!(stands(&outcome, "respond"), "2026-06-16 running");
    assert_eq!(find(&outcome, "respond").variation.as_deref(), Some("spring"));
}

#[test]
fn an_extension_beyond_the_end_of_its_calendar_puts_nothing_off() {
    let text = format!(
        "{HEAD}\ncalendar \"school days\"\n  Monday to Friday\n  open only from 16 April 2012 to 20 July 2012\n  the day of receipt is day 0, whenever it came\n{CALENDAR}\nstandard \"Letters\"\n  applies to letter\n  counts in \"working days\"\n  we will respond within 5 calendar days of receipt, whatever day that is\n    may extend by 10 working days in \"school days\", if told before the due date\n"
    );
    let outcome = check(&plan_of(&text), "received=2012-07-16 extended=2012-07-17", "2012-07-18");
    assert_eq!(stands(&outcome, "respond"), "2012-07-21 running");
    assert_eq!(because(&outcome, "respond"), [("2012-07-17".to_owned(), NotCountedBecause::NoLaterDate)]);
}

#[test]
fn due_soon_is_the_last_fifth_of_the_time_that_the_clock_ran() {
    let soon = |plan: &Plan, events: &str, at: &str| find(&check(plan, events, at), "respond").due_soon;
    let paused = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 10 hours of receipt\n",
    );
    // An hour before the pause of ten days, and nine from 11am on the 12th.
    let events = "received=2026-03-02T10:00 paused=2026-03-02T11:00 resumed=2026-03-12T11:00";
    assert!(!soon(&paused, events, "2026-03-12T17:59"));
    assert!(soon(&paused, events, "2026-03-12T18:00"));
    let back = plan(
        "event \"hearing\" known beforehand\nstandard \"Letters\"\n  applies to letter\n  we will respond 50 hours before \"hearing\"\n",
    );
    // Due at 8am on Sunday 8 March, soon for ten hours.
    let events = "received=2026-03-02T10:00 hearing=2026-03-10T10:00";
    assert!(!soon(&back, events, "2026-03-07T21:59"));
    assert!(soon(&back, events, "2026-03-07T22:00"));
}

#[test]
fn a_place_that_is_open_until_midnight_closes_with_the_day() {
    let plan = plan(
        "hours \"Desk\"\n  Monday to Friday 9am to midnight\nstandard \"Letters\"\n  applies to letter\n  we will respond within 1 working day of receipt by close during \"Desk\"\n",
    );
    assert_eq!(due_at(&plan, "received=2026-03-02", "respond"), "2026-03-03T23:59:59+00:00");
    let outcome = check(&plan, "received=2026-03-02 responded=2026-03-04", "2026-03-05");
    assert_eq!(stands(&outcome, "respond"), "2026-03-03 late");
}

#[test]
fn a_notice_has_the_stops_of_the_promise_as_it_stands_then() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 5 working days of receipt\n    may extend by 5 working days, twice, if told within 10 working days of receipt\n",
    );
    // Put off from Monday 9 to Monday 16 March, paused in the time that was added: ten working days are lost, to be told too.
    let events = "received=2026-03-02 extended=2026-03-03 paused=2026-03-11 resumed=2026-03-25 extended=2026-03-27";
    let outcome = check(&plan, events, "2026-03-28");
    assert_eq!(stands(&outcome, "respond"), "2026-04-08 running");
    assert_eq!(because(&outcome, "respond"), []);
    // Without the first notice time had run out before the pause, and nobody was told in time.
    let events = "received=2026-03-02 paused=2026-03-11 resumed=2026-03-25 extended=2026-03-27";
    let outcome = check(&plan, events, "2026-03-28");
    assert_eq!(because(&outcome, "respond"), [("2026-03-27".to_owned(), NotCountedBecause::ToldTooLate)]);
}

#[test]
fn a_date_given_rests_on_what_the_date_before_rested_on() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  we will respond within 1 working day of receipt\n    may extend to the date we give, once, if told before the due date\n",
    );
    let provisional = |events: &str, at: &str| find(&check(&plan, events, at), "respond").provisional.clone();
    assert!(provisional("received=2028-12-18 extended=2028-12-18,until=2029-01-31", "2028-12-19").is_empty());
    let projected = provisional("received=2029-12-18 extended=2029-12-18,until=2030-01-31", "2029-12-19");
    assert_eq!(texts(&projected), ["calendar projected"]);
}

#[test]
fn a_repetition_in_hours_is_not_ended_by_a_day_alone() {
    let plan = plan("standard \"Letters\"\n  applies to letter\n  we will update every 72 hours until responded\n");
    let ended = |at: &str| plan.check(&case(&format!("received=2026-03-02T10:00 responded={at}")), when("2026-03-09"));
    assert!(ended("2026-03-05").is_err());
    assert_eq!(stands(&ended("2026-03-05T09:00").expect("an answer"), "update"), "2026-03-05 met");
}

#[test]
fn of_two_dates_given_at_one_moment_the_later_counts() {
    let plan = plan(
        "event \"notice\"\nstandard \"Letters\"\n  applies to letter\n  we will supply by the date given with \"notice\"\n",
    );
    for events in [
        "received=2026-03-02 notice=2026-03-03T00:00,until=2026-03-20 notice=2026-03-03,until=2026-03-13",
        "received=2026-03-02 notice=2026-03-03T00:00,until=2026-03-13 notice=2026-03-03,until=2026-03-20",
    ] {
        assert_eq!(stands(&check(&plan, events, "2026-03-05"), "supply"), "2026-03-20 running");
    }
}

#[test]
fn a_request_of_the_day_on_which_the_window_opens_came_after_it() {
    let plan = plan(
        "standard \"Complaints\"\n  applies to letter\n  stage 1\n    we will respond within 20 working days of receipt\n  stage 2 if the customer asks from 1 hour after \"received\", early requests are refused\n    we will respond within 3 working days of the request\n",
    );
    let outcome = check(&plan, "received=2026-03-02T12:00 escalated=2026-03-02", "2026-03-03");
    assert_eq!(find(&outcome, "stage-2/escalate").status, Status::Met);
    assert_eq!(stands(&outcome, "stage-2/respond"), "2026-03-05 running");
}

#[test]
fn two_stops_and_a_resumption_of_one_day_leave_the_clock_stopped() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 5 working days of receipt\n",
    );
    let events = "received=2026-03-02 paused=2026-03-03 paused=2026-03-03,until=2026-03-10 resumed=2026-03-03T12:35";
    assert_eq!(find(&check(&plan, events, "2026-04-01"), "respond").status, Status::Stopped);
}

#[test]
fn a_calendar_that_ends_refuses_no_case() {
    let text = format!(
        "{HEAD}\ncalendar \"school days\"\n  Monday to Friday\n  open only from 16 April 2012 to 20 July 2012\n  received on a closed day counts as the next working day\nevent \"fees notice\"\nevent \"fee paid\" by the customer\nevent \"clarified\" by the customer\nstandard \"Letters\"\n  applies to letter\n  the clock stops from \"fees notice\" until \"fee paid\", only the last day included\n  the clock starts again at \"clarified\"\n  we will respond within 5 working days of receipt\n"
    );
    let plan = plan_of(&text);
    for events in [
        // The answer counts as a working day's, and there is none any more.
        "received=2012-07-16 fees-notice=2012-07-17 fee-paid=2012-08-01",
        // While the clock stands still time has not run out, so that it starts again.
        "received=2012-07-16 fees-notice=2012-07-17 clarified=2012-07-30",
    ] {
        let outcome = check(&plan, events, "2012-08-02");
        assert_eq!(find(&outcome, "respond").status, Status::Waiting, "{events}");
        assert_eq!(texts(&find(&outcome, "respond").provisional), ["calendar ends 2012-07-20"], "{events}");
    }
}

#[test]
fn what_is_added_to_a_count_back_does_not_stand_still() {
    let plan = plan(
        "event \"hearing\" known beforehand\nstandard \"Letters\"\n  applies to letter\n  we will respond 2 working days before \"hearing\"\n    the clock stops while paused, only the last day included\n    may extend to 30 working days after receipt, once, if told at any time\n",
    );
    let events = "received=2026-03-02 hearing=2026-03-12 paused=2026-03-03T16:00 extended=2026-03-03T10:00";
    // Easter is 3 to 6 April.
    assert_eq!(stands(&check(&plan, events, "2026-03-05"), "respond"), "2026-04-15 running");
}

#[test]
fn a_day_for_which_a_clock_goes_on_costs_a_later_stop_nothing() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond on the same working day\n",
    );
    // Stopped late on Thursday 31 December until New Year's Day, and from then until Monday 25 January: 16 working days are
    // lost, the last of which is the day of the resumption.
    let events = "received=2026-12-31T08:00 paused=2026-12-31T20:00 resumed=2027-01-01T09:00 paused=2027-01-01T20:00 resumed=2027-01-25T12:00";
    assert_eq!(stands(&check(&plan, events, "2027-01-20"), "respond"), "- stopped");
    assert_eq!(stands(&check(&plan, events, "2027-01-25"), "respond"), "2027-01-25 running");
}

#[test]
fn each_notice_is_judged_by_what_was_known_then() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  the clock stops while paused, only the last day included\n  we will respond within 2 working days of receipt\n    may extend to the date we give, once, if told within 3 hours of receipt\n",
    );
    // The first gives no later date, while the clock stands still; the second comes after a resumption without its time.
    let events = |resumed: &str| {
        format!(
            "received=2026-03-02T10:00 paused=2026-03-02T11:00 resumed={resumed} extended=2026-03-03T10:00,until=2026-03-03 extended=2026-03-05T10:00,until=2026-03-20"
        )
    };
    assert!(plan.check(&case(&events("2026-03-04")), when("2026-03-06")).is_err());
    let outcome = check(&plan, &events("2026-03-04T09:00"), "2026-03-06");
    assert_eq!(stands(&outcome, "respond"), "2026-03-06 running");
    let too_late = ("2026-03-05T10:00:00+00:00".to_owned(), NotCountedBecause::ToldTooLate);
    assert!(because(&outcome, "respond").contains(&too_late));
}

#[test]
fn a_deed_ends_every_stop_that_was_not_over() {
    let plan = plan(
        "event \"notice\"\nstandard \"Letters\"\n  applies to letter\n  the clock stops from \"notice\" until resumed, both days included\n  \
         we will respond within 28 calendar days of receipt, whatever day that is\n    the clock stops while paused, only the last day included\n",
    );
    // The 4th is lost by the notice, also where the clock stood still by then: five days, to the 8th.
    let events = "received=2026-03-02 paused=2026-03-04T14:00 notice=2026-03-04T17:00 responded=2026-03-08";
    assert_eq!(stands(&check(&plan, events, "2026-04-20"), "respond"), "2026-04-04 met");
}

#[test]
fn a_date_on_a_day_with_hours_of_its_own_rests_on_the_days_before_it() {
    let plan = plan(&format!(
        "hours \"Office\"\n  Monday to Friday 9am to 5pm\n  closed on days that are not working days\n  open 6 January 2029 10am to 2pm\n{}",
        letters("within 34 working hours of receipt during \"Office\"")
    ));
    // An hour on Friday, 32 from Tuesday to Friday if New Year's Day is kept on Monday, and one on Saturday.
    let outcome = check(&plan, "received=2028-12-29T16:00", "2028-12-29T16:00");
    let promise = find(&outcome, "respond");
    assert_eq!(iso(promise.due_at).as_deref(), Some("2029-01-06T11:00:00+00:00"));
    assert_eq!(texts(&promise.provisional), ["calendar projected"]);
    // Of a day that has its own, nothing else is asked.
    let on_that_day = check(&plan_of_hours_alone(), "received=2029-01-06T10:00", "2029-01-06T10:00");
    assert_eq!(texts(&find(&on_that_day, "respond").provisional), [] as [&str; 0]);
}

fn plan_of_hours_alone() -> Plan {
    plan(&format!(
        "hours \"Office\"\n  Monday to Friday 9am to 5pm\n  closed on days that are not working days\n  open 6 January 2029 10am to 2pm\n{}",
        letters("within 1 working hour of receipt during \"Office\"")
    ))
}

#[test]
fn where_the_calendar_ends_what_is_counted_from_is_told_as_elsewhere() {
    let plan = plan(
        "calendar \"term\"\n  Monday to Friday\n  open only from 1 September 2026 to 30 September 2026\n\
         standard \"Letters\"\n  applies to letter\n  we will acknowledge within 20 working days of receipt in \"term\"\n  \
         we will inspect within 5 working days of the next day after our acknowledgement in \"term\"\n",
    );
    // The answer kept the acknowledgement, which counts from when it was due; that it was sent later changes nothing.
    let events = "received=2026-09-02 responded=2026-09-03 acknowledged=2026-09-10";
    let outcome = check(&plan, events, "2026-09-20");
    let promise = find(&outcome, "inspect");
    assert_eq!(texts(&promise.provisional), ["calendar ends 2026-09-30"]);
    assert_eq!(promise.counted_from.as_ref().map(|from| (from.event.as_str(), from.at)), Some(("acknowledged", None)));
}

#[test]
fn an_answer_at_the_moment_of_a_request_is_of_the_stage_that_was_open_and_not_of_one_that_waits() {
    let plan = plan(
        "standard \"Letters\"\n  applies to letter\n  stage 1\n    we will respond within 5 working days of receipt\n  \
         stage 2 if the customer asks from 5 working days after our response, early requests wait until then\n    \
         we will respond within 5 working days of the request\n  \
         stage 3 if the customer asks within 1 month of our response\n    we will respond within 5 working days of the request\n",
    );
    // Stage 1 was answered before, and stage 2 opens on the 10th: the answer at noon is the third's.
    let events = "received=2026-03-02 responded=2026-03-03T15:00 stage-2/escalated=2026-03-04T17:00 \
                  stage-3/escalated=2026-03-05T12:00 responded=2026-03-05T12:00";
    let outcome = check(&plan, events, "2026-03-06");
    assert_eq!(stands(&outcome, "stage-1/respond"), "2026-03-09 met");
    assert_eq!(stands(&outcome, "stage-2/respond"), "- waiting");
    assert_eq!(stands(&outcome, "stage-3/respond"), "2026-03-12 met");
}

#[test]
fn while_one_of_two_limits_stands_still_a_notice_is_held_against_the_later_of_both() {
    let plan = plan(
        "event \"notice\"\nstandard \"Letters\"\n  applies to letter\n  the clock stops from \"notice\" until resumed\n  \
         we will respond by the later of 14 calendar days after receipt and the date given with \"notice\"\n    \
         may extend by 5 working days, twice, if told before the due date\n",
    );
    let events = "received=2026-03-02 notice=2026-03-03,until=2026-04-30 extended=2026-03-04,until=2026-03-31";
    let outcome = check(&plan, events, "2026-03-10");
    assert_eq!(stands(&outcome, "respond"), "- stopped");
    let because: Vec<_> = find(&outcome, "respond").not_counted.iter().map(|one| one.because).collect();
    assert_eq!(because, [NotCountedBecause::NoLaterDate]);
    // One beyond that date counts.
    let events = "received=2026-03-02 notice=2026-03-03,until=2026-04-30 extended=2026-03-04,until=2026-05-05";
    assert!(find(&check(&plan, events, "2026-03-10"), "respond").not_counted.is_empty());
}
