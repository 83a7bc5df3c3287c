//! Names in columns: each distinct text is looked up once.

use bywhen::engine::batch::Key;
use rustc_hash::FxHashMap;

use super::texts::Texts;

/// Texts that were looked up, with what they are. Kept from batch to batch.
#[derive(Debug)]
pub(crate) struct Coded {
    /// Those met last, each in the only place where it may be: so that nearly every cell takes one look. An empty place is
    /// that of the empty text, which is nothing.
    near: Vec<(u128, Option<Key>)>,
    known: FxHashMap<String, Code>,
}

/// What a text is: nothing where it is blank or nothing is made of it, or why it means nothing.
type Code = Result<Option<Key>, String>;

/// How many places there are near by, as a power of two.
const PLACES: u32 = 8;

/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
const MOST_TEXTS: usize = 10_000;

impl Coded {
    pub(crate) fn new() -> Coded {
        Coded { near: vec![(0, None); 1 << PLACES], known: FxHashMap::default() }
    }

    /// What each cell is; `None` where it is empty. A text that means nothing goes to `wrong` with its row.
    pub(crate) fn read(
        &mut self,
        texts: &Texts,
        rows: usize,
        look_up: impl Fn(&str) -> Code,
        mut wrong: impl FnMut(usize, &str),
    ) -> Vec<Option<Key>> {
        let mut read = Vec::with_capacity(rows);
        let Coded { near, known } = self;
        texts.numbers(|number| {
            let near = number.and_then(|number| Some((near.get_mut(place(number))?, number)));
            if let Some(((met, key), number)) = &near
                && met == number
            {
                return read.push(*key);
            }
            let row = read.len();
            let code = texts.get(row).map_or(Ok(None), |text| code(known, text, &look_up));
            match (&code, near) {
                (Ok(key), Some((near, number))) => *near = (number, *key),
                (Err(reason), _) => wrong(row, reason),
                (Ok(_), None) => {}
            }
            read.push(code.unwrap_or_default());
        });
        read
    }
}

#[cold]
fn code(known: &mut FxHashMap<String, Code>, text: &str, look_up: impl Fn(&str) -> Code) -> Code {
    if let Some(code) = known.get(text) {
        return code.clone();
    }
    let code = look_up(text);
    if known.len() < MOST_TEXTS {
        known.insert(text.to_owned(), code.clone());
    }
    code
}

/// Where a text is kept, by its number.
#[inline]
fn place(number: u128) -> usize {
    let (low, high) = (number as u64, (number >> 64) as u64);
    // An odd number near the golden section of 2^64 spreads the bits, and the highest depend on all.
    let spread = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (spread >> (u64::BITS - PLACES)) as usize
}
