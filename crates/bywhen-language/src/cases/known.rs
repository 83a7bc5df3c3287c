//! What the facts of a charter may be, and which options its choices have.

use std::collections::HashMap;

use bywhen_engine::Name;
use bywhen_engine::charter::{Choice, Fact, FactValues};

/// The values of facts and the options of choices, by slug. A fact that is not there is yes or no.
#[derive(Default)]
pub(crate) struct Known {
    facts: HashMap<String, FactValues>,
    options: HashMap<String, Vec<Name>>,
}

impl Known {
    pub(crate) fn of(facts: &[Fact], choices: &[Choice]) -> Known {
        let mut known = Known::default();
        for fact in facts {
            if let Some(values) = &fact.values {
                known.add_fact(fact.name.slug(), values.clone());
            }
        }
        choices.iter().for_each(|choice| known.add_choice(choice));
        known
    }

    pub(crate) fn add_fact(&mut self, slug: &str, values: FactValues) {
        self.facts.insert(slug.to_owned(), values);
    }

    pub(crate) fn add_choice(&mut self, choice: &Choice) {
        let others = choice.options.iter().map(|option| &option.name).filter(|name| **name != choice.default);
        let options = std::iter::once(&choice.default).chain(others).cloned();
        self.options.insert(choice.name.slug().to_owned(), options.collect());
    }

    /// The values of the fact of a slug. `None`: yes or no.
    pub(crate) fn values(&self, slug: &str) -> Option<&FactValues> {
        self.facts.get(slug)
    }

    /// The options of the choice of a slug, that which is taken where none is chosen first. Empty where they are not known.
    pub(super) fn options(&self, slug: &str) -> &[Name] {
        self.options.get(slug).map_or(&[], Vec::as_slice)
    }
}
