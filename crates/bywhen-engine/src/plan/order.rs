//! The order in which the promises of a standard are evaluated: each after those that it depends on.

use super::PlanError;
use super::planned::PlannedPromise;

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
        let dependencies: Vec<Vec<usize>> = promises.iter().map(|promise| dependencies(promise, promises)).collect();
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
            let depth = depths.get(place).copied().unwrap_or(1);
            if depth > MAX_CHAIN {
                let id = promises.get(place).map(|promise| promise.id.clone()).unwrap_or_default();
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
            let id = promises.get(place).map(|promise| promise.id.clone()).unwrap_or_default();
            return Err(PlanError::Circular { id });
        }
        Ok(Order { places, dependencies })
    }

    /// What must be evaluated before a promise, in order.
    pub(super) fn before(&self, place: usize) -> Vec<usize> {
        let mut needed = vec![false; self.dependencies.len()];
        let mut next: Vec<usize> = self.dependencies.get(place).cloned().unwrap_or_default();
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
fn dependencies(promise: &PlannedPromise, promises: &[PlannedPromise]) -> Vec<usize> {
    let clocks = promise.clocks();
    let mut on: Vec<usize> = clocks.iter().filter_map(|clock| clock.promised_by).map(usize::from).collect();
    on.extend(promise.instead_of.map(usize::from));
    // Whether a stage opened at all depends on its window, where that may refuse requests.
    let windows = promises.iter().enumerate().filter(|(_, window)| window.may_refuse());
    on.extend(windows.filter_map(|(place, window)| {
        let opens = |clock: &&super::PlannedClock| (clock.stage, clock.event) == (window.stage, window.done_when);
        clocks.iter().any(opens).then_some(place)
    }));
    on.sort_unstable();
    on.dedup();
    on
}

/// A promise that counts from itself through others: the first in the charter of the circle that is met first.
fn in_a_circle(missing: &[usize], dependencies: &[Vec<usize>]) -> usize {
    let is_left = |place: &usize| missing.get(*place).is_some_and(|missing| *missing > 0);
    let mut way = Vec::new();
    let mut next = (0..missing.len()).find(is_left);
    while let Some(place) = next {
        if let Some(from) = way.iter().position(|passed| *passed == place) {
            return way.split_off(from).into_iter().min().unwrap_or(place);
        }
        way.push(place);
        next = dependencies.get(place).into_iter().flatten().copied().find(|on| is_left(on));
    }
    0
}
