//! Names in columns: each distinct text is looked up once.

use std::collections::HashMap;

use super::texts::Texts;

/// Texts that were looked up, with what they are. Kept from batch to batch.
///
/// A column that is not what it was taken for may hold a different text in each row, so only so many are kept.
#[derive(Debug)]
pub(crate) struct Coded<T> {
    known: HashMap<String, Result<T, String>>,
}

const MOST_TEXTS: usize = 10_000;

impl<T: Clone> Coded<T> {
    pub(crate) fn new() -> Coded<T> {
        Coded { known: HashMap::new() }
    }

    /// What each cell is; `None` where it is empty. A text that means nothing goes to `wrong` with its row.
    pub(crate) fn read(
        &mut self,
        texts: &Texts,
        rows: usize,
        look_up: impl Fn(&str) -> Result<T, String>,
        mut wrong: impl FnMut(usize, &str),
    ) -> Vec<Option<T>> {
        // Most tables have long runs of the same text.
        let mut last: Option<(&str, Option<T>)> = None;
        let mut read = Vec::with_capacity(rows);
        for row in 0..rows {
            let Some(text) = texts.get(row) else {
                read.push(None);
                continue;
            };
            if let Some((same, Some(code))) = &last
                && *same == text
            {
                read.push(Some(code.clone()));
                continue;
            }
            let found = match self.known.get(text) {
                Some(known) => known.clone(),
                None => {
                    let found = look_up(text);
                    if self.known.len() < MOST_TEXTS {
                        self.known.insert(text.to_owned(), found.clone());
                    }
                    found
                }
            };
            if let Err(reason) = &found {
                wrong(row, reason);
            }
            let code = found.ok();
            last = Some((text, code.clone()));
            read.push(code);
        }
        read
    }
}
