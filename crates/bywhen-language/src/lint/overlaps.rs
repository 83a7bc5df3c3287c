//! Standards that apply to one contact equally closely and promise the same in one case.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Limit, Promise, Role};

use super::claims::Claim;
use super::linter::{Linter, LocatedStandard};
use super::tries::{Tries, conditions, limit_in, where_clause, written};
use crate::cases::{Combination, Contact};
use crate::code::Code;

/// A case in which two standards promise one action.
struct Overlap<'c> {
    /// In words that follow `where`.
    case: Vec<String>,
    here: &'c Limit,
    there: &'c Limit,
}

impl<'c> Overlap<'c> {
    /// Best a case in which the limits differ.
    fn of(here: &'c Promise, there: &'c Promise, tries: &mut Tries<'_>) -> Option<Overlap<'c>> {
        let combinations = tries.combinations(conditions(&[&here.limits, &there.limits]))?;
        let both = |case: &Combination<'_, '_>| limit_in(case, &here.limits).zip(limit_in(case, &there.limits));
        let differ = |case: &Combination<'_, '_>| both(case).filter(|(here, there)| here != there);
        let (case, (here, there)) = combinations.smallest(differ).or_else(|| combinations.smallest(both))?;
        Some(Overlap { case, here, there })
    }
}

impl<'s> Linter<'_, 's> {
    pub(super) fn report_overlaps<'c>(
        &mut self,
        standards: &[LocatedStandard<'c, 's>],
        claims: &[Claim<'c>],
        tries: &mut Tries<'_>,
    ) {
        let mut reported: HashSet<(usize, usize)> = HashSet::new();
        for claim in claims.iter().filter(|claim| claim.standards.len() > 1) {
            let mut promised: HashMap<(u8, &str), Vec<(usize, &'c Promise)>> = HashMap::new();
            for (at, located) in claim.standards.iter().filter_map(|at| Some((*at, standards.get(*at)?))) {
                for stage in &located.standard.stages {
                    for promise in stage.promises.iter().filter(|promise| promise.role == Role::Council) {
                        let before = promised.entry((stage.number, promise.action.slug())).or_default();
                        // One that is told apart from the first may still be at odds with another.
                        let overlap = before
                            .iter()
                            .filter(|(first, _)| *first != at)
                            .find_map(|(first, other)| Some((*first, Overlap::of(promise, other, tries)?)));
                        before.push((at, promise));
                        let Some((first, overlap)) = overlap else { continue };
                        if reported.insert((first, at)) {
                            self.overlap(standards.get(first), located, promise, &claim.contact, &overlap);
                        }
                    }
                }
            }
        }
    }

    fn overlap(
        &mut self,
        first: Option<&LocatedStandard<'_, 's>>,
        second: &LocatedStandard<'_, 's>,
        promise: &Promise,
        contact: &Contact<'_>,
        overlap: &Overlap<'_>,
    ) {
        let Some(first) = first else { return };
        // Two standards of one name are one mistake, and have been reported as that.
        if first.standard.name == second.standard.name {
            return;
        }
        let line = self.source.line_of(first.name.span.range().start);
        let case = where_clause(&overlap.case);
        let mut message = format!(
            "This standard and `{}` on line {line} both promise to {} for `{contact}`{case}, and neither applies more closely.",
            first.standard.name,
            promise.action.slug(),
        );
        if overlap.here != overlap.there {
            let (here, there) = (written(overlap.here), written(overlap.there));
            message.push_str(&format!(" Here it is {here}, there {there}."));
        }
        self.sink
            .add(Code::Overlap, second.name.span, message)
            .help("let one of them name a kind of contact, a channel or a service that the other does not, let a condition tell them apart, or join them")
            .related(first.name.span, "the other standard");
    }
}
