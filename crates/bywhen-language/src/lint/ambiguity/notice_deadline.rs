//! The deadline for telling the customer of an extension.

use bywhen_calendar::Day;
use bywhen_engine::charter::{Count, ExtendTo, Limit, Unit};
use bywhen_engine::prose;

use super::shown::Ambiguity;
use crate::fix::FixDraft;
use crate::lint::sample::Samples;
use crate::span::Span;

/// The question, with what is due for a notice on the due day and for one on the day after where the clock is in days.
/// `dated`: whether the dates of the charter can be trusted.
pub(super) fn ambiguity(promise: &str, to: &ExtendTo, end: Span, dated: bool, samples: &Samples<'_>) -> Ambiguity {
    let mut message = "The line does not say by when the customer must be told of the extension.".to_owned();
    let dates = if dated { dates(promise, to, samples) } else { None };
    if let Some([start, due, day_after, put_off]) = &dates {
        message.push_str(&format!(
            " By `{promise}`, what is counted from {start} is due on {due} and may be put off to {put_off}. A customer who is told on {due} waits until {put_off}. One who is told on {day_after} waits as long if any day will do, which is what is taken, and otherwise only until {due}."
        ));
    }
    Ambiguity::new(message, || {
        let draft = |words, effect: &dyn Fn(&[String; 4]) -> String| {
            FixDraft::insert_after(end, words).effect(dates.as_ref().map(|dates| {
                let [_, _, day_after, _] = dates;
                format!("where the customer is told on {day_after}, it {}", effect(dates))
            }))
        };
        vec![
            draft(", if told before the due date", &|[_, due, _, _]| format!("stays due on {due}")),
            draft(", if told at any time", &|[_, _, _, put_off]| format!("is put off to {put_off}")),
        ]
    })
}

/// The start of a count, the day it is due, the day after, and the day to which it may be put off; nothing for clocks that
/// are not in days.
fn dates(promise: &str, to: &ExtendTo, samples: &Samples<'_>) -> Option<[String; 4]> {
    let clock = samples.clock_in_days(promise)?;
    let trial = samples.trial(clock.calendar.as_ref(), Some(&clock.from));
    // The extension itself is the council's, so that no rule of receipt moves where it starts.
    let further = samples.trial(clock.calendar.as_ref(), None);
    let by = |count: &Count, due: Day| further.last_day(count, due, None);
    let case = |start: Day| {
        let due = trial.last_day(&clock.count, start, None)?;
        let put_off = match to {
            ExtendTo::By(count) | ExtendTo::DateGiven { at_most: Some(count) } => by(count, due),
            ExtendTo::Limit(Limit::Clock(other)) if other.from == clock.from => {
                trial.last_day(&other.count, start, None)
            }
            ExtendTo::Limit(_) => None,
            // Any date may be given: two weeks are an example.
            ExtendTo::DateGiven { at_most: None } => by(&Count::within(2, Unit::Weeks), due),
        }?;
        (put_off > due).then_some([start, due, due.plus(1).ok()?, put_off])
    };
    Some(trial.starts().find_map(case)?.map(|day| prose::date(day.date())))
}
