//! Which clauses of its document a charter carries.

mod clauses;

use std::collections::BTreeSet;

use bywhen::Charter;
use bywhen::engine::did_you_mean;
use serde::Serialize;

pub use clauses::{Clause, Clauses, ClausesError};

/// Which clauses of its document a charter carries: those that a line of it cites.
///
/// Serialised it has the fields that `bywhen coverage --format json` prints, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// `oxfordshire-county-council@2010`.
    pub charter: String,
    /// How many clauses the list has of it. With none there is nothing to compare: then it cites sections of its
    /// documents, as those of statutes do, and neither `missing` nor `unlisted` tells of any.
    pub listed: usize,
    /// How many of them it carries.
    pub carried: usize,
    /// How many clauses it cites, each counted once, whether listed or not.
    pub cited: usize,
    /// The same by section of the document, in the order of the list.
    pub sections: Vec<SectionCoverage>,
    /// The clauses that no line cites, in the order of the list.
    pub missing: Vec<Clause>,
    /// What is cited and not in the list, in order of the alphabet.
    pub unlisted: Vec<Unlisted>,
}

/// How many clauses of a section are carried.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SectionCoverage {
    /// The section, as the list names it.
    pub section: String,
    /// How many clauses the list has of it.
    pub listed: usize,
    /// How many of them the charter carries.
    pub carried: usize,
}

/// Something that a charter cites and the list does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unlisted {
    /// As the charter cites it.
    pub id: String,
    /// A clause of the list that may be meant.
    pub meant: Option<String>,
}

impl Coverage {
    /// Whether every clause is carried and nothing else is cited. It is where there is nothing to compare.
    pub fn is_complete(&self) -> bool {
        self.missing.is_empty() && self.unlisted.is_empty()
    }
}

/// Holds a charter against the clauses of its document.
///
/// ```
/// use bywhen::Family;
/// use bywhen_publish::{Clauses, coverage};
///
/// let family = Family::bundled("oxfordshire-county-council")?;
/// let covered = coverage(family.version("2010")?.charter(), &Clauses::bundled()?);
/// assert_eq!((covered.carried, covered.listed), (38, 38));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn coverage(charter: &Charter, clauses: &Clauses) -> Coverage {
    let cited: BTreeSet<&str> = charter.cites().collect();
    let mut sections: Vec<SectionCoverage> = Vec::new();
    let mut missing = Vec::new();
    let mut listed = BTreeSet::new();
    for clause in clauses.of(charter) {
        // A clause of every version may be listed again for one of them.
        if !listed.insert(clause.id.as_str()) {
            continue;
        }
        let at = sections.iter().position(|one| one.section == clause.section).unwrap_or_else(|| {
            sections.push(SectionCoverage { section: clause.section.clone(), listed: 0, carried: 0 });
            sections.len() - 1
        });
        let carried = cited.contains(clause.id.as_str());
        if let Some(section) = sections.get_mut(at) {
            section.listed += 1;
            section.carried += usize::from(carried);
        }
        if !carried {
            missing.push(clause.clone());
        }
    }
    let unlisted = cited.difference(&listed).filter(|_| !listed.is_empty()).map(|id| {
        let meant = did_you_mean(id, listed.iter().copied()).map(str::to_owned);
        Unlisted { id: (*id).to_owned(), meant }
    });
    Coverage {
        charter: name(charter),
        listed: sections.iter().map(|section| section.listed).sum(),
        carried: sections.iter().map(|section| section.carried).sum(),
        cited: cited.len(),
        unlisted: unlisted.collect(),
        sections,
        missing,
    }
}

/// `oxfordshire-county-council@2010`.
fn name(charter: &Charter) -> String {
    format!("{}@{}", charter.id, charter.version)
}
