//! Declarations of facts.

use pest::iterators::Pair;

use super::Builder;
use super::limit::of_rule;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{FactLine, FactValues, Statement};

impl Builder<'_> {
    pub(super) fn fact<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let (mut name, mut meaning, mut values, mut default) = (None, None, None, None);
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::quoted | Rule::word => name = Some(self.quoted(&part)),
                Rule::why => meaning = self.first_text(part),
                Rule::yes_or_no => values = Some(FactValues::YesNo),
                Rule::a_number => values = Some(FactValues::Number),
                Rule::one_of => {
                    let all = of_rule(part, Rule::value).filter_map(|value| self.value(value));
                    values = Some(FactValues::OneOf(all.collect()));
                }
                Rule::default_value => default = of_rule(part, Rule::value).next().and_then(|value| self.value(value)),
                _ => {}
            }
        }
        Some(Statement::Fact(FactLine { name: name?, meaning, values, default }))
    }
}
