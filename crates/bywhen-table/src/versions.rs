//! The versions of a charter, and which of them answers for a case.

use bywhen::engine::batch::EncodedTime;
use bywhen::{CaseError, CompileOptions, Family, LoadError, Plan, PlanError, Version, When};

use crate::refusal::Refusal;

/// The versions of a charter that answer, each compiled.
#[derive(Clone, Debug)]
pub struct Versions {
    plans: Vec<Plan>,
    /// The family, to find the version in force. `None`: one was asked for by name, and answers whatever the day.
    family: Option<FamilyVersions>,
}

/// A family, and how its versions are listed.
#[derive(Clone, Debug)]
struct FamilyVersions {
    family: Family,
    versions: String,
}

impl Versions {
    /// One charter that answers for every row, whatever its day of receipt.
    pub fn one(plan: Plan) -> Versions {
        Versions { plans: vec![plan], family: None }
    }

    /// The versions of a charter over time, of which the one in force on receipt answers for a row.
    ///
    /// # Errors
    ///
    /// Where a version cannot be compiled.
    pub fn over_time(family: Family, options: &CompileOptions) -> Result<Versions, PlanError> {
        let plans = family.versions().iter().map(|version| version.plan(options)).collect::<Result<Vec<_>, _>>()?;
        let versions = family.versions().iter().map(Version::to_string).collect::<Vec<_>>().join(", ");
        Ok(Versions { plans, family: Some(FamilyVersions { family, versions }) })
    }

    /// The compiled versions.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The version that answers a single case.
    ///
    /// # Errors
    ///
    /// Where none was in force on receipt.
    pub fn answering(&self, received: When) -> Result<&Plan, LoadError> {
        let Some(FamilyVersions { family, .. }) = &self.family else {
            return self.plans.first().ok_or_else(|| LoadError::Receipt("there is no charter to judge by".to_owned()));
        };
        let version = &family.in_force(received)?.charter().version;
        let plan = self.plans.iter().rfind(|plan| plan.charter().version == *version);
        plan.ok_or_else(|| LoadError::Receipt("there is no charter to judge by".to_owned()))
    }

    /// The version that answers for every contact, where one does. It also says what is wrong with their times.
    pub(crate) fn fixed(&self) -> Option<usize> {
        if self.family.is_none() { Some(0) } else { None }
    }

    /// The version that answers for a contact of a day. Where two overlap, it is the one that came into force later.
    pub(crate) fn in_force_on(&self, received: EncodedTime) -> Result<usize, NoVersion> {
        let Some(FamilyVersions { family, versions }) = &self.family else { return Ok(0) };
        let zone = self.plans.first().map(|plan| &plan.charter().zone);
        let Some(day) = zone.and_then(|zone| received.day_in(zone)) else { return Err(NoVersion::NotReceived) };
        let date = day.date();
        let in_force = self.plans.iter().rposition(|plan| plan.charter().in_force.contains(date));
        in_force.ok_or_else(|| {
            let (id, versions) = (family.id().to_owned(), versions.clone());
            NoVersion::NotInForce(LoadError::NotInForce { id, date, versions }.to_string())
        })
    }
}

/// A row that no version answers for.
pub(crate) enum NoVersion {
    NotReceived,
    NotInForce(String),
}

impl NoVersion {
    pub(crate) fn refusal(self, row: usize) -> Refusal {
        match self {
            NoVersion::NotReceived => Refusal::of(row, &CaseError::NotReceived),
            NoVersion::NotInForce(reason) => {
                Refusal::new(row, &reason, "no version of the charter was in force".to_owned())
            }
        }
    }
}
