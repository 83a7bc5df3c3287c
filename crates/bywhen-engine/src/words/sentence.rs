//! One sentence for each promise, that may be read to a resident.

use super::date::{by, date, day_and_time, local};
use super::limit::{limit, limits, noun};
use crate::charter::{Charter, Promise, Role};
use crate::name::Name;
use crate::outcome::{CaseInfo, LateBy, Outcome, PromiseOutcome, Status};
use crate::vocabulary::{self, ENQUIRY, Object};

/// The action by which the customer asks for the next stage.
pub(super) const ESCALATE: &str = "escalate";

/// What was received and when: `Letter received on Wednesday 20 April 2011 at 10:15am`.
pub fn received(charter: &Charter, outcome: &Outcome, received_at: &str) -> String {
    let thing = thing(charter, &outcome.case);
    let mut letters = thing.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{} received on {}", letters.as_str(), day_and_time(received_at))
}

/// As known when, where that was asked.
pub fn known_on(outcome: &Outcome) -> Option<String> {
    let day = outcome.calendar.known_on.as_deref()?;
    Some(format!(
        "As known on {}: a bank holiday that was announced after that day counts as an ordinary day here.",
        plain_date(day)
    ))
}

/// What is said to the customer about one promise.
///
/// `We will acknowledge your letter by Tuesday 3 May 2011.`
pub fn sentence(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> String {
    let due = promise.due_at.as_deref().map(by).unwrap_or_default();
    let done = promise.done_at.as_deref().map(day_and_time).unwrap_or_default();
    let late = promise.late_by.map(late_by).unwrap_or_default();
    let said = charter.promise(&promise.id);
    if promise.action == ESCALATE {
        return window(promise, said, &due, &done, &late);
    }
    if let Some(said) = said.filter(|said| said.role == Role::CustomerWindow) {
        return asked_of_customer(promise, said, &due, &done, &late);
    }
    let act = Act::new(charter, outcome, promise);
    let (object, manner) = (&act.object, &act.manner);
    match promise.status {
        Status::Stopped => {
            format!(
                "We {} {}{object}{manner}; the time stands still, so there is no date yet.",
                modal_word(promise),
                act.verb
            )
        }
        Status::Running => {
            let modal = match promise.strength.as_str() {
                "aim to" => "We aim to",
                "usually" => "We will usually",
                _ => "We will",
            };
            let mut text = format!("{modal} {}{object}{manner} by {due}.", act.verb);
            if said.is_some_and(|said| said.instead_of.is_some()) {
                text = format!("If that is not possible, we will {}{object}{manner} by {due}.", act.verb);
            }
            if let Some(awaited) = promise.provisional.iter().find_map(|why| why.strip_prefix("awaiting ")) {
                text.push_str(&format!(
                    " This date may change: it counts from {}, which is still to come.",
                    noun(awaited)
                ));
            }
            text
        }
        Status::Waiting => {
            let ask = promise.stage > 1;
            let (head, we) =
                if ask { (format!("If you ask for stage {}, we", promise.stage), "") } else { (String::new(), "We") };
            let limit = act.limit.as_deref().map(|limit| format!(" {limit}")).unwrap_or_default();
            format!("{head}{we} {} {}{object}{manner}{limit}.", modal_word(promise), act.verb)
        }
        Status::Met => format!("We {}{object}{manner} on {done}, in time.", act.past),
        Status::Late => format!("We {}{object}{manner} on {done}, {late} late: it was due by {due}.", act.past),
        Status::Overdue | Status::Lapsed | Status::Early => {
            format!("We should have {}{object}{manner} by {due}: it is {late} overdue.", act.participle)
        }
        Status::Unstated if promise.done_at.is_some() => {
            format!("We {}{object}{manner} on {done}; no time was stated for it.", act.past)
        }
        Status::Unstated => format!("We {} {}{object}{manner}; no time is stated.", modal_word(promise), act.verb),
    }
}

/// The customer's time to ask for a stage.
fn window(promise: &PromiseOutcome, said: Option<&Promise>, due: &str, done: &str, late: &str) -> String {
    let stage = promise.stage;
    let opens = said.and_then(|said| said.opens.as_ref()).map(|opens| format!(", from {},", limit(opens)));
    let opens = opens.unwrap_or_default();
    match promise.status {
        Status::Met => format!("You asked for stage {stage} on {done}, in time."),
        Status::Late => format!("You asked for stage {stage} on {done}, {late} after the time to ask had passed."),
        Status::Early => format!("You asked for stage {stage} on {done}, before the time to ask had begun."),
        Status::Lapsed | Status::Overdue => format!("The time to ask for stage {stage} ended on {due}."),
        Status::Unstated if promise.done_at.is_some() => format!("You asked for stage {stage} on {done}."),
        Status::Unstated => format!("You may ask for stage {stage}{opens} and no time limit is stated."),
        Status::Waiting if due.is_empty() => format!("You may ask for stage {stage}{opens} later."),
        Status::Waiting => format!("You may ask for stage {stage}{opens} until {due}."),
        Status::Running | Status::Stopped if !promise.provisional.is_empty() => format!(
            "If you are not satisfied with our response you may ask for stage {stage}. If we respond when we should, \
             you may ask until {due}."
        ),
        Status::Running | Status::Stopped => format!("You may ask for stage {stage} until {due}."),
    }
}

/// What the customer is asked for outside the stages: papers before an appointment, a report in time.
fn asked_of_customer(promise: &PromiseOutcome, said: &Promise, due: &str, done: &str, late: &str) -> String {
    let what = asked_for(said);
    match promise.status {
        Status::Met => format!("We asked for {what} by {due}; it came on {done}, in time."),
        Status::Late | Status::Overdue => format!("We asked for {what} by {due}; it came on {done}, {late} late."),
        Status::Early | Status::Lapsed => format!("We asked for {what} by {due}, and that time has passed."),
        Status::Unstated => format!("We ask for {what}; no time is stated."),
        Status::Waiting => format!("We ask for {what} {}.", limits(&said.limits)),
        Status::Running | Status::Stopped => format!("We ask for {what} by {due}."),
    }
}

/// What the customer is asked for: `“papers”`, or the contact itself.
pub(super) fn asked_for(said: &Promise) -> String {
    if said.done_when.is(vocabulary::RECEIVED) {
        "this to reach us".to_owned()
    } else {
        format!("“{}”", said.done_when)
    }
}

fn modal_word(promise: &PromiseOutcome) -> &'static str {
    match promise.strength.as_str() {
        "aim to" => "aim to",
        "usually" => "will usually",
        _ => "will",
    }
}

/// `3 working days`, `15 minutes`.
pub(super) fn late_by(late_by: LateBy) -> String {
    let counted = |n: i64, unit: &str| if n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") };
    // The two largest units say enough: nobody wants the seconds of a day.
    let two = |large: i64, unit: &str, small: i64, smaller: &str| match small {
        0 => counted(large, unit),
        _ => format!("{} {}", counted(large, unit), counted(small, smaller)),
    };
    let clock = |seconds: i64, kind: &str| match seconds {
        s if s < 60 => counted(s, &format!("{kind}second")),
        s if s < 3600 => two(s / 60, &format!("{kind}minute"), s % 60, "second"),
        s => two(s / 3600, &format!("{kind}hour"), s / 60 % 60, "minute"),
    };
    match late_by {
        LateBy::WorkingDays(0) => "less than one working day".to_owned(),
        LateBy::WorkingSeconds(0) => "less than one working minute".to_owned(),
        LateBy::WorkingDays(days) => counted(days, "working day"),
        LateBy::CalendarDays(days) => counted(days, "day"),
        LateBy::WorkingSeconds(seconds) => clock(seconds, "working "),
        LateBy::Seconds(seconds) => clock(seconds, ""),
        LateBy::Milliseconds(millis) if millis % 1000 == 0 => clock(millis / 1000, ""),
        LateBy::Milliseconds(millis) => format!("{}.{:03} seconds", millis / 1000, millis % 1000),
    }
}

/// The verb of a promise in the forms that sentences need.
struct Act {
    verb: String,
    past: String,
    participle: String,
    /// ` your letter`, ` to your letter`, ` you`, or nothing.
    object: String,
    /// ` in writing`, or nothing.
    manner: String,
    /// `within 5 working days of the request`.
    limit: Option<String>,
}

impl Act {
    fn new(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Act {
        let said = charter.promise(&promise.id);
        let manner =
            said.and_then(|said| said.manner.as_deref()).map(|manner| format!(" {manner}")).unwrap_or_default();
        let verb = promise.action.replace('-', " ");
        let thing = if promise.stage > 1 { "request".to_owned() } else { thing(charter, &outcome.case) };
        let (finally, plain) = match promise.action.strip_prefix("finally-") {
            Some(plain) => ("finally ", plain),
            None => ("", promise.action.as_str()),
        };
        let known = vocabulary::find_action(plain);
        let object = match known.map(|action| action.object) {
            Some(Object::Contact) => format!(" your {thing}"),
            Some(Object::ToContact) => format!(" to your {thing}"),
            Some(Object::You) => " you".to_owned(),
            Some(Object::Nothing) | None => String::new(),
        };
        let participle = known.map_or_else(|| format!("{verb} done"), |action| format!("{finally}{}", action.event));
        let past = if participle == "seen" { "saw".to_owned() } else { participle.clone() };
        let (verb, participle, past, object) = match promise.action.as_str() {
            "hold" => ("send a holding reply".to_owned(), sent_holding(), sent_holding(), format!(" to your {thing}")),
            _ => (verb, participle, past, object),
        };
        let limit = said.map(|said| limits(&said.limits));
        Act { verb, past, participle, object, manner, limit }
    }
}

fn sent_holding() -> String {
    "sent a holding reply".to_owned()
}

/// What the customer calls what they sent.
fn thing(charter: &Charter, case: &CaseInfo) -> String {
    if let Some(own) = charter.kinds.iter().find(|own| own.name.slug() == case.kind) {
        return own.name.text().to_owned();
    }
    if case.kind != ENQUIRY {
        return match case.kind.as_str() {
            "information-request" | "service-request" => "request".to_owned(),
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

/// `Tuesday 3 May 2011` for an ISO date.
pub(super) fn plain_date(iso: &str) -> String {
    // As a time is read, so that a web page need not carry the reading of dates in every other format.
    local(iso).map_or_else(|| iso.to_owned(), |(day, _)| date(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lateness_is_told_in_the_unit_of_the_promise() {
        for (late, told) in [
            (LateBy::WorkingDays(0), "less than one working day"),
            (LateBy::WorkingDays(1), "1 working day"),
            (LateBy::CalendarDays(3), "3 days"),
            (LateBy::WorkingSeconds(0), "less than one working minute"),
            (LateBy::WorkingSeconds(900), "15 working minutes"),
            (LateBy::Seconds(1), "1 second"),
            (LateBy::Seconds(3600), "1 hour"),
            (LateBy::Seconds(134_116), "37 hours 15 minutes"),
            (LateBy::Milliseconds(400), "0.400 seconds"),
            (LateBy::Milliseconds(35_000), "35 seconds"),
        ] {
            assert_eq!(late_by(late), told);
        }
    }
}
