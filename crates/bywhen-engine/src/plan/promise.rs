//! Standards and promises with every name turned into a code.

use super::matching::PlannedApplies;
use super::{Code, Names, PlanError};
use crate::charter::{Alternative, Clock, Condition, Count, EventKind, Limit, Promise, Standard};
use crate::name::Name;
use crate::vocabulary::{self, ACKNOWLEDGED, CUSTOMER_EVENTS, ENQUIRY, RESPONDED};

#[derive(Debug)]
pub(crate) struct PlannedStandard {
    pub(crate) name: Name,
    pub(crate) applies: Vec<PlannedApplies>,
    /// How many stages it has.
    pub(crate) stages: u8,
    pub(crate) promises: Vec<PlannedPromise>,
}

#[derive(Debug)]
pub(crate) struct PlannedPromise {
    /// As the charter says it.
    pub(crate) said: Promise,
    pub(crate) stage: u8,
    /// The event that keeps it.
    pub(crate) done_when: Code,
    /// The event that keeps it where that one never happens: a response makes an acknowledgement needless.
    pub(crate) or_when: Option<Code>,
    pub(crate) limits: Vec<(PlannedCondition, PlannedLimit)>,
}

#[derive(Debug)]
pub(crate) enum PlannedLimit {
    Clock(PlannedClock),
    EarlierOf(Vec<PlannedLimit>),
    LaterOf(Vec<PlannedLimit>),
    Unstated,
}

#[derive(Debug)]
pub(crate) struct PlannedClock {
    pub(crate) count: Count,
    pub(crate) event: Code,
    pub(crate) stage: u8,
    /// The customer does it, so that receipt rules move it.
    pub(crate) by_customer: bool,
    /// The promise of the same standard that the event keeps, if any: its due date stands in until the event.
    pub(crate) promised_by: Option<Code>,
    pub(crate) calendar: Option<Code>,
    pub(crate) hours: Option<Code>,
}

#[derive(Debug)]
pub(crate) enum PlannedCondition {
    Always,
    Fact(Code),
    Happened(Code),
    Not(Box<PlannedCondition>),
    All(Vec<PlannedCondition>),
    Any(Vec<PlannedCondition>),
}

/// The lists in which names are looked up.
pub(super) struct Context<'a> {
    pub(super) kinds: &'a Names,
    pub(super) channels: &'a Names,
    pub(super) services: &'a Names,
    pub(super) facts: &'a Names,
    pub(super) events: &'a Names,
    pub(super) calendars: &'a Names,
    pub(super) hours: &'a Names,
    pub(super) own_events: &'a [EventKind],
}

impl Context<'_> {
    pub(super) fn standard(&self, standard: &Standard) -> Result<PlannedStandard, PlanError> {
        let staged: Vec<(u8, &Promise)> =
            standard.stages.iter().flat_map(|stage| stage.promises.iter().map(|p| (stage.number, p))).collect();
        let promises = staged
            .iter()
            .map(|(stage, promise)| self.promise(*stage, promise, &staged))
            .collect::<Result<Vec<_>, _>>()?;
        refuse_circles(&promises)?;
        let applies = standard
            .applies
            .iter()
            .map(|applies| {
                Ok(PlannedApplies {
                    kind: self.kinds.code("kind", applies.kind.as_ref().unwrap_or(&Name::new(ENQUIRY)))?,
                    kind_named: applies.kind.is_some(),
                    channels: applies
                        .channels
                        .iter()
                        .map(|channel| self.channels.code("channel", channel))
                        .collect::<Result<_, _>>()?,
                    service: match &applies.service {
                        Some(service) => Some(self.services.code("service", service)?),
                        None => None,
                    },
                })
            })
            .collect::<Result<_, PlanError>>()?;
        Ok(PlannedStandard {
            name: standard.name.clone(),
            applies,
            stages: standard.stages.iter().map(|stage| stage.number).max().unwrap_or(1),
            promises,
        })
    }

    fn promise(&self, stage: u8, promise: &Promise, all: &[(u8, &Promise)]) -> Result<PlannedPromise, PlanError> {
        let limits = promise
            .limits
            .iter()
            .map(|Alternative { when, limit }| Ok((self.condition(when)?, self.limit(limit, all)?)))
            .collect::<Result<_, PlanError>>()?;
        let acknowledged = promise.done_when == Name::new(ACKNOWLEDGED);
        let or_when = if acknowledged { Some(self.events.code("event", &Name::new(RESPONDED))?) } else { None };
        Ok(PlannedPromise {
            said: promise.clone(),
            stage,
            done_when: self.events.code("event", &promise.done_when)?,
            or_when,
            limits,
        })
    }

    fn limit(&self, limit: &Limit, all: &[(u8, &Promise)]) -> Result<PlannedLimit, PlanError> {
        let each = |limits: &[Limit]| limits.iter().map(|limit| self.limit(limit, all)).collect::<Result<_, _>>();
        Ok(match limit {
            Limit::Clock(clock) => PlannedLimit::Clock(self.clock(clock, all)?),
            Limit::EarlierOf(limits) => PlannedLimit::EarlierOf(each(limits)?),
            Limit::LaterOf(limits) => PlannedLimit::LaterOf(each(limits)?),
            Limit::Unstated => PlannedLimit::Unstated,
        })
    }

    fn clock(&self, clock: &Clock, all: &[(u8, &Promise)]) -> Result<PlannedClock, PlanError> {
        let event = &clock.from.event;
        let own = self.own_events.iter().find(|own| own.name == *event);
        let promised_by = all
            .iter()
            .position(|(stage, promise)| *stage == clock.from.stage && promise.done_when == *event)
            .and_then(|index| Code::try_from(index).ok());
        let by_customer = CUSTOMER_EVENTS.iter().any(|name| event.is(name)) || own.is_some_and(|own| own.by_customer);
        let code = |names: &Names, what, name: &Option<Name>| match name {
            Some(name) => names.code(what, name).map(Some),
            None => Ok(None),
        };
        Ok(PlannedClock {
            count: clock.count.clone(),
            event: self.events.code("event", event)?,
            stage: clock.from.stage,
            by_customer,
            promised_by: promised_by.filter(|_| !by_customer),
            calendar: code(self.calendars, "calendar", &clock.calendar)?,
            hours: code(self.hours, "hours", &clock.hours)?,
        })
    }

    fn condition(&self, condition: &Condition) -> Result<PlannedCondition, PlanError> {
        let each = |all: &[Condition]| all.iter().map(|one| self.condition(one)).collect::<Result<_, _>>();
        Ok(match condition {
            Condition::Always => PlannedCondition::Always,
            Condition::Fact(fact) => PlannedCondition::Fact(self.facts.code("fact", fact)?),
            Condition::Happened(event) => PlannedCondition::Happened(self.events.code("event", event)?),
            Condition::Not(one) => PlannedCondition::Not(Box::new(self.condition(one)?)),
            Condition::All(all) => PlannedCondition::All(each(all)?),
            Condition::Any(any) => PlannedCondition::Any(each(any)?),
        })
    }
}

impl PlannedLimit {
    /// Every clock in it.
    pub(crate) fn clocks(&self) -> Vec<&PlannedClock> {
        match self {
            PlannedLimit::Clock(clock) => vec![clock],
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                limits.iter().flat_map(PlannedLimit::clocks).collect()
            }
            PlannedLimit::Unstated => Vec::new(),
        }
    }
}

/// Following clocks to the promises that start them must come to an end.
fn refuse_circles(promises: &[PlannedPromise]) -> Result<(), PlanError> {
    for start in promises {
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(promise) = reached.get(next) {
            next += 1;
            for clock in promise.limits.iter().flat_map(|(_, limit)| limit.clocks()) {
                let Some(before) = clock.promised_by.and_then(|index| promises.get(usize::from(index))) else {
                    continue;
                };
                if std::ptr::eq(before, start) {
                    return Err(PlanError::Circular { id: start.said.id.clone() });
                }
                if !reached.iter().any(|seen| std::ptr::eq(*seen, before)) {
                    reached.push(before);
                }
            }
        }
    }
    Ok(())
}

/// The word that a name is a synonym of, or the name itself.
pub(crate) fn canonical(words: &[vocabulary::Word], text: &str) -> Name {
    vocabulary::find(words, text).map_or_else(|| Name::new(text), |found| Name::new(found.word))
}
