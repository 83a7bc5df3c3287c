//! A case as the asker gives it: names and times, nothing resolved.

use std::collections::BTreeMap;

use crate::fact_value::FactValue;
use crate::when::When;

/// A contact and what has happened to it.
///
/// ```
/// use bywhen_engine::Case;
/// let case = Case::received("2011-04-20T10:15".parse()?).by("letter").event("acknowledged", "2011-04-26".parse()?);
/// assert_eq!(case.channel.as_deref(), Some("letter"));
/// # Ok::<(), bywhen_engine::WhenError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// The kind of contact. Left out: `enquiry`, or the only kind the charter knows.
    pub kind: Option<String>,
    /// The channel it came by. May be left out where no standard asks for it.
    pub channel: Option<String>,
    /// The service it went to.
    pub service: Option<String>,
    /// What is known of it.
    pub facts: BTreeMap<String, FactValue>,
    /// What happened, in any order. One is `received`.
    pub events: Vec<Event>,
}

/// Something that happened to a case.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// `received`, `acknowledged`, `escalated`, or the charter's own.
    pub name: String,
    /// The stage it belongs to, from 1. `None`: the stage that is open at its time.
    pub stage: Option<u8>,
    /// When.
    pub at: When,
    /// The date or time that was given with it: to which an extension runs.
    pub until: Option<When>,
    /// The reason that was given with it.
    pub reason: Option<String>,
}

impl Case {
    /// A case that was received at a time.
    pub fn received(at: When) -> Case {
        Case::default().event("received", at)
    }

    /// The kind of contact.
    pub fn kind(mut self, kind: &str) -> Case {
        self.kind = Some(kind.to_owned());
        self
    }

    /// The channel it came by.
    pub fn by(mut self, channel: &str) -> Case {
        self.channel = Some(channel.to_owned());
        self
    }

    /// The service it went to.
    pub fn to(mut self, service: &str) -> Case {
        self.service = Some(service.to_owned());
        self
    }

    /// Something known of it: `true`, a number or the name of a value.
    pub fn fact(mut self, name: &str, value: impl Into<FactValue>) -> Case {
        self.facts.insert(name.to_owned(), value.into());
        self
    }

    /// Something that happened. `stage-2/acknowledged` says which stage it belongs to.
    pub fn event(mut self, name: &str, at: When) -> Case {
        self.events.push(Event::named(name, at));
        self
    }
}

impl Event {
    /// An event by the name that programs pass: `acknowledged`, or `stage-2/acknowledged`.
    pub fn named(name: &str, at: When) -> Event {
        let staged = name
            .strip_prefix("stage-")
            .and_then(|rest| rest.split_once('/'))
            .and_then(|(number, event)| Some((number.parse().ok()?, event)));
        match staged {
            Some((stage, event)) => Event { stage: Some(stage), ..Event::plain(event, at) },
            None => Event::plain(name, at),
        }
    }

    fn plain(name: &str, at: When) -> Event {
        Event { name: name.to_owned(), stage: None, at, until: None, reason: None }
    }

    /// The date or time that was given with it.
    pub fn until(mut self, when: When) -> Event {
        self.until = Some(when);
        self
    }

    /// The reason that was given with it.
    pub fn because(mut self, reason: &str) -> Event {
        self.reason = Some(reason.to_owned());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use chrono::NaiveDate;

    #[test]
    fn an_event_may_name_its_stage() {
        let at = When::Day(NaiveDate::default());
        assert_eq!(Event::named("stage-2/acknowledged", at).stage, Some(2));
        assert_eq!(Event::named("stage-x/acknowledged", at).name, "stage-x/acknowledged");
    }
}
