//! Where the promises of a standard stand in the text. They are lowered in the order of its lines.

use super::linter::LocatedStandard;
use crate::parse::syntax::{Line, Statement};
use crate::span::Span;

/// Where a promise stands.
pub(super) struct Place {
    pub(super) line: Span,
    /// Of each of its limits, in their order.
    pub(super) limits: Vec<Span>,
    /// Of each of its extensions.
    pub(super) extensions: Vec<Span>,
}

impl LocatedStandard<'_, '_> {
    /// The place of a promise, by the index of its stage and its own.
    pub(super) fn place(&self, stage: usize, promise: usize) -> Option<Place> {
        let stages = self.line.children.iter().filter(|child| matches!(child.statement, Statement::Stage(_)));
        let parent = if self.standard.staged { stages.clone().nth(stage)? } else { self.line };
        // From stage 2 on, the customer's time to ask comes first, and stands on the line of the stage.
        let window = (stage > 0).then(|| Place::of_line(parent.span));
        window.into_iter().chain(parent.children.iter().flat_map(promises_on)).nth(promise)
    }
}

impl Place {
    fn of_line(line: Span) -> Place {
        Place { line, limits: vec![line], extensions: Vec::new() }
    }
}

/// The promise of a line, and those that stand below it.
fn promises_on(line: &Line<'_>) -> Vec<Place> {
    if !matches!(line.statement, Statement::Promise(_)) {
        return Vec::new();
    }
    let mut own = Place { line: line.span, limits: Vec::new(), extensions: Vec::new() };
    let mut below = Vec::new();
    for child in &line.children {
        match child.statement {
            Statement::Alternative { .. } | Statement::Otherwise { .. } => own.limits.push(child.span),
            Statement::Extends(_) => own.extensions.push(child.span),
            Statement::Holds { .. } | Statement::Tier(_) => below.push(Place::of_line(child.span)),
            _ => {}
        }
    }
    if own.limits.is_empty() {
        own.limits.push(line.span);
    }
    std::iter::once(own).chain(below).collect()
}
