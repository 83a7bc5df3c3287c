//! The customer's time to ask for a stage, in a sentence.

use super::phrase::after;
use super::sentence_writer::SentenceWriter;
use crate::charter::EarlyRequests;
use crate::outcome::{NotCountedBecause, Provisional, Status};
use crate::vocabulary::RESPONDED;

/// `You may ask for stage 2 until Monday 9 May 2011.`
pub(super) fn sentence(writer: &mut SentenceWriter<'_>) -> String {
    let promise = writer.promise;
    let stage = promise.stage;
    match promise.status {
        Status::Met => match (writer.done(), promise.due.is_some() || promise.due_at.is_some()) {
            (Some(done), true) => format!("You asked for stage {stage} on {done}, in time."),
            (Some(done), false) => format!("You asked for stage {stage} on {done}."),
            (None, _) => format!("You asked for stage {stage} in time."),
        },
        Status::Late => match (writer.done(), writer.late()) {
            (Some(done), Some(late)) => {
                format!("You asked for stage {stage} on {done}, {late} after the time to ask had ended.")
            }
            (Some(done), None) => format!("You asked for stage {stage} on {done}, after the time to ask had ended."),
            (None, _) => format!("You asked for stage {stage} after the time to ask had ended."),
        },
        Status::Early => early(writer),
        Status::Lapsed | Status::Overdue => lapsed(writer),
        Status::Unstated => match writer.done() {
            Some(done) => format!("You asked for stage {stage} on {done}."),
            None => format!("You may ask for stage {stage}. No time is set for that."),
        },
        Status::Cancelled => format!("You can no longer ask for stage {stage}: {}.", writer.ended()),
        Status::Waiting => waiting(writer),
        Status::Running | Status::Stopped => running(writer),
    }
}

/// The request that the charter refuses, where there was one.
fn refused(writer: &mut SentenceWriter<'_>, because: NotCountedBecause) -> Option<String> {
    let refused = writer.promise.not_counted.iter().rfind(|event| event.because == because);
    match refused {
        Some(refused) => Some(writer.dates.day_and_time(refused.at)),
        // A window that is over has a request only where that was refused.
        None => writer.done(),
    }
}

fn lapsed(writer: &mut SentenceWriter<'_>) -> String {
    let stage = writer.promise.stage;
    let requested_on = refused(writer, NotCountedBecause::AskedTooLate);
    let ended = writer.due();
    match (requested_on, ended) {
        (Some(on), Some(ended)) => format!(
            "You asked for stage {stage} on {on}. Your request was refused, because the time to ask ended on {ended}."
        ),
        (Some(on), None) => {
            format!("You asked for stage {stage} on {on}. Your request was refused, because the time to ask had ended.")
        }
        (None, Some(ended)) => format!("The time to ask for stage {stage} ended on {ended}."),
        (None, None) => format!("The time to ask for stage {stage} has ended."),
    }
}

/// `Wednesday 25 March 2026`: the day from which the customer may ask.
fn opens(writer: &mut SentenceWriter<'_>) -> Option<String> {
    let opens = writer.promise.opens.or(writer.promise.opens_at.map(|opens_at| opens_at.day))?;
    Some(writer.dates.date(opens))
}

fn early(writer: &mut SentenceWriter<'_>) -> String {
    let stage = writer.promise.stage;
    let requested_on = after(" on ", refused(writer, NotCountedBecause::AskedTooEarly));
    let head = format!("You asked for stage {stage}{requested_on}, before the time to ask had begun.");
    let treatment = writer.stated.map(|stated| stated.early_requests).unwrap_or_default();
    match (treatment, opens(writer)) {
        (EarlyRequests::Refused, Some(opens)) => format!("{head} Please ask again from {opens}."),
        (EarlyRequests::Refused, None) => format!("{head} Please ask again once it has begun."),
        (_, Some(opens)) => format!("{head} Your request counts from {opens}: you need not ask again."),
        (_, None) => format!("{head} You need not ask again."),
    }
}

fn waiting(writer: &mut SentenceWriter<'_>) -> String {
    let promise = writer.promise;
    let stage = promise.stage;
    if let Some(opens) = opens(writer) {
        let until = after(" until ", writer.due());
        return format!("You may ask for stage {stage} from {opens}{until}.");
    }
    if let Some(due) = writer.due() {
        return format!("You may ask for stage {stage} later, until {due}.");
    }
    let limit = after(" ", writer.limit());
    let awaits_response =
        promise.counted_from.as_ref().is_some_and(|from| from.event == RESPONDED && from.at.is_none())
            && writer.outcome.promises.iter().any(|other| {
                other.standard == promise.standard
                    && other.stage < stage
                    && other.action == "respond"
                    && other.status == Status::Overdue
            });
    if awaits_response {
        return format!("You may ask for stage {stage}{limit}. Our response is overdue, so this time has not begun.");
    }
    format!("You may ask for stage {stage}{limit}.")
}

fn running(writer: &mut SentenceWriter<'_>) -> String {
    let promise = writer.promise;
    let stage = promise.stage;
    let Some(until) = writer.due() else {
        return format!("You may ask for stage {stage}. There is no last day for that.");
    };
    let mut awaited = promise.provisional.iter().filter_map(Provisional::awaited);
    // Where our response depends on something else of ours, the response says enough.
    let response = awaited.clone().any(|event| event == RESPONDED);
    match awaited.next() {
        Some(_) if response => format!(
            "If you are not satisfied with our response you may ask for stage {stage}. If we respond when we should, you may \
             ask until {until}."
        ),
        Some(_) => format!("You may ask for stage {stage} until {until}.{}", writer.may_change()),
        None => format!("You may ask for stage {stage} until {until}."),
    }
}
