//! Whether the day on which a clock stops is lost.

use bywhen_calendar::Day;
use bywhen_engine::counting::Stop;
use bywhen_engine::prose;

use super::shown::Ambiguity;
use crate::fix::FixDraft;
use crate::lint::sample::Samples;
use crate::span::Span;

/// The length of the stop in the sample case.
const DAYS_STOPPED: i64 = 7;

/// Both dates for a case in which they differ; nothing for clocks in hours, which stop to the second.
pub(super) fn ambiguity(promise: &str, end: Span, samples: &Samples<'_>) -> Option<Ambiguity> {
    let clock = samples.clock_in_days(promise)?;
    let trial = samples.trial(clock.calendar.as_ref(), Some(&clock.from));
    let case = |start: Day| {
        let stops = match trial.days {
            Some(days) => days.add(start, 1).ok()?,
            None => start.plus(1).ok()?,
        };
        let goes_on = stops.plus(DAYS_STOPPED).ok()?;
        let due = |first_day_lost| {
            let stop = Stop {
                from: trial.moment(stops)?,
                until: trial.moment(goes_on)?,
                first_day_lost,
                moved: None,
                even_when_overdue: false,
            };
            trial.last_day(&clock.count, start, Some(stop))
        };
        let (counts, lost) = (due(false)?, due(true)?);
        (counts != lost).then_some([start, stops, goes_on, counts, lost])
    };
    let [start, stops, goes_on, counts, lost] = trial.starts().find_map(case)?.map(|day| prose::date(day.date()));
    let message = format!(
        "The line does not say whether the day on which the clock stops is lost. By `{promise}`, what is counted from {start} and stands still from {stops} until {goes_on} is due on {counts}, and on {lost} if {stops} is lost too."
    );
    Some(Ambiguity::new(message, || {
        let case = format!("counted from {start}, stopped from {stops} until {goes_on}");
        let draft =
            |words, due: &str| FixDraft::insert_after(end, words).effect(Some(format!("{case}, it is due on {due}")));
        vec![draft(", only the last day included", &counts), draft(", both days included", &lost)]
    }))
}
