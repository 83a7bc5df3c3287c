//! Promises that come in order, an acknowledgement before the response and the first of several responses before the last, and
//! are due the other way round in some case.

use std::collections::{BTreeMap, HashSet};

use bywhen_engine::charter::{Promise, Role};

use super::claims::Claim;
use super::comparison::Comparisons;
use super::linter::{Linter, LocatedStandard};
use super::reversal::Reversal;
use super::tries::{Tries, where_clause};
use crate::cases::Contact;
use crate::code::Code;

pub(super) const ACKNOWLEDGE: &str = "acknowledge";
pub(super) const RESPOND: &str = "respond";

/// The slug prefix of an action done for the last time.
const FINALLY: &str = "finally-";

/// A promise, by the places of its standard, of its stage and its own.
type Key = (usize, usize, usize);

impl<'s> Linter<'_, 's> {
    pub(super) fn report_sequences(
        &mut self,
        standards: &[LocatedStandard<'_, 's>],
        claims: &[Claim<'_>],
        tries: &mut Tries<'_>,
        comparisons: &mut Comparisons<'_, '_>,
    ) {
        let mut compared: HashSet<(Key, Key)> = HashSet::new();
        for claim in claims {
            let promised = promised(standards, &claim.standards);
            for ((stage, action), later) in &promised {
                let first = [action.strip_prefix(FINALLY), is_response(action).then_some(ACKNOWLEDGE)];
                let before = first.into_iter().flatten().filter_map(|first| promised.get(&(*stage, first)));
                for ((before, sooner), (after, later)) in
                    before.flatten().flat_map(|one| later.iter().map(move |other| (one, other)))
                {
                    if tries.are_used_up() || !are_alike(sooner, later) || !compared.insert((*before, *after)) {
                        continue;
                    }
                    let Some(reversal) = Reversal::of(&later.limits, &sooner.limits, tries, comparisons) else {
                        continue;
                    };
                    self.report_sequence(standards, (*before, sooner), (*after, later), &claim.contact, &reversal);
                }
            }
        }
    }

    fn report_sequence(
        &mut self,
        standards: &[LocatedStandard<'_, 's>],
        (before, sooner): (Key, &Promise),
        (after, later): (Key, &Promise),
        contact: &Contact<'_>,
        reversal: &Reversal<'_>,
    ) {
        let place = |(standard, stage, promise): Key| standards.get(standard)?.place(stage, promise);
        let (Some(here), Some(there)) = (place(after), place(before)) else { return };
        let span = here.limits.get(reversal.place).copied().unwrap_or(here.line);
        let is_first = sooner.action.slug() == ACKNOWLEDGE;
        let [sooner, later] = [sooner, later].map(|promise| format!("`{}`", promise.action));
        let (case, dates) = (where_clause(&reversal.case), reversal.words(&format!("{later} is due"), &sooner));
        let leave_out = if is_first { ", leave it out for such cases with `unless`" } else { "" };
        let message = format!("{later} is due before {sooner} for `{contact}`{case}: {dates}.");
        self.sink
            .add(Code::DueOutOfOrder, span, message)
            .label(format!("due before {sooner}"))
            .help(format!("let {sooner} be due sooner{leave_out}, or give {later} more time"))
            .related(there.line, "this comes first");
    }
}

/// What standards promise that one answer keeps, by stage and action.
fn promised<'c>(
    standards: &[LocatedStandard<'c, '_>],
    places: &[usize],
) -> BTreeMap<(u8, &'c str), Vec<(Key, &'c Promise)>> {
    let mut promised: BTreeMap<(u8, &str), Vec<(Key, &Promise)>> = BTreeMap::new();
    for (at, located) in places.iter().filter_map(|at| Some((*at, standards.get(*at)?))) {
        for (s, stage) in located.standard.stages.iter().enumerate() {
            for (p, promise) in stage.promises.iter().enumerate() {
                if promise.role == Role::Council && promise.repeats.is_none() && promise.instead_of.is_none() {
                    promised.entry((stage.number, promise.action.slug())).or_default().push(((at, s, p), promise));
                }
            }
        }
    }
    promised
}

fn is_response(action: &str) -> bool {
    action.strip_prefix(FINALLY).unwrap_or(action) == RESPOND
}

/// Whether both are owed to customers, or to staff alone, and of as many cases: where some are answered at once, others may
/// still be acknowledged.
fn are_alike(sooner: &Promise, later: &Promise) -> bool {
    sooner.for_staff == later.for_staff && (later.measure.is_none() || later.measure == sooner.measure)
}
