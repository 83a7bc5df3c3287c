//! Names in columns: each distinct text is looked up once.

use bywhen::engine::batch::Key;
use rustc_hash::FxHashMap;

use super::texts::{LONG, Texts};

/// Texts that were looked up, with what they are. Kept from batch to batch.
#[derive(Debug)]
pub(crate) struct Coded {
    /// Those met last, each in the only place where it may be: so that nearly every cell takes one look. An empty place is
    /// that of the empty text, which is nothing.
    near: Box<[(u128, Option<Key>); PLACES]>,
    known: FxHashMap<String, Code>,
}

/// What a text is: nothing where it is blank or nothing is made of it, or why it means nothing.
type Code = Result<Option<Key>, String>;

/// How many places there are near by: one for each byte.
const PLACES: usize = 1 << u8::BITS;

/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
const MOST_TEXTS: usize = 10_000;

/// And none that is longer than a name is.
const LONGEST_KEPT: usize = 1_000;

impl Coded {
    pub(crate) fn new() -> Coded {
        Coded { near: Box::new([(0, None); PLACES]), known: FxHashMap::default() }
    }

    /// What each cell is; `None` where it is empty. A text that means nothing goes to `wrong` with its row.
    pub(crate) fn read(
        &mut self,
        texts: &Texts,
        look_up: impl Fn(&str) -> Code,
        mut wrong: impl FnMut(usize, &str),
    ) -> Vec<Option<Key>> {
        texts.each(|row, number| match self.near.get(usize::from(place(number))) {
            Some((met, key)) if *met == number => *key,
            _ => self.meet(number, texts.get(row), &look_up).unwrap_or_else(|reason| {
                wrong(row, &reason);
                None
            }),
        })
    }

    /// What a text is that was not met just now.
    #[cold]
    fn meet(&mut self, number: u128, text: Option<&str>, look_up: impl Fn(&str) -> Code) -> Code {
        let key = text.map_or(Ok(None), |text| self.look_up(text, look_up))?;
        if number != LONG {
            self.near.get_mut(usize::from(place(number))).into_iter().for_each(|near| *near = (number, key));
        }
        Ok(key)
    }

    fn look_up(&mut self, text: &str, look_up: impl Fn(&str) -> Code) -> Code {
        if let Some(code) = self.known.get(text) {
            return code.clone();
        }
        let code = look_up(text);
        if self.known.len() < MOST_TEXTS && text.len() <= LONGEST_KEPT {
            self.known.insert(text.to_owned(), code.clone());
        }
        code
    }
}

/// Where a text is kept, by its number.
#[inline]
fn place(number: u128) -> u8 {
    let (low, high) = (number as u64, (number >> 64) as u64);
    // An odd number near the golden section of 2^64 spreads the bits, and the highest depend on all.
    let spread = (low ^ high.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (spread >> (u64::BITS - u8::BITS)) as u8
}
