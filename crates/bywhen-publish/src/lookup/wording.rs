//! An interval of receipt times in words.

use bywhen::calendar::{Instant, Local, TimeOfDay, Zone};
use bywhen::{CaseError, prose};

use super::interval::Interval;
use super::refused::refused;

/// `Thursday 28 March 2013` for a whole day, else with its times: `Thursday 28 March 2013, from 9am and before 1pm`.
///
/// An interval that begins a second after the full minute comes after it, and one that ends with it includes it.
pub(super) fn received(zone: &Zone, interval: &Interval) -> Result<String, CaseError> {
    let at = |second: i64| zone.local(Instant::from_seconds(second)).map_err(|error| refused(error.into()));
    let (from, until) = (at(interval.from)?, at(interval.until)?);
    let date = prose::date(from.day.date());
    let starts = interval.from == zone.start_of_day(from.day).seconds();
    let ends = interval.until == zone.end_of_day(from.day).seconds();
    Ok(match (starts, ends) {
        (true, true) => date,
        (true, false) => format!("{date}, {}", last(until)),
        (false, true) => format!("{date}, {}", first(from)),
        (false, false) => format!("{date}, {} and {}", first(from), last(until)),
    })
}

fn first(from: Local) -> String {
    let seconds = from.time.seconds();
    if seconds % 60 == 1 { format!("after {}", clock(seconds - 1)) } else { format!("from {}", clock(seconds)) }
}

fn last(until: Local) -> String {
    let seconds = until.time.seconds();
    if seconds % 60 == 59 { format!("before {}", clock(seconds + 1)) } else { format!("until {}", clock(seconds)) }
}

fn clock(seconds: u32) -> String {
    prose::time(TimeOfDay::from_millis(seconds * 1000).unwrap_or(TimeOfDay::MIDNIGHT))
}
