//! Conditions.

use bywhen_engine::Decimal;
use bywhen_engine::charter::NumberTest;
use chrono::Weekday;
use pest::iterators::Pair;

use super::Builder;
use super::limit::{has_word, of_rule};
use crate::code::Code;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{CameWhen, Condition, DayRange, Proviso, ReceivedWhen, Term, TermKind, Text, ValueTest};

const WEEKEND: [Weekday; 2] = [Weekday::Sat, Weekday::Sun];

impl Builder<'_> {
    pub(super) fn proviso<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Proviso<'s>> {
        let mut parts = pair.into_inner();
        let unless = parts.next()?.as_rule() == Rule::k_unless;
        let condition = self.condition(parts.next()?)?;
        Some(Proviso { unless, condition })
    }

    pub(super) fn condition<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Condition<'s>> {
        let span = self.span(&pair);
        let any = of_rule(pair, Rule::all_of)
            .map(|all| of_rule(all, Rule::term).map(|term| self.term(term)).collect::<Option<Vec<_>>>())
            .collect::<Option<Vec<_>>>()?;
        Some(Condition { any, span })
    }

    fn term<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Term<'s>> {
        let mut not = false;
        for part in pair.into_inner() {
            let kind = match part.as_rule() {
                Rule::k_it | Rule::k_is => continue,
                Rule::k_not => {
                    not = !not;
                    continue;
                }
                Rule::condition => TermKind::Group(self.condition(part)?),
                Rule::received_when => TermKind::Received(self.received_when(part)?),
                Rule::came_when => self.came(part)?,
                Rule::number_test => self.number_test(part)?,
                Rule::value_test => TermKind::Is(self.value_test(part)?),
                Rule::fact => {
                    let inner = part.into_inner().next()?;
                    TermKind::Fact(self.quoted(&inner))
                }
                rule => {
                    not ^= has_word(part.clone(), Rule::k_not);
                    let name = part.into_inner().find(|part| matches!(part.as_rule(), Rule::quoted | Rule::word))?;
                    TermKind::Happened { event: self.quoted(&name), sent: rule == Rule::sent }
                }
            };
            return Some(Term { not, kind });
        }
        None
    }

    fn received_when(&mut self, pair: Pair<'_, Rule>) -> Option<ReceivedWhen> {
        let mut days = of_rule(pair.clone(), Rule::day_month);
        if let (Some(from), Some(to)) = (days.next(), days.next()) {
            let (from, to) = (self.day_month(from), self.day_month(to));
            return Some(ReceivedWhen::Between(from?, to?));
        }
        let has = |keyword| has_word(pair.clone(), keyword);
        let (before, by, after) = (has(Rule::k_before), has(Rule::k_by), has(Rule::k_after));
        let time = of_rule(pair, Rule::time).next().and_then(|time| self.time(&time))?;
        Some(match (before, by, after) {
            (true, ..) => ReceivedWhen::Before(time),
            (_, true, _) => ReceivedWhen::By(time),
            (.., true) => ReceivedWhen::After(time),
            _ => ReceivedWhen::From(time),
        })
    }

    /// When an event came. Receipt is the event that every case has.
    fn came<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<TermKind<'s>> {
        let mut parts = pair.clone().into_inner();
        let event = parts.next().map(|event| self.quoted(&event))?;
        let is_receipt = event.value.eq_ignore_ascii_case("received");
        let outside = has_word(pair, Rule::k_outside);
        let mut when = None;
        for part in parts {
            when = match part.as_rule() {
                Rule::hours_name => {
                    let hours = part.into_inner().next().map(|hours| self.quoted(&hours))?;
                    Some(if outside { CameWhen::Outside(hours) } else { CameWhen::During(hours) })
                }
                Rule::on_closed => {
                    let closed = has_word(part.clone(), Rule::k_closed);
                    Some(CameWhen::WorkingDay { closed, calendar: self.first_text(part) })
                }
                Rule::on_weekdays => {
                    let ranges = of_rule(part, Rule::day_range).filter_map(day_range);
                    let days: Vec<Weekday> = ranges.flat_map(DayRange::days).collect();
                    Some(CameWhen::Weekdays(if days.is_empty() { WEEKEND.to_vec() } else { days }))
                }
                _ => continue,
            };
        }
        Some(TermKind::Came { event: (!is_receipt).then_some(event), when: when? })
    }

    fn number_test<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<TermKind<'s>> {
        let fact = self.first_text(pair.clone())?;
        if let Some(between) = of_rule(pair.clone(), Rule::between).next() {
            let span = self.span(&between);
            let mut amounts = of_rule(between, Rule::amount).map(|amount| self.decimal(&amount));
            let (least, most) = (amounts.next()??, amounts.next()??);
            if most < least {
                self.sink
                    .add(Code::UnknownValue, span, format!("No number is between {least} and {most}."))
                    .help(format!("write the smaller one first: `between {most} and {least}`"));
            }
            return Some(TermKind::Number { fact, test: NumberTest::Between(least, most) });
        }
        Some(TermKind::Number { fact, test: self.bound(pair)? })
    }

    /// `at least 1500`, `under 20`, `1,500 or more`.
    pub(super) fn bound(&mut self, pair: Pair<'_, Rule>) -> Option<NumberTest> {
        let bound = of_rule(pair.clone(), Rule::amount).next().and_then(|amount| self.decimal(&amount))?;
        let has = |keyword| has_word(pair.clone(), keyword);
        let (or, over) = (has(Rule::k_or), has(Rule::k_over) || has(Rule::k_more));
        Some(match () {
            () if has(Rule::k_least) || or && over => NumberTest::AtLeast(bound),
            () if has(Rule::k_most) || or => NumberTest::AtMost(bound),
            () if over => NumberTest::Over(bound),
            () => NumberTest::Under(bound),
        })
    }

    fn decimal(&mut self, pair: &Pair<'_, Rule>) -> Option<Decimal> {
        let number = pair.as_str().parse();
        if let Err(error) = &number {
            let span = self.span(pair);
            self.sink.add(Code::UnknownValue, span, format!("{error}."));
        }
        number.ok()
    }

    fn value_test<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<ValueTest<'s>> {
        let not = has_word(pair.clone(), Rule::k_not);
        let name = self.first_text(pair.clone())?;
        let values = of_rule(pair, Rule::value).filter_map(|value| self.value(value)).collect();
        Some(ValueTest { name, not, values })
    }

    /// The value of a fact, as written.
    pub(super) fn value<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Text<'s>> {
        pair.into_inner().next().map(|value| self.quoted(&value))
    }
}

fn day_range(pair: Pair<'_, Rule>) -> Option<DayRange> {
    let mut days = of_rule(pair, Rule::weekday).filter_map(|day| super::values::weekday(day.as_str()));
    let from = days.next()?;
    Some(DayRange { from, to: days.next().unwrap_or(from) })
}
