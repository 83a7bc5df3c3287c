//! Facts, and whether a question about one fits what it may be.

use std::collections::HashSet;

use bywhen_engine::charter::{Condition, Fact, FactValues, NumberTest};
use bywhen_engine::{Decimal, FactValue, Name, slug};

use super::conditions::not;
use super::lowerer::Lowerer;
use crate::code::Code;
use crate::diagnostic::DiagnosticBuilder;
use crate::parse::syntax::{self, FactLine, Given, Text, ValueTest};
use crate::source::near;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn declare_fact(&mut self, line: &FactLine<'s>) {
        self.names.facts.declare(line.name, line.meaning, "fact", self.sink);
        let values = match &line.values {
            None | Some(syntax::FactValues::YesNo) => {
                if let Some(default) = line.default {
                    self.sink
                        .add(Code::BadValues, default.span, "A fact that is yes or no has no default.")
                        .help("leave it out: where such a fact is not given it is taken as no, and the answer says so");
                }
                return;
            }
            Some(syntax::FactValues::Number) => {
                FactValues::Number { default: line.default.and_then(|default| self.number(default)) }
            }
            Some(syntax::FactValues::OneOf(values)) => self.one_of(line.name, values, line.default),
        };
        self.known.add_fact(&slug(line.name.value), values);
    }

    fn one_of(&mut self, fact: Text<'s>, written: &[Text<'s>], default: Option<Text<'s>>) -> FactValues {
        let (mut values, mut known): (Vec<Name>, HashSet<String>) = (Vec::new(), HashSet::new());
        for value in written {
            if known.insert(slug(value.value)) {
                values.push(Name::new(value.value));
            } else {
                self.sink
                    .add(Code::BadValues, value.span, format!("`{}` is named twice.", value.value))
                    .help("delete one of the two");
            }
        }
        if let [only] = values.as_slice() {
            self.sink
                .add(Code::BadValues, fact.span, format!("The fact `{}` has one value only, `{only}`.", fact.value))
                .help(format!("name the others too, or make it a fact that is yes or no: `fact \"{only}\"`"));
        }
        let found = default.and_then(|default| values.iter().find(|value| value.is(default.value)).cloned());
        if let (Some(default), None) = (default, &found) {
            let near = near(default.value, values.iter().map(Name::text)).map(str::to_owned);
            self.sink
                .add(Code::BadValues, default.span, format!("`{}` is not among the values.", default.value))
                .suggest(near.as_deref(), || Some("name it among the values, or take one of them".to_owned()));
        }
        FactValues::OneOf { values, default: found }
    }

    /// The facts of the charter, in the order in which it declares them.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let facts = self.names.facts.iter().map(|entry| Fact {
            name: entry.name.clone(),
            meaning: entry.meaning.clone(),
            values: self.known.values(entry.name.slug()).cloned(),
        });
        facts.collect()
    }

    fn number(&mut self, text: Text<'s>) -> Option<Decimal> {
        let number = text.value.parse();
        if let Err(error) = &number {
            self.sink.add(Code::UnknownValue, text.span, format!("{error}."));
        }
        number.ok()
    }

    /// A fact that is asked about.
    fn fact(&mut self, text: Text<'_>) -> Name {
        let found = self.names.facts.take(&slug(text.value));
        if found.is_none() && !self.may_be_declared(text.value) {
            self.unknown_name(Code::UnknownFact, text, "fact", |names| &names.facts);
        }
        found.unwrap_or_else(|| Name::new(text.value))
    }

    /// A fact that stands alone, so that it must be yes or no.
    pub(super) fn fact_alone(&mut self, text: Text<'_>) -> Condition {
        let fact = self.fact(text);
        if let Some(values) = self.known.values(fact.slug()) {
            let help = match values {
                FactValues::OneOf { values, .. } => {
                    let first = values.first().map_or("...", Name::text);
                    format!("say which: `{} is {}`", text.value, quoted_where_needed(first))
                }
                FactValues::Number { .. } => format!("say which: `{} is over 1500`", text.value),
            };
            let is = what_it_is(Some(values));
            self.unfitting(text.span, format!("The fact `{fact}` is {is}, and nothing says which is meant."))
                .help(help);
        }
        Condition::Fact(fact)
    }

    /// A fact with values of which one is meant.
    pub(super) fn fact_is(&mut self, test: &ValueTest<'s>) -> Condition {
        let fact = self.fact(test.name);
        let condition = match self.known.values(fact.slug()).cloned() {
            Some(FactValues::OneOf { values, .. }) => {
                let named = test.values.iter().map(|value| self.one_of_values(&fact, *value, &values)).collect();
                Condition::FactIs { fact, values: named }
            }
            Some(FactValues::Number { .. }) => {
                let exactly = |number| Condition::FactNumber { fact: fact.clone(), test: NumberTest::Exactly(number) };
                let any: Vec<Condition> =
                    test.values.iter().filter_map(|value| self.number(*value)).map(exactly).collect();
                super::conditions::single_or(any, Condition::Any)
            }
            None => self.yes_or_no(fact, test),
        };
        if test.not { not(condition) } else { condition }
    }

    fn one_of_values(&mut self, fact: &Name, value: Text<'_>, values: &[Name]) -> Name {
        if let Some(found) = values.iter().find(|known| known.is(value.value)) {
            return found.clone();
        }
        let near = near(value.value, values.iter().map(Name::text)).map(str::to_owned);
        let list = values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ");
        self.unfitting(value.span, format!("The fact `{fact}` has no value `{}`.", value.value))
            .label("unknown value")
            .suggest(near.as_deref(), || Some(format!("its values are {list}")));
        Name::new(value.value)
    }

    /// `complex is yes`.
    fn yes_or_no(&mut self, fact: Name, test: &ValueTest<'_>) -> Condition {
        let known = self.names.facts.look(fact.slug()).is_some();
        let answer = match test.values.as_slice() {
            [value] if value.value.eq_ignore_ascii_case("yes") => Some(true),
            [value] if value.value.eq_ignore_ascii_case("no") => Some(false),
            _ => None,
        };
        if let (None, Some(value), true) = (answer, test.values.first(), known) {
            let help = format!(
                "declare its values, as in `fact \"{fact}\" is one of \"{}\", \"other\"`, or write `{fact}` alone",
                value.value
            );
            self.unfitting(value.span, format!("The fact `{fact}` is yes or no, and never `{}`.", value.value))
                .help(help);
        }
        let condition = Condition::Fact(fact);
        if answer == Some(false) { not(condition) } else { condition }
    }

    pub(super) fn fact_number(&mut self, text: Text<'s>, test: NumberTest) -> Condition {
        let fact = self.fact(text);
        let values = self.known.values(fact.slug());
        let is_number = matches!(values, Some(FactValues::Number { .. }));
        if !is_number && self.names.facts.look(fact.slug()).is_some() {
            let is = what_it_is(values);
            self.unfitting(text.span, format!("The fact `{fact}` is {is}, and not a number."))
                .help(format!("declare it as one: `fact \"{fact}\" is a number`"));
        }
        Condition::FactNumber { fact, test }
    }

    /// A fact that an example gives.
    pub(super) fn given(&mut self, given: &Given<'s>) -> (Name, FactValue) {
        let Some(value) = given.value else {
            let condition = self.fact_alone(given.fact);
            return (condition.fact().cloned().unwrap_or_else(|| Name::new(given.fact.value)), given.holds.into());
        };
        let fact = self.fact(given.fact);
        let value = match self.known.values(fact.slug()).cloned() {
            Some(FactValues::OneOf { values, .. }) => self.one_of_values(&fact, value, &values).slug().into(),
            Some(FactValues::Number { .. }) => self.number(value).map_or_else(|| given.holds.into(), FactValue::from),
            None => {
                let test = ValueTest { name: given.fact, not: false, values: vec![value] };
                let condition = self.yes_or_no(fact.clone(), &test);
                matches!(condition, Condition::Fact(_)).into()
            }
        };
        (fact, value)
    }

    /// The values of a fact among which a word that stands alone is one, and no fact of its own.
    pub(super) fn is_value(&self, fact: Text<'_>, word: Text<'_>) -> bool {
        let is_fact = self.names.facts.look(&slug(word.value)).is_some();
        match self.known.values(&slug(fact.value)) {
            Some(FactValues::OneOf { values, .. }) => !is_fact && values.iter().any(|value| value.is(word.value)),
            _ => false,
        }
    }

    pub(super) fn unfitting(&mut self, span: Span, message: String) -> &mut DiagnosticBuilder {
        self.sink.add(Code::UnknownValue, span, message)
    }
}

fn what_it_is(values: Option<&FactValues>) -> String {
    match values {
        None => "yes or no".to_owned(),
        Some(FactValues::Number { .. }) => "a number".to_owned(),
        Some(FactValues::OneOf { values, .. }) => {
            format!("one of {}", values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted_where_needed(value: &str) -> String {
    if value.contains(char::is_whitespace) { format!("\"{value}\"") } else { value.to_owned() }
}
