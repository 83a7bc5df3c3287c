//! Laws that hold for any charter and any case, over the random questions of `tests/reference/generate.py`.
//!
//! A law is told each question with its plan, and says how often it had something to say of it: a law that hardly ever
//! applies shows nothing, and fails. Where a law does not hold, the question is made small and printed.
//!
//! `BYWHEN_QUESTIONS` (1,200) and `BYWHEN_SEED` (1) change the run.

#[path = "../../../../fuzz/src/prose.rs"]
mod prose;

use std::collections::HashSet;
use std::slice;

use crate::questions::law::{Question, ensure, holds, holds_of_charters};
use bywhen::calendar::{Day, Instant};
use bywhen::engine::batch::{
    Assessor, Cases, EncodedTime, EventColumn, EventKey, FactColumn, KeyColumn, Log, LogEntry, Verdicts,
};
use bywhen::engine::charter::{
    Calendar, Clock, Completion, Condition, Direction, End, Limit, Promise, ReceiptMove, ReceiptRule, Standard,
};
use bywhen::engine::outcome::{DateOrTime, LateBy, PromiseOutcome, Provisional};
use bywhen::engine::{FactValue, Moment};
use bywhen::{Case, CaseError, Event, Outcome, Status, When, parse};
use prose::all_whole;

impl Question<'_> {
    fn check(&self) -> Result<Outcome, CaseError> {
        self.plan.check(&self.case, self.at)
    }

    fn promise(&self, id: &str) -> Option<&Promise> {
        self.plan.charter().promise(id)
    }

    /// The case without what has not happened by a moment. What is known beforehand stays, and the receipt.
    fn as_of(&self, now: Instant) -> Case {
        let mut case = self.case.clone();
        case.events.retain(|event| {
            event.name == "received"
                || self.is_known_beforehand(&bywhen::engine::slug(&event.name))
                || self.moment(event.at).is_none_or(|moment| moment.instant <= now)
        });
        case
    }

    fn is_known_beforehand(&self, event: &str) -> bool {
        self.plan.charter().events.iter().any(|kind| kind.scheduled && kind.name.slug() == event)
    }

    /// When something happened, and the moment of the question.
    fn moments(&self) -> Vec<When> {
        self.case.events.iter().map(|event| event.at).chain([self.at]).collect()
    }
}

fn due_at(promise: &PromiseOutcome) -> Option<i64> {
    promise.due_at.map(|due_at| due_at.instant().millis())
}

#[test]
fn an_event_after_the_question_changes_nothing() {
    holds(
        |question| {
            let mut applied = 0;
            for at in question.moments() {
                let Ok(now) = Moment::asked(at, &question.plan.charter().zone) else { continue };
                let past = question.as_of(now.instant);
                if past == question.case {
                    continue;
                }
                let (with, without) = (question.plan.check(&question.case, at), question.plan.check(&past, at));
                // What names no event or stage that there is, is refused whenever it is dated.
                if let Err(CaseError::Unknown { .. } | CaseError::NoSuchStage { .. }) = with {
                    continue;
                }
                ensure(with.as_ref().ok() == without.as_ref().ok(), || {
                    format!("asked at {at}, with what comes later {with:#?}, without {without:#?}")
                })?;
                applied += usize::from(with.is_ok());
            }
            Ok(applied)
        },
        1500,
    );
}

#[test]
fn the_order_of_the_events_changes_nothing() {
    holds(
        |question| {
            let outcome = question.check();
            let (mut reversed, mut rotated) = (question.case.clone(), question.case.clone());
            reversed.events.reverse();
            rotated.events.rotate_left(question.case.events.len() / 2);
            let turned = [reversed, rotated];
            for other in &turned {
                let again = question.plan.check(other, question.at);
                ensure(outcome.as_ref().ok() == again.as_ref().ok(), || {
                    format!("in one order {outcome:#?}, in another {again:#?}")
                })?;
            }
            Ok(turned.iter().filter(|other| outcome.is_ok() && **other != question.case).count())
        },
        1200,
    );
}

/// Two sorts of clock are no simple ones. *At the same time of day*: of Saturday at noon and Sunday at ten, both due on
/// Monday, the later is due earlier. A cut-off to the next working day in a calendar that leaves what comes on closed days
/// where it is: Friday evening counts as Monday, and Saturday as Saturday.
#[test]
fn a_later_receipt_is_never_due_earlier() {
    const MINUTE: i64 = 60;
    const LATER: [i64; 14] = [
        0,
        1,
        MINUTE,
        47 * MINUTE,
        4 * 60 * MINUTE,
        9 * 60 * MINUTE,
        16 * 60 * MINUTE,
        24 * 60 * MINUTE,
        30 * 60 * MINUTE,
        48 * 60 * MINUTE,
        50 * 60 * MINUTE,
        72 * 60 * MINUTE,
        7 * 1440 * MINUTE,
        31 * 1440 * MINUTE,
    ];
    holds(
        |question| {
            let received = question.case.events.iter().find(|event| event.name == "received");
            let Some(received) = received.and_then(|event| question.moment(event.at)) else { return Ok(0) };
            let charter = question.plan.charter();
            if !charter.calendars.iter().all(moves_in_order) {
                return Ok(0);
            }
            let simple: Vec<&str> = charter
                .promises()
                .map(|(_, _, promise)| promise)
                .filter(|one| is_simple(one))
                .map(|one| one.id.as_str())
                .collect();
            let mut applied = 0;
            let mut before: Vec<PromiseOutcome> = Vec::new();
            for seconds in LATER {
                let at = Instant::from_seconds(received.instant.seconds() + seconds);
                let Ok(at) = charter.zone.local(at).map(|local| local.to_string()) else { return Ok(applied) };
                let at: When = at.to_string().parse().expect("a time");
                let case = Case { events: vec![Event::named("received", at)], ..question.case.clone() };
                let mut now = question.plan.check(&case, at).map(|outcome| outcome.promises).unwrap_or_default();
                now.retain(|promise| simple.contains(&promise.id.as_str()) && promise.variation.is_none());
                for later in &now {
                    let Some(earlier) = before.iter().find(|earlier| earlier.id == later.id) else { continue };
                    let (Some(due), Some(due_later)) = (due_at(earlier), due_at(later)) else { continue };
                    ensure(due <= due_later, || {
                        format!(
                            "{} received {at} is due {:?}, received before that {:?}",
                            later.id, later.due_at, earlier.due_at
                        )
                    })?;
                    applied += 1;
                }
                before = now;
            }
            Ok(applied)
        },
        2000,
    );
}

/// Whether a promise has one clock, or several of which the first or the last decides, each of them forward from receipt.
fn is_simple(promise: &Promise) -> bool {
    let clocks = clocks(promise);
    !clocks.is_empty()
        && counts_forward(promise)
        && matches!(&promise.limits[..], [only] if only.when == Condition::Always)
        && clocks.iter().all(|clock| clock.from.event.slug() == "received" && clock.count.end != End::SameTime)
}

/// Whether nothing that comes on a closed day, or before the time as which something counts, counts as earlier than what came
/// before it.
fn moves_in_order(calendar: &Calendar) -> bool {
    let rules = || calendar.receipt.iter().map(|rule| &rule.rule);
    let has_time = |rule: &ReceiptMove| match rule {
        ReceiptMove::CutOff(cut_off) => cut_off.received_at.is_some(),
        ReceiptMove::ClosedDay { received_at } => received_at.is_some(),
        ReceiptMove::DayOne | ReceiptMove::NextOpening(_) => false,
    };
    let has_cut_off = rules().any(|rule| matches!(rule, ReceiptMove::CutOff(cut_off) if cut_off.to_working_day));
    let moves_closed_days =
        |rule: &ReceiptRule| matches!(rule.rule, ReceiptMove::ClosedDay { .. }) && rule.when == Condition::Always;
    !rules().any(has_time) && (!has_cut_off || calendar.receipt.iter().any(moves_closed_days))
}

/// Every clock that a promise may be counted by.
fn clocks(promise: &Promise) -> Vec<&Clock> {
    fn add<'l>(limit: &'l Limit, found: &mut Vec<&'l Clock>) {
        match limit {
            Limit::Clock(clock) => found.push(clock),
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().for_each(|limit| add(limit, found)),
            Limit::Then { first, .. } => add(first, found),
            Limit::DateGiven(_) | Limit::Unstated => {}
        }
    }
    let mut found = Vec::new();
    promise.limits.iter().for_each(|one| add(&one.limit, &mut found));
    found
}

/// A stated end of a day may lie before the time of the start on that same day; the day may not.
#[test]
fn due_is_never_before_the_start_of_a_forward_clock() {
    holds(
        |question| {
            let mut applied = 0;
            for promise in question.check().map(|outcome| outcome.promises).unwrap_or_default() {
                let Some(start) = promise.counted_from.as_ref().and_then(|from| from.at) else { continue };
                let (Some(due), Some(due_at)) = (promise.due, promise.due_at) else { continue };
                let Some(limits) = question.promise(&promise.id).filter(|limits| counts_forward(limits)) else {
                    continue;
                };
                if promise.variation.is_some() {
                    continue;
                }
                let ends_with_its_day = clocks(limits).iter().all(|clock| clock.count.end == End::OfDay);
                let in_time = match start {
                    DateOrTime::Time(start) => !ends_with_its_day || start.instant() <= due_at.instant(),
                    DateOrTime::Date(_) => true,
                };
                ensure(start.day() <= due && in_time, || {
                    format!("{} is due {due_at}, before its start {start}", promise.id)
                })?;
                applied += 1;
            }
            Ok(applied)
        },
        800,
    );
}

fn counts_forward(promise: &Promise) -> bool {
    fn is_given(limit: &Limit) -> bool {
        match limit {
            Limit::DateGiven(_) => true,
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().any(is_given),
            Limit::Clock(_) | Limit::Then { .. } | Limit::Unstated => false,
        }
    }
    clocks(promise).iter().all(|clock| clock.count.direction != Direction::Before)
        && !promise.limits.iter().any(|one| is_given(&one.limit))
}

#[test]
fn an_answer_is_an_explained_answer_without_its_steps() {
    holds(
        |question| {
            let (Ok(outcome), Ok(mut explained)) =
                (question.check(), question.plan.explain(&question.case, question.at))
            else {
                return Ok(0);
            };
            explained.promises.iter_mut().for_each(|promise| promise.trace = None);
            ensure(outcome == explained, || format!("{outcome:#?}, explained {explained:#?}"))?;
            Ok(1)
        },
        800,
    );
}

#[test]
fn a_table_says_what_a_case_alone_says() {
    holds(
        |question| {
            let alone = question.check().map(|outcome| outcome.promises);
            let alone = alone.as_ref().map(|promises| promises.iter().map(TableRow::of_a_promise).collect::<Vec<_>>());
            agree(&alone, &in_a_log(question))
        },
        800,
    );
}

/// In columns of events, where the fast path takes what is simple.
#[test]
fn columns_of_events_say_what_a_case_alone_says() {
    holds(
        |question| {
            let alone = question.check().map(|outcome| outcome.promises);
            let alone = alone.as_ref().map(|promises| promises.iter().map(TableRow::of_a_promise).collect::<Vec<_>>());
            in_columns(question).map_or(Ok(0), |in_columns| agree(&alone, &in_columns))
        },
        400,
    );
}

/// Whether a table and a single case say the same: 1 where both have an answer.
fn agree<E: std::fmt::Debug>(
    alone: &Result<Vec<TableRow>, E>,
    in_a_table: &Result<Vec<TableRow>, CaseError>,
) -> Result<usize, String> {
    match (alone, in_a_table) {
        (Ok(alone), Ok(in_a_table)) => {
            ensure(alone == in_a_table, || format!("alone {alone:#?}, in a table {in_a_table:#?}"))?;
            Ok(1)
        }
        // Which of several faults is named depends on which is looked at first.
        (Err(_), Err(_)) => Ok(0),
        (alone, in_a_table) => Err(format!("alone {alone:?}, in a table {in_a_table:?}")),
    }
}

/// A promise as a row of a table.
#[derive(Debug, PartialEq)]
struct TableRow {
    id: String,
    status: Status,
    due_soon: bool,
    due: Option<Day>,
    due_at: Option<i64>,
    late_by: Option<LateBy>,
    provisional: Vec<Provisional>,
}

impl TableRow {
    fn of_a_promise(promise: &PromiseOutcome) -> TableRow {
        TableRow {
            id: promise.id.clone(),
            status: promise.status,
            due_soon: promise.due_soon,
            due: promise.due,
            due_at: due_at(promise),
            late_by: promise.late_by,
            provisional: promise.provisional.clone(),
        }
    }
}

/// A table of this case alone, whose events are a log.
fn in_a_log(question: &Question<'_>) -> Result<Vec<TableRow>, CaseError> {
    let entries = log_entries(question)?;
    in_a_table(
        question,
        Cases { log: Some(Log { starts: &[0, entries.len()], entries: &entries }), ..Cases::default() },
    )
}

/// A table of this case alone, with a column for each event. `None` where one comes more than once.
fn in_columns(question: &Question<'_>) -> Option<Result<Vec<TableRow>, CaseError>> {
    let entries = match log_entries(question) {
        Ok(entries) => entries,
        Err(refused) => return Some(Err(refused)),
    };
    let events: HashSet<EventKey> = entries.iter().map(|entry| entry.event).collect();
    if events.len() < entries.len() {
        return None;
    }
    Some(in_a_table(question, Cases { events: entries.iter().map(column).collect(), ..Cases::default() }))
}

fn column(entry: &LogEntry) -> EventColumn<'_> {
    EventColumn {
        event: entry.event,
        at: slice::from_ref(&entry.at),
        until: (entry.until != EncodedTime::NONE).then(|| slice::from_ref(&entry.until)),
        reason: entry.reason.is_some().then(|| slice::from_ref(&entry.reason)),
    }
}

fn log_entries(question: &Question<'_>) -> Result<Vec<LogEntry>, CaseError> {
    question.case.events.iter().map(|event| log_entry(question, event)).collect()
}

/// A table of this case alone. `events`: what happened, as columns or as a log.
fn in_a_table(question: &Question<'_>, events: Cases<'_>) -> Result<Vec<TableRow>, CaseError> {
    let (plan, case) = (question.plan, &question.case);
    let kind = plan.kind(case.kind.as_deref())?;
    let channel = case.channel.as_deref().map(|channel| plan.channel(channel)).transpose()?;
    let service = case.service.as_deref().map(|service| plan.service(service)).transpose()?.flatten();
    let known = |(fact, value): (&String, &FactValue)| {
        let fact = plan.fact(fact)?;
        Ok((fact, [plan.fact_value(fact, value)?]))
    };
    let facts = case.facts.iter().map(known).collect::<Result<Vec<_>, CaseError>>()?;
    let table = Cases {
        len: 1,
        kind: KeyColumn::All(Some(kind)),
        channel: KeyColumn::All(channel),
        service: KeyColumn::All(service),
        facts: facts.iter().map(|(fact, values)| FactColumn { fact: *fact, values }).collect(),
        ..events
    };
    let mut verdicts = Verdicts::default();
    Assessor::new(plan, question.at)?.assess(&table, 0..1, &mut verdicts);
    if let Some((_, refused)) = verdicts.refused.first() {
        return Err(refused.clone());
    }
    let row = |verdict| {
        let verdict: &bywhen::engine::batch::Verdict = verdict;
        let (_, promise) = plan.promise(verdict.promise).expect("its promise");
        TableRow {
            id: promise.id.clone(),
            status: verdict.status,
            due_soon: verdict.due_soon,
            due: verdict.due().map(|due| due.day),
            due_at: verdict.due().map(|due| due.at.millis()),
            late_by: verdict.late_by(),
            provisional: verdicts.provisional(plan, verdict),
        }
    };
    Ok(verdicts.of(0).map(row).collect())
}

fn log_entry(question: &Question<'_>, event: &Event) -> Result<LogEntry, CaseError> {
    let zone = &question.plan.charter().zone;
    let placed = |when| Moment::new(when, zone).map_err(|error| CaseError::Time { event: event.name.clone(), error });
    let stage = event.stage.map(|stage| format!("stage-{stage}/")).unwrap_or_default();
    Ok(LogEntry {
        event: question.plan.event(&format!("{stage}{}", event.name))?,
        at: EncodedTime::from(&placed(event.at)?),
        until: event.until.map(placed).transpose()?.map_or(EncodedTime::NONE, |until| EncodedTime::from(&until)),
        reason: event.reason.as_deref().and_then(|reason| question.plan.reason(reason)),
    })
}

#[test]
fn what_is_said_of_a_limit_reads_back_to_the_same_limit() {
    holds_of_charters(
        |question| {
            let charter = question.plan.charter();
            let head = question.text.lines().take_while(|line| !line.starts_with("standard ")).collect::<Vec<_>>();
            let mut applied = 0;
            // Then a limit in hours has a calendar, which only says when something counts as received.
            let moves_hours = head.iter().any(|line| line.contains("counts as received"));
            for standard in &charter.standards {
                let text = format!("{}\n{}", head.join("\n"), said_anew(question, standard));
                let parsed = parse(&text);
                let Some(read) = parsed.charter else {
                    return Err(format!("{:#?}\n{text}", parsed.errors().collect::<Vec<_>>()));
                };
                for promise in
                    standard.stages.iter().flat_map(|stage| &stage.promises).filter(|promise| is_said(promise))
                {
                    // That a limit counts in no calendar beside others that count in one is nowhere said.
                    let is_odd = |limit: &Limit| {
                        limit.counts().any(|one| {
                            let in_days = one.count.unit.is_days();
                            (in_days && one.calendar.is_none()) || (!in_days && moves_hours)
                        })
                    };
                    let is_mixed = promise.limits.iter().any(|one| is_odd(&one.limit));
                    if is_mixed && (moves_hours || bywhen::prose::calendars(standard).len() == 1) {
                        continue;
                    }
                    let again = read.promise(&promise.id).map(|promise| &promise.limits);
                    ensure(again == Some(&promise.limits), || {
                        format!("{}: {:#?}, read back {again:#?}\n{text}", promise.id, promise.limits)
                    })?;
                    applied += 1;
                }
            }
            Ok(applied)
        },
        1500,
    );
}

fn lines_of<'q>(question: &Question<'q>, standard: &Standard) -> impl Iterator<Item = &'q str> {
    let title = title_of(standard);
    question.text.lines().skip_while(move |line| **line != title).skip(1).take_while(|line| line.starts_with(' '))
}

fn title_of(standard: &Standard) -> String {
    format!("standard \"{}\"", standard.name.text())
}

/// A standard whose limits are those that are said of it. What is no plain limit is left without a time. Where it counts in one
/// calendar, that is said once.
fn said_anew(question: &Question<'_>, standard: &Standard) -> String {
    let mut lines = vec![title_of(standard)];
    lines.extend(lines_of(question, standard).filter(|line| line.starts_with("  applies to")).map(str::to_owned));
    if let [calendar] = bywhen::prose::calendars(standard).as_slice() {
        lines.push(format!("  counts in \"{calendar}\""));
    }
    let context = bywhen::prose::LimitContext::of_standard(question.plan.charter(), standard);
    for stage in &standard.stages {
        let (windows, promises): (Vec<_>, Vec<_>) =
            stage.promises.iter().partition(|promise| promise.action.slug() == "escalate");
        if standard.staged {
            let asks = if stage.number > 1 { " if the customer asks" } else { "" };
            let window = windows.first().filter(|window| is_said(window));
            let limit = window.map(|window| format!(" {}", bywhen::prose::limit_in(context, &window.limits[0].limit)));
            lines.push(format!("  stage {}{asks}{}", stage.number, limit.unwrap_or_default()));
        }
        let indent = if standard.staged { "    " } else { "  " };
        let described = promises.into_iter().flat_map(|promise| described_promise(context, stage.number, promise));
        lines.extend(described.map(|line| format!("{indent}{line}")));
    }
    lines.join("\n") + "\n"
}

/// Tiers share an action, and what is owed again and again or stands in for another has no limit of its own.
fn is_said(promise: &Promise) -> bool {
    promise.id.ends_with(&format!("/{}", promise.action.slug()))
        && promise.repeats.is_none()
        && promise.instead_of.is_none()
        && promise.opens.is_none()
}

fn described_promise(context: bywhen::prose::LimitContext, stage: u8, promise: &Promise) -> Vec<String> {
    if !promise.id.ends_with(&format!("/{}", promise.action.slug())) {
        return Vec::new();
    }
    let action = promise.action.slug();
    let head = match action.strip_prefix("ask-for-") {
        Some(event) => format!("we ask for {event}"),
        None => match bywhen::engine::vocabulary::action_and_object(action) {
            Some((known, object)) => format!("we will {} \"{}\"", known.word, object.replace('-', " ")),
            None => format!("we will {}", action.replace('-', " ")),
        },
    };
    if !is_said(promise) {
        return vec![format!("{head} with no time stated")];
    }
    let context = context.of_promise(stage, promise);
    let mut lines = vec![head];
    for alternative in &promise.limits {
        let limit = bywhen::prose::limit_in(context, &alternative.limit);
        lines.push(match &alternative.when {
            Condition::Always => format!("  otherwise {limit}"),
            question => format!("  {limit} if {}", bywhen::prose::condition_in(context, question)),
        });
    }
    lines
}

#[test]
fn no_sentence_has_a_hole_in_it() {
    holds(
        |question| {
            let Ok(outcome) = question.plan.explain(&question.case, question.at) else { return Ok(0) };
            for promise in &outcome.promises {
                all_whole(question.plan.charter(), &outcome, promise)?;
            }
            Ok(outcome.promises.len())
        },
        2000,
    );
}

/// The last answer, what is owed again and again and what stands in for another promise are judged anew. So is what counts from
/// an event known beforehand: a later request may take it into the next stage.
#[test]
fn what_was_kept_stays_kept_whatever_happens_later() {
    holds(
        |question| {
            let zone = &question.plan.charter().zone;
            let Ok(outcome) = question.check() else { return Ok(0) };
            let Ok(now) = Moment::asked(question.at, zone) else { return Ok(0) };
            let mut applied = 0;
            for moment in question.moments().into_iter().filter_map(|when| question.moment(when)) {
                if moment.day() >= now.day() {
                    continue;
                }
                let day = When::Day(moment.day().date());
                for before in
                    question.plan.check(&question.case, day).map(|outcome| outcome.promises).unwrap_or_default()
                {
                    // What was missed by the end of a case is owed again where the case is reopened.
                    let is_missed = before.status == Status::Late && before.done_at.is_none();
                    if !matches!(before.status, Status::Met | Status::Late)
                        || is_missed
                        || !question.promise(&before.id).is_some_and(|promise| is_judged_once(question, promise))
                    {
                        continue;
                    }
                    let after = outcome.promises.iter().find(|after| after.id == before.id);
                    let verdict = |promise: &PromiseOutcome| (promise.status, promise.done_at, promise.late_by);
                    ensure(Some(verdict(&before)) == after.map(verdict), || {
                        format!("{} at the end of {day}: {before:#?}, later {after:#?}", before.id)
                    })?;
                    applied += 1;
                }
            }
            Ok(applied)
        },
        1000,
    );
}

fn is_judged_once(question: &Question<'_>, promise: &Promise) -> bool {
    promise.completion == Completion::First
        && promise.repeats.is_none()
        && promise.instead_of.is_none()
        && !clocks(promise).iter().any(|clock| question.is_known_beforehand(clock.from.event.slug()))
}
