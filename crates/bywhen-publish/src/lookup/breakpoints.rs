//! The times of day at which an answer may turn for a reason on the side of the receipt: a place opens or closes, a
//! cut-off passes, the clocks change. Between two of them a due date never goes back as the receipt moves on.

use std::collections::BTreeSet;

use bywhen::calendar::{Day, Instant, TimeOfDay, Zone};
use bywhen::engine::charter::{Charter, Condition, ReceiptMove};
use bywhen::{CaseError, Plan};

use super::refused::refused;

/// The times of day that the charter names.
pub(super) fn times(plan: &Plan) -> BTreeSet<TimeOfDay> {
    let charter = plan.charter();
    let mut times = BTreeSet::new();
    for rules in charter.hours.iter().map(|hours| &hours.rules) {
        for span in rules.spans() {
            times.extend([span.from, span.to]);
        }
    }
    for rule in charter.calendars.iter().flat_map(|calendar| &calendar.receipt) {
        if let ReceiptMove::CutOff(cut_off) = &rule.rule {
            times.insert(cut_off.time);
        }
    }
    times.extend(conditions(charter).flat_map(Condition::atoms).filter_map(|atom| match atom {
        Condition::ReceivedBefore(time) | Condition::ReceivedAfter(time) => Some(*time),
        _ => None,
    }));
    times
}

fn conditions(charter: &Charter) -> impl Iterator<Item = &Condition> {
    let answer = charter.promises().flat_map(|(_, _, promise)| &promise.limits);
    let varied = charter.variations.iter().flat_map(|variation| &variation.changes).flat_map(|change| &change.limits);
    answer.chain(varied).map(|alternative| &alternative.when)
}

/// A day cut into segments: the first and last second of each, in order.
pub(super) fn segments(zone: &Zone, day: Day, times: &BTreeSet<TimeOfDay>) -> Result<Vec<(i64, i64)>, CaseError> {
    let (first, last) = (zone.start_of_day(day).seconds(), zone.end_of_day(day).seconds());
    let mut starts = BTreeSet::from([first]);
    for time in times {
        for at in [zone.earliest(day, *time).seconds(), zone.latest(day, *time).seconds()] {
            starts.extend([at, at + 1]);
        }
    }
    starts.extend(clock_change(zone, first, last)?);
    let starts: Vec<i64> = starts.range(first..=last).copied().collect();
    let ends = starts.iter().skip(1).map(|start| start - 1).chain([last]);
    Ok(starts.iter().copied().zip(ends).collect())
}

/// The second at which the clocks change within a day.
fn clock_change(zone: &Zone, first: i64, last: i64) -> Result<Option<i64>, CaseError> {
    let offset = |second| {
        let (_, offset) = zone.day(Instant::from_seconds(second)).map_err(|error| refused(error.into()))?;
        Ok::<i32, CaseError>(offset)
    };
    let before = offset(first)?;
    if offset(last)? == before {
        return Ok(None);
    }
    let (mut before_it, mut after_it) = (first, last);
    while before_it + 1 < after_it {
        let middle = before_it.midpoint(after_it);
        *(if offset(middle)? == before { &mut before_it } else { &mut after_it }) = middle;
    }
    Ok(Some(after_it))
}
