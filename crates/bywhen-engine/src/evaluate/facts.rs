//! The facts of a case.

use std::collections::BTreeMap;

use crate::fact_value::{EncodedFact, FactValue};
use crate::plan::{NameId, Plan};

/// What is known of a case, by fact.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts(Vec<EncodedFact>);

impl Facts {
    /// Those of a case of which nothing is known yet: the defaults of the charter.
    pub(crate) fn of(plan: &Plan) -> Facts {
        let mut facts = Facts::default();
        facts.reset(plan);
        facts
    }

    /// The same for the next case, in the room of this one.
    pub(crate) fn reset(&mut self, plan: &Plan) {
        self.0.clear();
        self.0.extend(plan.facts().defaults());
    }

    pub(crate) fn set(&mut self, fact: NameId, value: EncodedFact) {
        if let Some(known) = self.0.get_mut(usize::from(fact)) {
            *known = value;
        }
    }

    pub(super) fn get(&self, fact: NameId) -> EncodedFact {
        self.0.get(usize::from(fact)).copied().unwrap_or_default()
    }

    /// The facts that are known, each with its value.
    pub(crate) fn known(&self, plan: &Plan) -> BTreeMap<String, FactValue> {
        let facts = plan.facts();
        let known = facts.names().iter().zip(&self.0).enumerate();
        known.filter_map(|(fact, (name, value))| Some((name.slug().to_owned(), facts.decoded(fact, *value)?))).collect()
    }
}
