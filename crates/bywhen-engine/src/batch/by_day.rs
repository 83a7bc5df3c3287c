//! What is said of a promise in days while it is open, noted by the day on which its clock started.

use super::open::Open;

/// Answers by a number. Those that are asked for lie close together, so that the list holds little else.
#[derive(Debug, Default)]
pub(super) struct Noted {
    /// The number of the first in the list.
    first: usize,
    list: Vec<Open>,
}

impl Noted {
    /// What is said of what has this number; [`Open::UNKNOWN`] where that was not asked yet.
    #[inline]
    pub(super) fn get(&self, number: usize) -> &Open {
        self.list.get(number.wrapping_sub(self.first)).unwrap_or(&Open::UNKNOWN)
    }

    #[cold]
    pub(super) fn note(&mut self, number: usize, open: Open) {
        if self.list.is_empty() {
            self.first = number;
        }
        if number < self.first {
            self.list.splice(0..0, (number..self.first).map(|_| Open::UNKNOWN));
            self.first = number;
        }
        let place = number - self.first;
        if self.list.len() <= place {
            self.list.resize(place + 1, Open::UNKNOWN);
        }
        if let Some(slot) = self.list.get_mut(place) {
            *slot = open;
        }
    }
}
