//! Names in columns: each distinct text is looked up once.

use rustc_hash::FxHashMap;

use super::texts::Texts;

/// Cells that were looked up, with what they are. Kept from batch to batch.
///
/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
#[derive(Debug)]
pub(crate) struct Coded<T> {
    known: FxHashMap<String, Result<Option<T>, String>>,
}

const MOST_TEXTS: usize = 10_000;

impl<T: Clone> Coded<T> {
    pub(crate) fn new() -> Coded<T> {
        Coded { known: FxHashMap::default() }
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
            match self.known.get(cell) {
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
                    if self.known.len() < MOST_TEXTS {
                        self.known.insert(cell.to_owned(), found);
                    }
                }
            }
        });
        read
    }
}
