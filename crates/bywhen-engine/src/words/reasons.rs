//! A trace told in sentences, for a page that a resident reads.

use super::date::{by, day_and_time};
use super::explanation::{changes, line, open, rule};
use super::limit::noun;
use super::sentence::plain_date;
use crate::charter::Charter;
use crate::outcome::{Outcome, PromiseOutcome};
use crate::trace::Step;

/// Why a promise is due when it is, a sentence for each step: `Day 4 is Tuesday 3 May 2011, because Monday 2 May 2011
/// (Early May bank holiday) does not count.`
///
/// The steps are told where the outcome has its trace; the rule and what would change the date always are.
pub fn reasons(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    let mut told = rule(charter, promise);
    let mut days = Days::default();
    for step in promise.trace.iter().flatten() {
        match step {
            Step::Day { date, number } => {
                days.count(date, *number, &mut told);
                continue;
            }
            Step::Skip { from, to, because } => {
                days.skip(from, to, because, &mut told);
                continue;
            }
            _ => days.finish(&mut told),
        }
        told.push(sentence(step));
    }
    days.finish(&mut told);
    told.extend(changes(charter, outcome, promise));
    told
}

fn sentence(step: &Step) -> String {
    let zero = |day_zero: &bool| if *day_zero { ", which is day 0" } else { "" };
    match step {
        Step::Start { event, at, day_zero, foreseen: false } => {
            format!("We count from {}, on {}{}.", noun(event), day_and_time(at), zero(day_zero))
        }
        Step::Start { event, at, day_zero, foreseen: true } => {
            format!(
                "We count from {}, which is still to come and due by {}{}.",
                noun(event),
                by(at),
                day_zero.then_some(": that is day 0").unwrap_or_default()
            )
        }
        Step::CountsAs { date, number, because } => {
            format!("It counts as having come on {}, which is day {number} ({because}).", plain_date(date))
        }
        Step::Open { date, from, to, seconds } => format!("Open on {}.", open(date, from, to, *seconds)),
        other => line(other),
    }
}

/// A day and its number.
type Numbered<'t> = (&'t str, u32);

/// Days that follow one another, and those between that do not count.
#[derive(Default)]
struct Days<'t> {
    /// The first and last of a run, each with its number.
    run: Option<(Numbered<'t>, Numbered<'t>)>,
    skipped: Vec<Skipped>,
}

/// A day or a run of days that do not count, with why.
struct Skipped {
    said: String,
    several: bool,
}

impl<'t> Days<'t> {
    fn count(&mut self, date: &'t str, number: u32, told: &mut Vec<String>) {
        match &mut self.run {
            Some((_, last)) if self.skipped.is_empty() => *last = (date, number),
            _ => {
                let skipped = std::mem::take(&mut self.skipped);
                match skipped.as_slice() {
                    [] => self.run = Some(((date, number), (date, number))),
                    some => {
                        told.push(format!("Day {number} is {}, because {} not count.", plain_date(date), joined(some)))
                    }
                }
            }
        }
    }

    fn skip(&mut self, from: &str, to: &str, because: &str, told: &mut Vec<String>) {
        self.tell_run(told);
        let (first, last) = if from <= to { (from, to) } else { (to, from) };
        let until = if first == last { String::new() } else { format!(" to {}", plain_date(last)) };
        let said = format!("{}{until} ({because})", plain_date(first));
        self.skipped.push(Skipped { said, several: first != last });
    }

    fn tell_run(&mut self, told: &mut Vec<String>) {
        match self.run.take() {
            Some(((date, number), (_, last))) if last == number => {
                told.push(format!("Day {number} is {}.", plain_date(date)));
            }
            Some(((from, first), (to, last))) => {
                let and = if last == first + 1 { "and" } else { "to" };
                told.push(format!("Days {first} {and} {last} are {} {and} {}.", plain_date(from), plain_date(to)));
            }
            None => {}
        }
    }

    fn finish(&mut self, told: &mut Vec<String>) {
        self.tell_run(told);
        let skipped = std::mem::take(&mut self.skipped);
        if !skipped.is_empty() {
            let mut sentence = joined(&skipped);
            sentence.push_str(" not count.");
            told.push(sentence);
        }
    }
}

/// `Monday 2 May 2011 (Early May bank holiday) does`, or several of them and `do`.
fn joined(skipped: &[Skipped]) -> String {
    let mut said = String::new();
    for (place, one) in skipped.iter().enumerate() {
        if place > 0 {
            said.push_str(if place + 1 == skipped.len() { " and " } else { ", " });
        }
        said.push_str(&one.said);
    }
    let several = skipped.len() > 1 || skipped.iter().any(|one| one.several);
    said.push_str(if several { " do" } else { " does" });
    said
}
