//! What an outcome says of the plan that gave it.

use super::Plan;
use crate::outcome::{CalendarInfo, CharterInfo, Period};

impl Plan {
    /// The charter that this plan answers for.
    pub fn charter_info(&self) -> CharterInfo {
        let charter = self.charter();
        CharterInfo {
            id: charter.id.clone(),
            version: charter.version.clone(),
            title: charter.title.clone(),
            in_force: Period { from: charter.in_force.from, until: charter.in_force.until },
        }
    }

    /// The bank holiday data that it answers with.
    pub fn calendar_info(&self) -> CalendarInfo {
        CalendarInfo { data: self.data_version().to_owned(), known_on: self.known_on() }
    }
}
