//! Clocks that would never start, and clocks that wait for each other.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::Anchor;
use bywhen_engine::{Name, vocabulary};

use super::linter::{Linter, LocatedStandard};
use crate::code::Code;
use crate::lower::{Within, report_beyond};
use crate::parse::syntax::{Kind, Statement};
use crate::parse::vocabulary_index;

/// The maximum number of promises in a chain that count from each other.
const MAX_CHAIN: usize = 50;

/// A promise, by the index of its stage and its own.
type Node = (usize, usize);

impl<'s> Linter<'_, 's> {
    /// Reports limits that count from what one of our actions leads to where nobody promises that action.
    pub(super) fn report_impossible_events(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        let promised: HashSet<(u8, &str)> = standards
            .iter()
            .flat_map(|located| &located.standard.stages)
            .flat_map(|stage| stage.promises.iter().map(|promise| (stage.number, promise.done_when.slug())))
            .collect();
        for located in standards {
            let doubtful = located
                .line
                .children
                .iter()
                .chain(located.line.children.iter().flat_map(|line| &line.children))
                .any(|line| matches!(line.statement, Statement::Broken(None | Some(Kind::Promise | Kind::Stage))));
            // A promise with an unknown action may be the one.
            let stages = located.standard.stages.iter();
            let unknown = stages.flat_map(|stage| &stage.promises).any(|promise| !is_known(&promise.action));
            let counted = located.uses.iter().filter(|used| !doubtful && used.within == Within::Promise);
            for used in counted {
                let event = used.anchor.event.slug();
                let ours = vocabulary_index::is_ours(event);
                if ours && !unknown && !promised.contains(&(used.anchor.stage, event)) {
                    self.sink
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
    pub(super) fn report_cycles(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        for located in standards {
            let mut keeps: HashMap<(u8, &str), Node> = HashMap::new();
            for (s, stage) in located.standard.stages.iter().enumerate() {
                for (p, promise) in stage.promises.iter().enumerate() {
                    keeps.entry((stage.number, promise.done_when.slug())).or_insert((s, p));
                }
            }
            let mut waits: HashMap<Node, Vec<(Node, usize)>> = HashMap::new();
            for (at, used) in located.uses.iter().enumerate() {
                let Anchor { event, stage } = &used.anchor;
                if let Some(node) = keeps.get(&(*stage, event.slug())) {
                    waits.entry((used.stage, used.promise)).or_default().push((*node, at));
                }
            }
            self.report_cycles_among(located, &waits);
        }
    }

    /// Goes along the waits from each promise. Each is finished once, so that each cycle is reported once, and so is how
    /// many promises count from each other in a row.
    fn report_cycles_among(&mut self, located: &LocatedStandard<'_, 's>, waits: &HashMap<Node, Vec<(Node, usize)>>) {
        // For each that is finished: how many promises are in the longest row that it begins.
        let mut finished: HashMap<Node, usize> = HashMap::new();
        let mut starts: Vec<Node> = waits.keys().copied().collect();
        starts.sort_unstable();
        let mut too_long: Option<usize> = None;
        for start in starts {
            let mut path: Vec<(Node, usize)> = vec![(start, 0)];
            // Where each promise on the path stands in it.
            let mut places: HashMap<Node, usize> = HashMap::from([(start, 0)]);
            while let Some((node, next)) = path.last_mut() {
                let node = *node;
                let waits = waits.get(&node).map_or(&[][..], Vec::as_slice);
                let wait = waits.get(*next).filter(|_| !finished.contains_key(&node));
                *next += 1;
                let Some((to, at)) = wait else {
                    let rows = waits.iter().map(|(to, at)| (finished.get(to).copied().unwrap_or_default(), *at));
                    let (longest, at) = rows.max_by_key(|(length, _)| *length).unwrap_or_default();
                    let row = *finished.entry(node).or_insert(longest + 1);
                    if row == MAX_CHAIN + 1 {
                        too_long = too_long.or(Some(at));
                    }
                    places.remove(&node);
                    path.pop();
                    continue;
                };
                match places.get(to) {
                    Some(from) => self.report_cycle(located, path.get(*from..).unwrap_or_default(), *at),
                    None if finished.contains_key(to) => {}
                    None => {
                        places.insert(*to, path.len());
                        path.push((*to, 0));
                    }
                }
            }
        }
        if let Some(used) = too_long.and_then(|at| located.uses.get(at)) {
            let message = format!(
                "At most {MAX_CHAIN} promises count from each other in a row, and with this one there are more."
            );
            report_beyond(self.sink, used.span, message);
        }
    }

    fn report_cycle(&mut self, located: &LocatedStandard<'_, 's>, cycle: &[(Node, usize)], at: usize) {
        let actions: Vec<String> = cycle
            .iter()
            .filter_map(|((stage, promise), _)| located.standard.stages.get(*stage)?.promises.get(*promise))
            .map(|promise| format!("`{}`", promise.action))
            .collect();
        let message = match actions.as_slice() {
            [one] => format!("{one} is counted from itself, so that its clock never starts."),
            several => format!("{} wait for each other, so that none of their clocks starts.", several.join(" and ")),
        };
        if let Some(used) = located.uses.get(at) {
            self.sink
                .add(Code::Circular, used.span, message)
                .help("count one of them from receipt or from the customer's request");
        }
    }
}

fn in_stage(stage: u8) -> String {
    if stage == 1 { String::new() } else { format!(" in stage {stage}") }
}

/// Whether a promise's action is one that every charter knows.
fn is_known(action: &Name) -> bool {
    let slug = action.slug().strip_prefix("finally-").unwrap_or(action.slug());
    slug.starts_with("ask-for-")
        || vocabulary_index::action(slug).is_some()
        || vocabulary::action_and_object(slug).is_some()
}
