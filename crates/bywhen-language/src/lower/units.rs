//! The calendar and the hours that a clock counts by.

use bywhen_calendar::{HoursRules, Span as Opening};
use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, Clock, Count, Hours, ReceiptMove, ReceiptRule};

use super::context::PromiseContext;
use super::lowerer::Lowerer;
use super::tails::Tails;
use crate::code::Code;
use crate::parse::syntax::{Kind, Text};
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn clock(
        &mut self,
        from: Anchor,
        count: Count,
        tails: &Tails<'s>,
        context: &PromiseContext<'_>,
        span: Span,
    ) -> Clock {
        let calendar = self.calendar_of(&count, tails, context, span);
        let hours = self.hours_for(&count, tails, context, span);
        Clock { from, count, calendar, hours }
    }

    pub(super) fn hours_for(
        &mut self,
        count: &Count,
        tails: &Tails<'s>,
        context: &PromiseContext<'_>,
        span: Span,
    ) -> Option<Name> {
        if !count.needs_hours() {
            return None;
        }
        match tails.only_working_days {
            Some(at) => self.whole_working_days(tails, context, at),
            None => self.hours_of(tails, context, span),
        }
    }

    /// Hours that are open all day on the working days of the calendar, made where they are first needed.
    fn whole_working_days(&mut self, tails: &Tails<'s>, context: &PromiseContext<'_>, span: Span) -> Option<Name> {
        let calendar = match tails.calendar {
            Some(text) => self.named_calendar(text)?,
            None if context.calendar.is_some() => context.calendar.clone()?,
            None => {
                self.only_calendar(span, "add `counts in \"...\"` to the standard, or `in \"...\"` to this limit")?
            }
        };
        let name = Name::new(&format!("all day on {calendar}"));
        if self.whole_days.insert(name.clone()) && !self.hours.iter().any(|hours| hours.name == name) {
            let week: [Vec<Opening>; 7] = std::array::from_fn(|_| vec![Opening::WHOLE_DAY]);
            let rules = HoursRules { week, on_non_working_days: Some(Vec::new()), ..Default::default() };
            self.hours.push(Hours {
                name: name.clone(),
                rules,
                calendar: Some(calendar),
                cites: Vec::new(),
                due_at_next_opening: false,
            });
        }
        Some(name)
    }

    pub(super) fn calendar_of(
        &mut self,
        count: &Count,
        tails: &Tails<'s>,
        context: &PromiseContext<'_>,
        span: Span,
    ) -> Option<Name> {
        let named = tails.calendar.filter(|_| tails.only_working_days.is_none());
        let named = named.map(|text| self.named_calendar(text));
        if !count.unit.is_days() {
            return self.calendar_of_receipt(named.flatten(), context);
        }
        if let Some(named) = named {
            return named;
        }
        if context.calendar.is_some() {
            return context.calendar.clone();
        }
        if count.needs_calendar() {
            return self.only_calendar(span, "add `counts in \"...\"` to the standard, or `in \"...\"` to this limit");
        }
        // Rules of receipt live in the calendar, and a due date is soon by its working days.
        self.names.calendars.take_only()
    }

    /// The calendar of a count in hours: the one that is named, or the standard's, where that says at which time something counts
    /// as received.
    fn calendar_of_receipt(&mut self, named: Option<Name>, context: &PromiseContext<'_>) -> Option<Name> {
        let name = named.or_else(|| context.calendar.clone()).or_else(|| self.names.calendars.take_only())?;
        let calendar = self.calendars.iter().find(|calendar| calendar.name == name)?;
        let has_time = |rule: &ReceiptRule| match &rule.rule {
            ReceiptMove::NextOpening(_) => true,
            ReceiptMove::CutOff(cut_off) => cut_off.received_at.is_some(),
            ReceiptMove::ClosedDay { received_at } => received_at.is_some(),
            ReceiptMove::DayOne => false,
        };
        calendar.receipt.iter().any(has_time).then_some(name)
    }

    /// Reports hours that nothing declares, and stands for none.
    pub(super) fn unknown_hours(&mut self, text: Text<'_>) -> Option<Name> {
        if !self.may_be_declared(text.value) {
            let near = self.names.hours.near(text.value).map(str::to_owned);
            let list = (!self.names.hours.is_empty()).then(|| format!("the charter has {}", self.names.hours.list()));
            self.sink
                .add(Code::UnknownHours, text.span, format!("There are no hours `{}`.", text.value))
                .suggest(near.as_deref(), || list);
        }
        None
    }

    fn hours_of(&mut self, tails: &Tails<'s>, context: &PromiseContext<'_>, span: Span) -> Option<Name> {
        if let Some(text) = tails.during {
            let found = self.names.hours.take(&bywhen_engine::slug(text.value));
            return found.or_else(|| self.unknown_hours(text));
        }
        let of_service = context.service.as_ref().and_then(|service| self.names.hours.take(service.slug()));
        let found = of_service.or_else(|| self.names.hours.take_only());
        if found.is_some() || self.broken.has(Kind::Hours) {
            return found;
        }
        if self.names.hours.is_empty() {
            self.report_once(
                Code::NoHours,
                span,
                "Open time is counted here, and no `hours` says when the place is open.",
                "add a `hours \"Office\"` with `Monday to Friday 9am to 5pm` below it",
            );
        } else {
            let message = format!(
                "The charter has several sets of hours ({}), and nothing says which counts here.",
                self.names.hours.list()
            );
            self.sink.add(Code::WhichHours, span, message).help("add `during \"...\"` to this limit");
        }
        None
    }
}
