//! Names in columns: each distinct text is looked up once.

use rustc_hash::FxHashMap;

use super::texts::Texts;

/// Cells that were looked up, with what they are. Kept from batch to batch.
///
/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
#[derive(Debug)]
pub(crate) struct Coded<T> {
    /// Those of fifteen bytes at most, which nearly all are, by their bytes and length in one number.
    short: FxHashMap<u128, Code<T>>,
    long: FxHashMap<String, Code<T>>,
}

/// What a cell is: nothing where it is blank, or why it means nothing.
type Code<T> = Result<Option<T>, String>;

const MOST_TEXTS: usize = 10_000;

impl<T: Clone> Coded<T> {
    pub(crate) fn new() -> Coded<T> {
        Coded { short: FxHashMap::default(), long: FxHashMap::default() }
    }

    /// What each cell is; `None` where it is empty. A text that means nothing goes to `wrong` with its row.
    pub(crate) fn read(
        &mut self,
        texts: &Texts,
        rows: usize,
        look_up: impl Fn(&str) -> Result<T, String>,
        mut wrong: impl FnMut(usize, &str),
    ) -> Vec<Option<T>> {
        let mut read = Vec::with_capacity(rows);
        texts.each(|row, text| {
            let Some(cell) = text else { return read.push(None) };
            let short = short(cell);
            let known = match short {
                Some(number) => self.short.get(&number),
                None => self.long.get(cell),
            };
            match known {
                Some(Ok(code)) => read.push(code.clone()),
                Some(Err(reason)) => {
                    wrong(row, reason);
                    read.push(None);
                }
                None => {
                    let text = cell.trim();
                    let found = if text.is_empty() { Ok(None) } else { look_up(text).map(Some) };
                    if let Err(reason) = &found {
                        wrong(row, reason);
                    }
                    read.push(found.clone().unwrap_or_default());
                    match short {
                        Some(number) if self.short.len() < MOST_TEXTS => drop(self.short.insert(number, found)),
                        None if self.long.len() < MOST_TEXTS => drop(self.long.insert(cell.to_owned(), found)),
                        _ => {}
                    }
                }
            }
        });
        read
    }
}

/// A text of fifteen bytes at most as a number of its own.
fn short(text: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    bytes.get_mut(..text.len()).filter(|_| text.len() < 16)?.copy_from_slice(text.as_bytes());
    Some(u128::from_le_bytes(bytes) | (text.len() as u128) << 120)
}
