//! Which lines of a text make which promise of the charter.

use bywhen_engine::Charter;
use bywhen_engine::charter::{Promise, Standard};

use crate::parse::syntax::{Line, Statement, Tree};

/// The promise that is made at a byte of the text, by its own line or by one that belongs to it, and the standard that it
/// is of. `charter` is what was made of the text.
///
/// ```
/// let text = "charter \"A\"\n  id a\n  version 1\n\nstandard \"Calls\"\n  applies to telephone\n  we will answer within 20 seconds of receipt\n";
/// let charter = bywhen_language::parse(text).charter.unwrap();
/// let (tree, _) = bywhen_language::read(text);
/// let (_, promise) = bywhen_language::promise_at(&charter, &tree, 90).unwrap();
/// assert_eq!(promise.id, "calls/answer");
/// ```
pub fn promise_at<'c>(charter: &'c Charter, tree: &Tree<'_>, offset: usize) -> Option<(&'c Standard, &'c Promise)> {
    let written = tree.lines.iter().filter(|line| matches!(line.statement, Statement::Standard(_)));
    charter.standards.iter().zip(written).find_map(|(standard, line)| {
        let mut made = standard.stages.iter();
        if !standard.staged {
            return among(&made.next()?.promises, line, 0, offset).map(|promise| (standard, promise));
        }
        let stages = line.children.iter().filter(|line| matches!(line.statement, Statement::Stage(_)));
        made.zip(stages).find_map(|(stage, line)| {
            // The customer's time to ask is the first promise of a later stage.
            let window = usize::from(stage.number > 1);
            let opens = stage.promises.first().filter(|_| window == 1 && stands_at(line, offset));
            let promise = opens.or_else(|| among(&stage.promises, line, window, offset))?;
            Some((standard, promise))
        })
    })
}

/// Of the promises of a standard or stage, in the order of its lines, the one at a place.
fn among<'c>(promises: &'c [Promise], parent: &Line<'_>, first: usize, offset: usize) -> Option<&'c Promise> {
    let mut next = first;
    for line in parent.children.iter().filter(|line| matches!(line.statement, Statement::Promise(_))) {
        let own = next;
        next += 1;
        let mut at = stands_at(line, offset).then_some(own);
        for child in &line.children {
            let promises_itself = matches!(child.statement, Statement::Holds { .. } | Statement::Tier(_));
            if stands_at(child, offset) {
                at = Some(if promises_itself { next } else { own });
            }
            next += usize::from(promises_itself);
        }
        if let Some(at) = at {
            return promises.get(at);
        }
    }
    None
}

fn stands_at(line: &Line<'_>, offset: usize) -> bool {
    let span = line.span.range();
    span.start <= offset && offset <= span.end
}
