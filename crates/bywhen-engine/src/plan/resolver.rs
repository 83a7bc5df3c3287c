//! From names to codes.

use std::cell::OnceCell;

use bywhen_calendar::Day;

use super::bank_holidays::{BankHolidays, first_day};
use super::error::PlanError;
use super::facts::PlannedFacts;
use super::names::{NameId, Names};
use super::order::Order;
use super::planned::{
    PlannedApplies, PlannedClock, PlannedCondition, PlannedEvent, PlannedExtension, PlannedExtensionLimit,
    PlannedLimit, PlannedLimits, PlannedNoticeDeadline, PlannedPromise, PlannedStandard, PlannedStop, PlannedVariation,
    PlannedWarning,
};
use crate::charter::{
    Alternative, Anchor, Applies, Change, Charter, Clock, Condition, Count, ExtendTo, Extension, Limit, NoticeDeadline,
    Promise, Receipt, ReceiptMove, ReceiptRule, Standard, Unit, Variation, Warning,
};
use crate::name::Name;
use crate::vocabulary::{ACKNOWLEDGED, CUSTOMER_EVENTS, ENQUIRY, ESCALATED, RESPONDED};

/// The lists in which the names of a charter are looked up.
///
/// What cannot be resolved stands for nothing, and the first such thing is kept in `wrong`: whoever resolves goes on, and
/// throws away what was made of it. That is a fraction of the code of asking at every name.
pub(super) struct Resolver<'a> {
    pub(super) charter: &'a Charter,
    pub(super) kinds: &'a Names,
    pub(super) channels: &'a Names,
    pub(super) services: &'a Names,
    pub(super) facts: &'a PlannedFacts,
    pub(super) events: &'a Names,
    pub(super) reasons: &'a Names,
    pub(super) calendars: &'a Names,
    pub(super) hours: &'a Names,
    pub(super) chosen: &'a [(Name, Name)],
    /// What notices change, in the order of the ids of the promises.
    pub(super) changes: Vec<(&'a Variation, &'a Change)>,
    pub(super) bank_holidays: BankHolidays,
    /// The charter's own events by their names.
    pub(super) own_events: Firsts<&'a Name>,
    pub(super) wrong: OnceCell<PlanError>,
}

/// The promises of a standard, each with its stage, and where to find one.
struct Staged<'a> {
    promises: Vec<(u8, &'a Promise)>,
    by_id: Firsts<&'a str>,
    /// By the stage and the event that keeps it: the first of them.
    by_event: Firsts<(u8, &'a Name)>,
}

/// Where each key comes first in a list, in the order of the keys.
pub(super) struct Firsts<K>(Vec<(K, usize)>);

impl<K: Ord> Firsts<K> {
    pub(super) fn new(keys: impl Iterator<Item = K>) -> Firsts<K> {
        let mut firsts: Vec<(K, usize)> = keys.zip(0..).collect();
        firsts.sort_unstable();
        Firsts(firsts)
    }

    fn find(&self, key: K) -> Option<usize> {
        let place = self.0.partition_point(|(known, _)| *known < key);
        self.0.get(place).filter(|(known, _)| *known == key).map(|(_, place)| *place)
    }
}

impl<'a> Staged<'a> {
    fn new(standard: &'a Standard) -> Staged<'a> {
        let mut promises: Vec<(u8, &Promise)> = Vec::new();
        for stage in &standard.stages {
            promises.extend(stage.promises.iter().map(|promise| (stage.number, promise)));
        }
        let by_id = Firsts::new(promises.iter().map(|(_, promise)| promise.id.as_str()));
        let by_event = Firsts::new(promises.iter().map(|(stage, promise)| (*stage, &promise.done_when)));
        Staged { promises, by_id, by_event }
    }
}

impl Resolver<'_> {
    fn refuse(&self, error: PlanError) {
        // The first is told; those that follow may come from it.
        let _ = self.wrong.set(error);
    }

    fn undefined(&self, what: &'static str, name: &str) {
        self.refuse(PlanError::Undefined { what, name: name.to_owned() });
    }

    fn code(&self, names: &Names, what: &'static str, name: &Name) -> NameId {
        names.find(name).unwrap_or_else(|| {
            self.undefined(what, name.text());
            0
        })
    }

    fn fact(&self, name: &Name) -> NameId {
        self.code(self.facts.names(), "fact", name)
    }

    pub(super) fn event(&self, name: &Name) -> NameId {
        self.code(self.events, "event", name)
    }

    pub(super) fn calendar(&self, name: &Option<Name>) -> Option<NameId> {
        name.as_ref().map(|name| self.calendar_called(name))
    }

    fn calendar_called(&self, name: &Name) -> NameId {
        let calendar = self.code(self.calendars, "calendar", name);
        self.bank_holidays.ask_calendar(calendar);
        calendar
    }

    fn hours(&self, name: &Option<Name>) -> Option<NameId> {
        name.as_ref().map(|name| self.hours_called(name))
    }

    fn hours_called(&self, name: &Name) -> NameId {
        let hours = self.code(self.hours, "hours", name);
        self.bank_holidays.ask_hours(hours);
        hours
    }

    /// `first` is how many promises the charter has before this standard.
    pub(super) fn standard(&self, standard: &Standard, first: usize) -> PlannedStandard {
        let staged = Staged::new(standard);
        self.bank_holidays.take(); // what was asked for before is not the standard's
        let mut promises = Vec::with_capacity(staged.promises.len());
        for (place, (stage, promise)) in staged.promises.iter().enumerate() {
            promises.push(self.promise(self.number(first + place), *stage, promise, &staged));
        }
        let order = Order::of(&promises).unwrap_or_else(|error| {
            self.refuse(error);
            Order::default()
        });
        let stages = standard.stages.iter().map(|stage| stage.number).max().unwrap_or(1);
        let escalated = self.event(&Name::built_in(ESCALATED));
        let has_simple_clocks =
            promises.iter().enumerate().all(|(place, promise)| promise.simple_clock(place, escalated).is_some());
        let mut windows: Vec<(u8, usize, Vec<usize>)> = Vec::new();
        for (place, window) in promises.iter().enumerate().filter(|(_, promise)| promise.is_window(escalated)) {
            // The first of a stage is its window.
            if !windows.iter().any(|(stage, ..)| *stage == window.stage) {
                windows.push((window.stage, place, order.before(place)));
            }
        }
        PlannedStandard {
            windows,
            order: order.places,
            name: standard.name.clone(),
            has_simple_clocks: has_simple_clocks && stages == 1,
            first_day: first_day(self.bank_holidays.take()),
            applies: standard.applies.iter().map(|applies| self.applies(applies)).collect(),
            stages,
            promises,
        }
    }

    fn number(&self, place: usize) -> NameId {
        NameId::try_from(place).unwrap_or_else(|_| {
            let limit = usize::from(NameId::MAX) + 1;
            self.refuse(PlanError::TooMany { what: "promises", count: place + 1, limit });
            0
        })
    }

    fn applies(&self, applies: &Applies) -> PlannedApplies {
        let channels = applies.channels.iter();
        PlannedApplies {
            kind: self.code(self.kinds, "kind", applies.kind.as_ref().unwrap_or(&Name::built_in(ENQUIRY))),
            kind_named: applies.kind.is_some(),
            channels: channels.map(|channel| self.code(self.channels, "channel", channel)).collect(),
            service: applies.service.as_ref().map(|service| self.code(self.services, "service", service)),
        }
    }

    fn promise(&self, number: NameId, stage: u8, promise: &Promise, all: &Staged<'_>) -> PlannedPromise {
        let parent = promise.instead_of.as_ref().and_then(|id| {
            let place = all.by_id.find(id);
            if place.is_none() {
                self.undefined("promise", id);
            }
            place
        });
        let stood_in_for = parent.and_then(|place| all.promises.get(place));
        // A response makes an acknowledgement needless.
        let or_when = if promise.done_when == Name::built_in(ACKNOWLEDGED) {
            Some(self.event(&Name::built_in(RESPONDED)))
        } else {
            stood_in_for.map(|(_, parent)| self.event(&parent.done_when))
        };
        // A holding reply is owed by when the answer is, also where a notice relaxes that; it has no share of its own.
        let id = stood_in_for.map_or(promise.id.as_str(), |(_, answer)| answer.id.as_str());
        let mut variations = Vec::new();
        let first = self.changes.partition_point(|(_, change)| change.promise.as_str() < id);
        for (variation, change) in self.changes.iter().skip(first) {
            if change.promise != id {
                break;
            }
            let measure = change.measure.filter(|_| stood_in_for.is_none());
            variations.push(PlannedVariation { measure, ..self.variation(variation, change, all) });
        }
        let stops = promise.stops.iter().map(|stop| PlannedStop {
            from: self.event(&stop.from),
            until: self.planned_event(&stop.until),
            first_day_lost: stop.first_day_lost,
            even_when_overdue: stop.even_when_overdue,
        });
        let restarts = promise.restarts.iter().map(|name| self.planned_event(name));
        PlannedPromise {
            number,
            id: promise.id.clone(),
            stage,
            action: promise.action.clone(),
            strength: promise.strength,
            cites: (!promise.cites.is_empty()).then(|| promise.cites.join("; ")),
            role: promise.role,
            measure: promise.measure,
            completion: promise.completion,
            late_requests_refused: promise.late_requests_refused,
            early_requests: promise.early_requests,
            done_when: self.event(&promise.done_when),
            or_when,
            limits: self.limits(&promise.limits, all),
            variations,
            instead_of: parent.and_then(|place| NameId::try_from(place).ok()),
            repeats_until: promise.repeats.as_ref().map(|repeat| self.event(&repeat.until)),
            stops: stops.collect(),
            restarts: restarts.collect(),
            extensions: promise.extensions.iter().map(|extension| self.extension(extension, all)).collect(),
            opens: promise.opens.as_ref().map(|limit| self.limit(limit, all)),
            for_staff: promise.for_staff,
            warnings: promise.warnings.iter().map(|warning| self.warning(warning)).collect(),
        }
    }

    fn warning(&self, warning: &Warning) -> PlannedWarning {
        match warning {
            Warning::AtShare(share) => PlannedWarning::AtShare(*share),
            Warning::Before { count, calendar, hours } => {
                let (calendar, hours) = (self.calendar(calendar), self.hours(hours));
                PlannedWarning::Before(PlannedClock { calendar, hours, ..started(count.clone(), 0, 1) })
            }
        }
    }

    fn variation(&self, variation: &Variation, change: &Change, all: &Staged<'_>) -> PlannedVariation {
        let day = |date| {
            Day::from_date(date).unwrap_or_else(|error| {
                self.refuse(error.into());
                Day::FIRST
            })
        };
        PlannedVariation {
            name: variation.name.clone(),
            from: day(variation.from),
            until: variation.until.map(day),
            measure: change.measure,
            limits: self.limits(&change.limits, all),
        }
    }

    fn extension(&self, extension: &Extension, all: &Staged<'_>) -> PlannedExtension {
        let reasons = extension.reasons.iter();
        PlannedExtension {
            times: extension.times,
            by_event: self.event(&extension.by_event),
            when: self.condition(&extension.when),
            reasons: reasons.map(|reason| self.code(self.reasons, "reason", reason)).collect(),
            to: match &extension.to {
                ExtendTo::By(count) | ExtendTo::DateGiven { at_most: Some(count) } => {
                    let (calendar, hours) = (self.calendar(&extension.calendar), self.hours(&extension.hours));
                    PlannedExtensionLimit::By(PlannedClock { calendar, hours, ..started(count.clone(), 0, 1) })
                }
                ExtendTo::DateGiven { at_most: None } => PlannedExtensionLimit::DateGiven,
                ExtendTo::Limit(limit) => PlannedExtensionLimit::Limit(self.limit(limit, all)),
            },
            notice_deadline: match &extension.notice_deadline {
                NoticeDeadline::BeforeDue => PlannedNoticeDeadline::BeforeDue,
                NoticeDeadline::Within(limit) => PlannedNoticeDeadline::Within(self.limit(limit, all)),
                NoticeDeadline::Whenever => PlannedNoticeDeadline::Whenever,
            },
        }
    }

    fn limits(&self, limits: &[Alternative], all: &Staged<'_>) -> PlannedLimits {
        limits.iter().map(|one| (self.condition(&one.when), self.limit(&one.limit, all))).collect()
    }

    fn limit(&self, limit: &Limit, all: &Staged<'_>) -> PlannedLimit {
        let each = |limits: &[Limit]| limits.iter().map(|limit| self.limit(limit, all)).collect();
        match limit {
            Limit::Clock(clock) => PlannedLimit::Clock(self.clock(clock, all)),
            Limit::EarlierOf(limits) => PlannedLimit::EarlierOf(each(limits)),
            Limit::LaterOf(limits) => PlannedLimit::LaterOf(each(limits)),
            Limit::Then { first, count, calendar, hours } => {
                let first = self.limit(first, all);
                let from = first.first_clock().map(|clock| (clock.event, clock.stage));
                let (event, stage) = from.unwrap_or_else(|| {
                    self.undefined("start", "then");
                    (0, 1)
                });
                let (calendar, hours) = (self.calendar(calendar), self.hours(hours));
                let then = PlannedClock { calendar, hours, ..started(count.clone(), event, stage) };
                PlannedLimit::Then(Box::new(first), then)
            }
            Limit::DateGiven(Anchor { event, stage }) => {
                PlannedLimit::DateGiven(started(Count::within(0, Unit::CalendarDays), self.event(event), *stage))
            }
            Limit::Unstated => PlannedLimit::Unstated,
        }
    }

    fn clock(&self, clock: &Clock, all: &Staged<'_>) -> PlannedClock {
        let Anchor { event, stage } = &clock.from;
        let promised_by = all.by_event.find((*stage, event)).and_then(|place| NameId::try_from(place).ok());
        let by_customer = self.is_customers(event);
        PlannedClock {
            by_customer,
            promised_by: promised_by.filter(|_| !by_customer),
            calendar: self.calendar(&clock.calendar),
            hours: self.hours(&clock.hours),
            ..started(clock.count.clone(), self.event(event), *stage)
        }
    }

    fn planned_event(&self, event: &Name) -> PlannedEvent {
        PlannedEvent { event: self.event(event), by_customer: self.is_customers(event) }
    }

    fn is_customers(&self, event: &Name) -> bool {
        let own = self.own_events.find(event).and_then(|place| self.charter.events.get(place));
        CUSTOMER_EVENTS.iter().any(|name| event.is(name)) || own.is_some_and(|own| own.by_customer)
    }

    /// Choices are made when the plan is compiled, so that none is left to ask for each case.
    fn condition(&self, condition: &Condition) -> PlannedCondition {
        let each = |all: &[Condition]| all.iter().map(|one| self.condition(one)).collect();
        match condition {
            Condition::Always => PlannedCondition::Always,
            Condition::Fact(fact) => PlannedCondition::Fact(self.fact(fact)),
            Condition::FactIs { fact, values } => {
                let code = self.fact(fact);
                let value = |value: &Name| {
                    self.facts.value(code, value).unwrap_or_else(|| {
                        self.undefined("value", value.text());
                        NameId::MAX
                    })
                };
                PlannedCondition::FactIs(code, values.iter().map(value).collect())
            }
            Condition::FactNumber { fact, test } => PlannedCondition::FactNumber(self.fact(fact), *test),
            Condition::DuringHours { event, hours, outside } => PlannedCondition::DuringHours {
                event: self.event(event),
                hours: self.hours_called(hours),
                outside: *outside,
            },
            Condition::OnWorkingDay { event, calendar, closed } => PlannedCondition::OnWorkingDay {
                event: self.event(event),
                calendar: self.calendar_called(calendar),
                closed: *closed,
            },
            Condition::OnWeekdays { event, weekdays } => PlannedCondition::OnWeekdays(self.event(event), *weekdays),
            Condition::Happened(event) => PlannedCondition::Happened(self.event(event)),
            Condition::ReceivedBefore(time) => PlannedCondition::ReceivedBefore(*time),
            Condition::ReceivedAfter(time) => PlannedCondition::ReceivedAfter(*time),
            Condition::ReceivedInSeason { from, to } => PlannedCondition::ReceivedInSeason { from: *from, to: *to },
            Condition::Chosen { choice, option } => match self.chosen.iter().find(|(name, _)| name == choice) {
                Some((_, made)) if made == option => PlannedCondition::Always,
                Some(_) => PlannedCondition::Any(Vec::new()),
                None => {
                    self.undefined("choice", choice.text());
                    PlannedCondition::Always
                }
            },
            Condition::Not(one) => PlannedCondition::Not(Box::new(self.condition(one))),
            Condition::All(all) => PlannedCondition::All(each(all)),
            Condition::Any(any) => PlannedCondition::Any(each(any)),
        }
    }

    /// The rules whose choice is made, together, and the hours whose next opening receipt waits for.
    pub(super) fn receipt(&self, rules: &[ReceiptRule]) -> (Receipt, Option<NameId>) {
        let (mut receipt, mut opening) = (Receipt::default(), None);
        let held = rules.iter().filter(|rule| matches!(self.condition(&rule.when), PlannedCondition::Always));
        for ReceiptRule { rule, .. } in held {
            match rule {
                ReceiptMove::DayOne => receipt.day_one = true,
                ReceiptMove::CutOff(cut_off) => receipt.cut_off = Some(*cut_off),
                ReceiptMove::ClosedDay { received_at } => {
                    receipt.closed_day_is_next_working_day = true;
                    receipt.closed_day_received_at = *received_at;
                }
                ReceiptMove::NextOpening(hours) => opening = Some(self.hours_called(hours)),
            }
        }
        (receipt, opening)
    }
}

/// A clock that counts from an event and nothing else.
fn started(count: Count, event: NameId, stage: u8) -> PlannedClock {
    PlannedClock { count, event, stage, by_customer: false, promised_by: None, calendar: None, hours: None }
}
