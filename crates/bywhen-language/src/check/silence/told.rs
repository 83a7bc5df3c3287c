//! By when the customer must be told that something is put off.

use bywhen_calendar::Day;
use bywhen_engine::charter::{Count, ExtendTo, Limit, Unit};
use bywhen_engine::words;

use super::sample::Samples;

/// What is due for a notice on the due day and for one on the day after; nothing for clocks that are not in days.
pub(super) fn dates(promise: &str, to: &ExtendTo, samples: &Samples<'_>) -> Option<String> {
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
    let [start, due, day_after, put_off] = trial.starts().find_map(case)?.map(|day| words::date(day.date()));
    Some(format!(
        "By `{promise}`, what is counted from {start} is due on {due} and may be put off to {put_off}. A customer who is told on {due} waits until {put_off}. One who is told on {day_after} waits as long if any day will do, which is what is taken, and otherwise only until {due}."
    ))
}
