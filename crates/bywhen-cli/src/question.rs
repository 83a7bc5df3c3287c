//! From the command line to a case.

use bywhen::{Case, Event, When};
use chrono::{DateTime, FixedOffset, Utc};

use crate::args::CaseArgs;

/// The case that was described.
pub(crate) fn case(asked: &CaseArgs) -> Case {
    let mut case = Case::received(asked.received);
    case.kind.clone_from(&asked.kind);
    case.channel.clone_from(&asked.channel);
    case.service.clone_from(&asked.service);
    case.facts = asked.facts.iter().cloned().collect();
    case.events.extend(asked.events.iter().map(|(name, when)| Event::named(name, *when)));
    case
}

/// The moment of the question: the present, where none is given. The library never looks at the clock; we may.
pub(crate) fn at(asked: &CaseArgs) -> When {
    asked.at.unwrap_or_else(|| {
        let now: DateTime<FixedOffset> = Utc::now().into();
        When::Exact(now)
    })
}
