//! A trace told line by line.

use super::date::{by, day_and_time, local, naive};
use super::limit::noun;
use super::sentence::{late_by, plain_date};
use crate::charter::Charter;
use crate::outcome::{Outcome, PromiseOutcome, Status};
use crate::trace::Step;

/// How a promise's date was found and what would change it, a line for each step.
pub fn explanation(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut lines = rule(charter, promise);
    for step in promise.trace.iter().flatten() {
        lines.push(line(step));
    }
    lines.extend(changes(charter, outcome, promise));
    lines
}

/// How the charter understood vague phrases of the standards that apply, each once.
pub fn readings<'c>(charter: &'c Charter, outcome: &Outcome) -> Vec<&'c str> {
    let applies = |slug: &str| outcome.promises.iter().any(|promise| promise.standard == slug);
    let standards = charter.standards.iter().filter(|standard| applies(standard.name.slug()));
    standards.flat_map(|standard| &standard.readings).map(String::as_str).collect()
}

/// What the charter says, and how its vague phrases were understood.
pub(super) fn rule(charter: &Charter, promise: &PromiseOutcome) -> Vec<String> {
    let Some(said) = charter.promise(&promise.id) else { return Vec::new() };
    let cites = promise.cites.as_deref().map(|cites| format!(" ({cites})")).unwrap_or_default();
    let mut lines = vec![format!("The charter says: {}{cites}.", super::limits(&said.limits))];
    lines.extend(said.readings.iter().map(|reading| format!("Read as: {reading}")));
    lines
}

pub(super) fn line(step: &Step) -> String {
    match step {
        Step::Start { event, at, day_zero, foreseen: false } => {
            format!("{} {}: {}", if *day_zero { "Day 0  " } else { "Starts " }, day_and_time(at), plain(event))
        }
        Step::Start { event, at, day_zero, foreseen: true } => {
            let label = if *day_zero { "Day 0  " } else { "Starts " };
            format!("{label} {}: when {} is due, which is still to come", by(at), noun(event))
        }
        Step::CountsAs { date, number, because } => format!("Day {number}   {}: {because}", plain_date(date)),
        Step::Day { date, number } => format!("Day {number:<3} {}", plain_date(date)),
        Step::Skip { from, to, because } if from == to => format!("  –     {}: {because}", plain_date(from)),
        Step::Skip { from, to, because } => {
            let (from, to) = if from < to { (from, to) } else { (to, from) };
            format!("  –     {} to {}: {because}", plain_date(from), plain_date(to))
        }
        Step::Span { amount, from, to, inclusive: false } => {
            format!("{amount}: from {}, which is not counted, to {}.", plain_date(from), plain_date(to))
        }
        Step::Span { amount, from, to, inclusive: true } => {
            format!("{amount}: from {}, which is counted, to {}.", plain_date(from), plain_date(to))
        }
        Step::Roll { from, to, because } => {
            format!("{} is not a working day ({because}): moves to {}.", plain_date(from), plain_date(to))
        }
        Step::Open { date, from, to, seconds } => format!("Open    {}", open(date, from, to, *seconds)),
        Step::Elapse { amount, clock_change: 0 } => format!("{amount} by the clock, without a break."),
        Step::Elapse { amount, clock_change } => {
            let way = if *clock_change > 0 { "forward" } else { "back" };
            format!("{amount} by the clock, without a break; the clocks go {way} meanwhile.")
        }
        Step::Stand { from, until, counts_as } => {
            let until = day_and_time(until);
            let until = match counts_as {
                None => until,
                Some(later) => format!("{until}, which counts as {} ({})", plain_date(&later.date), later.because),
            };
            format!("Stands still from {} until {until}.", day_and_time(from))
        }
        Step::Extend { told, to } => {
            format!("Put off to {}: the customer was told on {}.", by(to), day_and_time(told))
        }
        Step::Vary { variation } => format!("Relaxed for a while: {}.", plain(variation)),
        Step::Choose { which } => format!("Of the limits stated, this is the {which}."),
        Step::Due { at } => match local(at) {
            Some((_, Some(time))) if naive(time) == "11:59:59pm" => format!("In time until the end of {}.", by(at)),
            _ => format!("In time until {}.", by(at)),
        },
    }
}

/// `Tuesday 14 May 2024 1pm to 5pm: 4 hours`.
pub(super) fn open(date: &str, from: &str, to: &str, seconds: i64) -> String {
    let clock = |text: &str| {
        let end_of_day = text == "24:00";
        let time = local(&format!("{date}T{text}")).and_then(|(_, time)| time);
        if end_of_day { "midnight".to_owned() } else { time.map_or_else(|| text.to_owned(), naive) }
    };
    format!("{} {} to {}: {}", plain_date(date), clock(from), clock(to), duration(seconds))
}

/// `3 hours 25 minutes`.
fn duration(seconds: i64) -> String {
    let parts = [(seconds / 3600, "hour"), (seconds / 60 % 60, "minute"), (seconds % 60, "second")];
    let said: Vec<String> = parts
        .iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, unit)| if *n == 1 { format!("1 {unit}") } else { format!("{n} {unit}s") })
        .collect();
    if said.is_empty() { "no time".to_owned() } else { said.join(" ") }
}

fn plain(slug: &str) -> String {
    slug.replace('-', " ")
}

/// What would change the answer, a sentence each: `May change: the bank holidays of that year are not published yet and are
/// worked out from the law.`
pub fn changes(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut lines = Vec::new();
    for why in &promise.provisional {
        lines.push(match why.strip_prefix("awaiting ") {
            Some(event) => format!("May change: the date moves with {}.", noun(event)),
            None => "May change: the bank holidays of that year are not published yet and are worked out from the law."
                .to_owned(),
        });
    }
    if let (Status::Waiting, None, Some(from)) = (promise.status, &promise.due, &promise.counted_from) {
        let start = noun(&from.event);
        lines.push(match &from.at {
            None => format!("No date yet: it counts from {start}, which has not happened."),
            Some(at) => format!("No date: {start} came too late, on {}, and was refused.", day_and_time(at)),
        });
    }
    for assumed in &outcome.case.assumed {
        let fact = charter.facts.iter().find(|fact| fact.name.is(assumed));
        lines.push(match fact.and_then(|fact| fact.meaning.as_deref()) {
            Some(meaning) => format!("Taken as not so, because it was not given: {meaning} ({assumed})."),
            None if assumed == "service" => {
                "Taken as sent to no particular service, because none was given.".to_owned()
            }
            None => format!("Taken as not so, because it was not given: {assumed}."),
        });
    }
    if let (Some(late), Some(done)) = (promise.late_by, &promise.done_at) {
        lines.push(format!("Done on {}: {} late.", day_and_time(done), late_by(late)));
    } else if let Some(done) = &promise.done_at {
        lines.push(format!("Done on {}.", day_and_time(done)));
    } else if let Some(late) = promise.late_by {
        lines.push(format!("Not done: {} overdue.", late_by(late)));
    }
    lines
}
