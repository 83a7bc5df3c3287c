//! One sentence for each promise, that may be read to a resident.

use bywhen_calendar::CalendarBound;

use super::action::{Action, ESCALATE, past_of_event};
use super::date::{date, day_and_time};
use super::noun::noun;
use super::phrase::{after, capital};
use super::promise::awaited_from_customer;
use super::sentence_writer::{SentenceWriter, stated_limits};
use super::window;
use crate::charter::{Alternative, Charter, Clock, Direction, Limit, Promise, Role, Strength};
use crate::name::Name;
use crate::outcome::{CaseInfo, Outcome, PromiseOutcome, Provisional, Status};
use crate::vocabulary::{ENQUIRY, ESCALATED, WITHDRAWN};

/// What was received and when: `Letter received on Wednesday 20 April 2011 at 10:15am`.
pub fn received(charter: &Charter, outcome: &Outcome) -> String {
    let thing = thing(charter, &outcome.case);
    // Who comes in person is not received.
    let received = if thing == "visit" { "" } else { " received" };
    let on = after(" on ", outcome.case.received.map(day_and_time));
    format!("{}{received}{on}", capital(&thing))
}

/// What ended the case, where it has ended: `The case was withdrawn on Thursday 2 April 2026.`
pub fn ended(outcome: &Outcome) -> Option<String> {
    let end = outcome.case.ended.as_ref()?;
    let on = day_and_time(end.at);
    Some(match end.event.as_str() {
        WITHDRAWN => format!("The case was withdrawn on {on}."),
        event => format!("The case ended on {on} with {}.", noun(event)),
    })
}

/// As known when, where that was asked.
pub fn known_on(outcome: &Outcome) -> Option<String> {
    let day = outcome.calendar.known_on?;
    Some(format!(
        "As known on {}: a bank holiday that was announced after that day counts as an ordinary day here.",
        date(day)
    ))
}

/// One promise, as the customer is told of it.
///
/// `We will acknowledge your letter by Tuesday 3 May 2011.` That of a target for staff says so first.
pub fn sentence(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> String {
    let mut writer = SentenceWriter::new(charter, outcome, promise);
    let text = match writer.stated {
        _ if promise.action == ESCALATE => window::sentence(&mut writer),
        Some(stated) if stated.role == Role::CustomerWindow => due_from_customer(&mut writer, stated),
        _ => ours(&mut writer),
    };
    if promise.for_staff { format!("For staff only: {text}") } else { text }
}

/// A promise of ours.
fn ours(writer: &mut SentenceWriter<'_>) -> String {
    let (promise, stated) = (writer.promise, writer.stated);
    let thing = if promise.stage > 1 { "request".to_owned() } else { thing(writer.charter, &writer.outcome.case) };
    let act = Action::new(&promise.action, stated, Some(&thing));
    let manner = stated.and_then(|stated| stated.manner.as_deref());
    let object = act.object.clone() + &after(" ", manner);
    let will = match promise.strength {
        Strength::AimTo => "aim to",
        Strength::Usually => "will usually",
        Strength::Will => "will",
    };
    let stands_in = stated.is_some_and(|stated| stated.instead_of.is_some());
    let we = if stands_in { "If that is not possible, we" } else { "We" };
    let owed = format!("{we} {will} {}{object}", act.verb);
    let text = match promise.status {
        Status::Stopped => format!("{owed}. The clock is stopped, so there is no date yet."),
        Status::Running => match writer.due() {
            Some(due) => format!("{owed} by {due}.{}", writer.may_change()),
            None => format!("{owed}{}.", after(" ", writer.limit())),
        },
        Status::Waiting => waiting(writer, &act, &object, &owed),
        Status::Met | Status::Late if promise.done_by.is_some() => stood_for(writer, &act, &object),
        Status::Met => format!("We {}{object}{}, in time.", act.past, writer.on_done()),
        Status::Late => match (writer.done(), writer.late(), writer.due()) {
            (Some(done), Some(late), Some(due)) => {
                format!("We {}{object} on {done}, {late} late: it was due by {due}.", act.past)
            }
            (Some(done), Some(late), None) => format!("We {}{object} on {done}, {late} late.", act.past),
            (Some(done), None, due) => {
                let was_due = after(": it was due by ", due);
                format!("We {}{object} on {done}, too late{was_due}.", act.past)
            }
            (None, late, due) => match writer.missed_by_the_end() {
                Some(ended) => {
                    let later = late.map(|late| format!(", {late} later")).unwrap_or_default();
                    let by = after(" by ", due);
                    format!("We should have {}{object}{by}, and had not when {ended}{later}.", act.participle)
                }
                None => format!("We did not {}{object}{}.", act.verb, in_time(due)),
            },
        },
        Status::Cancelled => {
            let ended = writer.ended();
            let due = after(" It would have been due by ", writer.due().map(|due| due + "."));
            format!("We no longer need to {}{object}: {ended}.{due}", act.verb)
        }
        Status::Overdue | Status::Lapsed | Status::Early => {
            let by = writer.by_due();
            match writer.late() {
                Some(late) => format!("We should have {}{object}{by}: it is {late} overdue.", act.participle),
                None => format!("We should have {}{object}{by}, and have not done so.", act.participle),
            }
        }
        Status::Unstated => match writer.done() {
            Some(done) => format!("We {}{object} on {done}; no time is set for it.", act.past),
            None => format!("{owed}; no time is set for it."),
        },
    };
    text + &writer.notices()
}

/// A promise whose clock has not started.
fn waiting(writer: &mut SentenceWriter<'_>, act: &Action, object: &str, owed: &str) -> String {
    let promise = writer.promise;
    let limit = writer.limit();
    if let Some(done) = writer.done() {
        let was_due = after(": it is due ", limit);
        return format!("We {}{object} on {done}. Whether that is in time is not known yet{was_due}.", act.past);
    }
    // Whoever let the time for a stage pass does not come to this one.
    let lapsed = (2..=promise.stage).filter_map(|stage| writer.window_of(stage));
    if let Some(lapsed) = lapsed.rev().find(|window| window.status == Status::Lapsed) {
        let due = writer.dates.due(lapsed);
        let by = in_time(due);
        return format!("We would {}{object} only if you had asked for stage {}{by}.", act.verb, lapsed.stage);
    }
    let from_request = promise.counted_from.as_ref().is_some_and(|from| from.event == ESCALATED && from.at.is_none());
    let before_request = writer.window_of(promise.stage).map_or(from_request, |window| {
        let requested = matches!(window.status, Status::Met | Status::Late) || writer.waits(window);
        !writer.waits(window) && from_request || window.done_at.is_none() && !requested
    });
    let owed = match owed.strip_prefix("We ") {
        Some(rest) if promise.stage > 1 && before_request => {
            format!("If you ask for stage {}, we {rest}", promise.stage)
        }
        _ => owed.to_owned(),
    };
    let limit = limit_so_far(writer);
    let bound = promise.provisional.iter().find_map(|why| match why {
        Provisional::CalendarBound(CalendarBound::Begins(day)) => Some(("begins", *day)),
        Provisional::CalendarBound(CalendarBound::Ends(day)) => Some(("ends", *day)),
        _ => None,
    });
    match bound {
        Some((verb, day)) => {
            format!("{owed}{limit}. There is no date, because the calendar {verb} on {}.", writer.dates.date(day))
        }
        None => format!("{owed}{limit}."),
    }
}

/// ` at least 14 calendar days before “inspection”, which is not known yet`, or nothing.
fn limit_so_far(writer: &SentenceWriter<'_>) -> String {
    let limit = after(" ", writer.limit());
    if limit.is_empty() { limit } else { limit + not_known(writer) }
}

/// ` by Tuesday 3 May 2011`, or ` in time`.
fn in_time(due: Option<String>) -> String {
    due.map_or_else(|| " in time".to_owned(), |due| after(" by ", Some(due)))
}

/// `, which is not known yet`, after a limit that counts back from an event which nobody knows.
fn not_known(writer: &SentenceWriter<'_>) -> &'static str {
    let unknown = writer.promise.counted_from.as_ref().is_none_or(|from| from.at.is_none());
    match stated_limits(writer.charter, writer.promise) {
        Some([Alternative { limit: Limit::Clock(Clock { count, .. }), .. }])
            if unknown && count.direction == Direction::Before =>
        {
            ", which is not known yet"
        }
        _ => "",
    }
}

/// A promise that something else kept: a response that came instead of the acknowledgement.
fn stood_for(writer: &mut SentenceWriter<'_>, act: &Action, object: &str) -> String {
    let event = writer.promise.done_by.as_deref().unwrap_or_default();
    let instead = past_of_event(event).map_or_else(|| format!("{} came", noun(event)), |past| format!("we {past}"));
    let separately = if writer.promise.action == "acknowledge" { " separately" } else { "" };
    match (writer.promise.status, writer.late()) {
        (Status::Late, Some(late)) => {
            let by = writer.by_due();
            format!("We did not {}{object}{by}: {instead}{}, {late} later.", act.verb, writer.on_done())
        }
        _ => format!("We did not {}{object}{separately}: {instead}{}, in time.", act.verb, writer.on_done()),
    }
}

/// What the customer is asked for outside the stages: papers before an appointment, a report in time.
fn due_from_customer(writer: &mut SentenceWriter<'_>, stated: &Promise) -> String {
    let what = awaited_from_customer(stated);
    let promise = writer.promise;
    let limit = limit_so_far(writer);
    let request = match writer.due() {
        Some(due) => format!("{what} by {due}"),
        None => what.clone(),
    };
    match (promise.status, writer.done(), writer.late()) {
        (Status::Met, Some(done), _) => format!("We asked for {request}. It came on {done}, in time."),
        (Status::Met, None, _) => format!("We asked for {request}. It came in time."),
        (Status::Late, Some(done), Some(late)) => format!("We asked for {request}. It came on {done}, {late} late."),
        (Status::Late, Some(done), None) => format!("We asked for {request}. It came on {done}, too late."),
        (Status::Late, None, _) => format!("We asked for {request}. It came too late."),
        (Status::Overdue | Status::Lapsed | Status::Early, ..) => {
            format!("We asked for {request}, and that time has passed.")
        }
        (Status::Unstated, Some(done), _) => format!("We asked for {what}. It came on {done}."),
        (Status::Unstated, None, _) => format!("We ask for {what}; no time is set for it."),
        (Status::Waiting, Some(done), _) => {
            format!("We ask for {what}{limit}. It came on {done}.")
        }
        (Status::Waiting, None, _) => format!("We ask for {what}{limit}."),
        (Status::Cancelled, ..) => format!("We no longer ask for {what}: {}.", writer.ended()),
        (Status::Stopped, ..) => format!("We ask for {what}. The clock is stopped, so there is no date yet."),
        (Status::Running, ..) => match promise.due.is_some() || promise.due_at.is_some() {
            true => format!("We ask for {request}."),
            false => format!("We ask for {what}{limit}."),
        },
    }
}

/// What the customer calls what they sent.
fn thing(charter: &Charter, case: &CaseInfo) -> String {
    if let Some(own) = charter.kinds.iter().find(|own| own.name.slug() == case.kind) {
        return own.name.text().to_owned();
    }
    if case.kind != ENQUIRY {
        return match case.kind.as_str() {
            "information-request" | "service-request" => "request".to_owned(),
            "" => "contact".to_owned(),
            kind => kind.replace('-', " "),
        };
    }
    match case.channel.as_deref() {
        None => "enquiry".to_owned(),
        Some("telephone") => "call".to_owned(),
        Some("social-media") => "post".to_owned(),
        Some("in-person") => "visit".to_owned(),
        Some("voicemail") => "voicemail message".to_owned(),
        Some(channel) => Name::new(channel).text().replace('-', " "),
    }
}
