//! Facts that a table does not tell: in which rows they are taken as no or as none of their values, and in which of those the
//! answer depends on it.

use std::collections::BTreeSet;

use bywhen::Plan;
use bywhen::engine::Name;
use bywhen::engine::batch::{Assessor, Cases, EncodedFact, FactColumn, NameKey, Verdict, Verdicts};
use bywhen::engine::charter::{Alternative, Condition, Fact, FactValues, Promise};

use crate::row_notes::AssumedFact;

/// How many rows are listed for each fact.
const FIRST_ROWS: usize = 5;

/// A fact on which some standards of a plan hang.
#[derive(Debug)]
pub(crate) struct DecisiveFact {
    slug: String,
    key: NameKey,
    is_yes_or_no: bool,
    /// What it might be instead, as far as the standards can tell that apart.
    alternatives: Vec<EncodedFact>,
    /// By the number of a promise: whether its standard depends on the fact.
    promises: Vec<bool>,
    /// Such a standard may promise nothing where the fact is taken as no, so that what is said of a case does not tell
    /// whether the standard is for it.
    may_hide: bool,
}

impl DecisiveFact {
    /// The facts on which the standards of a plan hang. For most charters there are none.
    pub(crate) fn of(plan: &Plan) -> Vec<DecisiveFact> {
        let charter = plan.charter();
        // A default is no assumption.
        let has_default = |fact: &&Fact| match &fact.values {
            Some(FactValues::OneOf { default, .. }) => default.is_some(),
            Some(FactValues::Number { default }) => default.is_some(),
            None => false,
        };
        charter
            .facts
            .iter()
            .filter(|fact| !has_default(fact))
            .filter_map(|fact| DecisiveFact::one(plan, fact))
            .collect()
    }

    fn one(plan: &Plan, declared: &Fact) -> Option<DecisiveFact> {
        let (charter, fact) = (plan.charter(), &declared.name);
        let changed = |promise: &Promise| {
            let changes = charter.variations.iter().flat_map(|variation| &variation.changes);
            let mut of_promise = changes.filter(|change| change.promise == promise.id);
            of_promise.any(|change| any_depends_on(&change.limits, fact))
        };
        let depends = |promise: &Promise| {
            any_depends_on(&promise.limits, fact)
                || promise.extensions.iter().any(|extension| depends_on(&extension.when, fact))
                || changed(promise)
        };
        let (mut promises, mut may_hide) = (Vec::new(), false);
        for standard in &charter.standards {
            let all = || standard.stages.iter().flat_map(|stage| &stage.promises);
            let is_decisive = all().any(depends);
            // Of a promise that holds for every case something is said, whatever the fact is.
            let always = |promise: &Promise| promise.limits.iter().any(|limit| limit.when == Condition::Always);
            may_hide |= is_decisive && !all().any(|promise| promise.instead_of.is_none() && always(promise));
            promises.extend(all().map(|_| is_decisive));
        }
        let key = plan.fact(fact.slug()).ok()?;
        promises.contains(&true).then(|| DecisiveFact {
            slug: fact.slug().to_owned(),
            key,
            is_yes_or_no: declared.values.is_none(),
            alternatives: plan.distinguishable_values(key),
            promises,
            may_hide,
        })
    }

    fn affects(&self, mut verdicts: impl Iterator<Item = impl std::ops::Deref<Target = Verdict>>) -> bool {
        verdicts.any(|verdict| self.promises.get(usize::from(verdict.promise)).is_some_and(|affected| *affected))
    }
}

/// Judges again, with a fact taken as yes or as each of its values, the rows of a batch in which it is not known and something
/// depends on it, and says in how many of them the answer differs. `rows`: those that were judged, with what was said of them
/// in `verdicts`.
pub(crate) fn assumed(
    fact: &DecisiveFact,
    cases: &Cases<'_>,
    rows: impl Iterator<Item = usize>,
    verdicts: &Verdicts,
    assessor: &mut Assessor<'_>,
    instead: &mut Verdicts,
    first: u64,
) -> Option<AssumedFact> {
    let known = cases.facts.iter().find(|column| column.fact == fact.key).map(|column| column.values);
    let is_known =
        |row: usize| known.is_some_and(|values| values.get(row).is_some_and(|value| *value != EncodedFact::Unknown));
    let open = rows.filter(|row| !is_known(*row) && (fact.may_hide || fact.affects(verdicts.of(*row))));
    let open: Vec<usize> = open.collect();
    if open.is_empty() {
        return None;
    }
    let mut differing: BTreeSet<usize> = BTreeSet::new();
    for alternative in &fact.alternatives {
        let values = vec![*alternative; cases.len];
        let mut cases = cases.clone();
        cases.facts.retain(|column| column.fact != fact.key);
        cases.facts.push(FactColumn { fact: fact.key, values: &values });
        assessor.assess(&cases, open.iter().copied(), instead);
        differing.extend(open.iter().copied().filter(|row| differs(verdicts, instead, *row)));
    }
    let rows = open.iter().filter(|row| fact.affects(verdicts.of(**row)) || differing.contains(row)).count() as u64;
    let first_rows = differing.iter().take(FIRST_ROWS).map(|row| first + *row as u64).collect();
    (rows > 0).then(|| AssumedFact {
        fact: fact.slug.clone(),
        is_yes_or_no: fact.is_yes_or_no,
        rows,
        differ: differing.len() as u64,
        first_rows,
    })
}

/// Adds what is known of further rows, which come later in the table.
pub(crate) fn add(found: &mut Vec<AssumedFact>, more: AssumedFact) {
    match found.iter_mut().find(|known| known.fact == more.fact) {
        Some(known) => {
            known.rows += more.rows;
            known.differ += more.differ;
            known.first_rows.extend(more.first_rows);
            known.first_rows.sort_unstable();
            known.first_rows.truncate(FIRST_ROWS);
        }
        None => found.push(more),
    }
}

/// Whether anything else is said of a row: another promise, another date, another status. Nothing is said of one that
/// cannot be judged.
fn differs(one: &Verdicts, other: &Verdicts, row: usize) -> bool {
    let key = |verdict: &Verdict| (verdict.promise, verdict.status, verdict.due().map(|due| due.at), verdict.late_by());
    !one.of(row).map(key).eq(other.of(row).map(key))
}

fn any_depends_on(limits: &[Alternative], fact: &Name) -> bool {
    limits.iter().any(|limit| depends_on(&limit.when, fact))
}

fn depends_on(condition: &Condition, fact: &Name) -> bool {
    condition.atoms().any(|atom| atom.fact() == Some(fact))
}
