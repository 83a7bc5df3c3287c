//! The cases of a charter that the lints try, within bounds.

use bywhen_engine::charter::{Alternative, Condition, Limit};

use crate::cases::{Combination, Combinations, Known};

/// How many combinations are tried for a charter. More would be felt while somebody types.
const MAX_TRIED: usize = 200_000;

/// What may still be tried, and what the facts of the cases may be.
pub(super) struct Tries<'k> {
    known: &'k Known,
    left: usize,
}

impl<'k> Tries<'k> {
    pub(super) fn new(known: &'k Known) -> Tries<'k> {
        Tries { known, left: MAX_TRIED }
    }

    /// Whether no more is tried of this charter.
    pub(super) fn are_used_up(&self) -> bool {
        self.left == 0
    }

    /// Counts so many tries. `None` where that is more than are left.
    pub(super) fn spend(&mut self, tries: usize) -> Option<()> {
        let left = self.left.checked_sub(tries);
        self.left = left.unwrap_or_default();
        left.map(|_| ())
    }

    /// The combinations of what some conditions ask about, each of which some case has. `None` where that is not certain, or
    /// where there are too many.
    pub(super) fn combinations<'c>(
        &mut self,
        conditions: impl Iterator<Item = &'c Condition>,
    ) -> Option<Combinations<'c>> {
        if self.are_used_up() {
            return None;
        }
        let combinations = Combinations::of(conditions, self.known)?;
        self.spend(combinations.effort())?;
        combinations.are_independent().then_some(combinations)
    }
}

/// What limits depend on.
pub(super) fn conditions<'c>(limits: &[&'c [Alternative]]) -> impl Iterator<Item = &'c Condition> {
    limits.iter().flat_map(|limits| limits.iter()).map(|alternative| &alternative.when)
}

/// The place of the limit that counts in a case.
pub(super) fn place_in(case: &Combination<'_, '_>, limits: &[Alternative]) -> Option<usize> {
    limits.iter().position(|alternative| case.holds(&alternative.when))
}

/// The limit that counts in a case: the first whose condition holds.
pub(super) fn limit_in<'c>(case: &Combination<'_, '_>, limits: &'c [Alternative]) -> Option<&'c Limit> {
    limits.get(place_in(case, limits)?).map(|alternative| &alternative.limit)
}

/// The words of a case after what it is a case of: ` where ...`.
pub(super) fn where_clause(case: &[String]) -> String {
    if case.is_empty() { String::new() } else { format!(" where {}", case.join(" and ")) }
}

/// A limit as a charter writes it.
pub(super) fn written(limit: &Limit) -> String {
    bywhen_engine::prose::limit(limit).replace(['“', '”'], "\"")
}
