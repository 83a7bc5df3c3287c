//! Warnings about unused declarations, missing citations and missing examples.

use bywhen_engine::charter::Role;

use super::linter::{Linter, LocatedStandard};
use crate::code::Code;
use crate::lower::Table;
use crate::parse::syntax::{Statement, Tree};
use crate::span::Span;

impl<'s> Linter<'_, 's> {
    pub(super) fn report_unused(&mut self, tree: &Tree<'s>, standards: &[LocatedStandard<'_, 's>]) {
        // What a charter leaves unsaid is known only where every line was understood.
        if self.sink.partially_parsed {
            return;
        }
        // What an error keeps from being used is not idle.
        let sound = self.sink.errors() == 0;
        let unused = |table: &Table, what: &'static str| -> Vec<(Span, String)> {
            let idle = table.iter().filter(|entry| !entry.used);
            idle.map(|entry| (entry.span, format!("Nothing uses the {what} `{}`.", entry.name))).collect()
        };
        let all = [
            unused(&self.names.kinds, "kind"),
            unused(&self.names.channels, "channel"),
            unused(&self.names.services, "service"),
            unused(&self.names.facts, "fact"),
            unused(&self.names.events, "event"),
            unused(&self.names.calendars, "calendar"),
            unused(&self.names.hours, "hours"),
            unused(&self.names.choices, "choice"),
        ];
        for (span, message) in all.into_iter().flatten().filter(|_| sound) {
            self.sink.add(Code::Unused, span, message).help("delete it, or name it where it was meant");
        }
        let cites_elsewhere = cites_somewhere(tree, standards);
        for located in standards {
            if cites_elsewhere && is_uncited(located) {
                self.sink
                    .add(
                        Code::NoCitation,
                        located.name.span,
                        format!("The standard `{}` cites no clause.", located.name.value),
                    )
                    .help("add a line below it: `cites \"section 2\"`");
            }
            let examples = located.line.children.iter().any(|line| matches!(line.statement, Statement::Example(_)));
            if !examples && counts_days(located) {
                self.sink
                    .add(
                        Code::NoExample,
                        located.name.span,
                        format!("The standard `{}` has no example.", located.name.value),
                    )
                    .help(
                        "add a worked case below it: `example \"...\"` with `letter received ...` and `respond by ...`",
                    );
            }
        }
    }
}

fn cites_somewhere(tree: &Tree<'_>, standards: &[LocatedStandard<'_, '_>]) -> bool {
    let loose = tree.lines.iter().any(|line| match &line.statement {
        Statement::Pledge { cites, .. }
        | Statement::Permission { cites, .. }
        | Statement::Measure { cites, .. }
        | Statement::Milestone { cites, .. }
        | Statement::Cost { cites, .. } => {
            !cites.is_empty() || line.children.iter().any(|child| matches!(child.statement, Statement::Cites(_)))
        }
        _ => false,
    });
    loose || standards.iter().any(|located| !is_uncited(located))
}

/// Whether neither the standard nor each of its promises names a clause.
fn is_uncited(located: &LocatedStandard<'_, '_>) -> bool {
    located.standard.cites.is_empty()
        && located
            .standard
            .stages
            .iter()
            .flat_map(|stage| &stage.promises)
            .any(|promise| promise.role == Role::Council && promise.cites.is_empty())
}

/// Whether some clock counts days or open time, which are easily misread.
fn counts_days(located: &LocatedStandard<'_, '_>) -> bool {
    let promises = located.standard.stages.iter().flat_map(|stage| &stage.promises);
    let mut counts = promises.flat_map(|promise| &promise.limits).flat_map(|alternative| alternative.limit.counts());
    counts.any(|one| one.count.unit.is_days() || one.count.unit.is_working_time())
}
