//! The order in which the promises of a standard are evaluated: each after those that it depends on.

use super::error::PlanError;
use super::names::NameId;
use super::planned::PlannedPromise;
use bywhen_calendar::invariant;

/// The most promises that may count from one another in a row.
const MAX_CHAIN: usize = 64;

/// What each promise depends on, and an order in which everything comes after what it depends on.
#[derive(Default)]
pub(super) struct Order {
    pub(super) places: Vec<usize>,
    dependencies: Vec<Vec<usize>>,
}

impl Order {
    /// # Errors
    ///
    /// Promises that count from one another in a circle have no date, and chains beyond all reason are refused.
    pub(super) fn of(promises: &[PlannedPromise]) -> Result<Order, PlanError> {
        let windows = Windows::of(promises);
        let dependencies: Vec<Vec<usize>> = promises.iter().map(|promise| dependencies(promise, &windows)).collect();
        let mut dependents: Vec<Vec<usize>> = vec![Vec::new(); promises.len()];
        let mut missing: Vec<usize> = Vec::with_capacity(promises.len());
        for (place, on) in dependencies.iter().enumerate() {
            missing.push(on.len());
            for on in on {
                dependents.get_mut(*on).into_iter().for_each(|dependents| dependents.push(place));
            }
        }
        let mut depths = vec![1usize; promises.len()];
        // Each when everything that it depends on stands before it.
        let mut places: Vec<usize> = (0..promises.len()).filter(|place| missing.get(*place) == Some(&0)).collect();
        let mut done = 0;
        while let Some(place) = places.get(done).copied() {
            done += 1;
            let depth = invariant!(depths.get(place).copied(), 1);
            if depth > MAX_CHAIN {
                let id = invariant!(promises.get(place).map(|promise| promise.id.clone()), String::new());
                return Err(PlanError::ChainTooLong { id, limit: MAX_CHAIN });
            }
            for dependent in dependents.get(place).into_iter().flatten() {
                if let Some(of_dependent) = depths.get_mut(*dependent) {
                    *of_dependent = (*of_dependent).max(depth + 1);
                }
                if let Some(missing) = missing.get_mut(*dependent) {
                    *missing -= 1;
                    if *missing == 0 {
                        places.push(*dependent);
                    }
                }
            }
        }
        if places.len() < promises.len() {
            let place = in_a_circle(&missing, &dependencies);
            let id = invariant!(promises.get(place).map(|promise| promise.id.clone()), String::new());
            return Err(PlanError::Circular { id });
        }
        Ok(Order { places, dependencies })
    }

    /// What must be evaluated before a promise, in order.
    pub(super) fn before(&self, place: usize) -> Vec<usize> {
        let mut needed = vec![false; self.dependencies.len()];
        let mut next: Vec<usize> = invariant!(self.dependencies.get(place).cloned(), Vec::new());
        while let Some(place) = next.pop() {
            if let Some(needed) = needed.get_mut(place).filter(|needed| !**needed) {
                *needed = true;
                next.extend(self.dependencies.get(place).into_iter().flatten());
            }
        }
        let is_needed = |place: &usize| needed.get(*place).copied().unwrap_or_default();
        self.places.iter().copied().filter(is_needed).collect()
    }
}

/// Those whose due dates stand in for the start of its clocks, and the one that it stands in for.
fn dependencies(promise: &PlannedPromise, windows: &Windows) -> Vec<usize> {
    let mut on: Vec<usize> = promise.instead_of.map(usize::from).into_iter().collect();
    for clock in promise.clocks() {
        on.extend(clock.promised_by.map(usize::from));
        // Whether a stage opened at all depends on its window, where that may refuse requests.
        on.extend(windows.opening(clock.stage, clock.event));
    }
    on.sort_unstable();
    on.dedup();
    on
}

/// The windows that may refuse requests, by their stage and the event that opens it, each the first of its kind. That they are
/// looked up, and not gone through for every promise, keeps the time in step with the size of the charter.
struct Windows(Vec<((u8, NameId), usize)>);

impl Windows {
    fn of(promises: &[PlannedPromise]) -> Windows {
        let windows = promises.iter().enumerate().filter(|(_, window)| window.may_refuse());
        let mut windows: Vec<_> = windows.map(|(place, window)| ((window.stage, window.done_when), place)).collect();
        windows.sort_unstable();
        windows.dedup_by_key(|(opens, _)| *opens);
        Windows(windows)
    }

    fn opening(&self, stage: u8, event: NameId) -> Option<usize> {
        let found = self.0.binary_search_by_key(&(stage, event), |(opens, _)| *opens).ok()?;
        self.0.get(found).map(|(_, place)| *place)
    }
}

/// A promise that counts from itself through others: the first in the charter of the circle that is met first.
fn in_a_circle(missing: &[usize], dependencies: &[Vec<usize>]) -> usize {
    let is_left = |place: &usize| missing.get(*place).is_some_and(|missing| *missing > 0);
    let mut way = Vec::new();
    let mut passed = vec![false; missing.len()];
    let mut next = (0..missing.len()).find(is_left);
    while let Some(place) = next {
        if passed.get(place).copied().unwrap_or(true) {
            let from = way.iter().position(|on_way| *on_way == place).unwrap_or_default();
            return way.split_off(from).into_iter().min().unwrap_or(place);
        }
        passed.get_mut(place).into_iter().for_each(|passed| *passed = true);
        way.push(place);
        next = dependencies.get(place).into_iter().flatten().copied().find(|on| is_left(on));
    }
    0
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::charter::{Completion, Count, EarlyRequests, Role, Strength, Unit};
    use crate::name::Name;
    use crate::plan::{NameId, PlannedClock, PlannedCondition, PlannedLimit, PlannedPromise};
    use crate::steps::counted;

    /// Of ten promises one opens a stage, and may refuse that.
    fn promise(number: NameId) -> PlannedPromise {
        let opens = number.is_multiple_of(10);
        let stage = if opens { 2 } else { 1 };
        let clock = PlannedClock {
            count: Count::within(5, Unit::CalendarDays),
            event: if opens { 0 } else { number },
            stage,
            by_customer: true,
            promised_by: None,
            calendar: None,
            hours: None,
        };
        PlannedPromise {
            number,
            id: format!("standard/{number}"),
            stage,
            action: Name::new("respond"),
            strength: Strength::Will,
            cites: None,
            role: if opens { Role::CustomerWindow } else { Role::Council },
            measure: None,
            completion: Completion::First,
            late_requests_refused: opens,
            early_requests: EarlyRequests::Wait,
            done_when: number + 1,
            or_when: None,
            limits: vec![(PlannedCondition::Always, PlannedLimit::Clock(clock))],
            variations: Vec::new(),
            instead_of: None,
            repeats_until: None,
            stops: Vec::new(),
            restarts: Vec::new(),
            extensions: Vec::new(),
            opens: None,
            warnings: Vec::new(),
            for_staff: false,
        }
    }

    #[test]
    fn an_order_takes_time_in_proportion_to_the_promises() {
        let steps = |promises: NameId| {
            let all: Vec<PlannedPromise> = (0..promises).map(promise).collect();
            let (order, steps) = counted(|| Order::of(&all).expect("an order"));
            assert_eq!(order.places.len(), usize::from(promises));
            steps
        };
        let (few, many) = (steps(100), steps(10_000));
        assert!(few >= 100 && many <= few * 100, "{few} and {many}");
    }
}
