//! Runs the lints.

use bywhen_engine::Charter;

use super::claims::claims;
use super::comparison::Comparisons;
use super::linter::{Linter, LocatedStandard};
use super::sample::Samples;
use super::tries::Tries;
use crate::cases::Known;
use crate::diagnostic::DiagnosticSink;
use crate::lower::Lowered;
use crate::parse::syntax::Tree;
use crate::source::Source;

/// Checks a lowered charter. Returns it if neither this nor anything before has reported an error.
pub(crate) fn lint<'s>(
    lowered: Lowered<'_, 's>,
    tree: &Tree<'s>,
    source: &Source<'s>,
    sink: &mut DiagnosticSink,
) -> Option<Charter> {
    let Lowered { charter, standards, names, unspecified } = lowered;
    let located: Vec<LocatedStandard<'_, 's>> = charter
        .standards
        .iter()
        .zip(&standards)
        .map(|(standard, place)| LocatedStandard { standard, name: place.name, line: place.line, uses: &place.uses })
        .collect();
    let known = Known::of(&charter.facts, &charter.choices);
    let (claims, samples, mut tries) = (claims(&located), Samples::new(&charter), Tries::new(&known));
    let mut linter = Linter { source, sink, names };
    linter.report_impossible_events(&located);
    linter.report_cycles(&located);
    linter.report_overlaps(&located, &claims, &mut tries);
    linter.report_unused(tree, &located);
    linter.report_messages(&located);
    // Of a charter with mistakes nobody can say what its cases are.
    if linter.is_sound() {
        let mut comparisons = Comparisons::new(&samples);
        linter.report_unserved(&located);
        linter.report_sequences(&located, &claims, &mut tries, &mut comparisons);
        linter.report_tiers(&located, &mut tries, &mut comparisons);
        linter.report_windows(&charter, &located, &mut tries, &mut comparisons);
        linter.report_extensions(&located, &mut tries, &mut comparisons);
    }
    linter.report_ambiguities(&samples, unspecified);
    (linter.sink.errors() == 0).then_some(charter)
}
