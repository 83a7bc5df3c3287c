//! Clocks that would never start, and clocks that wait for each other.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::Anchor;

use super::Checker;
use super::clocks::is_known;
use super::standards::Draft;
use crate::code::Code;
use crate::syntax::{Kind, Statement};
use crate::words;

/// A promise, by the index of its stage and its own.
type Node = (usize, usize);

impl<'s> Checker<'_, 's> {
    /// Reports limits that count from what one of our actions leads to where nobody promises that action.
    pub(super) fn report_impossible_events(&mut self, drafts: &[Draft<'_, 's>]) {
        let kept: HashSet<(u8, &str)> = drafts
            .iter()
            .flat_map(|draft| &draft.standard.stages)
            .flat_map(|stage| stage.promises.iter().map(|promise| (stage.number, promise.done_when.slug())))
            .collect();
        for draft in drafts {
            let doubtful = draft
                .line
                .children
                .iter()
                .chain(draft.line.children.iter().flat_map(|line| &line.children))
                .any(|line| matches!(line.statement, Statement::Broken(None | Some(Kind::Promise | Kind::Stage))));
            for used in draft.uses.iter().filter(|_| !doubtful) {
                let event = used.anchor.event.slug();
                let ours = words::is_ours(event);
                // A promise with an unknown action may be the one.
                let unknown = draft
                    .standard
                    .stages
                    .iter()
                    .flat_map(|stage| &stage.promises)
                    .any(|promise| !is_known(&promise.action));
                if ours && !unknown && !kept.contains(&(used.anchor.stage, event)) {
                    self.findings
                        .add(
                            Code::NeverHappens,
                            used.span,
                            format!(
                                "Nothing in this charter promises that a contact is {event}{}.",
                                in_stage(used.anchor.stage)
                            ),
                        )
                        .label("never happens")
                        .help("promise it, count from another event, or declare an event of your own");
                }
            }
        }
    }

    /// Reports promises of a standard that wait for each other.
    pub(super) fn report_circles(&mut self, drafts: &[Draft<'_, 's>]) {
        for draft in drafts {
            let mut keeps: HashMap<(u8, &str), Node> = HashMap::new();
            for (s, stage) in draft.standard.stages.iter().enumerate() {
                for (p, promise) in stage.promises.iter().enumerate() {
                    keeps.entry((stage.number, promise.done_when.slug())).or_insert((s, p));
                }
            }
            let mut waits: HashMap<Node, Vec<(Node, usize)>> = HashMap::new();
            for (at, used) in draft.uses.iter().enumerate() {
                let Anchor { event, stage } = &used.anchor;
                if let Some(node) = keeps.get(&(*stage, event.slug())) {
                    waits.entry((used.stage, used.promise)).or_default().push((*node, at));
                }
            }
            self.report_circles_among(draft, &waits);
        }
    }

    /// Goes along the waits from each promise. Each is finished once, so that each circle is reported once.
    fn report_circles_among(&mut self, draft: &Draft<'_, 's>, waits: &HashMap<Node, Vec<(Node, usize)>>) {
        let mut finished: HashSet<Node> = HashSet::new();
        let mut starts: Vec<Node> = waits.keys().copied().collect();
        starts.sort_unstable();
        for start in starts {
            let mut path: Vec<(Node, usize)> = vec![(start, 0)];
            while let Some((node, next)) = path.last_mut() {
                let node = *node;
                let wait = waits.get(&node).and_then(|waits| waits.get(*next)).filter(|_| !finished.contains(&node));
                *next += 1;
                let Some((to, at)) = wait else {
                    finished.insert(node);
                    path.pop();
                    continue;
                };
                match path.iter().position(|(on_path, _)| on_path == to) {
                    Some(from) => self.report_circle(draft, path.get(from..).unwrap_or_default(), *at),
                    None => path.push((*to, 0)),
                }
            }
        }
    }

    fn report_circle(&mut self, draft: &Draft<'_, 's>, circle: &[(Node, usize)], at: usize) {
        let actions: Vec<String> = circle
            .iter()
            .filter_map(|((stage, promise), _)| draft.standard.stages.get(*stage)?.promises.get(*promise))
            .map(|promise| format!("`{}`", promise.action))
            .collect();
        let message = match actions.as_slice() {
            [one] => format!("{one} is counted from itself, so that its clock never starts."),
            several => format!("{} wait for each other, so that none of their clocks starts.", several.join(" and ")),
        };
        if let Some(used) = draft.uses.get(at) {
            self.findings
                .add(Code::Circular, used.span, message)
                .help("count one of them from receipt or from the customer's request");
        }
    }
}

fn in_stage(stage: u8) -> String {
    if stage == 1 { String::new() } else { format!(" in stage {stage}") }
}
