//! What was found out of a promise at a moment, and need not be found out again.

use std::cell::RefCell;

use crate::plan::Code;

/// The place or the number of a promise, and a moment.
type Key = (Code, i64);

/// By the promise and the moment.
pub(super) struct Memo<V>(RefCell<Vec<(Key, V)>>);

impl<V: Clone> Memo<V> {
    pub(super) fn new() -> Memo<V> {
        Memo(RefCell::default())
    }

    pub(super) fn get(&self, key: Key) -> Option<V> {
        let known = self.0.borrow();
        let place = known.binary_search_by_key(&key, |(known, _)| *known).ok()?;
        known.get(place).map(|(_, value)| value.clone())
    }

    pub(super) fn insert(&self, key: Key, value: V) {
        let mut known = self.0.borrow_mut();
        let place = known.partition_point(|(known, _)| *known < key);
        known.insert(place, (key, value));
    }

    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}
