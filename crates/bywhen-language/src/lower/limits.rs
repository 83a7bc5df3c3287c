//! From limits as they are written to clocks.

use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, Count, Direction, FirstDay, Limit, Unit};

use super::context::{AnchorUse, PromiseContext};
use super::lowerer::Lowerer;
use super::tails::Tails;
use crate::code::Code;
use crate::parse::syntax::{self, Counted, DayPhrase, NthDay, Start, Tail, Text};
use crate::span::Span;

/// The count of an extension, with its calendar and hours.
pub(super) struct ExtensionCount {
    pub(super) count: Count,
    pub(super) calendar: Option<Name>,
    pub(super) hours: Option<Name>,
}

impl<'s> Lowerer<'_, 's> {
    /// A limit, or nothing where it lacks what nothing can stand in for.
    pub(super) fn limit(
        &mut self,
        limit: &syntax::Limit<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        let meant = self.limit_meant(limit, context, uses)?;
        match limit {
            syntax::Limit::Counted(Counted { tails, span, .. }) | syntax::Limit::Day { tails, span, .. } => {
                self.note_last_day(&meant, tails, *span);
            }
            // Each part has been recorded by itself.
            syntax::Limit::Either { .. } | syntax::Limit::DateGiven(_) | syntax::Limit::Unstated(_) => {}
        }
        Some(meant)
    }

    fn limit_meant(
        &mut self,
        limit: &syntax::Limit<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        match limit {
            syntax::Limit::Unstated(_) => Some(Limit::Unstated),
            syntax::Limit::DateGiven(anchor) => self.anchor(*anchor, context, uses).map(Limit::DateGiven),
            syntax::Limit::Counted(counted) => self.counted(counted, context, uses),
            syntax::Limit::Either { later, parts, span } => {
                if !self.bound_parts(parts.len(), *span) {
                    return None;
                }
                // The phrases after each apply to it alone.
                let limits = parts.iter().map(|part| self.limit(part, context, uses));
                joined(*later, limits.collect::<Vec<_>>())
            }
            syntax::Limit::Day { end, day, tails, span, .. } => {
                let tails = self.tails(tails, end.as_ref().map(|end| (end.meaning(), *span)));
                let (mut count, anchor) = match day {
                    DayPhrase::DayOf(anchor) => (Count::within(0, Unit::CalendarDays), Some(*anchor)),
                    DayPhrase::SameWorkingDay => (Count { roll: true, ..Count::within(0, Unit::WorkingDays) }, None),
                    DayPhrase::Nth(nth) => (nth.count(), nth.anchor),
                };
                self.end(&mut count, &tails);
                let anchor = self.anchor_or_receipt(anchor, *span, context, uses)?;
                Some(Limit::Clock(self.clock(anchor, count, &tails, context, *span)))
            }
        }
    }

    /// An event that may be left out in stage 1.
    fn anchor_or_receipt(
        &mut self,
        anchor: Option<Text<'s>>,
        span: Span,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Anchor> {
        match anchor {
            Some(anchor) => self.anchor(anchor, context, uses),
            None if context.stage == 1 => Some(self.received()),
            None => {
                self.counted_from_what(span);
                None
            }
        }
    }

    pub(super) fn counted(
        &mut self,
        counted: &Counted<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        let direction = match (&counted.start, counted.within) {
            (Some(Start::Before(_)), _) => Direction::Before,
            (Some(Start::After(_) | Start::AfterDay(..)), false) => Direction::After,
            _ => Direction::Within,
        };
        let starts_with_day = matches!(counted.start, Some(Start::AfterDay(_)));
        let tails = Tails { starts_with_day, ..self.tails(&counted.tails, None) };
        let mut count = self.plain(&counted.count, direction, &tails);
        if let Some(Start::WithDayOf(anchor)) = &counted.start {
            self.only_in_days(&count, anchor.span, "`beginning with`");
            count.first_day = FirstDay::SameDay;
        }
        if let Some(Start::WithDayAfter(anchor)) = &counted.start {
            self.only_in_days(&count, anchor.span, "`beginning with`");
            count.first_day = FirstDay::NextDay;
        }
        if let Some(Start::AfterDay(_)) = &counted.start {
            count.first_day = FirstDay::NextDay;
        }
        if count.clear {
            self.only_in_days(&count, counted.count.span, "`clear`");
        }
        self.end(&mut count, &tails);
        match &counted.start {
            None => {
                self.counted_from_what(counted.span);
                None
            }
            Some(
                Start::After(anchor) | Start::Before(anchor) | Start::WithDayOf(anchor) | Start::WithDayAfter(anchor),
            ) => {
                let anchor = self.anchor(*anchor, context, uses)?;
                Some(Limit::Clock(self.clock(anchor, count, &tails, context, counted.span)))
            }
            Some(Start::AfterDay(nth)) => {
                let first = nth.count();
                let anchor = self.anchor_or_receipt(nth.anchor, counted.span, context, uses)?;
                let first = Limit::Clock(self.clock(anchor, first, &tails, context, counted.span));
                Some(self.then(first, count, &tails, context, counted.span))
            }
            Some(Start::Either { later, anchors }) => {
                if !self.bound_parts(anchors.len(), counted.span) {
                    return None;
                }
                let limits = anchors.iter().map(|anchor| {
                    let anchor = self.anchor(*anchor, context, uses)?;
                    Some(Limit::Clock(self.clock(anchor, count.clone(), &tails, context, counted.span)))
                });
                joined(*later, limits.collect::<Vec<_>>())
            }
        }
    }

    /// A count that starts when another limit runs out.
    fn then(
        &mut self,
        first: Limit,
        count: Count,
        tails: &Tails<'s>,
        context: &PromiseContext<'_>,
        span: Span,
    ) -> Limit {
        let calendar = self.calendar_of(&count, tails, context, span);
        let hours = self.hours_for(&count, tails, context, span);
        Limit::Then { first: Box::new(first), count, calendar, hours }
    }

    /// The customer's window after `opens`.
    pub(super) fn lasting(
        &mut self,
        opens: Limit,
        (count, tails): &(syntax::Count, Vec<Tail<'s>>),
        context: &PromiseContext<'_>,
    ) -> Limit {
        let gathered = self.tails(tails, None);
        let mut plain = self.plain(count, Direction::Within, &gathered);
        self.end(&mut plain, &gathered);
        let lasts = self.then(opens, plain, &gathered, context, count.span);
        self.note_last_day(&lasts, tails, count.span);
        lasts
    }

    /// The first time that something is owed which is owed again and again.
    pub(super) fn repeated_limit(
        &mut self,
        repeat: &syntax::Repeat<'s>,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        let tails = Tails::default();
        let count = self.plain(&repeat.count, Direction::Within, &tails);
        let anchor = self.anchor_or_receipt(repeat.beginning_with, repeat.span, context, uses)?;
        Some(Limit::Clock(self.clock(anchor, count, &tails, context, repeat.span)))
    }

    /// The count of an extension, whose start is the day on which something was due.
    pub(super) fn extension_count(
        &mut self,
        count: &syntax::Count,
        tails: &[Tail<'s>],
        context: &PromiseContext<'_>,
        span: Span,
    ) -> ExtensionCount {
        let tails = self.tails(tails, None);
        let mut count = self.plain(count, Direction::Within, &tails);
        self.end(&mut count, &tails);
        let calendar = self.calendar_of(&count, &tails, context, span);
        let hours = self.hours_for(&count, &tails, context, span);
        ExtensionCount { count, calendar, hours }
    }

    /// The amount alone. Rings become seconds, and hours on working days only become working hours.
    pub(super) fn plain(&mut self, written: &syntax::Count, direction: Direction, tails: &Tails<'s>) -> Count {
        let mut amount = written.amount.value;
        let rings = written.rings.then_some(amount);
        if written.rings {
            match self.ring {
                Some(length) => amount = amount.saturating_mul(length).div_ceil(1_000),
                None => {
                    self.sink
                        .add(Code::BareRings, written.span, "How long a ring is differs from one telephone to another.")
                        .label("how long is a ring?")
                        .help("write the limit in seconds, or say how long a ring is: `one ring is 3 seconds`");
                    self.sink.partially_parsed = true;
                }
            }
        }
        let mut unit = written.unit;
        if let Some(span) = tails.only_working_days {
            unit = match unit {
                Unit::Hours => Unit::WorkingHours,
                Unit::Minutes => Unit::WorkingMinutes,
                other => {
                    self.sink
                        .add(
                            Code::IncompatibleWords,
                            span,
                            format!(
                                "This limit is in {}, and `on working days only` belongs to hours and minutes.",
                                other.words(2)
                            ),
                        )
                        .help("leave these words out, or count in working days");
                    other
                }
            };
        }
        // Clear days lie between, so that the day of the event is none of them.
        let first_day = if written.clear { FirstDay::NextDay } else { FirstDay::Implied };
        Count { direction, clear: written.clear, first_day, rings, ..Count::within(amount, unit) }
    }

    fn counted_from_what(&mut self, span: Span) {
        self.sink
            .add(Code::NoStart, span, "The limit does not say what it is counted from.")
            .label("from when?")
            .help("add `of receipt`, `of our acknowledgement` or another event");
    }
}

impl NthDay<'_> {
    /// As the engine takes it. It says where it starts: with the day after.
    pub(crate) fn count(&self) -> Count {
        Count { first_day: FirstDay::NextDay, ..Count::within(self.number.value, self.unit) }
    }
}

fn joined(later: bool, limits: Vec<Option<Limit>>) -> Option<Limit> {
    let limits = limits.into_iter().collect::<Option<Vec<_>>>()?;
    Some(if later { Limit::LaterOf(limits) } else { Limit::EarlierOf(limits) })
}
