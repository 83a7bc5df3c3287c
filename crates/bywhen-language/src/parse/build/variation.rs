//! Lines of variations and choices, and of statements that are only recorded.

use bywhen_engine::charter::Period;
use pest::iterators::Pair;

use super::Builder;
use super::limit::{has_word, of_rule};
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{Change, Chosen, MeasureTarget, Number, Statement, Text};
use crate::parse::vocabulary_index;

const WITHOUT_NOTICE: &str = "we may vary these standards";
const WITH_NOTICE: &str = "we may vary these standards if we tell customers";

/// The longest that a ring of a telephone may be, in thousandths of a second.
const MAX_RING: u32 = 60_000;

impl Builder<'_> {
    pub(super) fn variation<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let name = self.first_text(line.clone())?;
        let (from, until) = self.period(line)?;
        Some(Statement::Variation { name, from: from?, until })
    }

    pub(super) fn change<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let standard = self.first_text(line.clone())?;
        let stage = self.stage_of(line.clone());
        let finally = has_word(line.clone(), Rule::k_finally);
        let action = of_rule(line.clone(), Rule::action).next().map(|action| self.text(&action))?;
        let measure = match of_rule(line.clone(), Rule::measure).next() {
            Some(measure) => Some(self.measure(measure)?),
            None => None,
        };
        let object = of_rule(line.clone(), Rule::object).next().and_then(|object| self.first_text(object));
        let (limit, proviso, cites) = self.limit_line(line)?;
        let action = vocabulary_index::canonical_action(action);
        Some(Statement::Change(Box::new(Change {
            standard,
            stage,
            finally,
            action,
            object,
            measure,
            limit,
            proviso,
            cites,
        })))
    }

    pub(super) fn because<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        of_rule(line, Rule::because).next().and_then(|because| self.first_text(because)).map(Statement::Because)
    }

    pub(super) fn permission<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let permission = of_rule(line, Rule::permission).next()?;
        let with_notice = has_word(permission.clone(), Rule::k_customers);
        let value = if with_notice { WITH_NOTICE } else { WITHOUT_NOTICE };
        let text = Text { value, span: self.span(&permission) };
        Some(Statement::Permission { text, cites })
    }

    pub(super) fn published_measure<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let target = match of_rule(line.clone(), Rule::published_share).next() {
            Some(share) => MeasureTarget::Share(self.measure(share)?),
            None => {
                let number = of_rule(line.clone(), Rule::published_number).next()?;
                let period = of_rule(number.clone(), Rule::per_period).next();
                let period = period.and_then(|per| of_rule(per, Rule::period).next());
                let is_it =
                    |word: &str| period.as_ref().is_some_and(|period| period.as_str().eq_ignore_ascii_case(word));
                let each = Period::ALL.into_iter().find(|period| is_it(period.word()));
                MeasureTarget::Number { test: self.bound(number)?, each }
            }
        };
        Some(Statement::Measure { text: self.first_text(line)?, target, cites })
    }

    pub(super) fn choice<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let name = self.first_text(line.clone())?;
        let meaning = of_rule(line, Rule::why).next().and_then(|why| self.first_text(why));
        Some(Statement::Choice { name, meaning })
    }

    pub(super) fn option<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let by_default = has_word(line.clone(), Rule::by_default);
        let name = self.first_text(line.clone())?;
        let meaning = of_rule(line, Rule::why).next().and_then(|why| self.first_text(why));
        Some(Statement::Option { name, meaning, by_default })
    }

    pub(super) fn choosing<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let chosen = of_rule(line, Rule::chosen).map(|chosen| self.chosen(chosen)).collect::<Option<Vec<_>>>()?;
        Some(Statement::Choosing(chosen))
    }

    pub(super) fn chosen<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Chosen<'s>> {
        let mut names = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::quoted | Rule::word));
        let (choice, option) = (names.next()?, names.next()?);
        Some(Chosen { choice: self.quoted(&choice), option: self.quoted(&option) })
    }

    pub(super) fn ring<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let length = line.into_inner().find(|part| matches!(part.as_rule(), Rule::decimal | Rule::number))?;
        let span = self.span(&length);
        let (whole, part) = length.as_str().split_once('.').unwrap_or((length.as_str(), ""));
        let thousandths = super::number(whole).and_then(|whole| whole.checked_mul(1_000));
        let part = (part.len() <= 3).then(|| format!("{part:0<3}").parse::<u32>().ok()).flatten();
        let value = thousandths.zip(part).and_then(|(whole, part)| whole.checked_add(part));
        let Some(value) = value.filter(|value| (1..=MAX_RING).contains(value)) else {
            self.sink
                .add(Code::BadAmount, span, "No ring is as long as this.")
                .help("write its length in seconds, with at most three decimals: `one ring is 3 seconds`");
            return None;
        };
        Some(Statement::Ring(Number { value, span }))
    }
}
