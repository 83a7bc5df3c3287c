//! Phrases after a count: the end of its last day, rolling, calendar and hours.

use bywhen_engine::charter::{Count, End};

use super::lowerer::Lowerer;
use crate::code::Code;
use crate::parse::syntax::{Tail, Text};
use crate::span::Span;

/// The phrases after a count.
#[derive(Default)]
pub(super) struct Tails<'s> {
    pub(super) end: Option<(End, Span)>,
    pub(super) last_day: Option<(LastDay, Span)>,
    pub(super) during: Option<Text<'s>>,
    pub(super) calendar: Option<Text<'s>>,
    pub(super) only_working_days: Option<Span>,
    /// The count starts with a day (`the next working day after receipt`), which the calendar may be for.
    pub(super) starts_with_day: bool,
}

/// The treatment of a last day that is not a working day.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum LastDay {
    /// It moves to the next working day.
    Rolls,
    /// It stays where it is, which is also the default.
    Stays,
}

impl<'s> Lowerer<'_, 's> {
    pub(super) fn tails(&mut self, tails: &[Tail<'s>], end: Option<(End, Span)>) -> Tails<'s> {
        let mut gathered = Tails { end, ..Tails::default() };
        for tail in tails {
            let (twice, span) = match *tail {
                Tail::By(end, span) => (gathered.end.replace((end.meaning(), span)).is_some(), span),
                Tail::SameTime(span) => (gathered.end.replace((End::SameTime, span)).is_some(), span),
                Tail::Roll(span) => (gathered.last_day.replace((LastDay::Rolls, span)).is_some(), span),
                Tail::WhateverDay(span) => (gathered.last_day.replace((LastDay::Stays, span)).is_some(), span),
                Tail::During(name) => (gathered.during.replace(name).is_some(), name.span),
                Tail::OnlyWorkingDays(span) => (gathered.only_working_days.replace(span).is_some(), span),
                Tail::In(name) => (gathered.calendar.replace(name).is_some(), name.span),
            };
            if twice {
                self.sink
                    .add(
                        Code::IncompatibleWords,
                        span,
                        "The limit says this a second time, or says something else of its last day before.",
                    )
                    .help("keep one of the two");
            }
        }
        gathered
    }

    /// Puts the end of the last day into a count, and refuses it for counts that have no days.
    pub(super) fn end(&mut self, count: &mut Count, tails: &Tails<'s>) {
        if let Some((end, span)) = &tails.end {
            self.only_in_days(count, *span, "an end of the day");
            count.end = *end;
        }
        if let Some((last_day, span)) = tails.last_day {
            self.only_in_days(count, span, "a last day");
            count.roll = last_day == LastDay::Rolls;
        }
        if let Some(name) = tails.during.filter(|_| !count.needs_hours()) {
            self.sink
                .add(
                    Code::IncompatibleWords,
                    name.span,
                    "Opening hours count only in working hours, and for `by close`.",
                )
                .help(format!(
                    "write working hours, or add `by close`, or make it a condition: `if received during \"{}\"`",
                    name.value
                ));
        }
        if let Some(name) = tails.calendar.filter(|_| tails.only_working_days.is_none() && !tails.starts_with_day) {
            self.only_in_days(count, name.span, "a calendar");
        }
    }

    pub(super) fn only_in_days(&mut self, count: &Count, span: Span, what: &str) {
        if !count.unit.is_days() {
            self.sink
                .add(
                    Code::IncompatibleWords,
                    span,
                    format!("This limit is in {}, and {what} belongs to limits in days.", count.unit.words(2)),
                )
                .help("write the limit in working days or calendar days, or leave this out");
        }
    }
}
