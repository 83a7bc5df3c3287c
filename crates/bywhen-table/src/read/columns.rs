//! Which columns there are, and which are wanted.

use std::collections::{BTreeMap, BTreeSet};

use super::ReadError;
use super::error::quoted;

/// Refuses columns of one name.
pub(super) fn refuse_duplicates(name: &str, columns: &[String]) -> Result<(), ReadError> {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for column in columns {
        *times.entry(column).or_default() += 1;
    }
    times.retain(|_, times| *times > 1);
    if times.is_empty() {
        return Ok(());
    }
    Err(ReadError::DuplicateColumns { name: name.to_owned(), columns: quoted(times.into_keys()) })
}

/// Refuses a wanted column that is not there.
pub(super) fn refuse_unknown(name: &str, columns: &[String], selected: &[String]) -> Result<(), ReadError> {
    let known: BTreeSet<&String> = columns.iter().collect();
    match selected.iter().find(|column| !known.contains(column)) {
        None => Ok(()),
        Some(column) => Err(ReadError::UnknownColumn {
            name: name.to_owned(),
            column: column.clone(),
            columns: quoted(columns.iter().map(String::as_str)),
        }),
    }
}

/// The wanted columns, each once: a column that serves two ends is read once.
pub(super) fn deduplicated(selected: &[String]) -> Vec<String> {
    let mut known = BTreeSet::new();
    selected.iter().filter(|column| known.insert(*column)).cloned().collect()
}
