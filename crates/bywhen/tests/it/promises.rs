//! A promise in words, as a report or a page tells it before any case.

use crate::support::{HEAD, charter_of, plan_of};
use bywhen::{Case, prose};

fn said(body: &str) -> Vec<String> {
    let head = "charter \"Test\"\n  id test\n  version 1\n\ncalendar \"working days\"\n  Monday to Friday\n";
    let charter = charter_of(&format!("{head}\n{body}"));
    let context = |standard| prose::LimitContext::of_standard(&charter, standard);
    let said = |(standard, stage, promise)| prose::promise_in(context(standard).of_promise(stage, promise), promise);
    charter.promises().map(said).collect()
}

#[test]
fn a_share_of_what_is_responded_to_is_joined_as_people_say_it() {
    let promises = said(
        "standard \"Letters\"\n  applies to letter\n  \
         we will acknowledge at least 80% within 2 working days of receipt\n  \
         we will respond in full over 95% within 10 working days of receipt\n  \
         we will finally respond at least 90% within 20 working days of receipt\n\
         standard \"Emails\"\n  applies to email\n  \
         we aim to respond on average within 3 hours of receipt\n",
    );
    assert_eq!(
        promises,
        [
            "We will acknowledge at least 80% of them within 2 working days of receipt",
            "We will respond in full to over 95% of them within 10 working days of receipt",
            "We will finally respond to at least 90% of them within 20 working days of receipt",
            "We aim to respond on average within 3 hours of receipt",
        ]
    );
}

#[test]
fn a_limit_that_starts_when_a_day_ends_is_said_as_it_was_written() {
    let limits = [
        "within 30 calendar days of the next working day after receipt, rolling to the next working day",
        "within 1 month of the next day after receipt, rolling to the next working day",
        "within 3 working days of the second working day after receipt",
    ];
    for limit in limits {
        let promises = said(&format!("standard \"Letters\"\n  applies to letter\n  we will respond {limit}\n"));
        assert_eq!(promises, [format!("We will respond {limit}")]);
    }
}

#[test]
fn what_is_owed_again_and_again_is_said_with_its_interval_its_start_and_its_end() {
    let promises = said(
        "event \"visit agreed\"\nstandard \"Letters\"\n  applies to letter\n  \
         we will respond within 10 working days of receipt\n  \
         we will update every 14 calendar days until responded\n\
         standard \"Emails\"\n  applies to email\n  \
         we will inform every 2 working days until \"visit agreed\" beginning with \"visit agreed\"\n",
    );
    assert_eq!(promises[1], "We will update you every 14 calendar days from receipt until our response");
    assert_eq!(promises[2], "We will inform you every 2 working days from “visit agreed” until “visit agreed”");
}

#[test]
fn what_the_customer_is_asked_for_is_no_next_stage() {
    let promises = said(
        "event \"papers\" by the customer\nevent \"hearing\" known beforehand\n\
         standard \"Hearings\"\n  applies to application by any channel\n  \
         we ask for papers at least 2 working days before \"hearing\"\n  \
         we ask for receipt at least 10 working days before \"hearing\"\n",
    );
    assert_eq!(
        promises,
        [
            "We ask for “papers” at least 2 working days before “hearing”",
            "We ask for this to reach us at least 10 working days before “hearing”",
        ]
    );
}

#[test]
fn a_condition_within_a_condition_stands_in_brackets_as_in_the_charter() {
    for condition in [
        "(urgent or complex) and received before midday",
        "urgent or (complex and received before midday)",
        "complex and not (urgent or known)",
    ] {
        let promises = said(&format!(
            "fact \"urgent\"\nfact \"complex\"\nfact \"known\"\nstandard \"Letters\"\n  applies to letter\n  \
             we will respond\n    within 5 working days of receipt if {condition}\n    \
             within 7 working days of receipt if known\n    otherwise within 10 working days of receipt\n",
        ));
        let first = format!("We will respond within 5 working days of receipt if {condition};");
        assert!(promises[0].starts_with(&first), "{promises:?}");
    }
}

#[test]
fn of_two_limits_each_is_a_point_in_time_and_two_starts_of_one_count_are_said_once() {
    for limit in [
        "by the later of 20 minutes after “appointment” and 10 minutes after arrival",
        "within 10 minutes of the later of “appointment” and arrival",
        "by the earlier of 20 working days after arrival and 10 working days after “appointment”",
    ] {
        let written = limit.replace(['“', '”'], "\"");
        let body = "event \"appointment\" known beforehand\nstandard \"Visits\"\n  applies to in person\n  we will see";
        assert_eq!(said(&format!("{body} {written}\n")), [format!("We will see you {limit}")]);
    }
}

#[test]
fn a_limit_in_another_calendar_than_its_standard_names_it_and_so_do_the_others() {
    let calendars = "calendar \"school days\"\n  Monday to Friday\n  except 1 August to 31 August every year\n";
    let standard = "standard \"Schools\"\n  applies to letter\n  counts in \"school days\"\n";
    let promises = said(&format!(
        "{calendars}{standard}  we will acknowledge within 5 working days of receipt\n  we will respond within 20 working days of \
         receipt in \"working days\"\n  we will review within 6 weeks of receipt, whatever day that is, in \"working days\"\n",
    ));
    assert_eq!(
        promises,
        [
            "We will acknowledge within 5 working days of receipt in “school days”",
            "We will respond within 20 working days of receipt in “working days”",
            "We will review within 6 weeks of receipt in “working days”",
        ]
    );
}

#[test]
fn receipt_in_a_later_stage_is_told_as_the_first() {
    let promises = said(
        "standard \"Complaints\"\n  applies to complaint by telephone\n  stage 1\n    we will respond within 5 working days of the \
         call\n  stage 2 if the customer asks within 6 weeks of receipt, whatever day that is\n    we will respond within 60 \
         working days of \"received\"\n    we will review within 60 working days of the first receipt\n",
    );
    assert_eq!(promises[1], "The customer may ask for the next stage within 6 weeks of the call");
    assert_eq!(promises[2], "We will respond within 60 working days of the first call");
    assert_eq!(promises[3], "We will review within 60 working days of the first call");
}

#[test]
fn what_a_limit_counts_from_is_told_in_words_that_the_language_takes() {
    for limit in [
        "within 5 working days of our visit",
        "within 5 working days of our inspection",
        "within 5 working days of our decision",
        "within 5 working days of the repair",
        "within 5 working days of our holding reply",
        "by 4pm on the second calendar day after receipt",
        "within 5 working days of the seventh calendar day after receipt",
        "by the later of 10 working days after receipt and 20 working days before “hearing”",
        "without a set time",
    ] {
        let written = limit.replace(['“', '”'], "\"");
        let promises = said(&format!(
            "event \"hearing\" known beforehand\nstandard \"Matters\"\n  applies to letter\n  we will publish {written}\n  we \
             will visit within 5 working days of receipt\n  we will inspect within 5 working days of receipt\n  we will decide \
             within 5 working days of receipt\n  we will repair within 5 working days of receipt\n  we will hold within 5 \
             working days of receipt\n",
        ));
        assert!(promises[0].ends_with(limit), "{promises:?}");
    }
}

#[test]
fn rings_are_told_as_rings() {
    let limits = ["within 4 rings of the first ring", "within 1 ring of the first ring"];
    for limit in limits {
        let body = "one ring is 3 seconds\nstandard \"Calls\"\n  applies to telephone\n  we will answer at least 80%";
        assert_eq!(said(&format!("{body} {limit}\n")), [format!("We will answer at least 80% of them {limit}")]);
    }
}

#[test]
fn the_object_of_an_action_stands_in_the_words_and_names_its_event() {
    let plan = plan_of(&format!(
        r#"{HEAD}  the day of receipt is day 0, whenever it came
event "joined queue"
standard "Graffiti"
  applies to letter
  we will remove "offensive graffiti" within 24 hours of receipt
  we will remove "other graffiti" within 10 working days of receipt
  we will make safe "the pavement" within 2 hours of receipt
  we will inspect "the wall" within 5 working days of "removed other graffiti"
standard "Calls"
  applies to telephone
  we will answer within 20 seconds of receipt
  we will answer "the queue" within 5 minutes of "joined queue"
"#
    ));
    let case = Case::received("2026-04-01T10:00".parse().expect("a time")).by("letter");
    let case = case.event("removed other graffiti", "2026-04-10".parse().expect("a date"));
    let case = case.event("inspected", "2026-04-13".parse().expect("a date"));
    let outcome = plan.check(&case, "2026-04-20".parse().expect("a date")).expect("an outcome");
    let sentences: Vec<String> =
        outcome.promises.iter().map(|promise| prose::sentence(plan.charter(), &outcome, promise)).collect();
    assert_eq!(
        sentences,
        [
            "We should have removed offensive graffiti by 10am on Thursday 2 April 2026: it is 18 days overdue.",
            "We removed other graffiti on Friday 10 April 2026, in time.",
            "We should have made the pavement safe by midday on Wednesday 1 April 2026: it is 19 days overdue.",
            "We inspected the wall on Monday 13 April 2026, in time.",
        ]
    );
    let ids: Vec<&str> = outcome.promises.iter().map(|promise| promise.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "graffiti/remove-offensive-graffiti",
            "graffiti/remove-other-graffiti",
            "graffiti/make-safe-the-pavement",
            "graffiti/inspect-the-wall"
        ]
    );
    // The call that was answered at once is not the one in the queue.
    let call = Case::received("2026-04-01T10:00".parse().expect("a time")).by("telephone");
    let call = call.event("joined queue", "2026-04-01T10:00:10".parse().expect("a time"));
    let call = call.event("answered the queue", "2026-04-01T10:04".parse().expect("a time"));
    let outcome = plan.check(&call, "2026-04-01T11:00".parse().expect("a time")).expect("an outcome");
    let statuses: Vec<&str> = outcome.promises.iter().map(|promise| promise.status.word()).collect();
    assert_eq!(statuses, ["overdue", "met"]);
    assert_eq!(prose::heading("remove-offensive-graffiti", 1), "removing offensive graffiti");
    assert_eq!(prose::heading("make-safe-the-pavement", 1), "making the pavement safe");
}
