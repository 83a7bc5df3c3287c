//! Extensions that put nothing off.
//!
//! That an extension is longer than the promise is no sign of a slip: the law of subject access allows two months on top of one.

use std::collections::BTreeSet;

use bywhen_engine::charter::{ExtendTo, Extension, Limit, Promise};

use super::comparison::Comparisons;
use super::linter::{Linter, LocatedStandard};
use super::tries::{Tries, place_in, written};
use crate::code::Code;

impl<'s> Linter<'_, 's> {
    pub(super) fn report_extensions(
        &mut self,
        standards: &[LocatedStandard<'_, 's>],
        tries: &mut Tries<'_>,
        comparisons: &mut Comparisons<'_, '_>,
    ) {
        for located in standards {
            for (s, stage) in located.standard.stages.iter().enumerate() {
                for (p, promise) in stage.promises.iter().enumerate() {
                    // A holding reply and a further tier are put off by the lines of their promise, which are looked at there.
                    for (at, extension) in promise.extensions.iter().enumerate() {
                        let ExtendTo::Limit(to) = &extension.to else { continue };
                        let Some(own) = useless(promise, extension, to, tries, comparisons) else { continue };
                        let Some(span) = located.place(s, p).and_then(|place| place.extensions.get(at).copied()) else {
                            continue;
                        };
                        let message = format!(
                            "This puts nothing off: `{}` may be put off to {}, and is due {} anyway.",
                            promise.action,
                            written(to),
                            written(own)
                        );
                        self.sink
                            .add(Code::PutsNothingOff, span, message)
                            .label("not later than the promise")
                            .help("write `may extend by ...` for so much more time, or a limit that is later than the promise's own");
                    }
                }
            }
        }
    }
}

/// A limit that the promise has where an extension applies, if the extension comes no later than any of them.
fn useless<'c>(
    promise: &'c Promise,
    extension: &'c Extension,
    to: &Limit,
    tries: &mut Tries<'_>,
    comparisons: &mut Comparisons<'_, '_>,
) -> Option<&'c Limit> {
    // As a rule it is later than each of them.
    if !promise.limits.iter().any(|alternative| comparisons.is_within(to, &alternative.limit)) {
        return None;
    }
    let conditions = promise.limits.iter().map(|alternative| &alternative.when).chain([&extension.when]);
    let combinations = tries.combinations(conditions)?;
    let extended = combinations.each().filter(|case| case.holds(&extension.when));
    let places: BTreeSet<usize> = extended.filter_map(|case| place_in(&case, &promise.limits)).collect();
    let limits = || places.iter().filter_map(|place| promise.limits.get(*place)).map(|alternative| &alternative.limit);
    limits().next().filter(|_| limits().all(|own| comparisons.is_within(to, own)))
}
