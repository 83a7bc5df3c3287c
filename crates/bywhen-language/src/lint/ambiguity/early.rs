//! The treatment of a request for a stage before the customer's window opens.

use bywhen_calendar::Day;
use bywhen_engine::charter::Limit;
use bywhen_engine::prose;

use super::shown::Ambiguity;
use crate::fix::FixDraft;
use crate::lint::sample::Samples;
use crate::span::Span;

/// The question, with a request of the day before where the time to ask begins on a day that can be shown. `dated`: whether
/// the dates of the charter can be trusted.
pub(super) fn ambiguity(opens: &Limit, end: Span, dated: bool, samples: &Samples<'_>) -> Ambiguity {
    let mut message = "The line does not say what becomes of a request before the time to ask begins.".to_owned();
    let dates = if dated { dates(opens, samples) } else { None };
    match &dates {
        Some([start, requested, begins]) => message.push_str(&format!(
            " Counted from {start}, the customer may ask from {begins}. A request of {requested} waits until then, which is what is taken, unless early requests are refused or count at once."
        )),
        None => message.push_str(" It is taken to wait until then."),
    }
    Ambiguity::new(message, || {
        let draft = |words, effect: &dyn Fn(&str) -> String| {
            FixDraft::insert_after(end, words).effect(dates.as_ref().map(|[start, requested, begins]| {
                format!("counted from {start}, a request of {requested} {}", effect(begins))
            }))
        };
        vec![
            draft(", early requests wait until then", &|begins| format!("opens the stage on {begins}")),
            draft(", early requests are refused", &|_| "opens nothing".to_owned()),
            draft(", early requests count", &|_| "opens the stage at once".to_owned()),
        ]
    })
}

/// The start of the count, the day before the time to ask begins, and the day on which it does; nothing for what is not
/// one count of days.
fn dates(opens: &Limit, samples: &Samples<'_>) -> Option<[String; 3]> {
    let Limit::Clock(clock) = opens else { return None };
    if !clock.count.unit.is_days() {
        return None;
    }
    let trial = samples.trial(clock.calendar.as_ref(), Some(&clock.from));
    let case = |start: Day| {
        let begins = trial.last_day(&clock.count, start, None)?;
        Some([start, begins.plus(-1).ok()?, begins])
    };
    Some(trial.starts().find_map(case)?.map(|day| prose::date(day.date())))
}
