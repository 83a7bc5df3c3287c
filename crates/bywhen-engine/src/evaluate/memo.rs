//! What was found out of a promise at a moment, and need not be found out again.

use std::cell::RefCell;

use crate::plan::NameId;

/// The place or the number of a promise, and a moment.
type Key = (NameId, i64);

/// By the promise and the moment.
pub(super) struct Memo<V>(RefCell<Vec<(Key, V)>>);

impl<V: Clone> Memo<V> {
    pub(super) fn new() -> Memo<V> {
        Memo(RefCell::default())
    }

    pub(super) fn get(&self, key: Key) -> Option<V> {
        let known = self.0.borrow();
        known.get(find(&known, key).ok()?).map(|(_, value)| value.clone())
    }

    pub(super) fn insert(&self, key: Key, value: V) {
        let mut known = self.0.borrow_mut();
        let (Ok(place) | Err(place)) = find(&known, key);
        known.insert(place, (key, value));
    }

    pub(super) fn clear(&mut self) {
        self.0.get_mut().clear();
    }
}

/// Where a key is, or where it is to be put.
fn find<V>(known: &[(Key, V)], key: Key) -> Result<usize, usize> {
    known.binary_search_by_key(&key, |(known, _)| *known)
}
