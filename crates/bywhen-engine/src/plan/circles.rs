//! Promises that count from one another in a circle have no date.

use super::PlanError;
use super::planned::{PlannedClock, PlannedPromise};

/// Following a promise to those that it leans on must come to an end.
pub(super) fn refuse(promises: &[PlannedPromise]) -> Result<(), PlanError> {
    for start in promises {
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(promise) = reached.get(next) {
            next += 1;
            let clocks = promise.clocks();
            let refusing = |window: &&PlannedPromise| {
                let opens = |clock: &&PlannedClock| (clock.stage, clock.event) == (window.stage, window.done_when);
                window.late_requests_refused && clocks.iter().any(opens)
            };
            let named = clocks.iter().filter_map(|clock| clock.promised_by).chain(promise.instead_of);
            let named = named.filter_map(|index| promises.get(usize::from(index)));
            for before in named.chain(promises.iter().filter(refusing)) {
                if std::ptr::eq(before, start) {
                    return Err(PlanError::Circular { id: start.id.clone() });
                }
                if !reached.iter().any(|seen| std::ptr::eq(*seen, before)) {
                    reached.push(before);
                }
            }
        }
    }
    Ok(())
}
