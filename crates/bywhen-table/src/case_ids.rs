//! Case ids that come more than once.
//!
//! Of each id a hash of 64 bits is kept, and the row where it first came. The odds that any two of ten million ids share a
//! hash are three in a million.

use std::collections::hash_map::Entry;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash, Hasher};

use rustc_hash::FxHashMap;

use crate::columns::{Texts, text_column};
use crate::read::Rows;
use crate::row_notes::{RepeatedId, RepeatedIds};

/// Ids are remembered in so many maps, by their hashes: a map that grows is there twice, and so it is a small one.
const MAPS: usize = 16;

/// How many ids a map remembers: as many as 2^18 places hold, of 13 bytes each. It keeps the memory that a table takes the
/// same however long it is.
const MAX_IDS: usize = 7 << 15;

/// How many repeated ids are listed, and how many rows of each.
const FIRST_IDS: usize = 3;
const FIRST_ROWS: usize = 5;

/// The case ids of a batch.
pub(crate) struct BatchIds {
    texts: Texts,
    /// The fingerprint of each row's id, if it has one.
    fingerprints: Vec<Option<Fingerprint>>,
    /// The number of the first row.
    first: u64,
}

impl BatchIds {
    /// The ids in a column of a batch, where it has one.
    pub(crate) fn of(rows: &Rows, column: Option<&str>) -> Option<BatchIds> {
        let texts = text_column(&rows.batch, column?, "a case_id").ok()?;
        let fingerprints = (0..rows.batch.num_rows()).map(|row| texts.get(row).map(Fingerprint::of));
        Some(BatchIds { fingerprints: fingerprints.collect(), texts, first: rows.first })
    }
}

/// A 64-bit hash of an id.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Fingerprint([u32; 2]);

impl Fingerprint {
    fn of(id: &str) -> Fingerprint {
        // Always the same, as every answer of the library is.
        let fingerprint = BuildHasherDefault::<DefaultHasher>::default().hash_one(id);
        Fingerprint([fingerprint as u32, (fingerprint >> u32::BITS) as u32])
    }

    /// A number to choose a map by.
    fn map(self) -> usize {
        let [low, _] = self.0;
        low as usize
    }
}

impl Hash for Fingerprint {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [low, high] = self.0;
        state.write_u64(u64::from(low) | u64::from(high) << u32::BITS);
    }
}

/// The ids of a table so far.
pub(crate) struct IdTracker {
    /// Where each first came, and whether it has come again.
    first: Vec<FxHashMap<Fingerprint, FirstRow>>,
    /// How many a map remembers.
    most: usize,
    repeated: RepeatedIds,
}

/// The number of a row, and in the lowest bit whether its id has come again.
#[derive(Clone, Copy)]
struct FirstRow(u32);

impl FirstRow {
    fn at(row: u64) -> Option<FirstRow> {
        let row = u32::try_from(row).ok().filter(|row| *row < 1 << 31)?;
        Some(FirstRow(row << 1))
    }

    fn row(self) -> u64 {
        u64::from(self.0 >> 1)
    }

    fn is_repeated(self) -> bool {
        self.0 & 1 == 1
    }
}

impl IdTracker {
    pub(crate) fn new() -> IdTracker {
        IdTracker::with_capacity(MAX_IDS, MAPS)
    }

    fn with_capacity(most: usize, maps: usize) -> IdTracker {
        IdTracker { first: vec![FxHashMap::default(); maps], most, repeated: RepeatedIds::default() }
    }

    /// Takes the next batch of the table.
    pub(crate) fn add_batch(&mut self, ids: &BatchIds) {
        for (place, fingerprint) in ids.fingerprints.iter().enumerate() {
            let Some(fingerprint) = fingerprint else { continue };
            let row = ids.first + place as u64;
            let map = fingerprint.map() % self.first.len().max(1);
            let Some(first) = self.first.get_mut(map) else { continue };
            // A map that is full may only be asked: to make room for one more it would grow.
            let known = match FirstRow::at(row).filter(|_| first.len() < self.most) {
                Some(new) => match first.entry(*fingerprint) {
                    Entry::Vacant(place) => {
                        place.insert(new);
                        continue;
                    }
                    Entry::Occupied(known) => Some(known.into_mut()),
                },
                None => first.get_mut(fingerprint),
            };
            let Some(known) = known else {
                self.repeated.not_compared += 1;
                continue;
            };
            let first_row = (!known.is_repeated()).then(|| known.row());
            known.0 |= 1;
            self.repeated.add(ids.texts.get(place).unwrap_or_default(), first_row, row);
        }
    }

    /// The repeated ids, if any.
    pub(crate) fn repeated(self) -> Option<RepeatedIds> {
        let anything = self.repeated.ids > 0 || self.repeated.not_compared > 0;
        anything.then_some(self.repeated)
    }
}

impl RepeatedIds {
    /// An id comes again. `first_row`: where it came first, unless that has been told.
    fn add(&mut self, id: &str, first_row: Option<u64>, row: u64) {
        self.rows += 1;
        if let Some(first_row) = first_row {
            self.rows += 1;
            self.ids += 1;
            if self.first.len() < FIRST_IDS {
                self.first.push(RepeatedId { case_id: id.to_owned(), rows: 2, first_rows: vec![first_row, row] });
            }
        } else if let Some(known) = self.first.iter_mut().find(|known| known.case_id == id) {
            known.rows += 1;
            if known.first_rows.len() < FIRST_ROWS {
                known.first_rows.push(row);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{RecordBatch, StringArray};

    use super::*;

    fn repeated(most: usize, batches: &[&[&str]]) -> Option<RepeatedIds> {
        let mut tracker = IdTracker::with_capacity(most, 1);
        let mut first = 1;
        for ids in batches {
            let column = Arc::new(StringArray::from(ids.to_vec())) as _;
            let batch = RecordBatch::try_from_iter([("id", column)]).expect("a batch");
            tracker.add_batch(&BatchIds::of(&Rows { batch, first, unreadable: Vec::new() }, Some("id")).expect("ids"));
            first += ids.len() as u64;
        }
        tracker.repeated()
    }

    #[test]
    fn rows_beyond_the_capacity_are_counted_as_not_compared() {
        assert_eq!(repeated(2, &[&["a", "b"], &["", " "]]), None);
        let repeated = repeated(2, &[&["a", "b"], &["c", "c", "a "]]).expect("something to say");
        assert_eq!((repeated.ids, repeated.rows, repeated.not_compared), (1, 2, 2));
        assert_eq!(repeated.first, [RepeatedId { case_id: "a".to_owned(), rows: 2, first_rows: vec![1, 5] }]);
        assert!(FirstRow::at(1 << 31).is_none(), "no row is taken for another");
        assert_eq!(FirstRow::at((1 << 31) - 1).map(FirstRow::row), Some((1 << 31) - 1));
    }
}
