//! Running clocks: stops, restarts and extensions.

use bywhen_engine::charter::{
    Alternative, Completion, Condition, Direction, ExtendTo, Extension, Limit, NoticeDeadline, Promise, Repeat, Role,
    StopRule, Strength, Warning,
};
use bywhen_engine::vocabulary::{EXTENDED, HELD, PAUSED, RESPONDED, RESUMED};
use bywhen_engine::{Name, slug};

use super::conditions::all_of;
use super::context::{AnchorUse, ClockRules, PromiseContext, Stopping, Within};
use super::lowerer::{Lowerer, cites_of};
use super::promises::measure;
use super::tails::Tails;
use super::unspecified::Unspecified;
use crate::code::Code;
use crate::parse::syntax::{
    self, Extends, ExtendsPart, ExtendsTo, Line, NoticePhrase, Statement, StopIncludes, Stops, StopsBetween,
};
use crate::source::near;
use crate::span::Span;

/// The maximum number of extensions.
const MAX_EXTENSIONS: u32 = 100;

/// The maximum number of warnings of a promise.
const MAX_WARNINGS: usize = 10;

/// The maximum number of stop and restart rules of a clock.
const MAX_CLOCK_RULES: usize = 20;

/// The warnings below a line, else those around it.
fn written_warnings(line: &Line<'_>, around: &[syntax::Warning]) -> Vec<syntax::Warning> {
    let below = line.children.iter().filter_map(|child| match &child.statement {
        Statement::Warn(warnings) => Some(warnings),
        _ => None,
    });
    let own: Vec<syntax::Warning> = below.flatten().copied().collect();
    if own.is_empty() { around.to_vec() } else { own }
}

impl<'s> Lowerer<'_, 's> {
    /// The rules below a line, with those that hold around it.
    pub(super) fn clock_rules(&mut self, line: &Line<'s>, around: &ClockRules) -> ClockRules {
        let mut rules = ClockRules { warnings: written_warnings(line, &around.warnings), ..around.clone() };
        for child in &line.children {
            match &child.statement {
                Statement::Stops(stops, cites) => {
                    let rule = self.stop_rule(stops, child.span);
                    if !rules.stops.iter().any(|stopping| stopping.rule == rule) && self.bound_rules(&rules, child.span)
                    {
                        let (specifies_days, without_cites) =
                            (stops.included.is_some(), self.without(cites, child.span));
                        rules.stops.push(Stopping { rule, specifies_days, span: child.span, without_cites });
                    }
                }
                Statement::Restarts(event, _) => {
                    let event = self.event(*event);
                    if !rules.restarts.contains(&event) && self.bound_rules(&rules, child.span) {
                        rules.restarts.push(event);
                    }
                }
                _ => {}
            }
        }
        rules
    }

    /// When a promise with these limits warns before it is due: in the calendar and hours of its limits, else of its standard.
    pub(super) fn warnings(
        &mut self,
        written: &[syntax::Warning],
        limits: &[Alternative],
        context: &PromiseContext<'_>,
        line: Span,
    ) -> Vec<Warning> {
        if written.len() > MAX_WARNINGS {
            self.beyond(line, format!("A promise warns at most {MAX_WARNINGS} times."));
        }
        let warning = |warning: &syntax::Warning| match warning {
            syntax::Warning::AtShare(share) => Warning::AtShare(*share),
            syntax::Warning::Before(count) => {
                let (tails, span) = (Tails::default(), count.span);
                let count = self.plain(count, Direction::Before, &tails);
                let own = || limits.iter().flat_map(|one| one.limit.counts());
                let calendar = own().find_map(|count| count.calendar).cloned();
                let hours = own().find_map(|count| count.hours).cloned();
                let calendar = calendar.or_else(|| self.calendar_of(&count, &tails, context, span));
                let hours = hours.or_else(|| self.hours_for(&count, &tails, context, span));
                Warning::Before { count, calendar, hours }
            }
        };
        written.iter().take(MAX_WARNINGS).map(warning).collect()
    }

    /// Whether one more rule may hold for a clock.
    fn bound_rules(&mut self, rules: &ClockRules, span: Span) -> bool {
        let within = rules.stops.len() + rules.restarts.len() < MAX_CLOCK_RULES;
        if !within {
            self.beyond(span, format!("At most {MAX_CLOCK_RULES} lines say where one clock stops or starts again."));
        }
        within
    }

    /// A line without the clauses that it ends with.
    pub(super) fn without(&self, cites: &[syntax::Text<'s>], line: Span) -> Span {
        let (start, end) = (line.range().start, cites.first().map_or(line.range().end, |cite| cite.span.range().start));
        let before = self.source.text().get(start..end).unwrap_or_default().trim_end();
        let word = if cites.is_empty() { 0 } else { "cites".len() };
        let uncited = before.get(..before.len().saturating_sub(word)).unwrap_or_default().trim_end();
        Span::new(start, start + uncited.len())
    }

    fn stop_rule(&mut self, stops: &Stops<'s>, span: Span) -> StopRule {
        let first_day_lost = stops.included == Some(StopIncludes::BothDays);
        let even_when_overdue = stops.even_when_overdue;
        let (from, until) = match stops.between {
            StopsBetween::Paused => {
                return StopRule {
                    from: Name::new(PAUSED),
                    until: Name::new(RESUMED),
                    first_day_lost,
                    even_when_overdue,
                };
            }
            StopsBetween::Events { from, until } => (from, until),
        };
        let name = self.event(from);
        let until = match until {
            Some(until) => self.event(until),
            None => {
                self.sink
                    .add(Code::NoResumption, span, "The line does not say when the clock goes on.")
                    .label("until when?")
                    .help(format!("add the event: `the clock stops from \"{}\" until \"...\"`", from.value));
                return StopRule { from: name, until: Name::new(RESUMED), first_day_lost, even_when_overdue };
            }
        };
        if name == until {
            self.sink
                .add(Code::NoResumption, span, "The clock would stop and go on at the same event.")
                .help("name another event after `until`");
        }
        StopRule { from: name, until, first_day_lost, even_when_overdue }
    }

    /// The extensions of the promise on a line.
    pub(super) fn extensions(
        &mut self,
        line: &Line<'s>,
        promise: &str,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<Extension> {
        let lines = line.children.iter().filter_map(|child| match &child.statement {
            Statement::Extends(extends) => Some((&**extends, child.span)),
            _ => None,
        });
        let extension = |(extends, span): (&Extends<'s>, Span)| {
            let before = uses.len();
            let extension = self.extension(extends, span, promise, context, uses);
            let within = if extends.by_holding_reply { Within::Holding } else { Within::Extension };
            uses.iter_mut().skip(before).for_each(|used| used.within = within);
            extension
        };
        lines.map(extension).collect()
    }

    fn extension(
        &mut self,
        extends: &Extends<'s>,
        span: Span,
        promise: &str,
        context: &PromiseContext<'_>,
        uses: &mut Vec<AnchorUse>,
    ) -> Extension {
        let (mut at_most, mut calendar, mut hours) = (None, None, None);
        let (mut times, mut reasons, mut notice, mut conditions) = (None, Vec::new(), None, Vec::new());
        for part in &extends.parts {
            let (twice, at) = match part {
                ExtendsPart::AtMost(count) => {
                    let at = count.span;
                    if extends.to != ExtendsTo::DateWeGive {
                        self.sink
                            .add(Code::IncompatibleWords, at, "The line says already by how much, or to when.")
                            .help("keep one of the two");
                    }
                    let by = self.extension_count(count, &[], context, at);
                    (calendar, hours) = (by.calendar, by.hours);
                    (at_most.replace(by.count).is_some(), at)
                }
                ExtendsPart::Times(number) => {
                    if !(1..=MAX_EXTENSIONS).contains(&number.value) {
                        self.sink
                            .add(Code::BadAmount, number.span, "Nothing is put off so many times.")
                            .help("write `once`, `twice` or `3 times`");
                    }
                    (times.replace(u8::try_from(number.value).unwrap_or(1)).is_some(), number.span)
                }
                ExtendsPart::Reasons(named, at) => {
                    reasons.extend(named.iter().map(|reason| Name::new(reason.value)));
                    (false, *at)
                }
                ExtendsPart::Notice(when, at) => {
                    let when = match when {
                        NoticePhrase::BeforeDue => NoticeDeadline::BeforeDue,
                        NoticePhrase::AtAnyTime => NoticeDeadline::Whenever,
                        NoticePhrase::Limit(limit) => {
                            NoticeDeadline::Within(self.limit(limit, context, uses).unwrap_or(Limit::Unstated))
                        }
                    };
                    (notice.replace(when).is_some(), *at)
                }
                ExtendsPart::If(proviso) => {
                    conditions.push(self.proviso(proviso));
                    (false, proviso.condition.span)
                }
            };
            if twice {
                self.sink
                    .add(Code::IncompatibleWords, at, "The line says this a second time.")
                    .help("keep one of the two");
            }
        }
        let to = match &extends.to {
            ExtendsTo::By(count, tails) => {
                let by = self.extension_count(count, tails, context, span);
                (calendar, hours) = (by.calendar, by.hours);
                let by = by.count;
                self.note_last_day_of(&by, context.calendar.as_ref(), tails, count.span);
                ExtendTo::By(by)
            }
            ExtendsTo::Limit(limit) => ExtendTo::Limit(self.limit(limit, context, uses).unwrap_or(Limit::Unstated)),
            ExtendsTo::DateWeGive => ExtendTo::DateGiven { at_most },
        };
        // A holding reply that comes when the answer is late already holds nothing.
        let notice = notice.or(extends.by_holding_reply.then_some(NoticeDeadline::BeforeDue));
        if notice.is_none() {
            let end = self.without(&extends.cites, span);
            self.unspecified.push(Unspecified::NoticeDeadline {
                promise: promise.to_owned(),
                to: to.clone(),
                span,
                end,
            });
        }
        Extension {
            to,
            times: times.unwrap_or(1),
            reasons,
            notice_deadline: notice.unwrap_or(NoticeDeadline::Whenever),
            by_event: Name::new(if extends.by_holding_reply { HELD } else { EXTENDED }),
            when: all_of(conditions),
            calendar,
            hours,
        }
    }

    /// The end of a recurring promise.
    pub(super) fn repeat(&mut self, repeat: &syntax::Repeat<'s>) -> Repeat {
        let until = match repeat.until {
            Some(until) => self.event(until),
            None => {
                self.sink
                    .add(Code::NoEnd, repeat.span, "The line does not say until when this is owed again and again.")
                    .label("until when?")
                    .help("add the event that ends it: `until responded`");
                Name::new(RESPONDED)
            }
        };
        Repeat { until, from: repeat.from.map(|from| from.value) }
    }

    /// The promises that stand below another: what happens where it is not kept, and its further tiers.
    pub(super) fn promises_below(
        &mut self,
        promise: &Promise,
        line: &Line<'s>,
        context: &PromiseContext<'_>,
        stage: usize,
        before: usize,
        uses: &mut Vec<AnchorUse>,
    ) -> Vec<(Promise, Option<Span>)> {
        let mut below: Vec<(Promise, Option<Span>)> = Vec::new();
        let mut tiers = 1;
        // A holding reply waits for what the promise waits for.
        let own = uses.iter().rev().take_while(|used| (used.stage, used.promise) == (stage, before - 1));
        let own: Vec<AnchorUse> = own.filter(|used| used.within != Within::Holding).cloned().collect();
        for child in &line.children {
            match &child.statement {
                Statement::Holds { strength, action, cites } => {
                    let (name, done_when) = self.action(*action);
                    let held_by = before + below.len();
                    uses.extend(own.iter().map(|used| AnchorUse { promise: held_by, ..used.clone() }));
                    let own = cites_of(cites, child);
                    let held = Promise {
                        id: context.id(&name),
                        action: name,
                        done_when,
                        manner: None,
                        strength: *strength,
                        cites: if own.is_empty() { promise.cites.clone() } else { own },
                        measure: None,
                        completion: Completion::First,
                        instead_of: Some(promise.id.clone()),
                        repeats: None,
                        extensions: promise
                            .extensions
                            .iter()
                            .filter(|one| one.by_event.slug() != HELD)
                            .cloned()
                            .collect(),
                        readings: Vec::new(),
                        ..promise.clone()
                    };
                    below.push((held, Some(action.span)));
                }
                Statement::Tier(tier) => {
                    tiers += 1;
                    let first_use = uses.len();
                    let limit = self.limit(&tier.limit, context, uses).unwrap_or(Limit::Unstated);
                    for used in uses.iter_mut().skip(first_use) {
                        (used.stage, used.promise) = (stage, before + below.len());
                    }
                    let when = tier.last.as_ref().map_or(Condition::Always, |proviso| self.proviso(proviso));
                    let own = cites_of(&tier.cites, child);
                    let limits = vec![Alternative { when, limit }];
                    let written = written_warnings(line, &context.clocks.warnings);
                    let next = Promise {
                        warnings: self.warnings(&written, &limits, context, child.span),
                        id: format!("{}-{tiers}", promise.id),
                        role: Role::Council,
                        strength: if tier.always { Strength::Will } else { promise.strength },
                        cites: if own.is_empty() { promise.cites.clone() } else { own },
                        limits,
                        measure: tier.measure.map(measure),
                        repeats: None,
                        readings: Vec::new(),
                        for_staff: promise.for_staff || tier.for_staff,
                        ..promise.clone()
                    };
                    below.push((next, None));
                }
                _ => {}
            }
        }
        below
    }

    /// Reports a reason that no extension allows.
    pub(super) fn known_reason(&mut self, text: syntax::Text<'s>, reasons: &[Name]) {
        let wanted = slug(text.value);
        if reasons.is_empty() || reasons.iter().any(|reason| reason.slug() == wanted) {
            return;
        }
        let near = near(text.value, reasons.iter().map(Name::text)).map(str::to_owned);
        self.sink
            .add(Code::UnknownReason, text.span, format!("Nothing is put off for the reason `{}`.", text.value))
            .label("unknown reason")
            .suggest(near.as_deref(), || {
                let list = reasons.iter().take(8).map(|reason| format!("`{reason}`")).collect::<Vec<_>>().join(", ");
                Some(format!("the charter's extensions allow {list}"))
            });
    }
}
