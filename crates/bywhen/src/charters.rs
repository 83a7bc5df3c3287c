//! The charters that a reference names, and which of them answers.

use bywhen_engine::{Charter, CompileOptions, Moment, PlanError, When};

use crate::family::{Family, LoadError};
use crate::versions::Versions;

/// One charter that was asked for by name, or the versions of one over time.
#[derive(Clone, Debug)]
pub struct Charters {
    family: Family,
    over_time: bool,
}

impl Charters {
    /// Those of [`Sources`](crate::Sources), once their texts are checked.
    ///
    /// # Errors
    ///
    /// Where they are not versions of one charter.
    pub fn new(charters: Vec<Charter>, over_time: bool) -> Result<Charters, LoadError> {
        let over_time = over_time || charters.len() != 1;
        Ok(Charters { family: Family::new(charters)?, over_time })
    }

    /// The charter that answers a case, and whether it does so though it was not in force: one that was asked for by name
    /// answers whatever the day.
    ///
    /// # Errors
    ///
    /// Where no version was in force on receipt.
    pub fn answering(&self, received: When) -> Result<(&Charter, bool), LoadError> {
        match self.family.versions() {
            [only] if !self.over_time => Ok((only.charter(), !was_in_force(only.charter(), received))),
            _ => Ok((self.family.in_force(received)?.charter(), false)),
        }
    }

    /// All of them, oldest first.
    pub fn family(&self) -> &Family {
        &self.family
    }

    /// Compiles them.
    ///
    /// # Errors
    ///
    /// Where one cannot be compiled.
    pub fn compile(self, options: &CompileOptions) -> Result<Versions, PlanError> {
        match self.family.versions() {
            [only] if !self.over_time => Ok(Versions::one(only.plan(options)?)),
            _ => Versions::over_time(self.family, options),
        }
    }
}

/// Whether a charter was in force on receipt. A time that cannot be placed is another fault, and said when the case is judged.
pub fn was_in_force(charter: &Charter, received: When) -> bool {
    let day = Moment::new(received, &charter.zone).map(|moment| moment.day().date());
    day.map_or(true, |day| charter.in_force.contains(day))
}
