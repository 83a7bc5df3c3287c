//! Questions of a calendar, without a charter: by when, how long between, is it a working day, is it open.

use bywhen_engine::When;
use bywhen_engine::charter::Unit;
use pest::iterators::Pair;

use crate::calculation::{Calculation, parsed};
use crate::diagnostic::Diagnostic;
use crate::parse::build::Builder;
use crate::parse::grammar::Rule;

/// A question of a calendar.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// `20 working days after 2026-03-10`.
    Due(Calculation),
    /// `working days between 1 April 2026 and 10 April 2026, less 2 April 2026 to 7 April 2026`.
    Between {
        /// The unit of the answer: days, or working or other hours, minutes and seconds.
        unit: Unit,
        /// From when.
        from: When,
        /// Until when. Earlier than that, the answer is negative.
        to: When,
        /// From when until when it stood still.
        less: Vec<(When, When)>,
    },
    /// `is 3 April 2026 a working day`.
    IsWorkingDay(When),
    /// `is it open on 3 April 2026 at 10am`.
    IsOpen(When),
}

/// Parses a question. Amounts, dates and times are written as in charters, or in ISO 8601.
///
/// ```
/// use bywhen_language::{Question, question};
/// let between = question("working days between 2026-04-01 and 2026-04-10").unwrap();
/// assert!(matches!(between, Question::Between { .. }));
/// assert!(matches!(question("is 3 April 2026 a working day"), Ok(Question::IsWorkingDay(_))));
/// assert!(matches!(question("20 working days after 2026-03-10"), Ok(Question::Due(_))));
/// ```
///
/// # Errors
///
/// Each thing that is not understood, with its place in the phrase and what to write instead.
pub fn question(phrase: &str) -> Result<Question, Vec<Diagnostic>> {
    let mut words = phrase.split_whitespace().map(str::to_lowercase);
    if words.clone().next().is_some_and(|first| first == "is") {
        return parsed(phrase, Rule::is_question, |builder, pair| builder.is_question(pair));
    }
    if words.any(|word| word == "between") {
        return parsed(phrase, Rule::between_question, |builder, pair| builder.between_question(pair));
    }
    parsed(phrase, Rule::calculation, |builder, pair| builder.calculation(pair)).map(Question::Due)
}

impl Builder<'_> {
    fn between_question(&mut self, pair: Pair<'_, Rule>) -> Option<Question> {
        let (mut unit, mut moments, mut less) = (None, Vec::new(), Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::moment => moments.push(self.calculation_start(part)?),
                Rule::stretch => {
                    let mut ends = Vec::new();
                    for end in part.into_inner().filter(|part| part.as_rule() == Rule::moment) {
                        ends.push(self.calculation_start(end)?);
                    }
                    less.extend(ends.first().copied().zip(ends.get(1).copied()));
                }
                Rule::working_days
                | Rule::working_hours
                | Rule::working_minutes
                | Rule::calendar_days
                | Rule::hours
                | Rule::minutes
                | Rule::seconds
                | Rule::bare_days => unit = Some(self.unit(&part, None)),
                _ => {}
            }
        }
        let (from, to) = (moments.first().copied()?, moments.get(1).copied()?);
        Some(Question::Between { unit: unit?, from, to, less })
    }

    fn is_question(&mut self, pair: Pair<'_, Rule>) -> Option<Question> {
        let (mut is_open, mut moment) = (false, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::k_open => is_open = true,
                Rule::moment => moment = Some(self.calculation_start(part)?),
                _ => {}
            }
        }
        moment.map(if is_open { Question::IsOpen } else { Question::IsWorkingDay })
    }
}
