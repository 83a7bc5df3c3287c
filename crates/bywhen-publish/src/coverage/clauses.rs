//! The clauses of documents that charters carry, as a table lists them.

use std::collections::BTreeSet;

use bywhen::Charter;
use bywhen::engine::did_you_mean;
use serde::Serialize;

/// A clause of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Clause {
    /// What a charter cites: `OCC10-WRITE-1`.
    pub id: String,
    /// The charter that must carry it, `oxfordshire-county-council@2010`; without a version, every version of it.
    #[serde(skip)]
    pub charter: String,
    /// Where it stands in the document.
    pub section: String,
    /// What it is: `clock`, `pledge`.
    pub kind: String,
    /// What it says, in short.
    pub gist: String,
    /// Its figures.
    pub figures: String,
}

/// A list of clauses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clauses(Vec<Clause>);

/// Why a table is no list of clauses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClausesError {
    /// The heading lacks a column.
    #[error("the list of clauses has no column `{wanted}`: its columns are {found}")]
    NoColumn {
        /// The column.
        wanted: &'static str,
        /// Those there are.
        found: String,
    },
    /// A row lacks what it needs.
    #[error("line {line} of the list of clauses has no `{wanted}`")]
    Empty {
        /// The line of the file, from 1.
        line: u64,
        /// The column.
        wanted: &'static str,
    },
    /// One clause is listed twice.
    #[error("line {line} of the list of clauses lists `{id}` a second time for `{charter}`: delete one of the two")]
    Twice {
        /// The line of the file, from 1.
        line: u64,
        /// The clause.
        id: String,
        /// Its charter.
        charter: String,
    },
    /// A row cannot be read.
    #[error("the list of clauses cannot be read: {0}")]
    Unreadable(String),
}

impl Clauses {
    /// The clauses of the charters that come with the library.
    pub fn bundled() -> Result<Clauses, ClausesError> {
        Clauses::read(bywhen_standards::CLAUSES)
    }

    /// Reads a list from CSV with a heading: the columns `id` and `charter`, and where there are any `section`, `kind`,
    /// `gist` and `figures`, in any order. Other columns are left alone.
    ///
    /// ```
    /// let clauses = bywhen_publish::Clauses::read("charter,id,gist\nexample@2026,WRITE-1,letters are answered\n")?;
    /// assert_eq!(clauses.all()[0].gist, "letters are answered");
    /// # Ok::<(), bywhen_publish::ClausesError>(())
    /// ```
    pub fn read(table: &str) -> Result<Clauses, ClausesError> {
        let table = table.strip_prefix('\u{feff}').unwrap_or(table);
        let delimiter = delimiter(table.lines().next().unwrap_or_default());
        let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(table.as_bytes());
        let unreadable = |error: csv::Error| ClausesError::Unreadable(error.to_string());
        let heading = reader.headers().map_err(unreadable)?.clone();
        let place = |wanted: &str| heading.iter().position(|name| name.trim().eq_ignore_ascii_case(wanted));
        let needed = |wanted: &'static str| {
            let found = || heading.iter().collect::<Vec<_>>().join(", ");
            place(wanted).ok_or_else(|| ClausesError::NoColumn { wanted, found: found() })
        };
        let (id, charter) = (needed("id")?, needed("charter")?);
        let others = ["section", "kind", "gist", "figures"].map(place);
        let (mut clauses, mut seen) = (Vec::new(), BTreeSet::new());
        for row in reader.records() {
            let row = row.map_err(unreadable)?;
            if row.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let line = row.position().map_or(0, csv::Position::line);
            let cell = |place: usize| row.get(place).unwrap_or_default().trim().to_owned();
            let [section, kind, gist, figures] = others.map(|place| place.map(cell).unwrap_or_default());
            let clause = Clause { id: cell(id), charter: cell(charter), section, kind, gist, figures };
            for (wanted, cell) in [("id", &clause.id), ("charter", &clause.charter)] {
                if cell.is_empty() {
                    return Err(ClausesError::Empty { line, wanted });
                }
            }
            if !seen.insert((clause.id.clone(), clause.charter.clone())) {
                return Err(ClausesError::Twice { line, id: clause.id, charter: clause.charter });
            }
            clauses.push(clause);
        }
        Ok(Clauses(clauses))
    }

    /// The clauses, in the order of the list.
    pub fn all(&self) -> &[Clause] {
        &self.0
    }

    /// Those that a charter must carry.
    pub fn of<'c>(&'c self, charter: &Charter) -> impl Iterator<Item = &'c Clause> {
        let (id, version) = (charter.id.clone(), super::name(charter));
        self.0.iter().filter(move |clause| clause.charter == version || clause.charter == id)
    }

    /// For a charter of which the list has no clause, another one whose name is so near that it may be meant.
    pub fn meant(&self, charter: &Charter) -> Option<&str> {
        did_you_mean(&super::name(charter), self.0.iter().map(|clause| clause.charter.as_str()))
    }
}

/// What divides the columns: spreadsheets of some countries write semicolons, and what is copied from one has tabs.
fn delimiter(heading: &str) -> u8 {
    let count = |delimiter: &u8| heading.bytes().filter(|byte| byte == delimiter).count();
    [b'\t', b';', b','].into_iter().max_by_key(count).unwrap_or(b',')
}
