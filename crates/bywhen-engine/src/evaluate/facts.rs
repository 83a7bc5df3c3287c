//! The facts of a case.

use std::collections::BTreeMap;

use crate::plan::{NameId, Names};

/// What is known of a case, a bit a fact.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    given: u64,
    yes: u64,
}

impl Facts {
    pub(crate) fn set(&mut self, fact: NameId, holds: bool) {
        self.given |= 1 << fact;
        self.yes |= u64::from(holds) << fact;
    }

    /// A fact that was not given is taken as no.
    pub(super) fn holds(self, fact: NameId) -> bool {
        self.yes >> fact & 1 == 1
    }

    pub(super) fn get(self, fact: NameId) -> Option<bool> {
        (self.given >> fact & 1 == 1).then(|| self.holds(fact))
    }

    /// Given facts, each with its value.
    pub(crate) fn given(self, names: &Names) -> BTreeMap<String, bool> {
        let mut given = BTreeMap::new();
        for (fact, name) in (0..).zip(names.iter()) {
            if let Some(holds) = self.get(fact) {
                given.insert(name.slug().to_owned(), holds);
            }
        }
        given
    }
}
