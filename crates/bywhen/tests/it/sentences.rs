//! No sentence has a hole, whatever an outcome has or lacks; and each says what happened.

use crate::support::charter_of;
use bywhen::calendar::{Day, Local};
use bywhen::engine::charter::Charter;
use bywhen::engine::outcome::{
    CalendarInfo, CaseEnd, CharterInfo, CountedFrom, DateOrTime, LateBy, NotCounted, NotCountedBecause, Outcome,
    Period, PromiseOutcome, Status,
};
use bywhen::engine::vocabulary;
use bywhen::{Case, CompileOptions, Plan, prose};

const HEAD: &str = "charter \"Test\"\n  id test\n  version 1\n  in force from 1 January 2000\n\ncalendar \"working days\"\n  \
                    Monday to Friday\n  except bank holidays in England and Wales\n  the day of receipt is day 0, whenever it \
                    came\n\n";

fn charter(body: &str) -> Charter {
    charter_of(&format!("{HEAD}{body}"))
}

/// A charter in which every action is promised, with windows, notices and things that the customer is asked for.
fn everything() -> Charter {
    let mut text = "event \"papers\" by the customer\nevent \"hearing\" known beforehand\nfact \"urgent\" \"it is \
                    urgent\"\nstandard \"All\"\n  applies to report by any channel\n  stage 1\n"
        .to_owned();
    for action in vocabulary::ACTIONS.iter().filter(|action| !["escalate", "hold"].contains(&action.word)) {
        text.push_str(&format!("    we will {} in writing within 5 working days of receipt\n", action.word));
        if action.word == "respond" {
            text.push_str("      otherwise we will hold by then\n");
        }
    }
    text.push_str(
        "    we aim to finally respond within 3 hours of \"hearing\"\n    we ask for papers at least 2 working days before \
         \"hearing\"\n    we ask for receipt at least 10 working days before \"hearing\"\n  stage 2 if the customer asks from \
         21 calendar days after receipt, for 10 working days, later requests are refused\n    we will usually review within 9 \
         weeks of the request, whatever day that is\n  stage 3 if the customer asks\n    we will review with no time stated\n\
         variation \"Summer peak\" from 1 July 2026 until 31 August 2026\n  \"All\" stage 1 respond within 15 working days of \
         receipt\n",
    );
    charter(&text)
}

fn day(text: &str) -> Day {
    date_or_time(text).day()
}

fn local(text: &str) -> Local {
    text.parse().expect("a time")
}

fn date_or_time(text: &str) -> DateOrTime {
    text.parse().expect("a date or time")
}

fn outcome(at: &str) -> Outcome {
    let charter = CharterInfo {
        id: "test".to_owned(),
        version: "1".to_owned(),
        title: "Test".to_owned(),
        in_force: Period { from: None, until: None },
    };
    let calendar = CalendarInfo { data: "2026-01-01".to_owned(), known_on: None };
    let mut outcome = Outcome::new(charter, calendar, local(at));
    outcome.case.kind = "report".to_owned();
    outcome.case.assumed = vec!["urgent".to_owned(), "service".to_owned(), "time-received".to_owned()];
    outcome.case.ended = Some(CaseEnd { event: "own".to_owned(), at: date_or_time("2026-07-20") });
    outcome
}

fn has_hole(text: &str) -> bool {
    let gaps = ["  ", " .", " ,", " ;", " :", "..", ",,", "“”", "\"", "`", ",.", ":."];
    let cut_off = ["by", "on", "until", "of", "from", "is", "with", "after", "than", "we", "We", "and", "the"];
    gaps.iter().any(|gap| text.contains(gap))
        || cut_off.iter().any(|word| [".", ",", ";", ":"].iter().any(|end| text.contains(&format!(" {word}{end}"))))
        || text.contains("23:59:59")
        || text.contains("11:59:59pm")
        || text.contains("T0")
}

#[test]
fn no_sentence_has_a_hole() {
    let charter = everything();
    let times =
        [None, Some("2026-07-08T10:30:00+01:00"), Some("2026-07-09T00:00:00+01:00"), Some("2026-07-08T23:59:59+01:00")];
    let whens = [None, Some("2026-07-06"), Some("2026-07-06T10:15:00+01:00")];
    let lates = [None, Some(LateBy::WorkingDays(0)), Some(LateBy::WorkingDays(400)), Some(LateBy::Milliseconds(20))];
    let because = [
        NotCountedBecause::ToldTooLate,
        NotCountedBecause::Withdrawn,
        NotCountedBecause::AskedTooLate,
        NotCountedBecause::AskedTooEarly,
        NotCountedBecause::CameAgain,
    ];
    let not_counted = |because: NotCountedBecause| NotCounted {
        event: "extended".to_owned(),
        at: date_or_time("2026-07-02T09:00:00+01:00"),
        because,
    };
    let events: Vec<Vec<NotCounted>> =
        std::iter::once(Vec::new()).chain(because.map(|because| vec![not_counted(because)])).collect();
    let provisionals = [
        vec![],
        vec!["awaiting responded", "awaiting hearing"],
        vec!["calendar ends 2026-07-20"],
        vec!["calendar begins 2026-01-05"],
    ];
    let mut seen = 0;
    // Plain actions differ in their phrase alone: the corners are tried with one of them.
    let plain = |action: &str| !["respond", "hold", "finally-respond", "escalate"].contains(&action);
    for (standard, stage, promise) in charter.promises() {
        let simple = plain(promise.action.slug()) && !promise.action.slug().starts_with("ask-for");
        let (times, lates) = if simple { (&times[..2], &lates[..2]) } else { (&times[..], &lates[..]) };
        let events = if simple { events.get(..2).unwrap_or_default() } else { events.as_slice() };
        for status in Status::ALL {
            for &due_at in times {
                for done_at in whens {
                    for &late_by in lates {
                        for (place, not_counted) in events.iter().enumerate() {
                            let provisional = provisionals.get(place % 3).cloned().unwrap_or_default();
                            let started = whens.get(place % 3).copied().flatten().map(date_or_time);
                            let mut one = PromiseOutcome::new(&promise.id, status);
                            one.standard = standard.name.slug().to_owned();
                            (one.stage, one.strength) = (stage, promise.strength);
                            one.action = promise.action.slug().to_owned();
                            one.counted_from =
                                (place % 2 == 0).then(|| CountedFrom { event: "hearing".to_owned(), at: started });
                            one.due = due_at.map(|_| day("2026-07-08"));
                            one.due_at = due_at.map(local);
                            one.provisional =
                                provisional.into_iter().map(|why| why.parse().expect("a reason")).collect();
                            one.done_at = done_at.map(date_or_time);
                            one.done_by = (place == 1).then(|| "responded".to_owned());
                            one.late_by = late_by;
                            one.variation =
                                (place == 2 && promise.action.is("respond")).then(|| "summer-peak".to_owned());
                            one.opens = (place == 3).then(|| day("2026-07-07"));
                            one.not_counted.clone_from(not_counted);
                            let mut outcome = outcome("2026-08-03T09:00:00+01:00");
                            outcome.promises = vec![one.clone()];
                            let mut texts = vec![prose::sentence(&charter, &outcome, &one)];
                            // What they tell beside the sentence hangs on less.
                            if late_by == lates.get(1).copied().flatten() {
                                texts.extend(prose::reasons(&charter, &outcome, &one));
                                texts.extend(prose::explanation(&charter, &outcome, &one));
                            }
                            for text in texts {
                                seen += 1;
                                assert!(!has_hole(&text), "{text}\n{one:#?}");
                                assert!(text.ends_with('.'), "{text}\n{one:#?}");
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(seen > 30_000, "{seen}");
}

fn sentences(body: &str, case: Case, at: &str) -> Vec<String> {
    let plan = Plan::compile(charter(body), &CompileOptions::default()).expect("a plan");
    let outcome = plan.explain(&case, at.parse().expect("a time")).expect("an answer");
    outcome.promises.iter().map(|promise| prose::sentence(plan.charter(), &outcome, promise)).collect()
}

fn received(at: &str) -> Case {
    Case::received(at.parse().expect("a time"))
}

#[test]
fn a_response_that_came_instead_of_the_acknowledgement_is_told_as_one() {
    let charter = charter(
        "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 5 working days of receipt\n  we will respond \
         within 10 working days of receipt\n    otherwise we will hold by then\n",
    );
    let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
    let case = received("2026-06-01").by("letter").event("responded", "2026-06-11".parse().expect("a day"));
    let mut outcome = plan.check(&case, "2026-06-12".parse().expect("a day")).expect("an answer");
    let promise = outcome.promises.first_mut().expect("a promise");
    promise.done_by = Some("responded".to_owned());
    let promise = promise.clone();
    assert_eq!(
        prose::sentence(plan.charter(), &outcome, &promise),
        "We did not acknowledge your letter by Monday 8 June 2026: we responded on Thursday 11 June, 3 working days later."
    );
    let mut in_time = promise.clone();
    (in_time.status, in_time.late_by) = (Status::Met, None);
    assert_eq!(
        prose::sentence(plan.charter(), &outcome, &in_time),
        "We did not acknowledge your letter separately: we responded on Thursday 11 June 2026, in time."
    );
}

#[test]
fn long_lateness_is_told_as_people_would() {
    let body = "standard \"Letters\"\n  applies to letter\n  we will acknowledge within 5 working days of receipt\n  we will \
                answer within 4 hours of receipt\n";
    assert_eq!(
        sentences(body, received("2011-04-20T10:00").by("letter"), "2026-11-29T12:00"),
        [
            "We should have acknowledged your letter by Tuesday 3 May 2011: it is more than 15 years overdue.",
            "We should have answered your letter by 2pm on Wednesday 20 April 2011: it is more than 15 years overdue.",
        ]
    );
}

#[test]
fn nobody_is_told_to_ask_for_a_stage_whose_time_has_passed() {
    let body = "standard \"Complaints\"\n  applies to complaint by any channel\n  stage 1\n    we will respond within 10 working \
                days of receipt\n  stage 2 if the customer asks within 28 calendar days of our response, whatever day that is\n    \
                we will review within 20 working days of the request\n";
    let complaint =
        || received("2026-03-02").kind("complaint").event("responded", "2026-03-10".parse().expect("a day"));
    assert_eq!(
        sentences(body, complaint(), "2026-05-06").split_off(1),
        [
            "The time to ask for stage 2 ended on Tuesday 7 April 2026.",
            "We would review your request only if you had asked for stage 2 by Tuesday 7 April 2026.",
        ]
    );
    assert_eq!(
        sentences(body, complaint(), "2026-03-12").split_off(1),
        [
            "You may ask for stage 2 until Tuesday 7 April 2026.",
            "If you ask for stage 2, we will review your request within 20 working days of the request.",
        ]
    );
}

const WINDOWS: &str = "standard \"Complaints\"\n  applies to complaint by any channel\n  stage 1\n    we will respond within 10 \
                       working days of receipt\n      may extend by 5 working days, if told before the due date\n  stage 2 if the \
                       customer asks from 21 calendar days after receipt, for 10 working days, later requests are refused\n    we \
                       will review within 20 working days of the request\n";

/// The sentence of a promise of [`WINDOWS`], with what an outcome says of it changed.
fn told(id: &str, change: impl FnOnce(&mut PromiseOutcome)) -> String {
    let charter = charter(WINDOWS);
    let plan = Plan::compile(charter, &CompileOptions::default()).expect("a plan");
    let case = received("2026-03-02").kind("complaint");
    let mut outcome = plan.check(&case, "2026-03-03".parse().expect("a day")).expect("an answer");
    let promise = outcome.promises.iter_mut().find(|promise| promise.id == id).expect("a promise");
    change(promise);
    let promise = promise.clone();
    prose::sentence(plan.charter(), &outcome, &promise)
}

fn not_counted(event: &str, at: &str, because: NotCountedBecause) -> Vec<NotCounted> {
    vec![NotCounted { event: event.to_owned(), at: date_or_time(at), because }]
}

#[test]
fn a_window_says_when_it_opens_and_what_became_of_a_request() {
    let window = |change: &dyn Fn(&mut PromiseOutcome)| told("complaints/stage-2/escalate", |promise| change(promise));
    let opens = |promise: &mut PromiseOutcome, status| {
        promise.status = status;
        promise.opens = Some(day("2026-03-23"));
        promise.due = Some(day("2026-04-08"));
        promise.due_at = Some(local("2026-04-08T23:59:59+01:00"));
    };
    assert_eq!(
        window(&|promise| opens(promise, Status::Waiting)),
        "You may ask for stage 2 from Monday 23 March 2026 until Wednesday 8 April."
    );
    assert_eq!(
        window(&|promise| {
            opens(promise, Status::Early);
            promise.done_at = Some(date_or_time("2026-03-11"));
        }),
        "You asked for stage 2 on Wednesday 11 March 2026, before the time to ask had begun. Your request counts from Monday 23 \
         March: you need not ask again."
    );
    assert_eq!(
        window(&|promise| {
            opens(promise, Status::Lapsed);
            promise.not_counted =
                not_counted("escalated", "2026-04-10T09:00:00+01:00", NotCountedBecause::AskedTooLate);
        }),
        "You asked for stage 2 on Friday 10 April 2026 at 9am. Your request was refused, because the time to ask ended on \
         Wednesday 8 April."
    );
}

#[test]
fn a_notice_that_did_not_count_is_told_with_why() {
    assert_eq!(
        told("complaints/stage-1/respond", |promise| {
            promise.not_counted = not_counted("extended", "2026-03-17T09:00:00Z", NotCountedBecause::ToldTooLate);
        }),
        "We will respond to your complaint by Monday 16 March 2026. Our notice of Tuesday 17 March that it would take longer came \
         too late to move this date."
    );
}

#[test]
fn midnight_ends_the_day_that_is_due() {
    assert_eq!(
        told("complaints/stage-1/respond", |promise| {
            promise.due = Some(day("2026-03-30"));
            promise.due_at = Some(local("2026-03-31T00:00:00+01:00"));
        }),
        "We will respond to your complaint by midnight at the end of Monday 30 March 2026."
    );
}

#[test]
fn where_a_calendar_ends_or_begins_is_told() {
    let beyond = |bound: &str| {
        told("complaints/stage-1/respond", |promise| {
            (promise.status, promise.due, promise.due_at) = (Status::Waiting, None, None);
            promise.provisional = vec![bound.parse().expect("a bound")];
        })
    };
    let owed =
        "We will respond to your complaint within 10 working days of receipt. There is no date, because the calendar";
    assert_eq!(beyond("calendar ends 2012-07-20"), format!("{owed} ends on Friday 20 July 2012."));
    assert_eq!(beyond("calendar begins 2011-09-05"), format!("{owed} begins on Monday 5 September 2011."));
}

#[test]
fn what_counts_back_from_an_unknown_day_says_so() {
    let body = "event \"badge expiry\" known beforehand\nstandard \"Badges\"\n  applies to application by any channel\n  we ask for \
                receipt at least 12 weeks before \"badge expiry\"\n";
    let plan = Plan::compile(charter(body), &CompileOptions::default()).expect("a plan");
    let case = received("2026-03-02").kind("application");
    let mut outcome = plan.check(&case, "2026-03-03".parse().expect("a day")).expect("an answer");
    let promise = outcome.promises.first_mut().expect("a promise");
    (promise.status, promise.done_at) = (Status::Waiting, None);
    let promise = promise.clone();
    assert_eq!(
        prose::sentence(plan.charter(), &outcome, &promise),
        "We ask for this to reach us at least 12 weeks before “badge expiry”, which is not known yet."
    );
}

#[test]
fn a_limit_is_told_in_the_form_of_the_charter() {
    let hours = "hours \"Office\"\n  Monday to Friday 9am to 5pm\n";
    for limit in [
        "on the same working day",
        "on the day of receipt",
        "by 4pm on the day of receipt",
        "within 24 hours of receipt on working days only",
        "within 30 minutes of receipt on working days only",
        "within 4 working hours of receipt",
        "within 8 weeks beginning with the day of receipt, rolling to the next working day",
        "within 10 minutes of the later of receipt and “hearing”",
        "at least 2 clear working days before “hearing”",
        "by the date given with “hearing”",
    ] {
        let written = limit.replace(['“', '”'], "\"");
        let charter = charter(&format!(
            "event \"hearing\" known beforehand\n{hours}standard \"Letters\"\n  applies to letter\n  we will respond {written}\n"
        ));
        let (standard, _, promise) = charter.promises().next().expect("a promise");
        assert_eq!(prose::when_in(prose::LimitContext::of_standard(&charter, standard), promise), limit);
    }
}

#[test]
fn a_fact_is_named_only_where_it_may_change_the_answer() {
    let body = "fact \"complex\" \"it is complex\"\nstandard \"Letters\"\n  applies to letter\n  we will acknowledge within 5 working \
                days of receipt\n  we will respond\n    within 20 working days of receipt if complex\n    otherwise within 10 working \
                days of receipt\n";
    let plan = Plan::compile(charter(body), &CompileOptions::default()).expect("a plan");
    let outcome = plan.check(&received("2026-03-02").by("letter"), "2026-03-03".parse().expect("a day"));
    let outcome = outcome.expect("an answer");
    assert_eq!(outcome.case.assumed, ["complex"]);
    let changes =
        |place: usize| prose::changes(plan.charter(), &outcome, outcome.promises.get(place).expect("a promise"));
    assert_eq!(changes(0), Vec::<String>::new());
    assert_eq!(changes(1), ["Taken as not so, because it was not given: it is complex (complex)."]);
}
