//! Limits.

use bywhen_calendar::TimeOfDay;
use bywhen_engine::charter::{End, Unit};
use pest::iterators::{Pair, Pairs};

use super::Builder;
use crate::code::Code;
use crate::fix::FixDraft;
use crate::parse::grammar::Rule;
use crate::parse::syntax::{Count, Counted, DayPhrase, EndOfDay, Limit, Measure, NthDay, Number, Start, Tail, Text};
use crate::span::Span;

/// The largest amount of a limit.
const MAX_AMOUNT: u32 = 10_000;

impl Builder<'_> {
    pub(super) fn limit<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Limit<'s>> {
        let inner = pair.into_inner().next()?;
        let span = self.span(&inner);
        match inner.as_rule() {
            Rule::unstated => Some(Limit::Unstated(span)),
            Rule::earlier_or_later => self.either(inner, span),
            Rule::given_date => of_rule(inner, Rule::date_given).next().and_then(|given| self.date_given(given)),
            Rule::by_day | Rule::on_day => self.day(inner, span),
            _ => self.counted(inner, span).map(Limit::Counted),
        }
    }

    pub(super) fn counted<'s>(&mut self, pair: Pair<'s, Rule>, span: Span) -> Option<Counted<'s>> {
        let rule = pair.as_rule();
        let (mut count, mut start, mut tails, mut is_within) = (None, None, Vec::new(), false);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::at_most => is_within = has_word(part, Rule::k_within),
                Rule::quantity => count = Some(self.quantity(part)?),
                Rule::anchor => {
                    let anchor = self.anchor(part);
                    start = Some(if rule == Rule::counted_back { Start::Before(anchor) } else { Start::After(anchor) });
                }
                Rule::either => {
                    let later = has_word(part.clone(), Rule::k_later);
                    let anchors = of_rule(part, Rule::anchor).map(|anchor| self.anchor(anchor)).collect();
                    start = Some(Start::Either { later, anchors });
                }
                Rule::first_day => {
                    let nth = of_rule(part, Rule::nth_day).next()?;
                    start = Some(Start::AfterDay(self.nth_day(nth)?));
                }
                Rule::beginning_with => start = self.beginning_with(part),
                _ => tails.extend(self.tail(part)?),
            }
        }
        // `no later than 5 clear days after` is as long as `5 clear days after`, which is a day longer than `within`.
        let count: Count = count?;
        let within = match rule {
            Rule::within => is_within || !count.clear,
            Rule::counted_part => !count.clear,
            _ => false,
        };
        Some(Counted { within, count, start, tails, span })
    }

    fn beginning_with<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Start<'s>> {
        let after = has_word(pair.clone(), Rule::k_after);
        let anchor = of_rule(pair, Rule::anchor).next().map(|anchor| self.anchor(anchor))?;
        Some(if after { Start::WithDayAfter(anchor) } else { Start::WithDayOf(anchor) })
    }

    fn date_given<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Limit<'s>> {
        of_rule(pair, Rule::anchor).next().map(|anchor| Limit::DateGiven(self.anchor(anchor)))
    }

    fn either<'s>(&mut self, pair: Pair<'s, Rule>, span: Span) -> Option<Limit<'s>> {
        let (mut later, mut parts) = (false, Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::which => later = has_word(part, Rule::k_later),
                Rule::operand => parts.push(self.operand(part)?),
                _ => {}
            }
        }
        Some(Limit::Either { later, parts, span })
    }

    /// One of several limits, with its own tails.
    fn operand<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Limit<'s>> {
        let inner = pair.into_inner().next()?;
        let span = self.span(&inner);
        match inner.as_rule() {
            Rule::nested => self.either(inner, span),
            Rule::date_given => self.date_given(inner),
            Rule::day_part => self.day(inner, span),
            _ => self.counted(inner, span).map(Limit::Counted),
        }
    }

    fn day<'s>(&mut self, pair: Pair<'s, Rule>, span: Span) -> Option<Limit<'s>> {
        let by = pair.as_rule() != Rule::on_day;
        let (mut end, mut day, mut tails) = (None, None, Vec::new());
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::end_of_day => end = Some(self.end_of_day(part)?),
                Rule::day_of => {
                    let anchor = of_rule(part, Rule::anchor).next()?;
                    day = Some(DayPhrase::DayOf(self.anchor(anchor)));
                }
                Rule::same_day => day = Some(DayPhrase::SameWorkingDay),
                Rule::nth_day => {
                    day = Some(DayPhrase::Nth(self.nth_day(part)?));
                }
                _ => tails.extend(self.tail(part)?),
            }
        }
        Some(Limit::Day { by, end, day: day?, tails, span })
    }

    /// A day that is counted from an event. `the next day` is clear; `the second day` is not.
    pub(crate) fn nth_day<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<NthDay<'s>> {
        let (mut number, mut unit, mut anchor, mut day) = (None, None, None, None);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::ordinal => number = Some((self.ordinal(&part), part.as_str())),
                Rule::k_working => unit = Some(Unit::WorkingDays),
                Rule::k_calendar => unit = Some(Unit::CalendarDays),
                Rule::k_day => day = Some(self.span(&part)),
                Rule::anchor => anchor = Some(self.anchor(part)),
                _ => {}
            }
        }
        let (number, written) = number?;
        if unit.is_none() && number.value != 1 {
            let span = day?;
            self.sink
                .add(Code::BareDays, span, "`day` does not say which days are counted: working days or calendar days?")
                .label("which days?")
                .help(format!("write `the {written} working day` or `the {written} calendar day`"))
                .fixes(|| ["working day", "calendar day"].map(|words| FixDraft::replace(span, words)).into());
            self.sink.partially_parsed = true;
        }
        Some(NthDay { number: self.amount(number), unit: unit.unwrap_or(Unit::CalendarDays), anchor })
    }

    /// An event as a limit names it.
    pub(super) fn anchor<'s>(&mut self, pair: Pair<'s, Rule>) -> Text<'s> {
        let text = self.text(&pair);
        match pair.into_inner().next() {
            Some(inner) => self.quoted(&inner),
            None => text,
        }
    }

    /// Nothing for a keyword; an error where a value has none to stand in for it.
    #[expect(clippy::option_option, reason = "outer: could it be read; inner: is it a tail")]
    pub(super) fn tail<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Option<Tail<'s>>> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut value =
            pair.into_inner().filter(|part| matches!(part.as_rule(), Rule::end_of_day | Rule::quoted | Rule::word));
        Some(Some(match rule {
            Rule::by_end => Tail::By(self.end_of_day(value.next()?)?, span),
            Rule::same_time => Tail::SameTime(span),
            Rule::roll => Tail::Roll(span),
            Rule::whatever_day => Tail::WhateverDay(span),
            Rule::only_working_days => Tail::OnlyWorkingDays(span),
            Rule::during => Tail::During(self.quoted(&value.next()?)),
            Rule::in_calendar => Tail::In(self.quoted(&value.next()?)),
            _ => return Some(None),
        }))
    }

    fn end_of_day(&mut self, pair: Pair<'_, Rule>) -> Option<EndOfDay> {
        let inner = pair.into_inner().next()?;
        match inner.as_rule() {
            Rule::time => self.time(&inner).map(EndOfDay::At),
            _ => Some(EndOfDay::Close),
        }
    }

    /// The end of the last day of a calculation.
    pub(crate) fn calculation_end(&mut self, pair: Pair<'_, Rule>) -> Option<End> {
        let end = of_rule(pair, Rule::end_of_day).next()?;
        self.end_of_day(end).map(EndOfDay::meaning)
    }

    /// Reports words that belong to limits in days beside a unit that is none.
    pub(crate) fn belongs_to_days(&mut self, span: Span, unit: Unit) {
        self.sink
            .add(
                Code::IncompatibleWords,
                span,
                format!("This is counted in {}, and these words belong to counts of days.", unit.words(2)),
            )
            .help("count in working days or calendar days, or leave these words out");
    }

    pub(crate) fn quantity(&mut self, pair: Pair<'_, Rule>) -> Option<Count> {
        let span = self.span(&pair);
        let mut parts = pair.into_inner();
        let amount = parts.next().map(|number| match number.as_rule() {
            Rule::an => Number { value: 1, span: self.span(&number) },
            _ => self.number(&number),
        })?;
        let mut unit = parts.next()?;
        let clear = unit.as_rule() == Rule::k_clear;
        if clear {
            unit = parts.next()?;
        }
        let rings = unit.as_rule() == Rule::rings;
        let unit = self.unit(&unit, Some(amount));
        Some(Count { amount: self.amount(amount), unit, rings, clear, span })
    }

    pub(crate) fn amount(&mut self, amount: Number) -> Number {
        if (1..=MAX_AMOUNT).contains(&amount.value) {
            return amount;
        }
        let message = if amount.value == 0 {
            "A limit of nothing can never be kept.".to_owned()
        } else {
            "No limit is longer than 10,000 units.".to_owned()
        };
        self.sink.add(Code::BadAmount, amount.span, message).label("not from 1 to 10,000").maybe_help(
            (amount.value == 0)
                .then(|| "for the same day write `on the day of receipt` or `on the same working day`".to_owned()),
        );
        Number { value: 1, span: amount.span }
    }

    /// `amount`: how many, where that is said.
    pub(crate) fn unit(&mut self, pair: &Pair<'_, Rule>, amount: Option<Number>) -> Unit {
        match pair.as_rule() {
            Rule::working_days => Unit::WorkingDays,
            Rule::working_hours => Unit::WorkingHours,
            Rule::working_minutes => Unit::WorkingMinutes,
            Rule::weeks => Unit::Weeks,
            Rule::months => Unit::Months,
            Rule::years => Unit::Years,
            Rule::hours => Unit::Hours,
            Rule::minutes => Unit::Minutes,
            Rule::seconds => Unit::Seconds,
            Rule::bare_days => {
                let days = pair.as_str();
                let span = self.span(pair);
                let amount = amount.map(|amount| format!("{} ", number_words(amount))).unwrap_or_default();
                self.sink
                    .add(
                        Code::BareDays,
                        span,
                        format!("`{days}` does not say which days are counted: working days or calendar days?"),
                    )
                    .label("which days?")
                    .help(format!("write `{amount}working {days}` or `{amount}calendar {days}`"))
                    .fixes(|| {
                        ["working", "calendar"].map(|which| FixDraft::replace(span, format!("{which} {days}"))).into()
                    });
                self.sink.partially_parsed = true;
                Unit::CalendarDays
            }
            Rule::rings => Unit::Seconds,
            _ => Unit::CalendarDays,
        }
    }

    pub(super) fn measure<'s>(&mut self, pair: Pair<'s, Rule>) -> Option<Measure<'s>> {
        let (mut percent, mut of) = (None, None);
        let (mut over, mut most, mut under) = (false, false, false);
        let span = self.span(&pair);
        for part in pair.into_inner() {
            match part.as_rule() {
                Rule::average => return Some(Measure::Average),
                Rule::k_over => over = true,
                Rule::k_most => most = true,
                Rule::k_under => under = true,
                Rule::percent => percent = Some(self.percent(part)),
                Rule::measured => {
                    of = part
                        .into_inner()
                        .find(|part| part.as_rule() == Rule::measured_words)
                        .map(|words| self.text(&words));
                }
                _ => {}
            }
        }
        let percent = percent?;
        if over && percent.0 == 10_000 && !self.reported_at(Code::BadPercentage) {
            self.bad_percentage(span, "More than 100% can never be kept.".to_owned());
        }
        Some(match (over, most, under) {
            (true, ..) => Measure::Over(percent, of),
            (_, true, _) => Measure::AtMost(percent, of),
            (.., true) => Measure::Under(percent, of),
            _ => Measure::AtLeast(percent, of),
        })
    }

    fn reported_at(&self, code: Code) -> bool {
        self.sink.last_is(code)
    }
}

impl EndOfDay {
    /// As the engine takes it. The midnight by which something is due is the one that ends the day.
    pub(crate) fn meaning(self) -> End {
        match self {
            EndOfDay::At(time) if time.time == TimeOfDay::MIDNIGHT || time.time == TimeOfDay::END_OF_DAY => End::OfDay,
            EndOfDay::At(time) => End::At(time.time),
            EndOfDay::Close => End::AtClose,
        }
    }
}

fn number_words(amount: Number) -> String {
    if amount.value == u32::MAX { "5".to_owned() } else { amount.value.to_string() }
}

/// Whether a keyword stands directly in a pair.
pub(super) fn has_word(pair: Pair<'_, Rule>, keyword: Rule) -> bool {
    pair.into_inner().any(|part| part.as_rule() == keyword || part.as_rule() == Rule::which && has_word(part, keyword))
}

/// The parts of a pair that a rule made.
pub(super) fn of_rule(pair: Pair<'_, Rule>, rule: Rule) -> impl Iterator<Item = Pair<'_, Rule>> {
    let parts: Pairs<'_, Rule> = pair.into_inner();
    parts.filter(move |part| part.as_rule() == rule)
}
