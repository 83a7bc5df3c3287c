//! Lines about what becomes of a clock: stops, restarts, extensions, repetition.

use bywhen_engine::charter::Unit;
use pest::iterators::Pair;

use super::Builder;
use super::limit::{has_word, of_rule};
use super::statement::strength_of;
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{
    Count, Extends, ExtendsPart, ExtendsTo, NoticePhrase, Number, Repeat, Statement, StopIncludes, Stops, StopsBetween,
    Text, Tier, Warning,
};
use crate::parse::vocabulary_index;
use crate::span::Span;

impl Builder<'_> {
    pub(super) fn clock<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        for part in line.into_inner() {
            match part.as_rule() {
                Rule::stops => return Some(Statement::Stops(self.stops(part)?, cites)),
                Rule::restarts => return Some(Statement::Restarts(self.first_text(part)?, cites)),
                _ => {}
            }
        }
        None
    }

    pub(super) fn warn<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let mut warnings = Vec::new();
        for warning in of_rule(line, Rule::warning) {
            for part in warning.into_inner() {
                match part.as_rule() {
                    Rule::quantity => warnings.push(Warning::Before(self.quantity(part)?)),
                    Rule::percent => warnings.push(Warning::AtShare(self.percent(part))),
                    _ => {}
                }
            }
        }
        Some(Statement::Warn(warnings))
    }

    fn stops<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Stops<'s>> {
        let includes = |rule| has_word(pair.clone(), rule);
        let included = match (includes(Rule::both_days), includes(Rule::only_last_day)) {
            (true, _) => Some(StopIncludes::BothDays),
            (_, true) => Some(StopIncludes::OnlyLastDay),
            _ => None,
        };
        let even_when_overdue = includes(Rule::even_overdue);
        if has_word(pair.clone(), Rule::while_paused) {
            return Some(Stops { between: StopsBetween::Paused, included, even_when_overdue });
        }
        let mut events = pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::quoted | Rule::word));
        let from = events.next().map(|event| self.quoted(&event))?;
        let until = events.next().map(|event| self.quoted(&event));
        Some(Stops { between: StopsBetween::Events { from, until }, included, even_when_overdue })
    }

    pub(super) fn extends<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let by_holding_reply = has_word(line.clone(), Rule::by_holding_reply);
        let (mut to, mut tails, mut parts) = (None, Vec::new(), Vec::new());
        for part in line.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::date_we_give => to = Some(ExtendsTo::DateWeGive),
                Rule::limit => to = Some(ExtendsTo::Limit(self.limit(part)?)),
                Rule::extend_by => {
                    let count = of_rule(part, Rule::quantity).next()?;
                    let count = self.quantity(count)?;
                    match to {
                        None => to = Some(ExtendsTo::By(count, Vec::new())),
                        Some(_) => parts.push(ExtendsPart::AtMost(count)),
                    }
                }
                Rule::times => parts.push(ExtendsPart::Times(self.times(part))),
                Rule::reasons => {
                    let reasons = of_rule(part, Rule::quoted).map(|reason| self.quoted(&reason)).collect();
                    parts.push(ExtendsPart::Reasons(reasons, span));
                }
                Rule::notice => parts.push(ExtendsPart::Notice(self.notice(part)?, span)),
                Rule::proviso => parts.push(ExtendsPart::If(self.proviso(part)?)),
                Rule::cites => {}
                _ => tails.extend(self.tail(part)?),
            }
        }
        let to = match to? {
            ExtendsTo::By(count, _) => ExtendsTo::By(count, tails),
            other => other,
        };
        Some(Statement::Extends(Box::new(Extends { by_holding_reply, to, parts, cites })))
    }

    fn times(&mut self, pair: Pair<'_, Rule>) -> Number {
        let span = self.span(&pair);
        let twice = has_word(pair.clone(), Rule::k_twice);
        match of_rule(pair, Rule::number).next() {
            Some(number) => self.number(&number),
            None => Number { value: if twice { 2 } else { 1 }, span },
        }
    }

    fn notice<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<NoticePhrase<'s>> {
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::before_due => return Some(NoticePhrase::BeforeDue),
                Rule::at_any_time => return Some(NoticePhrase::AtAnyTime),
                Rule::limit => return self.limit(part).map(NoticePhrase::Limit),
                _ => {}
            }
        }
        None
    }

    pub(super) fn repeat<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Repeat<'s>> {
        let span = self.span(&pair);
        let (mut count, mut from, mut until, mut beginning_with) = (None, None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::quantity => count = Some(self.quantity(part)?),
                Rule::range => {
                    let later = of_rule(part.clone(), Rule::quantity).next().and_then(|later| self.quantity(later))?;
                    let written = of_rule(part, Rule::range_from).next()?;
                    let earlier =
                        Number { value: written.as_str().parse().unwrap_or(u32::MAX), span: self.span(&written) };
                    if earlier.value >= later.amount.value {
                        let message = format!("The range ends with {}, before it begins.", later.amount.value);
                        self.sink
                            .add(Code::BadAmount, earlier.span, message)
                            .help("write the smaller number first: `every 10 to 15 working days`");
                    }
                    (count, from) = (Some(later), Some(self.amount(earlier)));
                }
                Rule::often => count = Some(often(part.as_str(), self.span(&part))),
                Rule::repeat_end => until = self.first_text(part),
                Rule::anchor => beginning_with = Some(self.anchor(part)),
                Rule::k_every | Rule::k_until | Rule::k_beginning | Rule::k_with => {}
                // `every month`.
                _ => {
                    let amount = Number { value: 1, span: self.span(&part) };
                    let (unit, span) = (self.unit(&part, Some(amount)), self.span(&part));
                    count = Some(Count { amount, unit, rings: false, clear: false, span });
                }
            }
        }
        Some(Repeat { count: count?, from, until, beginning_with, span })
    }

    pub(super) fn holds<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let cites = self.cites(line.clone());
        let strength = of_rule(line.clone(), Rule::strength).next().map(strength_of)?;
        let action: Text<'s> = of_rule(line, Rule::action).next().map(|action| self.text(&action))?;
        Some(Statement::Holds { strength, action: vocabulary_index::canonical_action(action), cites })
    }

    pub(super) fn tier<'s>(&mut self, line: Pair<'s, Rule>) -> Option<Statement<'s>> {
        let always = has_word(line.clone(), Rule::k_always);
        let for_staff = has_word(line.clone(), Rule::for_staff);
        let measure = match of_rule(line.clone(), Rule::measure).next() {
            Some(measure) => Some(self.measure(measure)?),
            None => None,
        };
        let (limit, last, cites) = self.limit_line(line)?;
        Some(Statement::Tier(Box::new(Tier { always, measure, limit, last, for_staff, cites })))
    }
}

/// `monthly` is every 1 month.
fn often(word: &str, span: Span) -> Count {
    let (amount, unit) = match word.to_ascii_lowercase().as_str() {
        "daily" => (1, Unit::CalendarDays),
        "weekly" => (1, Unit::Weeks),
        "fortnightly" => (2, Unit::Weeks),
        "monthly" => (1, Unit::Months),
        "quarterly" => (3, Unit::Months),
        _ => (1, Unit::Years),
    };
    Count { amount: Number { value: amount, span }, unit, rings: false, clear: false, span }
}
