//! A trace told in sentences, for a page that a resident reads.

use bywhen_calendar::Day;

use super::explanation::{Steps, changes, rule};
use super::noun::noun;
use super::phrase::capital;
use crate::charter::Charter;
use crate::outcome::{DateOrTime, Outcome, PromiseOutcome};
use crate::trace::Step;

/// Why a promise is due when it is, a sentence for each step: `Day 4 is Tuesday 3 May, because Monday 2 May (Early May bank
/// holiday) does not count.`
///
/// The steps are told where the outcome has its trace; the rule and what would change the date always are.
pub fn reasons(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut lines = rule(charter, outcome, promise);
    let mut steps = Steps::new(charter, promise);
    let mut days = Days::default();
    let trace = promise.trace.as_deref().unwrap_or_default();
    for (place, step) in trace.iter().enumerate() {
        steps.note(step);
        if steps.is_silent(step) {
            continue;
        }
        match step {
            Step::Day { date, number } => {
                days.count(*date, *number, &mut steps, &mut lines);
                continue;
            }
            Step::Skip { from, to, because } => {
                days.skip(*from, *to, because, &mut steps, &mut lines);
                continue;
            }
            _ => days.finish(&mut steps, &mut lines),
        }
        // Where the day of receipt is day 1, the first day that is counted is that of the start.
        let counted =
            |at: DateOrTime| matches!(trace.get(place + 1), Some(Step::Day { date, .. }) if at.day() == *date);
        lines.push(sentence(&mut steps, step, counted));
    }
    days.finish(&mut steps, &mut lines);
    lines.extend(changes(charter, outcome, promise));
    lines
}

fn sentence(steps: &mut Steps<'_>, step: &Step, counted: impl Fn(DateOrTime) -> bool) -> String {
    match step {
        Step::Start { event, at, day_zero, foreseen: true, .. } => {
            let zero = if *day_zero { ": that is day 0" } else { "" };
            format!(
                "We count from {}, which is still to come and due by {}{zero}.",
                noun(event),
                steps.dates.by(*at, None)
            )
        }
        Step::Start { event, at, day_zero, stands_in: true, .. } => {
            let zero = if *day_zero { ": that is day 0" } else { "" };
            let at = steps.dates.by(*at, None);
            format!("We count from when {} was due, because it never came: {at}{zero}.", noun(event))
        }
        Step::Start { event, at, day_zero, .. } => {
            let zero = match (day_zero, counted(*at)) {
                (true, _) if steps.counts_nothing() => "",
                (true, _) => ", which is day 0",
                (false, true) => ", and that day counts",
                (false, false) => "",
            };
            format!("We count from {}, on {}{zero}.", noun(event), steps.dates.day_and_time(*at))
        }
        Step::CountsAs { at: Some(at), because, .. } => {
            format!("It counts as having come on {} ({because}).", steps.dates.day_and_time((*at).into()))
        }
        Step::CountsAs { date, number, because, .. } => {
            format!("It counts as having come on {}, which is day {number} ({because}).", steps.dates.date(*date))
        }
        other => steps.sentence(other),
    }
}

/// A day and its number.
type Numbered = (Day, u32);

/// Days that follow one another, and those between that do not count.
#[derive(Default)]
struct Days<'t> {
    /// The first and last of a run, each with its number.
    run: Option<(Numbered, Numbered)>,
    skipped: Vec<Skipped<'t>>,
}

/// A day or a run of days that do not count, with why.
struct Skipped<'t> {
    from: Day,
    to: Day,
    because: &'t str,
}

impl<'t> Days<'t> {
    fn count(&mut self, date: Day, number: u32, steps: &mut Steps<'_>, lines: &mut Vec<String>) {
        let beyond = steps.beyond(number).is_some();
        match &mut self.run {
            Some((_, last)) if self.skipped.is_empty() && !beyond => *last = (date, number),
            _ => {
                self.tell_run(steps, lines);
                let skipped = std::mem::take(&mut self.skipped);
                if let ([], false) = (skipped.as_slice(), beyond) {
                    self.run = Some(((date, number), (date, number)));
                    return;
                }
                let day = steps.dates.date(date);
                let mut why: Vec<String> = steps.beyond(number).map(str::to_owned).into_iter().collect();
                if !skipped.is_empty() {
                    why.push(format!("{} not count", joined(&skipped, steps)));
                }
                let what = if steps.counts_nothing() {
                    format!("The next working day is {day}")
                } else {
                    format!("Day {number} is {day}")
                };
                lines.push(format!("{what}, because {}.", why.join(", and ")));
            }
        }
    }

    fn skip(&mut self, from: Day, to: Day, because: &'t str, steps: &mut Steps<'_>, lines: &mut Vec<String>) {
        self.tell_run(steps, lines);
        let (from, to) = if from <= to { (from, to) } else { (to, from) };
        self.skipped.push(Skipped { from, to, because });
    }

    fn tell_run(&mut self, steps: &mut Steps<'_>, lines: &mut Vec<String>) {
        match self.run.take() {
            Some(((date, number), (_, last))) if last == number => {
                lines.push(format!("Day {number} is {}.", steps.dates.date(date)));
            }
            Some(((from, first), (to, last))) => {
                let and = if last == first + 1 { "and" } else { "to" };
                let from = steps.dates.date(from);
                lines.push(format!("Days {first} {and} {last} are {from} {and} {}.", steps.dates.date(to)));
            }
            None => {}
        }
    }

    fn finish(&mut self, steps: &mut Steps<'_>, lines: &mut Vec<String>) {
        self.tell_run(steps, lines);
        let skipped = std::mem::take(&mut self.skipped);
        if !skipped.is_empty() {
            lines.push(capital(&format!("{} not count.", joined(&skipped, steps))));
        }
    }
}

/// `Monday 2 May (Early May bank holiday) does`, or several of them and `do`.
fn joined(skipped: &[Skipped<'_>], steps: &mut Steps<'_>) -> String {
    let mut said = String::new();
    let mut several = skipped.len() > 1;
    for (place, one) in skipped.iter().enumerate() {
        if place > 0 {
            said.push_str(if place + 1 == skipped.len() { " and " } else { ", " });
        }
        match (one.because, one.from == one.to) {
            // Its days need no dates: everybody knows when it is.
            ("weekend", false) => said.push_str("the weekend"),
            ("weekend", true) => said.push_str(&steps.dates.date(one.from)),
            (because, true) => said.push_str(&format!("{} ({because})", steps.dates.date(one.from))),
            (because, false) => {
                several = true;
                let from = steps.dates.date(one.from);
                said.push_str(&format!("{from} to {} ({because})", steps.dates.date(one.to)));
            }
        }
    }
    format!("{said} {}", if several { "do" } else { "does" })
}
