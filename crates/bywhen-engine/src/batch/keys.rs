//! Names turned into small numbers, once for each distinct text.

use crate::case::Event;
use crate::case_error::CaseError;
use crate::charter::Condition;
use crate::fact_value::{EncodedFact, FactValue};
use crate::name::Name;
use crate::plan::{NameId, Plan};
use crate::when::When;

/// A name of a charter in the plan that gave it out. It means nothing in another plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameKey(pub(crate) NameId);

/// An event, and the stage it is said to belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EventKey {
    pub(crate) event: NameId,
    pub(crate) stage: Option<u8>,
}

/// Looking names up. Each error says what could have been given.
impl Plan {
    /// The key of a kind of contact, or of the one that a contact has which does not say.
    pub fn kind(&self, given: Option<&str>) -> Result<NameKey, CaseError> {
        self.kind_of(given).map(NameKey)
    }

    /// The key of a channel.
    pub fn channel(&self, given: &str) -> Result<NameKey, CaseError> {
        self.channel_of(given).map(NameKey)
    }

    /// The key of a service. `None` for one that the charter does not name, which is another service.
    pub fn service(&self, given: &str) -> Result<Option<NameKey>, CaseError> {
        Ok(self.service_of(given)?.map(NameKey))
    }

    /// The key of a fact.
    pub fn fact(&self, given: &str) -> Result<NameKey, CaseError> {
        self.fact_of(given).map(NameKey)
    }

    /// A value of a fact for every way in which the conditions of the charter may answer: yes, each of its values, or the
    /// [boundary values](crate::charter::NumberTest::boundary_values) of its number.
    pub fn distinguishable_values(&self, fact: NameKey) -> Vec<EncodedFact> {
        let Some(name) = self.facts().names().get(fact.0) else { return Vec::new() };
        self.facts().distinguishable_values(
            fact.0,
            self.charter().conditions().flat_map(Condition::atoms).filter(|atom| atom.fact() == Some(name)),
        )
    }

    /// What a fact is where a cell of a table, or a caller, says this of it.
    pub fn fact_value(&self, fact: NameKey, given: &FactValue) -> Result<EncodedFact, CaseError> {
        self.facts().encoded(fact.0, given)
    }

    /// The key of a reason. `None` for one that the charter does not name.
    pub fn reason(&self, given: &str) -> Option<NameKey> {
        self.reasons().find(&Name::new(given)).map(NameKey)
    }

    /// The key of an event: `acknowledged`, or `stage-2/acknowledged`.
    pub fn event(&self, given: &str) -> Result<EventKey, CaseError> {
        let event = Event::named(given, When::Day(chrono::NaiveDate::MIN));
        Ok(EventKey { event: self.event_of(&event.name)?, stage: event.stage })
    }

    /// What an event is called: `acknowledged`, `stage-2/acknowledged`.
    pub fn event_name(&self, key: EventKey) -> String {
        let name = self.events().slug(key.event);
        key.stage.map_or_else(|| name.clone(), |stage| format!("stage-{stage}/{name}"))
    }

    /// Whether the time of an event is fixed beforehand, so that it may be known, or past, when a case comes in.
    pub fn is_beforehand(&self, key: EventKey) -> bool {
        self.is_scheduled(key.event)
    }

    /// The slugs of the channels that a case may come by.
    pub fn channel_slugs(&self) -> impl Iterator<Item = &str> {
        self.channels().iter().map(Name::slug)
    }
}
