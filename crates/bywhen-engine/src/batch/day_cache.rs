//! Verdicts on a promise in days, cached by the day on which its clock started.

use super::cached_verdict::CachedVerdict;

/// Verdicts by day number. The days of a batch lie close together, so that a list from the first to the last is small.
#[derive(Debug, Default)]
pub(super) struct DayCache {
    /// The number of the first in the list.
    first: usize,
    list: Vec<CachedVerdict>,
}

impl DayCache {
    /// The entry of a day; [`CachedVerdict::UNKNOWN`] where there is none yet.
    #[inline]
    pub(super) fn get(&self, number: usize) -> &CachedVerdict {
        self.list.get(number.wrapping_sub(self.first)).unwrap_or(&CachedVerdict::UNKNOWN)
    }

    #[cold]
    pub(super) fn insert(&mut self, number: usize, verdict: CachedVerdict) {
        if self.list.is_empty() {
            self.first = number;
        }
        if number < self.first {
            self.list.splice(0..0, (number..self.first).map(|_| CachedVerdict::UNKNOWN));
            self.first = number;
        }
        let place = number - self.first;
        if self.list.len() <= place {
            self.list.resize(place + 1, CachedVerdict::UNKNOWN);
        }
        if let Some(slot) = self.list.get_mut(place) {
            *slot = verdict;
        }
    }
}
