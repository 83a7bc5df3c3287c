//! How much a charter may hold: far more than any document that is known, and little enough that every question about it
//! is answered at once. Among it is what would multiply: what holds for each of many promises.

use super::draft::Draft;
use super::lowerer::Lowerer;
use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::syntax::{Condition, Line, TermKind};
use crate::span::Span;

/// The most promises of a charter.
const MAX_PROMISES: usize = 5_000;

/// The most lines below a promise.
const MAX_CHILD_LINES: usize = 100;

/// The most clauses that a promise has, its own or those of its stage or standard.
const MAX_CLAUSES: usize = 100;

/// The most parts of a limit or of a condition.
const MAX_PARTS: usize = 16;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn beyond(&mut self, span: Span, message: String) {
        report_beyond(self.sink, span, message);
    }

    pub(super) fn bound_promises(&mut self, drafts: &[Draft<'_, 's>]) {
        let mut so_far = 0;
        for draft in drafts {
            so_far += draft.standard.stages.iter().map(|stage| stage.promises.len()).sum::<usize>();
            if so_far > MAX_PROMISES {
                self.beyond(
                    draft.name.span,
                    format!("A charter has at most {MAX_PROMISES} promises, and with this standard there are more."),
                );
                return;
            }
        }
    }

    /// A promise without the lines that are more than it may have, where it has so many.
    pub(super) fn bound_lines(&mut self, line: &Line<'s>) -> Option<Line<'s>> {
        if line.children.len() <= MAX_CHILD_LINES {
            return None;
        }
        self.beyond(line.span, format!("At most {MAX_CHILD_LINES} lines stand below a promise."));
        let mut bounded = line.clone();
        bounded.children.truncate(MAX_CHILD_LINES);
        Some(bounded)
    }

    /// Leaves no more clauses than what is inherited may have.
    pub(super) fn bound_clauses(&mut self, cites: &mut Vec<String>, span: Span) {
        if cites.len() > MAX_CLAUSES {
            self.beyond(span, format!("At most {MAX_CLAUSES} clauses are cited in one place."));
            cites.truncate(MAX_CLAUSES);
        }
    }

    /// Whether a limit has no more parts than it may.
    pub(super) fn bound_parts(&mut self, parts: usize, span: Span) -> bool {
        let within = parts <= MAX_PARTS;
        if !within {
            self.beyond(span, format!("A limit has at most {MAX_PARTS} parts, and this one has {parts}."));
        }
        within
    }

    /// Whether a condition has no more parts than it may.
    pub(super) fn bound_condition(&mut self, condition: &Condition<'s>) -> bool {
        let parts = parts(condition);
        let within = parts <= MAX_PARTS;
        if !within {
            let message = format!("A condition has at most {MAX_PARTS} parts, and this one has {parts}.");
            self.beyond(condition.span, message);
        }
        within
    }
}

/// Refuses what is beyond the bounds of a charter.
pub(crate) fn report_beyond(sink: &mut DiagnosticSink, span: Span, message: String) {
    sink.add(Code::BeyondBounds, span, message).help("divide it, or leave out what the document does not say");
}

fn parts(condition: &Condition<'_>) -> usize {
    let terms = condition.any.iter().flatten();
    terms.map(|term| if let TermKind::Group(inner) = &term.kind { parts(inner) } else { 1 }).sum()
}
