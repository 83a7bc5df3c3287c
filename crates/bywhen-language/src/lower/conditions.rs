//! Conditions, and whether they can ever hold.

use bywhen_calendar::Weekdays;
use bywhen_engine::charter::{Alternative, Condition};
use bywhen_engine::vocabulary::RECEIVED;
use bywhen_engine::{Name, slug};

use super::lowerer::Lowerer;
use crate::cases::Combinations;
use crate::code::Code;
use crate::parse::syntax::{self, CameWhen, Chosen, ReceivedWhen, TermKind, Text, ValueTest};
use crate::parse::vocabulary_index;
use crate::source::near;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn condition(&mut self, condition: &syntax::Condition<'s>) -> Condition {
        let mut any: Vec<Vec<Condition>> = Vec::new();
        let mut before: Option<&syntax::Term<'s>> = None;
        for all in &condition.any {
            let mut terms = all.iter();
            // `priority is medium or low`: the other value stands alone after `or`.
            if let Some((word, Condition::FactIs { fact, values })) = before
                .and_then(|before| self.another_value(before, all.first()?))
                .zip(any.last_mut().and_then(|all| all.last_mut()).map(innermost))
            {
                values.push(Name::new(word.value));
                if all.len() > 1 {
                    let (word, all) = (word.value, values.iter().map(Name::text).collect::<Vec<_>>().join(" or "));
                    let fact = fact.clone();
                    self.unfitting(
                        condition.span,
                        format!("`{word}` is a value of `{fact}`, and `and` joins more closely than `or`."),
                    )
                    .help(format!("put what belongs together in brackets: `({fact} is {all}) and ...`"));
                }
                terms.next();
            }
            let lowered: Vec<Condition> = terms.map(|term| self.term(term)).collect();
            if !lowered.is_empty() {
                any.push(lowered);
                before = all.last();
            }
        }
        single_or(any.into_iter().map(|all| single_or(all, Condition::All)).collect(), Condition::Any)
    }

    /// The word after `or`, where it is another value of the fact that was asked about before it.
    fn another_value(&self, before: &syntax::Term<'s>, after: &syntax::Term<'s>) -> Option<Text<'s>> {
        match (&before.kind, &after.kind) {
            (TermKind::Is(test), TermKind::Fact(word)) if !after.not && self.is_value(test.name, *word) => Some(*word),
            _ => None,
        }
    }

    fn term(&mut self, term: &syntax::Term<'s>) -> Condition {
        let condition = match &term.kind {
            TermKind::Fact(text) => self.fact_alone(*text),
            TermKind::Happened { event, .. } => Condition::Happened(self.event(*event)),
            TermKind::Received(when) => received(*when),
            TermKind::Came { event, when } => self.came(*event, when),
            TermKind::Is(test) => self.value_test(test),
            TermKind::Number { fact, test } => self.fact_number(*fact, *test),
            TermKind::Group(condition) => self.condition(condition),
        };
        if term.not { not(condition) } else { condition }
    }

    /// The option of a choice, or the value of a fact.
    fn value_test(&mut self, test: &ValueTest<'s>) -> Condition {
        let named = slug(test.name.value);
        let is_choice = self.names.choices.look(&named).is_some();
        // A name that nothing declares is taken for a choice where no fact is like it.
        let is_fact = self.names.facts.look(&named).is_some() || self.names.facts.near(test.name.value).is_some();
        if !is_choice && (is_fact || self.names.choices.is_empty()) {
            return self.fact_is(test);
        }
        let chosen = test.values.iter().map(|option| {
            let (choice, option) = self.chosen(&Chosen { choice: test.name, option: *option });
            Condition::Chosen { choice, option }
        });
        let condition = single_or(chosen.collect(), Condition::Any);
        if test.not { not(condition) } else { condition }
    }

    fn came(&mut self, event: Option<Text<'s>>, when: &CameWhen<'s>) -> Condition {
        let event = event.map_or_else(|| Name::new(RECEIVED), |event| self.event(event));
        match when {
            CameWhen::During(hours) => self.during(event, *hours, false),
            CameWhen::Outside(hours) => self.during(event, *hours, true),
            CameWhen::WorkingDay { closed, calendar } => {
                let (here, span) = (self.counts_in.clone(), calendar.map_or(self.here, |calendar| calendar.span));
                let calendar = match calendar {
                    Some(calendar) => self.named_calendar(*calendar),
                    None => here.or_else(|| {
                        self.only_calendar(
                            span,
                            "add `counts in \"...\"` to the standard, or write `on a closed day in \"...\"`",
                        )
                    }),
                };
                // Where there is none, which is reported, a name that means nothing stands for it.
                let calendar = calendar.unwrap_or_else(|| Name::new(""));
                Condition::OnWorkingDay { event, calendar, closed: *closed }
            }
            CameWhen::Weekdays(days) => {
                let weekdays = Weekdays::from_days(days.iter().copied());
                Condition::OnWeekdays { event, weekdays }
            }
        }
    }

    fn during(&mut self, event: Name, text: Text<'s>, outside: bool) -> Condition {
        Condition::DuringHours { event, hours: self.hours_called(text), outside }
    }

    /// Opening hours by their name, or as people call them.
    pub(super) fn hours_called(&mut self, text: Text<'_>) -> Name {
        let slug = slug(text.value);
        // `office hours` may be the hours `Office`, or the only ones that the charter has.
        let hours = self.names.hours.take(&slug).or_else(|| self.names.hours.take(slug.strip_suffix("-hours")?));
        let hours =
            hours.or_else(|| if GENERAL_HOURS.contains(&slug.as_str()) { self.names.hours.take_only() } else { None });
        hours.or_else(|| self.unknown_hours(text)).unwrap_or_else(|| Name::new(text.value))
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

    /// Reports limits that can never count because those before them hold whenever they do, and values without a limit.
    pub(super) fn report_unreachable(&mut self, alternatives: &[Alternative], spans: &[Span]) {
        let conditions = || alternatives.iter().map(|alternative| &alternative.when);
        let Some(combinations) = Combinations::of(conditions(), &self.known) else { return };
        let mut counts = vec![false; alternatives.len()];
        for combination in combinations.each() {
            let first = conditions().position(|when| combination.holds(when));
            if let Some(counts) = first.and_then(|first| counts.get_mut(first)) {
                *counts = true;
            }
        }
        for (span, _) in spans.iter().zip(&counts).filter(|(_, counts)| !**counts) {
            self.sink
                .add(
                    Code::NeverReached,
                    *span,
                    "This limit can never count: whenever its condition holds, so does one above it.",
                )
                .help("delete it, or write the special case above the general one");
        }
        let forgotten = combinations.forgotten(&conditions().collect::<Vec<_>>());
        if let (Some((fact, value)), Some(last)) = (forgotten, spans.last()) {
            self.sink
                .add(Code::ForgottenValue, *last, format!("Where `{fact}` is {value}, none of these limits counts."))
                .label("the last of them")
                .help(format!("add a line for it, or `with no time stated if {fact} is {value}`"));
        }
    }

    /// Reports a condition that contradicts itself.
    pub(super) fn report_contradiction(&mut self, condition: &Condition, span: Span) {
        let Some(combinations) = Combinations::of([condition].into_iter(), &self.known) else { return };
        if !combinations.each().any(|combination| combination.holds(condition)) {
            self.sink
                .add(Code::NeverReached, span, "This promise can never apply: its condition contradicts itself.")
                .help("correct the condition, or delete the line");
        }
    }
}

/// What people call the opening hours of the only place there is.
const GENERAL_HOURS: [&str; 4] = ["office-hours", "opening-hours", "working-hours", "business-hours"];

/// The condition inside `not`.
fn innermost(condition: &mut Condition) -> &mut Condition {
    match condition {
        Condition::Not(inner) => innermost(inner),
        condition => condition,
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

pub(super) fn single_or(mut conditions: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    if conditions.len() == 1 { conditions.pop().unwrap_or(Condition::Always) } else { join(conditions) }
}
