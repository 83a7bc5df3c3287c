//! Standards and promises with every name turned into a code.

use super::matching::PlannedApplies;
use super::{Code, Names, PlanError};
use bywhen_calendar::{Day, TimeOfDay};

use crate::charter::{
    Alternative, Clock, Completion, Condition, Count, EventKind, ExtendTo, Extension, Limit, Measure, Promise, Role,
    Standard, Told, Unit, Variation,
};
use crate::name::Name;
use crate::vocabulary::{self, ACKNOWLEDGED, CUSTOMER_EVENTS, ENQUIRY, ESCALATED, RESPONDED};

#[derive(Debug)]
pub(crate) struct PlannedStandard {
    pub(crate) name: Name,
    pub(crate) applies: Vec<PlannedApplies>,
    /// How many stages it has.
    pub(crate) stages: u8,
    /// Every clock of it runs straight from one event to the next: see [`PlannedPromise::straight`].
    pub(crate) straight: bool,
    pub(crate) promises: Vec<PlannedPromise>,
}

#[derive(Debug)]
pub(crate) struct PlannedPromise {
    /// Its place among all promises of the charter.
    pub(crate) number: Code,
    /// As the charter says it.
    pub(crate) said: Promise,
    pub(crate) stage: u8,
    /// The event that keeps it.
    pub(crate) done_when: Code,
    /// The event that keeps it where that one never happens: a response makes an acknowledgement needless.
    pub(crate) or_when: Option<Code>,
    pub(crate) limits: PlannedLimits,
    /// The notices that relax it, with the limits that hold meanwhile.
    pub(crate) variations: Vec<PlannedVariation>,
    /// The promise of the same standard that it stands in for.
    pub(crate) instead_of: Option<Code>,
    /// The event that ends a promise that is owed again and again.
    pub(crate) repeats_until: Option<Code>,
    pub(crate) stops: Vec<PlannedStop>,
    /// The events at which its clock starts again.
    pub(crate) restarts: Vec<PlannedEvent>,
    pub(crate) extensions: Vec<PlannedExtension>,
    /// For the customer's window: when it opens.
    pub(crate) opens: Option<PlannedLimit>,
}

/// Limits, of which the first whose condition holds is the one.
pub(crate) type PlannedLimits = Vec<(PlannedCondition, PlannedLimit)>;

#[derive(Debug)]
pub(crate) enum PlannedLimit {
    Clock(PlannedClock),
    EarlierOf(Vec<PlannedLimit>),
    LaterOf(Vec<PlannedLimit>),
    /// A count that starts when another limit runs out. Its clock names the event that the other counts from.
    Then(Box<PlannedLimit>, PlannedClock),
    /// The date that was given with an event.
    Given(PlannedClock),
    Unstated,
}

#[derive(Debug)]
pub(crate) struct PlannedVariation {
    pub(crate) name: Name,
    pub(crate) from: Day,
    pub(crate) until: Option<Day>,
    pub(crate) limits: PlannedLimits,
    /// The share that is enough meanwhile, where it changes too.
    pub(crate) measure: Option<Measure>,
}

#[derive(Debug)]
pub(crate) struct PlannedStop {
    pub(crate) from: Code,
    pub(crate) until: Code,
    pub(crate) first_day_lost: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct PlannedEvent {
    pub(crate) event: Code,
    /// The customer does it, so that receipt rules move it.
    pub(crate) by_customer: bool,
}

#[derive(Debug)]
pub(crate) struct PlannedExtension {
    pub(crate) said: Extension,
    pub(crate) by_event: Code,
    pub(crate) when: PlannedCondition,
    /// The reasons that allow it. Empty where any does.
    pub(crate) reasons: Vec<Code>,
    /// The limit that it runs to, where it has one of its own.
    pub(crate) to: Option<PlannedLimit>,
    /// The limit within which the customer must be told, where it has one of its own.
    pub(crate) told: Option<PlannedLimit>,
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
    ReceivedBefore(TimeOfDay),
    ReceivedAfter(TimeOfDay),
    ReceivedInSeason { from: (u32, u32), to: (u32, u32) },
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
    pub(super) reasons: &'a Names,
    pub(super) calendars: &'a Names,
    pub(super) hours: &'a Names,
    pub(super) own_events: &'a [EventKind],
    pub(super) chosen: &'a [(Name, Name)],
    pub(super) variations: &'a [Variation],
}

impl Context<'_> {
    /// `first` is how many promises the charter has before this standard.
    pub(super) fn standard(&self, standard: &Standard, first: usize) -> Result<PlannedStandard, PlanError> {
        let staged: Vec<(u8, &Promise)> =
            standard.stages.iter().flat_map(|stage| stage.promises.iter().map(|p| (stage.number, p))).collect();
        let promises = staged
            .iter()
            .enumerate()
            .map(|(place, (stage, promise))| self.promise(number(first + place)?, *stage, promise, &staged))
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
        let stages = standard.stages.iter().map(|stage| stage.number).max().unwrap_or(1);
        let escalated = self.events.code("event", &Name::new(ESCALATED))?;
        let straight = promises.iter().enumerate().all(|(place, promise)| promise.straight(place, escalated).is_some());
        Ok(PlannedStandard {
            name: standard.name.clone(),
            straight: straight && stages == 1,
            applies,
            stages,
            promises,
        })
    }

    fn promise(
        &self,
        number: Code,
        stage: u8,
        promise: &Promise,
        all: &[(u8, &Promise)],
    ) -> Result<PlannedPromise, PlanError> {
        let event = |name: &Name| self.events.code("event", name);
        let acknowledged = promise.done_when == Name::new(ACKNOWLEDGED);
        let parent = promise.instead_of.as_ref().map(|id| {
            let index = all.iter().position(|(_, other)| other.id == *id);
            let index = index.and_then(|index| Code::try_from(index).ok());
            index.ok_or_else(|| PlanError::Undefined { what: "promise", name: id.clone() })
        });
        let instead_of = parent.transpose()?;
        let stood_in_for =
            instead_of.and_then(|index| all.get(usize::from(index))).map(|(_, parent)| &parent.done_when);
        let or_when =
            if acknowledged { Some(event(&Name::new(RESPONDED))?) } else { stood_in_for.map(event).transpose()? };
        let stops = promise.stops.iter().map(|stop| {
            Ok(PlannedStop {
                from: event(&stop.from)?,
                until: event(&stop.until)?,
                first_day_lost: stop.first_day_lost,
            })
        });
        let restarts = promise
            .restarts
            .iter()
            .map(|name| Ok(PlannedEvent { event: event(name)?, by_customer: self.is_customers(name) }));
        let extensions = promise.extensions.iter().map(|extension| self.extension(extension, all));
        let varied = self.variations.iter().flat_map(|variation| {
            let changes = variation.changes.iter().filter(|change| change.promise == promise.id);
            changes.map(move |change| (variation, change))
        });
        let variations = varied.map(|(variation, change)| {
            Ok(PlannedVariation {
                name: variation.name.clone(),
                from: Day::from_date(variation.from)?,
                until: variation.until.map(Day::from_date).transpose()?,
                measure: change.measure,
                limits: self.limits(&change.limits, all)?,
            })
        });
        Ok(PlannedPromise {
            number,
            stage,
            done_when: event(&promise.done_when)?,
            or_when,
            limits: self.limits(&promise.limits, all)?,
            variations: variations.collect::<Result<_, PlanError>>()?,
            instead_of,
            repeats_until: promise.repeats.as_ref().map(|repeat| event(&repeat.until)).transpose()?,
            stops: stops.collect::<Result<_, PlanError>>()?,
            restarts: restarts.collect::<Result<_, PlanError>>()?,
            extensions: extensions.collect::<Result<_, PlanError>>()?,
            opens: promise.opens.as_ref().map(|limit| self.limit(limit, all)).transpose()?,
            said: promise.clone(),
        })
    }

    fn extension(&self, extension: &Extension, all: &[(u8, &Promise)]) -> Result<PlannedExtension, PlanError> {
        let to = match &extension.to {
            ExtendTo::Limit(limit) => Some(self.limit(limit, all)?),
            ExtendTo::By(_) | ExtendTo::DateGiven { .. } => None,
        };
        let told = match &extension.told {
            Told::Within(limit) => Some(self.limit(limit, all)?),
            Told::BeforeDue | Told::Whenever => None,
        };
        Ok(PlannedExtension {
            by_event: self.events.code("event", &extension.by_event)?,
            when: self.condition(&extension.when)?,
            reasons: extension
                .reasons
                .iter()
                .map(|reason| self.reasons.code("reason", reason))
                .collect::<Result<_, _>>()?,
            to,
            told,
            said: extension.clone(),
        })
    }

    fn limits(&self, limits: &[Alternative], all: &[(u8, &Promise)]) -> Result<PlannedLimits, PlanError> {
        let one = |Alternative { when, limit }: &Alternative| Ok((self.condition(when)?, self.limit(limit, all)?));
        limits.iter().map(one).collect()
    }

    fn limit(&self, limit: &Limit, all: &[(u8, &Promise)]) -> Result<PlannedLimit, PlanError> {
        let each = |limits: &[Limit]| limits.iter().map(|limit| self.limit(limit, all)).collect::<Result<_, _>>();
        Ok(match limit {
            Limit::Clock(clock) => PlannedLimit::Clock(self.clock(clock, all)?),
            Limit::EarlierOf(limits) => PlannedLimit::EarlierOf(each(limits)?),
            Limit::LaterOf(limits) => PlannedLimit::LaterOf(each(limits)?),
            Limit::Then { first, count, calendar, hours } => {
                let first = self.limit(first, all)?;
                let from = first.clocks().first().map(|clock| (clock.event, clock.stage));
                let (event, stage) = from.ok_or(PlanError::Undefined { what: "start", name: "then".to_owned() })?;
                let then = PlannedClock {
                    count: count.clone(),
                    event,
                    stage,
                    by_customer: false,
                    promised_by: None,
                    calendar: self.code(self.calendars, "calendar", calendar)?,
                    hours: self.code(self.hours, "hours", hours)?,
                };
                PlannedLimit::Then(Box::new(first), then)
            }
            Limit::Given(anchor) => PlannedLimit::Given(PlannedClock {
                count: Count::within(0, Unit::CalendarDays),
                event: self.events.code("event", &anchor.event)?,
                stage: anchor.stage,
                by_customer: false,
                promised_by: None,
                calendar: None,
                hours: None,
            }),
            Limit::Unstated => PlannedLimit::Unstated,
        })
    }

    fn clock(&self, clock: &Clock, all: &[(u8, &Promise)]) -> Result<PlannedClock, PlanError> {
        let event = &clock.from.event;
        let promised_by = all
            .iter()
            .position(|(stage, promise)| *stage == clock.from.stage && promise.done_when == *event)
            .and_then(|index| Code::try_from(index).ok());
        let by_customer = self.is_customers(event);
        Ok(PlannedClock {
            count: clock.count.clone(),
            event: self.events.code("event", event)?,
            stage: clock.from.stage,
            by_customer,
            promised_by: promised_by.filter(|_| !by_customer),
            calendar: self.code(self.calendars, "calendar", &clock.calendar)?,
            hours: self.code(self.hours, "hours", &clock.hours)?,
        })
    }

    fn is_customers(&self, event: &Name) -> bool {
        let own = self.own_events.iter().find(|own| own.name == *event);
        CUSTOMER_EVENTS.iter().any(|name| event.is(name)) || own.is_some_and(|own| own.by_customer)
    }

    fn code(&self, names: &Names, what: &'static str, name: &Option<Name>) -> Result<Option<Code>, PlanError> {
        name.as_ref().map(|name| names.code(what, name)).transpose()
    }

    /// Choices are made when the plan is compiled, so that none is left to ask for each case.
    pub(super) fn condition(&self, condition: &Condition) -> Result<PlannedCondition, PlanError> {
        let each = |all: &[Condition]| all.iter().map(|one| self.condition(one)).collect::<Result<_, _>>();
        Ok(match condition {
            Condition::Always => PlannedCondition::Always,
            Condition::Fact(fact) => PlannedCondition::Fact(self.facts.code("fact", fact)?),
            Condition::Happened(event) => PlannedCondition::Happened(self.events.code("event", event)?),
            Condition::ReceivedBefore(time) => PlannedCondition::ReceivedBefore(*time),
            Condition::ReceivedAfter(time) => PlannedCondition::ReceivedAfter(*time),
            Condition::ReceivedInSeason { from, to } => PlannedCondition::ReceivedInSeason { from: *from, to: *to },
            Condition::Chosen { choice, option } => {
                let made = self.chosen.iter().find(|(name, _)| name == choice);
                let (_, made) =
                    made.ok_or_else(|| PlanError::Undefined { what: "choice", name: choice.text().to_owned() })?;
                if made == option { PlannedCondition::Always } else { PlannedCondition::Any(Vec::new()) }
            }
            Condition::Not(one) => PlannedCondition::Not(Box::new(self.condition(one)?)),
            Condition::All(all) => PlannedCondition::All(each(all)?),
            Condition::Any(any) => PlannedCondition::Any(each(any)?),
        })
    }
}

impl PlannedPromise {
    /// Every limit that is looked at to find its date and status.
    fn every_limit(&self) -> impl Iterator<Item = &PlannedLimit> {
        let varied = self.variations.iter().flat_map(|variation| &variation.limits);
        let stated = self.limits.iter().chain(varied).map(|(_, limit)| limit);
        let put_off = self.extensions.iter().flat_map(|extension| extension.to.iter().chain(&extension.told));
        stated.chain(put_off).chain(&self.opens)
    }

    /// The one clock of a promise that nothing stops, varies or puts off, and that leans only on events and on promises
    /// before it. Nearly all are so, and a table of them is judged much faster.
    ///
    /// `place` is its place in its standard, `escalated` the customer's request, which is told by stages.
    fn straight(&self, place: usize, escalated: Code) -> Option<&PlannedClock> {
        let [(PlannedCondition::Always, PlannedLimit::Clock(clock))] = self.limits.as_slice() else { return None };
        let steady = self.variations.is_empty()
            && self.stops.is_empty()
            && self.restarts.is_empty()
            && self.extensions.is_empty()
            && self.repeats_until.is_none()
            && self.opens.is_none();
        let plain = self.said.role == Role::Council && self.said.completion == Completion::First;
        let mut leans_on = clock.promised_by.iter().chain(&self.instead_of);
        let after = leans_on.all(|before| usize::from(*before) < place);
        let staged = clock.stage != self.stage || [clock.event, self.done_when].contains(&escalated);
        (steady && plain && after && !staged).then_some(clock)
    }
}

impl PlannedLimit {
    /// Every clock in it.
    pub(crate) fn clocks(&self) -> Vec<&PlannedClock> {
        match self {
            PlannedLimit::Clock(clock) | PlannedLimit::Given(clock) => vec![clock],
            PlannedLimit::Then(first, _) => first.clocks(),
            PlannedLimit::EarlierOf(limits) | PlannedLimit::LaterOf(limits) => {
                limits.iter().flat_map(PlannedLimit::clocks).collect()
            }
            PlannedLimit::Unstated => Vec::new(),
        }
    }
}

fn number(place: usize) -> Result<Code, PlanError> {
    let most = usize::from(Code::MAX);
    Code::try_from(place).map_err(|_| PlanError::TooMany { what: "promises", count: place + 1, limit: most + 1 })
}

/// Following a promise to those that it leans on must come to an end.
fn refuse_circles(promises: &[PlannedPromise]) -> Result<(), PlanError> {
    for start in promises {
        let mut reached = vec![start];
        let mut next = 0;
        while let Some(promise) = reached.get(next) {
            next += 1;
            let clocks = promise.every_limit().flat_map(PlannedLimit::clocks).collect::<Vec<_>>();
            let refusing = |window: &&PlannedPromise| {
                let opens = |clock: &&PlannedClock| (clock.stage, clock.event) == (window.stage, window.done_when);
                window.said.late_requests_refused && clocks.iter().any(opens)
            };
            let named = clocks.iter().filter_map(|clock| clock.promised_by).chain(promise.instead_of);
            let named = named.filter_map(|index| promises.get(usize::from(index)));
            for before in named.chain(promises.iter().filter(refusing)) {
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
