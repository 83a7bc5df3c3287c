//! Conditions, and whether they can ever hold.

use bywhen_engine::charter::{Alternative, Condition};
use bywhen_engine::{Name, slug};

use super::lowerer::Lowerer;
use crate::code::Code;
use crate::parse::syntax::{self, ReceivedWhen, TermKind, Text};
use crate::parse::vocabulary_index;
use crate::source::near;
use crate::span::Span;

/// The maximum number of atoms for which every truth assignment is tried.
const MAX_ATOMS: usize = 8;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn condition(&mut self, condition: &syntax::Condition<'s>) -> Condition {
        let any = condition.any.iter().map(|all| {
            let terms: Vec<Condition> = all.iter().map(|term| self.term(term)).collect();
            single_or(terms, Condition::All)
        });
        let any: Vec<Condition> = any.collect();
        single_or(any, Condition::Any)
    }

    fn term(&mut self, term: &syntax::Term<'s>) -> Condition {
        let condition = match &term.kind {
            TermKind::Fact(text) => Condition::Fact(self.fact(*text)),
            TermKind::Happened { event, .. } => Condition::Happened(self.event(*event)),
            TermKind::Received(when) => received(*when),
            TermKind::Chosen(chosen) => {
                let (choice, option) = self.chosen(chosen);
                Condition::Chosen { choice, option }
            }
            TermKind::Group(condition) => self.condition(condition),
        };
        if term.not { not(condition) } else { condition }
    }

    pub(super) fn fact(&mut self, text: Text<'_>) -> Name {
        let found = self.names.facts.take(&slug(text.value));
        if found.is_none() && !self.may_be_declared(text.value) {
            self.unknown_name(Code::UnknownFact, text, "fact", |names| &names.facts);
        }
        found.unwrap_or_else(|| Name::new(text.value))
    }

    /// An event by its own name.
    pub(super) fn event(&mut self, text: Text<'_>) -> Name {
        let slug = slug(text.value);
        let found = vocabulary_index::event(&slug).cloned().or_else(|| self.names.events.take(&slug));
        if found.is_none() && !self.may_be_declared(text.value) {
            let near = near(text.value, bywhen_engine::vocabulary::events());
            match near {
                Some(near) if self.names.events.near(text.value).is_none() => {
                    self.sink
                        .add(Code::UnknownEvent, text.span, format!("There is no event `{}`.", text.value))
                        .label("unknown event")
                        .suggest(Some(near), || None);
                }
                _ => self.unknown_name(Code::UnknownEvent, text, "event", |names| &names.events),
            }
        }
        found.unwrap_or_else(|| Name::new(text.value))
    }

    /// Reports limits that can never count because those before them hold whenever they do.
    pub(super) fn report_unreachable(&mut self, alternatives: &[Alternative], spans: &[Span]) {
        let mut questions: Vec<&Condition> = Vec::new();
        alternatives.iter().for_each(|alternative| ask(&alternative.when, &mut questions));
        if questions.len() > MAX_ATOMS {
            return;
        }
        let mut covered = vec![false; 1 << questions.len()];
        for (alternative, span) in alternatives.iter().zip(spans) {
            let mut counts = false;
            for (answers, covered) in covered.iter_mut().enumerate() {
                if holds(&alternative.when, &questions, answers) && !*covered {
                    counts = true;
                    *covered = true;
                }
            }
            if !counts {
                self.sink
                    .add(
                        Code::NeverReached,
                        *span,
                        "This limit can never count: whenever its condition holds, so does one above it.",
                    )
                    .help("delete it, or write the special case above the general one");
            }
        }
    }

    /// Reports a condition that contradicts itself.
    pub(super) fn report_contradiction(&mut self, condition: &Condition, span: Span) {
        let mut questions = Vec::new();
        ask(condition, &mut questions);
        if questions.len() <= MAX_ATOMS
            && !(0..1 << questions.len()).any(|answers| holds(condition, &questions, answers))
        {
            self.sink
                .add(Code::NeverReached, span, "This promise can never apply: its condition contradicts itself.")
                .help("correct the condition, or delete the line");
        }
    }
}

fn received(when: ReceivedWhen) -> Condition {
    match when {
        ReceivedWhen::Before(time) => Condition::ReceivedBefore(time.time),
        ReceivedWhen::By(time) => not(Condition::ReceivedAfter(time.time)),
        ReceivedWhen::After(time) => Condition::ReceivedAfter(time.time),
        ReceivedWhen::From(time) => not(Condition::ReceivedBefore(time.time)),
        ReceivedWhen::Between(from, to) => {
            Condition::ReceivedInSeason { from: (from.month, from.day), to: (to.month, to.day) }
        }
    }
}

/// The opposite of a condition, in the simplest form.
pub(super) fn not(condition: Condition) -> Condition {
    match condition {
        Condition::Not(inner) => *inner,
        other => Condition::Not(Box::new(other)),
    }
}

/// All of some conditions, in the simplest form.
pub(super) fn all_of(mut conditions: Vec<Condition>) -> Condition {
    conditions.retain(|condition| *condition != Condition::Always);
    match conditions.len() {
        0 => Condition::Always,
        1 => conditions.pop().unwrap_or(Condition::Always),
        _ => Condition::All(conditions),
    }
}

fn single_or(mut conditions: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    if conditions.len() == 1 { conditions.pop().unwrap_or(Condition::Always) } else { join(conditions) }
}

/// Collects the distinct atoms of a condition.
fn ask<'c>(condition: &'c Condition, questions: &mut Vec<&'c Condition>) {
    for atom in condition.atoms() {
        // Beyond the limit nothing is tried, so that no more need be collected.
        if questions.len() <= MAX_ATOMS && !questions.contains(&atom) {
            questions.push(atom);
        }
    }
}

/// Whether a condition holds when the answer to question `n` is bit `n` of `answers`.
fn holds(condition: &Condition, questions: &[&Condition], answers: usize) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Fact(_)
        | Condition::Happened(_)
        | Condition::ReceivedBefore(_)
        | Condition::ReceivedAfter(_)
        | Condition::ReceivedInSeason { .. }
        | Condition::Chosen { .. } => {
            questions.iter().position(|question| *question == condition).is_some_and(|at| answers >> at & 1 == 1)
        }
        Condition::Not(inner) => !holds(inner, questions, answers),
        Condition::All(several) => several.iter().all(|one| holds(one, questions, answers)),
        Condition::Any(several) => several.iter().any(|one| holds(one, questions, answers)),
    }
}
