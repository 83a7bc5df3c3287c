//! From limits as they are written to clocks.

use bywhen_calendar::{HoursRules, Span as Opening};
use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, Clock, Count, Direction, End, FirstDay, Hours, Limit, Unit};

use super::Checker;
use super::standards::{AnchorUse, Setting};
use crate::code::Code;
use crate::syntax::{self, Counted, DayPhrase, Kind, Span, Start, Tail, Text};

/// What may follow a count, gathered.
#[derive(Default)]
struct Tails<'s> {
    end: Option<(End, Span)>,
    roll: Option<Span>,
    during: Option<Text<'s>>,
    calendar: Option<Text<'s>>,
    only_working_days: Option<Span>,
}

impl<'s> Checker<'_, 's> {
    /// A limit, or nothing where it lacks what nothing can stand in for.
    pub(super) fn limit(
        &mut self,
        limit: &syntax::Limit<'s>,
        setting: &Setting<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        match limit {
            syntax::Limit::Unstated(_) => Some(Limit::Unstated),
            syntax::Limit::Given(anchor) => self.anchor(*anchor, setting, uses).map(Limit::Given),
            syntax::Limit::Counted(counted) => self.counted(counted, setting, uses),
            syntax::Limit::Either { later, counts, tails, span } => {
                let tails = self.tails(tails, None);
                let limits = counts.iter().map(|operand| {
                    let direction = if operand.before { Direction::Before } else { Direction::Within };
                    let mut plain = self.plain(&operand.count, direction, &tails);
                    self.end(&mut plain, &tails);
                    let anchor = self.anchor(operand.anchor, setting, uses)?;
                    Some(Limit::Clock(self.clock(anchor, plain, &tails, setting, *span)))
                });
                joined(*later, limits.collect::<Vec<_>>())
            }
            syntax::Limit::Day { end, day, tails, span, .. } => {
                let tails = self.tails(tails, end.as_ref().map(|end| (end.meaning(), *span)));
                let (mut count, anchor) = match day {
                    DayPhrase::DayOf(anchor) => (Count::within(0, Unit::CalendarDays), Some(*anchor)),
                    DayPhrase::SameWorkingDay => (Count { roll: true, ..Count::within(0, Unit::WorkingDays) }, None),
                    DayPhrase::Nth(nth) => (Count::within(nth.number.value, nth.unit), nth.anchor),
                };
                self.end(&mut count, &tails);
                let anchor = self.anchor_or_receipt(anchor, *span, setting, uses)?;
                Some(Limit::Clock(self.clock(anchor, count, &tails, setting, *span)))
            }
        }
    }

    /// An event that may be left out in stage 1.
    fn anchor_or_receipt(
        &mut self,
        anchor: Option<Text<'s>>,
        span: Span,
        setting: &Setting<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Anchor> {
        match anchor {
            Some(anchor) => self.anchor(anchor, setting, uses),
            None if setting.stage == 1 => Some(self.received()),
            None => {
                self.counted_from_what(span);
                None
            }
        }
    }

    pub(super) fn counted(
        &mut self,
        counted: &Counted<'s>,
        setting: &Setting<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        let direction = match (&counted.start, counted.within) {
            (Some(Start::Before(_)), _) => Direction::Before,
            (Some(Start::After(_) | Start::AfterDay(..)), false) => Direction::After,
            _ => Direction::Within,
        };
        let tails = self.tails(&counted.tails, None);
        let mut count = self.plain(&counted.count, direction, &tails);
        if let Some(Start::WithDayOf(anchor)) = &counted.start {
            self.only_in_days(&count, anchor.span, "`beginning with`");
            count.first_day = FirstDay::SameDay;
        }
        if let Some(Start::WithDayAfter(anchor)) = &counted.start {
            self.only_in_days(&count, anchor.span, "`beginning with`");
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
                let anchor = self.anchor(*anchor, setting, uses)?;
                Some(Limit::Clock(self.clock(anchor, count, &tails, setting, counted.span)))
            }
            Some(Start::AfterDay(nth)) => {
                let first = Count::within(nth.number.value, nth.unit);
                let anchor = self.anchor_or_receipt(nth.anchor, counted.span, setting, uses)?;
                let first = Limit::Clock(self.clock(anchor, first, &tails, setting, counted.span));
                Some(self.then(first, count, &tails, setting, counted.span))
            }
            Some(Start::Either { later, anchors }) => {
                let limits = anchors.iter().map(|anchor| {
                    let anchor = self.anchor(*anchor, setting, uses)?;
                    Some(Limit::Clock(self.clock(anchor, count.clone(), &tails, setting, counted.span)))
                });
                joined(*later, limits.collect::<Vec<_>>())
            }
        }
    }

    /// A count that starts when another limit runs out.
    fn then(&mut self, first: Limit, count: Count, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Limit {
        let calendar = self.calendar_of(&count, tails, setting, span);
        let hours = self.hours_for(&count, tails, setting, span);
        Limit::Then { first: Box::new(first), count, calendar, hours }
    }

    /// How long the customer may ask after `opens`.
    pub(super) fn lasting(
        &mut self,
        opens: Limit,
        (count, tails): &(syntax::Count, Vec<Tail<'s>>),
        setting: &Setting<'_>,
    ) -> Limit {
        let gathered = self.tails(tails, None);
        let mut plain = self.plain(count, Direction::Within, &gathered);
        self.end(&mut plain, &gathered);
        self.then(opens, plain, &gathered, setting, count.span)
    }

    /// The first time that something is owed which is owed again and again.
    pub(super) fn repeated_limit(
        &mut self,
        repeat: &syntax::Repeat<'s>,
        setting: &Setting<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Option<Limit> {
        let tails = Tails::default();
        let count = self.plain(&repeat.count, Direction::Within, &tails);
        let anchor = self.anchor_or_receipt(repeat.beginning_with, repeat.span, setting, uses)?;
        Some(Limit::Clock(self.clock(anchor, count, &tails, setting, repeat.span)))
    }

    /// The count of an extension, whose start is the day on which something was due.
    pub(super) fn extension_count(
        &mut self,
        count: &syntax::Count,
        tails: &[Tail<'s>],
        setting: &Setting<'_>,
        span: Span,
    ) -> Count {
        let tails = self.tails(tails, None);
        let mut plain = self.plain(count, Direction::Within, &tails);
        self.end(&mut plain, &tails);
        // Only to report where they are missing: an extension is counted as its promise is.
        self.calendar_of(&plain, &tails, setting, span);
        self.hours_for(&plain, &tails, setting, span);
        plain
    }

    /// The amount alone. Rings become seconds, and hours on working days only become working hours.
    fn plain(&mut self, written: &syntax::Count, direction: Direction, tails: &Tails<'s>) -> Count {
        let mut amount = written.amount.value;
        if written.rings {
            match self.ring {
                Some(length) => amount = amount.saturating_mul(length).div_ceil(1_000),
                None => {
                    self.findings
                        .add(Code::BareRings, written.span, "How long a ring is differs from one telephone to another.")
                        .label("how long is a ring?")
                        .help("write the limit in seconds, or say how long a ring is: `one ring is 3 seconds`");
                    self.findings.in_doubt = true;
                }
            }
        }
        let mut unit = written.unit;
        if let Some(span) = tails.only_working_days {
            unit = match unit {
                Unit::Hours => Unit::WorkingHours,
                Unit::Minutes => Unit::WorkingMinutes,
                other => {
                    self.findings
                        .add(
                            Code::DoNotFit,
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
        Count { direction, clear: written.clear, ..Count::within(amount, unit) }
    }

    fn counted_from_what(&mut self, span: Span) {
        self.findings
            .add(Code::NoStart, span, "The limit does not say what it is counted from.")
            .label("from when?")
            .help("add `of receipt`, `of our acknowledgement` or another event");
    }

    fn tails(&mut self, tails: &[Tail<'s>], end: Option<(End, Span)>) -> Tails<'s> {
        let mut gathered = Tails { end, ..Tails::default() };
        for tail in tails {
            let (twice, span) = match *tail {
                Tail::By(end, span) => (gathered.end.replace((end.meaning(), span)).is_some(), span),
                Tail::SameTime(span) => (gathered.end.replace((End::SameTime, span)).is_some(), span),
                Tail::Roll(span) => (gathered.roll.replace(span).is_some(), span),
                Tail::During(name) => (gathered.during.replace(name).is_some(), name.span),
                Tail::OnlyWorkingDays(span) => (gathered.only_working_days.replace(span).is_some(), span),
                Tail::In(name) => (gathered.calendar.replace(name).is_some(), name.span),
            };
            if twice {
                self.findings
                    .add(
                        Code::DoNotFit,
                        span,
                        "The limit says this a second time, or says another end of the day before.",
                    )
                    .help("keep one of the two");
            }
        }
        gathered
    }

    /// Puts the end of the last day into a count, and refuses it for counts that have no days.
    fn end(&mut self, count: &mut Count, tails: &Tails<'s>) {
        if let Some((end, span)) = &tails.end {
            self.only_in_days(count, *span, "an end of the day");
            count.end = *end;
        }
        if let Some(span) = tails.roll {
            self.only_in_days(count, span, "rolling");
            count.roll = true;
        }
        if let Some(name) = tails.during.filter(|_| !count.needs_hours()) {
            self.findings
                .add(Code::DoNotFit, name.span, "Opening hours count only in working hours, and for `by close`.")
                .help(format!("write working hours, or add `by close`, or delete `during \"{}\"`", name.value));
        }
        if let Some(name) = tails.calendar.filter(|_| tails.only_working_days.is_none()) {
            self.only_in_days(count, name.span, "a calendar");
        }
    }

    fn only_in_days(&mut self, count: &Count, span: Span, what: &str) {
        if !count.unit.is_days() {
            self.findings
                .add(
                    Code::DoNotFit,
                    span,
                    format!("This limit is in {}, and {what} belongs to limits in days.", count.unit.words(2)),
                )
                .help("write the limit in working days or calendar days, or leave this out");
        }
    }

    fn clock(&mut self, from: Anchor, count: Count, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Clock {
        let calendar = self.calendar_of(&count, tails, setting, span);
        let hours = self.hours_for(&count, tails, setting, span);
        Clock { from, count, calendar, hours }
    }

    fn hours_for(&mut self, count: &Count, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Option<Name> {
        if !count.needs_hours() {
            return None;
        }
        match tails.only_working_days {
            Some(at) => self.whole_working_days(tails, setting, at),
            None => self.hours_of(tails, setting, span),
        }
    }

    /// Hours that are open all day on the working days of the calendar, made where they are first needed.
    fn whole_working_days(&mut self, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Option<Name> {
        let calendar = match tails.calendar {
            Some(text) => self.named_calendar(text)?,
            None if setting.calendar.is_some() => setting.calendar.clone()?,
            None => {
                self.only_calendar(span, "add `counts in \"...\"` to the standard, or `in \"...\"` to this limit")?
            }
        };
        let name = Name::new(&format!("all day on {calendar}"));
        if !self.hours.iter().any(|hours| hours.name == name) {
            let week: [Vec<Opening>; 7] = std::array::from_fn(|_| vec![Opening::WHOLE_DAY]);
            let rules = HoursRules { week, exceptions: Vec::new(), closed_on_non_working_days: true };
            self.hours.push(Hours { name: name.clone(), rules, calendar: Some(calendar), cites: Vec::new() });
        }
        Some(name)
    }

    fn calendar_of(&mut self, count: &Count, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Option<Name> {
        if let Some(text) = tails.calendar.filter(|_| tails.only_working_days.is_none()) {
            return self.named_calendar(text);
        }
        if !count.unit.is_days() {
            return None;
        }
        if setting.calendar.is_some() {
            return setting.calendar.clone();
        }
        if count.needs_calendar() {
            return self.only_calendar(span, "add `counts in \"...\"` to the standard, or `in \"...\"` to this limit");
        }
        // Rules of receipt live in the calendar, and a due date is soon by its working days.
        self.names.calendars.take_only()
    }

    fn hours_of(&mut self, tails: &Tails<'s>, setting: &Setting<'_>, span: Span) -> Option<Name> {
        if let Some(text) = tails.during {
            let found = self.names.hours.take(&bywhen_engine::slug(text.value));
            if found.is_none() && !self.may_be_declared(text.value) {
                let near = self.names.hours.near(text.value).map(str::to_owned);
                let list =
                    (!self.names.hours.is_empty()).then(|| format!("the charter has {}", self.names.hours.list()));
                self.findings
                    .add(Code::UnknownHours, text.span, format!("There are no hours `{}`.", text.value))
                    .suggest(near.as_deref(), || list);
            }
            return found;
        }
        let of_service = setting.service.as_ref().and_then(|service| self.names.hours.take(service.slug()));
        let found = of_service.or_else(|| self.names.hours.take_only());
        if found.is_some() || self.broken.has(Kind::Hours) {
            return found;
        }
        if self.names.hours.is_empty() {
            self.tell_once(
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
            self.findings.add(Code::WhichHours, span, message).help("add `during \"...\"` to this limit");
        }
        None
    }
}

fn joined(later: bool, limits: Vec<Option<Limit>>) -> Option<Limit> {
    let limits = limits.into_iter().collect::<Option<Vec<_>>>()?;
    Some(if later { Limit::LaterOf(limits) } else { Limit::EarlierOf(limits) })
}
