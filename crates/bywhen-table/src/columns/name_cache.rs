//! Names in columns: each distinct text is looked up once.

use bywhen::engine::batch::NameKey;
use rustc_hash::FxHashMap;

use super::texts::{LONG, Texts};

/// Texts that were looked up, with what they are. Kept from batch to batch.
#[derive(Debug)]
pub(crate) struct NameCache {
    /// Those met last, each in the only place where it may be: so that nearly every cell takes one look. An empty place is
    /// that of the empty text, which is nothing.
    recent: Box<[(u128, Option<NameKey>); SLOTS]>,
    known: FxHashMap<String, Lookup>,
}

/// The key of a text, `None` for blank or ignored text, or why it is unknown.
type Lookup = Result<Option<NameKey>, String>;

/// How many places there are near by: one for each byte.
const SLOTS: usize = 1 << u8::BITS;

/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
const MAX_TEXTS: usize = 10_000;

/// And none that is longer than a name is.
const MAX_TEXT_LENGTH: usize = 1_000;

impl NameCache {
    pub(crate) fn new() -> NameCache {
        NameCache { recent: Box::new([(0, None); SLOTS]), known: FxHashMap::default() }
    }

    /// The key of each cell; `None` where it is empty. An unknown text goes to `reject` with its row.
    pub(crate) fn resolve_all(
        &mut self,
        texts: &Texts,
        lookup: impl Fn(&str) -> Lookup,
        mut reject: impl FnMut(usize, &str),
    ) -> Vec<Option<NameKey>> {
        texts.map_ids(|row, id| match self.recent.get(usize::from(slot_of(id))) {
            Some((recent_id, key)) if *recent_id == id => *key,
            _ => self.resolve_and_remember(id, texts.get(row), &lookup).unwrap_or_else(|reason| {
                reject(row, &reason);
                None
            }),
        })
    }

    /// Resolves a text that is not in the recent ones.
    #[cold]
    fn resolve_and_remember(&mut self, id: u128, text: Option<&str>, lookup: impl Fn(&str) -> Lookup) -> Lookup {
        let key = text.map_or(Ok(None), |text| self.lookup(text, lookup))?;
        if id != LONG {
            self.recent.get_mut(usize::from(slot_of(id))).into_iter().for_each(|recent| *recent = (id, key));
        }
        Ok(key)
    }

    fn lookup(&mut self, text: &str, lookup: impl Fn(&str) -> Lookup) -> Lookup {
        if let Some(result) = self.known.get(text) {
            return result.clone();
        }
        let result = lookup(text);
        if self.known.len() < MAX_TEXTS && text.len() <= MAX_TEXT_LENGTH {
            self.known.insert(text.to_owned(), result.clone());
        }
        result
    }
}

/// Where a text is kept, by its number.
#[inline]
fn slot_of(id: u128) -> u8 {
    let (low, high) = (id as u64, (id >> 64) as u64);
    // An odd number near the golden section of 2^64 spreads the bits, and the highest depend on all.
    let spread = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (spread >> (u64::BITS - u8::BITS)) as u8
}
