//! Warnings about unused declarations, missing citations and missing examples.

use bywhen_engine::charter::{Limit, Role};

use super::Checker;
use super::declared_names::Table;
use super::standards::Draft;
use crate::code::Code;
use crate::syntax::{Span, Statement, Tree};

impl<'s> Checker<'_, 's> {
    pub(super) fn report_unused(&mut self, tree: &Tree<'s>, drafts: &[Draft<'_, 's>]) {
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
        let cites_elsewhere = cites_somewhere(tree, drafts);
        for draft in drafts {
            if cites_elsewhere && is_uncited(draft) {
                self.sink
                    .add(
                        Code::NoCitation,
                        draft.name.span,
                        format!("The standard `{}` cites no clause.", draft.name.value),
                    )
                    .help("add a line below it: `cites \"section 2\"`");
            }
            let examples = draft.line.children.iter().any(|line| matches!(line.statement, Statement::Example(_)));
            if !examples && counts_days(draft) {
                self.sink
                    .add(
                        Code::NoExample,
                        draft.name.span,
                        format!("The standard `{}` has no example.", draft.name.value),
                    )
                    .help(
                        "add a worked case below it: `example \"...\"` with `letter received ...` and `respond by ...`",
                    );
            }
        }
    }
}

fn cites_somewhere(tree: &Tree<'_>, drafts: &[Draft<'_, '_>]) -> bool {
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
    loose || drafts.iter().any(|draft| !is_uncited(draft))
}

/// Whether neither the standard nor each of its promises names a clause.
fn is_uncited(draft: &Draft<'_, '_>) -> bool {
    draft.standard.cites.is_empty()
        && draft
            .standard
            .stages
            .iter()
            .flat_map(|stage| &stage.promises)
            .any(|promise| promise.role == Role::Council && promise.cites.is_empty())
}

/// Whether some clock counts days or open time, which are easily misread.
fn counts_days(draft: &Draft<'_, '_>) -> bool {
    fn limit_counts_days(limit: &Limit) -> bool {
        match limit {
            Limit::Clock(clock) => clock.count.unit.is_days() || clock.count.unit.is_working_time(),
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().any(limit_counts_days),
            Limit::Then { first, count, .. } => {
                count.unit.is_days() || count.unit.is_working_time() || limit_counts_days(first)
            }
            Limit::DateGiven(_) | Limit::Unstated => false,
        }
    }
    let promises = draft.standard.stages.iter().flat_map(|stage| &stage.promises);
    promises.flat_map(|promise| &promise.limits).any(|alternative| limit_counts_days(&alternative.limit))
}
