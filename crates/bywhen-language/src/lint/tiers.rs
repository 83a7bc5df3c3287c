//! Tiers of one promise of which one leaves nothing to another: who keeps it keeps the other too.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Measure, Promise, Strength};
use bywhen_engine::prose;

use super::comparison::Comparisons;
use super::linter::{Linter, LocatedStandard};
use super::tries::{Tries, conditions, limit_in, written};
use crate::code::Code;

/// A promise among those of one action, by its place in the stage.
#[derive(Clone, Copy)]
struct Tier<'c> {
    place: usize,
    promise: &'c Promise,
    is_first: bool,
}

impl<'s> Linter<'_, 's> {
    pub(super) fn report_tiers(
        &mut self,
        standards: &[LocatedStandard<'_, 's>],
        tries: &mut Tries<'_>,
        comparisons: &mut Comparisons<'_, '_>,
    ) {
        for located in standards {
            for (s, stage) in located.standard.stages.iter().enumerate() {
                let mut of_action: HashMap<&str, Vec<Tier<'_>>> = HashMap::new();
                let mut reported: HashSet<usize> = HashSet::new();
                for (place, promise) in stage.promises.iter().enumerate() {
                    let tiers = of_action.entry(promise.action.slug()).or_default();
                    let this = Tier { place, promise, is_first: tiers.is_empty() };
                    for other in tiers.iter().copied() {
                        let mut orders = [(other, this), (this, other)].into_iter();
                        let idle = orders.find(|(kept, idle)| leaves_nothing(*kept, *idle, tries, comparisons));
                        if let Some((kept, idle)) = idle.filter(|(_, idle)| reported.insert(idle.place)) {
                            self.report_tier(located, s, kept, idle);
                        }
                    }
                    tiers.push(this);
                }
            }
        }
    }

    fn report_tier(&mut self, located: &LocatedStandard<'_, 's>, stage: usize, kept: Tier<'_>, idle: Tier<'_>) {
        let place = |tier: Tier<'_>| located.place(stage, tier.place);
        let (Some(here), Some(there)) = (place(idle), place(kept)) else { return };
        self.sink
            .add(
                Code::IdleTier,
                here.line,
                format!(
                    "Whoever keeps `{}` keeps `{}` as well, so that this asks for nothing.",
                    kept.words(),
                    idle.words()
                ),
            )
            .label("asks for nothing more")
            .help("give the larger share the longer time, or delete one of the two")
            .related(there.line, "this asks for as much or more");
    }
}

/// Whether who keeps a promise keeps another in every case, so that the other asks for nothing.
fn leaves_nothing(
    kept: Tier<'_>,
    other: Tier<'_>,
    tries: &mut Tries<'_>,
    comparisons: &mut Comparisons<'_, '_>,
) -> bool {
    let (one, two) = (kept.promise, other.promise);
    let as_firm = one.for_staff == two.for_staff && one.strength <= two.strength && one.completion == two.completion;
    let (Some(share), Some(other_share)) = (kept.share(), other.share()) else { return false };
    if !as_firm || share == 0 || share < other_share {
        return false;
    }
    let Some(combinations) = tries.combinations(conditions(&[&one.limits, &two.limits])) else { return false };
    combinations.each().all(|case| match limit_in(&case, &two.limits) {
        None => true,
        Some(limit) => limit_in(&case, &one.limits).is_some_and(|sooner| comparisons.is_within(sooner, limit)),
    })
}

impl Tier<'_> {
    /// What share of cases must keep it, to compare. Of a promise without a share only `and always` says that it is all of them:
    /// `we will`, with another tier below it, leaves that open.
    fn share(self) -> Option<u32> {
        match self.promise.measure {
            None if !self.is_first && self.promise.strength == Strength::Will => Some(u32::MAX),
            None => Some(0),
            Some(Measure::AtLeast(percent)) => Some(u32::from(percent.0) * 2),
            Some(Measure::Over(percent)) => Some(u32::from(percent.0) * 2 + 1),
            Some(Measure::AtMost(_) | Measure::Under(_) | Measure::Average) => None,
        }
    }

    /// `at least 80% within 10 working days of receipt`.
    fn words(self) -> String {
        let share = self.promise.measure.map(prose::share);
        let share = share.or_else(|| (!self.is_first).then(|| "always".to_owned()));
        let limit = self.promise.limits.first().map(|alternative| written(&alternative.limit));
        share.into_iter().chain(limit).collect::<Vec<_>>().join(" ")
    }
}
