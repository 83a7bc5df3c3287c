//! From the command line to a case.

use bywhen::{Case, Setting, When};
use chrono::{DateTime, FixedOffset, Utc};

use crate::args::{CaseArgs, DataArgs};
use crate::load;
use crate::output::Failure;

/// The case that was described.
pub(crate) fn case(asked: &CaseArgs) -> Case {
    let mut case = Case::received(asked.received);
    case.kind.clone_from(&asked.kind);
    case.channel.clone_from(&asked.channel);
    case.service.clone_from(&asked.service);
    case.facts = asked.facts.iter().cloned().collect();
    case.events.extend(asked.events.iter().cloned());
    case
}

/// The moment of the question: the present, where none is given.
pub(crate) fn at(asked: &CaseArgs) -> When {
    asked.at.unwrap_or_else(now)
}

/// The present. The library never looks at the clock; we may.
pub(crate) fn now() -> When {
    let now: DateTime<FixedOffset> = Utc::now().into();
    When::Exact(now)
}

/// The bank holiday data and the readings that were chosen.
pub(crate) fn setting(data: &DataArgs, choices: &[(String, String)]) -> Result<Setting, Failure> {
    let setting = Setting::new(load::calendars(data)?).known_on(data.known_on);
    Ok(choices.iter().fold(setting, |setting, (choice, option)| setting.choose(choice, option)))
}
