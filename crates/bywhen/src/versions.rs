//! The versions of a charter, compiled, and which of them answers for a case.

use bywhen_engine::{CompileOptions, Plan, PlanError, When};
use chrono::NaiveDate;

use crate::family::{Family, LoadError};

/// The versions of a charter that answer, each compiled.
#[derive(Clone, Debug)]
pub struct Versions {
    plans: Vec<Plan>,
    /// The family, to find the version in force. `None`: one was asked for by name, and answers whatever the day.
    family: Option<Family>,
}

impl Versions {
    /// One charter that answers for every case, whatever its day of receipt.
    pub fn one(plan: Plan) -> Versions {
        Versions { plans: vec![plan], family: None }
    }

    /// The versions of a charter over time, of which the one in force on receipt answers for a case.
    ///
    /// # Errors
    ///
    /// Where a version cannot be compiled.
    pub fn over_time(family: Family, options: &CompileOptions) -> Result<Versions, PlanError> {
        let plans = family.versions().iter().map(|version| version.plan(options)).collect::<Result<Vec<_>, _>>()?;
        Ok(Versions { plans, family: Some(family) })
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
        let none = || LoadError::Receipt("there is no charter to judge by".to_owned());
        let Some(family) = &self.family else { return self.plans.first().ok_or_else(none) };
        let version = &family.in_force(received)?.charter().version;
        self.plans.iter().rfind(|plan| plan.charter().version == *version).ok_or_else(none)
    }

    /// The place of the version that answers for every case, where one does. It also says what is wrong with their times.
    pub fn fixed(&self) -> Option<usize> {
        if self.family.is_none() { Some(0) } else { None }
    }

    /// The place of the version that answers for a day of receipt. Where two overlap, it is the one that came into force
    /// later.
    ///
    /// # Errors
    ///
    /// Where none was in force on that day.
    pub fn in_force_on(&self, date: NaiveDate) -> Result<usize, LoadError> {
        let Some(family) = &self.family else { return Ok(0) };
        let in_force = self.plans.iter().rposition(|plan| plan.charter().in_force.contains(date));
        in_force.ok_or_else(|| family.not_in_force(date))
    }
}
