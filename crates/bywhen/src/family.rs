//! The versions of a charter over time, of which the one in force on receipt answers a case.

use std::fmt;

use bywhen_calendar::short_date;
use bywhen_engine::{Charter, CompileOptions, Moment, Plan, PlanError, When, did_you_mean, prose};
use bywhen_language::{Diagnostic, parse};
use chrono::NaiveDate;

use crate::bundled::bundled;
use crate::version_gaps::{VersionGap, version_gaps};

/// The versions of one charter, oldest first.
#[derive(Clone, Debug)]
pub struct Family {
    id: String,
    versions: Vec<Version>,
}

/// One version of a charter, checked.
#[derive(Clone, Debug)]
pub struct Version {
    charter: Charter,
}

/// Why there is no charter to ask.
#[derive(Clone, Debug, thiserror::Error)]
pub enum LoadError {
    /// No charter of that id comes with the library.
    #[error("no charter is called `{given}`{}", .suggestion.as_ref().map_or_else(
        || ": `bywhen charters` lists those that are".to_owned(),
        |suggestion| format!(": did you mean `{suggestion}`?"),
    ))]
    UnknownCharter {
        /// As given.
        given: String,
        /// What was probably meant.
        suggestion: Option<String>,
    },
    /// The family has no such version.
    #[error("`{id}` has no version `{given}`: it has {versions}")]
    UnknownVersion {
        /// The family.
        id: String,
        /// As given.
        given: String,
        /// The versions there are.
        versions: String,
    },
    /// No version applies to a contact of that day.
    #[error("no version of `{id}` was in force on {}: it has {versions}", prose::date(*.date))]
    NotInForce {
        /// The family.
        id: String,
        /// The day of receipt.
        date: NaiveDate,
        /// The versions there are, with their dates.
        versions: String,
    },
    /// The time of receipt cannot be placed.
    #[error("{0}")]
    Receipt(String),
    /// The text has errors.
    #[error("the charter has {} and cannot be used", errors(.0))]
    Invalid(Vec<Diagnostic>),
    /// Charters of several families where those of one are wanted.
    #[error("`{0}` and `{1}` are different charters, not versions of one")]
    Mixed(String, String),
}

fn errors(diagnostics: &[Diagnostic]) -> String {
    match diagnostics.iter().filter(|d| d.severity == bywhen_language::Severity::Error).count() {
        1 => "an error".to_owned(),
        n => format!("{n} errors"),
    }
}

impl Family {
    /// A family that comes with the library.
    pub fn bundled(id: &str) -> Result<Family, LoadError> {
        let texts: Vec<&str> = bundled().iter().filter(|one| one.id == id).map(|one| one.text).collect();
        if texts.is_empty() {
            let suggestion = did_you_mean(id, bundled().iter().map(|one| one.id)).map(str::to_owned);
            return Err(LoadError::UnknownCharter { given: id.to_owned(), suggestion });
        }
        Family::parse(texts)
    }

    /// A family from the texts of its versions.
    pub fn parse<'t>(texts: impl IntoIterator<Item = &'t str>) -> Result<Family, LoadError> {
        let charters = texts
            .into_iter()
            .map(|text| {
                let parsed = parse(text);
                parsed.charter.ok_or(LoadError::Invalid(parsed.diagnostics))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Family::new(charters)
    }

    /// A family from its versions, in any order.
    pub fn new(mut charters: Vec<Charter>) -> Result<Family, LoadError> {
        charters.sort_by(|a, b| (a.in_force.from, &a.version).cmp(&(b.in_force.from, &b.version)));
        let id = charters.first().map(|charter| charter.id.clone()).unwrap_or_default();
        if let Some(other) = charters.iter().find(|charter| charter.id != id) {
            return Err(LoadError::Mixed(id, other.id.clone()));
        }
        Ok(Family { id, versions: charters.into_iter().map(|charter| Version { charter }).collect() })
    }

    /// `oxfordshire-county-council`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The versions, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The version of a name.
    pub fn version(&self, name: &str) -> Result<&Version, LoadError> {
        self.versions.iter().find(|version| version.charter.version == name).ok_or_else(|| LoadError::UnknownVersion {
            id: self.id.clone(),
            given: name.to_owned(),
            versions: self.list(),
        })
    }

    /// The version in force on receipt. Where two overlap, the one that came into force later.
    pub fn in_force(&self, received: When) -> Result<&Version, LoadError> {
        let mut date = None;
        for version in self.versions.iter().rev() {
            let moment = Moment::new(received, &version.charter.zone);
            let day = moment.map_err(|error| LoadError::Receipt(format!("`received`: {error}")))?.day().date();
            if version.charter.in_force.contains(day) {
                return Ok(version);
            }
            date = Some(day);
        }
        Err(self.not_in_force(date.unwrap_or_default()))
    }

    /// Where the versions leave days without one, or with two.
    pub fn version_gaps(&self) -> Vec<VersionGap> {
        version_gaps(self.versions.iter().map(Version::charter))
    }

    /// That no version applies to a contact of a day.
    pub(crate) fn not_in_force(&self, date: NaiveDate) -> LoadError {
        LoadError::NotInForce { id: self.id.clone(), date, versions: self.list() }
    }

    fn list(&self) -> String {
        self.versions.iter().map(Version::to_string).collect::<Vec<_>>().join(", ")
    }
}

impl Version {
    /// The checked charter.
    pub fn charter(&self) -> &Charter {
        &self.charter
    }

    /// Compiles it.
    pub fn plan(&self, options: &CompileOptions) -> Result<Plan, PlanError> {
        Plan::compile(self.charter.clone(), options)
    }
}

impl fmt::Display for Version {
    /// `2010 (1 October 2010 to 31 December 2013)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.charter.version)?;
        match (self.charter.in_force.from, self.charter.in_force.until) {
            (Some(from), Some(until)) => write!(f, " ({} to {})", short_date(from), short_date(until)),
            (Some(from), None) => write!(f, " (from {})", short_date(from)),
            (None, Some(until)) => write!(f, " (until {})", short_date(until)),
            (None, None) => Ok(()),
        }
    }
}
