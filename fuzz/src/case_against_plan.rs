//! A case put to one of the charters in `charters`: one answer, whichever way and in whatever order it is put.

use bywhen::calendar::Local;
use bywhen::engine::batch::{Assessor, Cases, EncodedTime, FactColumn, KeyColumn, Log, LogEntry, Verdicts};
use bywhen::engine::charter::{Charter, Completion, Promise};
use bywhen::engine::outcome::PromiseOutcome;
use bywhen::engine::{FactValue, Moment};
use bywhen::{Case, Event, Outcome, Plan, Status, When};
use chrono::{Days, TimeDelta};

use crate::arbitrary_case::{Question, question};
use crate::charters::Subject;
use crate::prose::all_whole;

/// Holds the case that the bytes make to every law.
pub fn run(bytes: &[u8]) {
    let Some(Question { subject, case, at }) = question(bytes) else { return };
    let plan = &subject.plan;
    let outcome = plan.check(&case, at).map_err(|error| error.to_string());
    explanation_agrees(plan, &case, at, &outcome);
    a_table_agrees(plan, &case, at, &outcome);
    order_says_nothing(plan, &case, at, &outcome);
    let Ok(outcome) = outcome else { return };
    the_future_says_nothing(subject, &case, at, &outcome);
    what_is_kept_stays_kept(plan, &case, &outcome, at);
    nothing_changes_before_the_next_change(subject, &case, at, &outcome);
    if subject.from_receipt {
        a_later_contact_is_never_due_earlier(plan, &case);
    }
}

/// What a case is, for a message.
fn described(case: &Case, at: When) -> String {
    let mut text =
        format!("{} by {}, asked at {at}", case.kind.as_deref().unwrap_or("?"), case.channel.as_deref().unwrap_or("?"));
    for (fact, holds) in &case.facts {
        text.push_str(&format!("\n  fact {fact}: {holds}"));
    }
    for Event { name, stage, at, until, reason } in &case.events {
        text.push_str(&format!("\n  {name} {at}"));
        stage.iter().for_each(|stage| text.push_str(&format!(" stage {stage}")));
        until.iter().for_each(|until| text.push_str(&format!(" until {until}")));
        reason.iter().for_each(|reason| text.push_str(&format!(" because {reason}")));
    }
    text
}

/// Explained, the answer is the same but for its steps; and everything that is said of it is whole.
fn explanation_agrees(plan: &Plan, case: &Case, at: When, outcome: &Result<Outcome, String>) {
    match (outcome, plan.explain(case, at)) {
        (Ok(outcome), Ok(explained)) => {
            let mut plain = explained.clone();
            plain.promises.iter_mut().for_each(|promise| promise.trace = None);
            assert_eq!(*outcome, plain, "explained, the answer is another: {}", described(case, at));
            for promise in &explained.promises {
                told_whole(plan.charter(), &explained, promise);
            }
        }
        (Err(one), Err(other)) => assert_eq!(*one, other.to_string()),
        // The steps to a date may themselves lie outside the years that are counted.
        (Ok(_), Err(error)) => assert!(error.to_string().contains("out of range"), "{error}: {}", described(case, at)),
        (Err(error), Ok(_)) => panic!("{error}, but it can be explained: {}", described(case, at)),
    }
}

fn told_whole(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) {
    all_whole(charter, outcome, promise).unwrap_or_else(|why| panic!("{}: {why}", promise.id));
    if matches!(promise.status, Status::Late | Status::Overdue) {
        assert!(promise.late_by.is_some(), "{} {:?} by nothing", promise.id, promise.status);
    }
    if promise.due_at.is_some() != promise.due.is_some() {
        panic!("{} has one of due and due_at", promise.id);
    }
}

/// A table of one row, whose events are a log.
fn a_table_agrees(plan: &Plan, case: &Case, at: When, outcome: &Result<Outcome, String>) {
    match (outcome, in_columns(plan, case, at)) {
        (Ok(outcome), Ok((verdicts, sheet))) => {
            assert_eq!(verdicts.len(), outcome.promises.len(), "{}", described(case, at));
            for (verdict, promise) in verdicts.iter().zip(&outcome.promises) {
                let (stage, by_number) =
                    plan.promise(verdict.promise).unwrap_or_else(|| panic!("no promise {}", verdict.promise));
                let due_at = verdict.due().and_then(|due| plan.charter().zone.local(due.at).ok());
                assert_eq!(
                    (
                        &by_number.id,
                        stage,
                        verdict.status,
                        verdict.due_soon,
                        verdict.late_by(),
                        due_at,
                        verdict.due().map(|due| due.day)
                    ),
                    (
                        &promise.id,
                        promise.stage,
                        promise.status,
                        promise.due_soon,
                        promise.late_by,
                        promise.due_at,
                        promise.due
                    ),
                    "in a table the answer is another: {}",
                    described(case, at)
                );
                assert_eq!(
                    sheet.provisional(plan, verdict),
                    promise.provisional,
                    "{} of {}",
                    promise.id,
                    described(case, at)
                );
            }
        }
        // Which of several faults is named depends on which is looked at first.
        (Err(_), Err(_)) => {}
        (one, other) => {
            panic!("alone {:?}, in a table {:?}: {}", one.as_ref().map(|_| ()), other.map(|_| ()), described(case, at))
        }
    }
}

fn in_columns(plan: &Plan, case: &Case, at: When) -> Result<(Vec<bywhen::engine::batch::Verdict>, Verdicts), String> {
    let zone = &plan.charter().zone;
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let entry = |event: &Event| {
        let place = |when| {
            Moment::new(when, zone).map_err(|error| text(&bywhen::CaseError::Time { event: event.name.clone(), error }))
        };
        let stage = event.stage.map(|stage| format!("stage-{stage}/")).unwrap_or_default();
        let key = plan.event(&format!("{stage}{}", event.name)).map_err(|error| text(&error))?;
        let moment = place(event.at)?;
        let until = event.until.map(place).transpose()?.map_or(EncodedTime::NONE, |until| EncodedTime::from(&until));
        let reason = event.reason.as_deref().and_then(|reason| plan.reason(reason));
        Ok::<_, String>(LogEntry { event: key, at: EncodedTime::from(&moment), until, reason })
    };
    let mut assessor = Assessor::new(plan, at).map_err(|error| text(&error))?;
    let entries = case.events.iter().map(entry).collect::<Result<Vec<_>, _>>()?;
    let kind = plan.kind(case.kind.as_deref()).map_err(|error| text(&error))?;
    let channel =
        case.channel.as_deref().map(|channel| plan.channel(channel)).transpose().map_err(|error| text(&error))?;
    let fact = |(fact, value): (&String, &FactValue)| {
        let fact = plan.fact(fact)?;
        Ok((fact, [plan.fact_value(fact, value)?]))
    };
    let facts =
        case.facts.iter().map(fact).collect::<Result<Vec<_>, bywhen::CaseError>>().map_err(|error| text(&error))?;
    let cases = Cases {
        len: 1,
        kind: KeyColumn::All(Some(kind)),
        channel: KeyColumn::All(channel),
        facts: facts.iter().map(|(fact, values)| FactColumn { fact: *fact, values }).collect(),
        log: Some(Log { starts: &[0, entries.len()], entries: &entries }),
        ..Cases::default()
    };
    let mut verdicts = Verdicts::default();
    assessor.assess(&cases, 0..1, &mut verdicts);
    match verdicts.refused.first() {
        Some((_, error)) => Err(error.to_string()),
        None => Ok((verdicts.of(0).copied().collect(), verdicts)),
    }
}

fn order_says_nothing(plan: &Plan, case: &Case, at: When, outcome: &Result<Outcome, String>) {
    let mut other = case.clone();
    for turned in [true, false] {
        if turned {
            other.events.reverse()
        } else {
            other.events.rotate_left(case.events.len() / 2)
        }
        match (outcome, plan.check(&other, at)) {
            (Ok(one), Ok(other)) => assert_eq!(*one, other, "the order of events matters: {}", described(case, at)),
            // Which of several faults is named may depend on the order.
            (Err(_), Err(_)) => {}
            _ => panic!("the order of events decides whether there is an answer: {}", described(case, at)),
        }
    }
}

/// What happens after the question has not happened, unless it is known beforehand.
fn the_future_says_nothing(subject: &Subject, case: &Case, at: When, outcome: &Outcome) {
    let past = as_of(subject, case, at);
    let without = subject.plan.check(&past, at).map_err(|error| error.to_string());
    assert_eq!(Ok(outcome), without.as_ref(), "what comes later matters: {}", described(case, at));
}

/// The case without what has not happened yet.
fn as_of(subject: &Subject, case: &Case, at: When) -> Case {
    let zone = &subject.plan.charter().zone;
    let Ok(now) = Moment::asked(at, zone) else { return case.clone() };
    let mut past = case.clone();
    past.events.retain(|event| {
        let has_happened = Moment::new(event.at, zone).is_ok_and(|moment| moment.instant <= now.instant);
        has_happened || event.name == "received" || subject.scheduled.contains(&event.name)
    });
    past
}

/// A promise that was kept or missed at the end of any day on which something happened still is, whatever happens later.
/// The last answer, what is owed again and again, and what stands in for another promise are judged anew.
fn what_is_kept_stays_kept(plan: &Plan, case: &Case, outcome: &Outcome, at: When) {
    let zone = &plan.charter().zone;
    let Ok(now) = Moment::asked(at, zone) else { return };
    let judged_once = |promise: &Promise| {
        promise.completion == Completion::First && promise.repeats.is_none() && promise.instead_of.is_none()
    };
    for event in &case.events {
        let Ok(moment) = Moment::new(event.at, zone) else { return };
        let day = moment.day().date();
        if day >= now.day().date() {
            continue;
        }
        let Ok(earlier) = plan.check(case, When::Day(day)) else { continue };
        for before in &earlier.promises {
            if !matches!(before.status, Status::Met | Status::Late)
                || !plan.charter().promise(&before.id).is_some_and(judged_once)
            {
                continue;
            }
            let after = outcome.promises.iter().find(|after| after.id == before.id);
            let verdict = |promise: &PromiseOutcome| (promise.status, promise.done_at, promise.due_at, promise.late_by);
            assert_eq!(
                Some(verdict(before)),
                after.map(verdict),
                "{}, as it stood on {day}, was changed by what came later: {}",
                before.id,
                described(case, at)
            );
        }
    }
}

/// Where nothing more happens, every status stays until the next change.
fn nothing_changes_before_the_next_change(subject: &Subject, case: &Case, at: When, outcome: &Outcome) {
    let plan = &subject.plan;
    let past = as_of(subject, case, at);
    let change = outcome.next_change_at.map(|next| match next.to_string().parse::<When>() {
        Ok(When::Exact(next)) => next,
        other => panic!("next_change_at is {next}, {other:?}"),
    });
    let Ok(now) = Moment::asked(at, &plan.charter().zone) else { return };
    let before = match change {
        Some(change) => {
            let before = change - TimeDelta::seconds(1);
            if before.timestamp_millis() <= now.instant.millis() {
                return;
            }
            When::Exact(before)
        }
        None => When::Day(now.day().date() + Days::new(700)),
    };
    let Ok(later) = plan.check(&past, before) else { return };
    let statuses = |outcome: &Outcome| {
        outcome.promises.iter().map(|promise| (promise.id.clone(), promise.status)).collect::<Vec<_>>()
    };
    assert_eq!(
        statuses(outcome),
        statuses(&later),
        "at {before} a status is another, and the next change is {:?}: {}",
        outcome.next_change_at,
        described(case, at)
    );
}

/// Of two contacts the later is due no earlier, and a clock alone says what the whole case says.
fn a_later_contact_is_never_due_earlier(plan: &Plan, case: &Case) {
    let zone = &plan.charter().zone;
    let placed = |event: &Event| match event.at {
        When::Day(_) => None,
        at => Some((Moment::new(at, zone).ok()?.instant, at)),
    };
    let mut times: Vec<_> = case.events.iter().filter_map(placed).collect();
    times.sort_by_key(|(instant, _)| *instant);
    let dates = |at: When| -> Option<Vec<(String, Option<Local>)>> {
        let only = Case { events: vec![Event::named("received", at)], ..case.clone() };
        let outcome = plan.check(&only, at).ok()?;
        // Compared as moments: local times go back when the clocks do.
        Some(outcome.promises.into_iter().map(|promise| (promise.id, promise.due_at)).collect())
    };
    let instant = |due_at: &Option<Local>| due_at.map(|due_at| due_at.instant());
    let mut before: Option<Vec<(String, Option<Local>)>> = None;
    for (received, at) in times {
        let Some(now) = dates(at) else { continue };
        for (earlier, later) in before.iter().flatten().zip(&now) {
            assert!(
                instant(&earlier.1) <= instant(&later.1),
                "{}: received at {at} it is due {:?}, received before that {:?}",
                later.0,
                later.1,
                earlier.1
            );
        }
        for (id, due_at) in &now {
            if let Ok(clock) = plan.clock(case.kind.as_deref(), case.channel.as_deref(), None, id) {
                let due = clock.due(received).ok().map(|due| due.at);
                assert_eq!(due, instant(due_at), "the clock of {id} for a contact of {at}");
            }
        }
        before = Some(now);
    }
}
