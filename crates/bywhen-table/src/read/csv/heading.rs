//! The names of the columns.

use std::collections::BTreeMap;

use super::advice::SAVE_AS_UTF_8;
use super::records::{RecordResult, Records};
use crate::read::ReadError;
use crate::read::columns::refuse_duplicates;

/// Advice where all names stand in one cell because the delimiter is another.
fn single_column_advice(names: &[String], delimiter: u8) -> Option<&'static str> {
    let [only] = names else { return None };
    match () {
        () if delimiter == b'\t' && only.contains([',', ';']) => {
            Some("something else than tabs stands between the names, so this is csv and not tsv")
        }
        () if only.contains('|') => Some("save the file with commas between the cells, and not with `|`"),
        () => None,
    }
}

/// The names of the columns, and where each stands.
pub(super) struct Heading {
    names: Vec<String>,
    places: Vec<usize>,
    width: usize,
}

impl Heading {
    pub(super) fn read(records: &mut Records, name: &str) -> Result<Self, ReadError> {
        let open_error = |error| ReadError::Open { name: name.to_owned(), error };
        let heading_error = |reason: String| ReadError::Heading { name: name.to_owned(), reason };

        match records.next(None).map_err(open_error)? {
            RecordResult::End => return Err(ReadError::Empty { name: name.to_owned() }),
            RecordResult::Faulty { error, .. } => return Err(heading_error(error.to_string())),
            RecordResult::Record { .. } => {}
        }
        let cells = records.cells();
        let width = cells.count();
        // A column without a name cannot be asked for. Spreadsheets leave such columns behind at the right.
        let (mut names, mut places) = (Vec::new(), Vec::new());
        for place in 0..width {
            let text = std::str::from_utf8(cells.bytes(place).unwrap_or_default())
                .map_err(|_| heading_error(format!("Its cell {} is not UTF-8: {SAVE_AS_UTF_8}.", place + 1)))?;
            if text.contains('\0') {
                return Err(heading_error(format!(
                    "It is UTF-16 without the mark that says so, or no text: {SAVE_AS_UTF_8}."
                )));
            }
            if !text.trim().is_empty() {
                names.push(text.trim().to_owned());
                places.push(place);
            }
        }
        if names.is_empty() {
            return Err(heading_error(
                "Its first line names no column: put the names of the columns there.".to_owned(),
            ));
        }
        if let Some(advice) = single_column_advice(&names, records.delimiter()) {
            return Err(heading_error(format!("Its first line is taken as the name of one column: {advice}.")));
        }
        refuse_duplicates(name, &names)?;
        Ok(Self { names, places, width })
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// How many cells the heading has, and so every row.
    pub(super) fn width(&self) -> usize {
        self.width
    }

    /// Where the columns stand.
    pub(super) fn places(&self, selected: &[String]) -> Vec<usize> {
        let places: BTreeMap<&String, usize> = self.names.iter().zip(self.places.iter().copied()).collect();
        selected.iter().filter_map(|name| places.get(name).copied()).collect()
    }
}
