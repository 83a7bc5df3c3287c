//! The facts of a charter, and the values that they take.

use super::names::{NameId, Names};
use crate::case_error::CaseError;
use crate::charter::{Condition, Fact, FactValues, NumberTest};
use crate::fact_value::{EncodedFact, FactValue};
use crate::listed::listed;
use crate::name::{Name, did_you_mean};

/// The facts of a charter by their codes.
#[derive(Debug)]
pub(crate) struct PlannedFacts {
    names: Names,
    /// What each may be. `None`: yes or no.
    values: Vec<Option<PlannedValues>>,
}

#[derive(Debug)]
enum PlannedValues {
    OneOf { values: Names, default: EncodedFact },
    Number { default: EncodedFact },
}

impl PlannedFacts {
    pub(crate) fn new(facts: &[Fact]) -> PlannedFacts {
        let names = Names::new(facts.iter().map(|fact| fact.name.clone()).collect());
        let mut values: Vec<Option<PlannedValues>> = names.iter().map(|_| None).collect();
        // Of two facts of one name the first one holds.
        for fact in facts.iter().rev() {
            if let Some(values) = names.find(&fact.name).and_then(|code| values.get_mut(usize::from(code))) {
                *values = fact.values.as_ref().map(PlannedValues::new);
            }
        }
        PlannedFacts { names, values }
    }

    pub(crate) fn names(&self) -> &Names {
        &self.names
    }

    /// How many values the fact has that has most.
    pub(crate) fn most_values(&self) -> usize {
        let lists = self.values.iter().flatten().filter_map(|values| match values {
            PlannedValues::OneOf { values, .. } => Some(values.len()),
            PlannedValues::Number { .. } => None,
        });
        lists.max().unwrap_or_default()
    }

    fn values(&self, fact: NameId) -> Option<&PlannedValues> {
        self.values.get(usize::from(fact))?.as_ref()
    }

    /// The place of a value of a fact.
    pub(crate) fn value(&self, fact: NameId, value: &Name) -> Option<NameId> {
        match self.values(fact)? {
            PlannedValues::OneOf { values, .. } => values.find(value),
            PlannedValues::Number { .. } => None,
        }
    }

    /// What each fact is where it is not given.
    pub(crate) fn defaults(&self) -> impl Iterator<Item = EncodedFact> {
        self.values.iter().map(|values| match values {
            None => EncodedFact::Unknown,
            Some(PlannedValues::OneOf { default, .. } | PlannedValues::Number { default }) => *default,
        })
    }

    /// What is taken where an answer depends on a fact that is not known: no, where that is what it may be.
    pub(crate) fn assumed(&self, fact: NameId) -> EncodedFact {
        match self.values(fact) {
            None => EncodedFact::YesNo(false),
            Some(_) => EncodedFact::Unknown,
        }
    }

    /// A value of a fact for every way in which these questions about it may be answered.
    pub(crate) fn distinguishable_values<'c>(
        &self,
        fact: NameId,
        atoms: impl Iterator<Item = &'c Condition>,
    ) -> Vec<EncodedFact> {
        match self.values(fact) {
            None => vec![EncodedFact::YesNo(true)],
            Some(PlannedValues::OneOf { values, .. }) => (0..).take(values.len()).map(EncodedFact::Value).collect(),
            Some(PlannedValues::Number { .. }) => {
                let tests = atoms.filter_map(|atom| match atom {
                    Condition::FactNumber { test, .. } => Some(*test),
                    _ => None,
                });
                NumberTest::boundary_values(tests).into_iter().map(EncodedFact::Number).collect()
            }
        }
    }

    /// The value that an asker gives. The error says what could have been given.
    pub(crate) fn encoded(&self, fact: NameId, given: &FactValue) -> Result<EncodedFact, CaseError> {
        let refused = |expected: String, suggestion: Option<&str>| CaseError::FactValue {
            fact: self.names.slug(fact),
            given: given.to_string(),
            suggestion: suggestion.map(str::to_owned),
            expected,
        };
        match self.values(fact) {
            None => match given {
                FactValue::YesNo(holds) => Some(*holds),
                FactValue::Number(number) => match number.whole() {
                    Some(0) => Some(false),
                    Some(1) => Some(true),
                    _ => None,
                },
                FactValue::Text(text) => yes_or_no(text),
            }
            .map(EncodedFact::YesNo)
            .ok_or_else(|| refused("yes or no".to_owned(), None)),
            Some(PlannedValues::Number { .. }) => match given {
                FactValue::Number(number) => Some(*number),
                FactValue::Text(text) => text.parse().ok(),
                FactValue::YesNo(_) => None,
            }
            .map(EncodedFact::Number)
            .ok_or_else(|| refused("a number with at most three decimal places, such as 1600 or 2.5".to_owned(), None)),
            Some(PlannedValues::OneOf { values, .. }) => {
                let text = given.to_string();
                values.find(&Name::new(&text)).map(EncodedFact::Value).ok_or_else(|| {
                    let known: Vec<String> = values.iter().map(|value| value.slug().to_owned()).collect();
                    let suggestion = did_you_mean(&text, known.iter().map(String::as_str));
                    refused(format!("one of {}", listed(&known, "or")), suggestion)
                })
            }
        }
    }

    /// The value that is told. `None` where it is not known.
    pub(crate) fn decoded(&self, fact: usize, value: EncodedFact) -> Option<FactValue> {
        Some(match value {
            EncodedFact::Unknown => return None,
            EncodedFact::YesNo(holds) => FactValue::YesNo(holds),
            EncodedFact::Number(number) => FactValue::Number(number),
            EncodedFact::Value(value) => match self.values.get(fact)? {
                Some(PlannedValues::OneOf { values, .. }) => FactValue::Text(values.slug(value)),
                _ => return None,
            },
        })
    }
}

impl PlannedValues {
    fn new(values: &FactValues) -> PlannedValues {
        match values {
            FactValues::OneOf { values, default } => {
                let values = Names::new(values.clone());
                let default = default.as_ref().and_then(|default| values.find(default));
                PlannedValues::OneOf { default: default.map(EncodedFact::Value).unwrap_or_default(), values }
            }
            FactValues::Number { default } => {
                PlannedValues::Number { default: default.map(EncodedFact::Number).unwrap_or_default() }
            }
        }
    }
}

fn yes_or_no(text: &str) -> Option<bool> {
    let text = text.trim();
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is(&["yes", "true", "y", "1"]) => Some(true),
        () if is(&["no", "false", "n", "0"]) => Some(false),
        () => None,
    }
}
