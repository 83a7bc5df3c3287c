//! A case in names and a moment, turned into what evaluation looks at.

use super::condition::UnknownInputs;
use super::facts::Facts;
use super::history::{History, ResolvedEvent};
use super::query::Query;
use crate::case::{Case, Event};
use crate::case_error::CaseError;
use crate::charter::Direction;
use crate::counting::is_partly_open;
use crate::moment::{Moment, MomentError};
use crate::name::{Name, did_you_mean};
use crate::plan::{Contact, NameId, Names, Plan, PlannedLimit, PlannedPromise, PlannedStandard};
use crate::vocabulary::{self, Word};
use crate::when::When;

/// A case in codes, ready to be evaluated.
pub(crate) struct ResolvedCase<'p> {
    pub(crate) kind: NameId,
    pub(crate) channel: Option<NameId>,
    /// As given, declared or not.
    pub(crate) service: Option<Name>,
    pub(crate) facts: Facts,
    pub(crate) history: History,
    pub(crate) at: Moment,
    /// What was not given and was taken as no.
    pub(crate) assumed: Vec<String>,
    /// The standards that apply.
    pub(crate) standards: Vec<&'p PlannedStandard>,
}

impl<'p> ResolvedCase<'p> {
    pub(crate) fn new(plan: &'p Plan, case: &Case, at: When) -> Result<ResolvedCase<'p>, CaseError> {
        let kind = plan.kind_of(case.kind.as_deref())?;
        let channel = case.channel.as_deref().map(|given| plan.channel_of(given)).transpose()?;
        let service = case.service.as_deref().map(|given| service(given, plan.services())).transpose()?;
        let contact = Contact { kind, channel, service: service.as_ref().and_then(|name| plan.services().find(name)) };
        let mut facts = Facts::of(plan);
        for (given, value) in &case.facts {
            let fact = plan.fact_of(given)?;
            facts.set(fact, plan.facts().encoded(fact, value)?);
        }
        let (standards, needs_service) = plan.applicable(&contact)?;
        let mut assumed = Vec::new();
        if needs_service && case.service.is_none() {
            assumed.push("service".to_owned());
        }
        let zone = &plan.charter().zone;
        let time = |event: &str, error: MomentError| CaseError::Time { event: event.to_owned(), error };
        let at = Moment::asked(at, zone).map_err(|error| time("at", error))?;
        let events = case.events.iter().map(|event| resolve(plan, event));
        let mut history = History::new(at);
        history.take(plan, &standards, events)?;
        let mut case = ResolvedCase { kind, channel, service, facts, history, at, assumed, standards };
        case.assume(plan);
        Ok(case)
    }

    pub(crate) fn query(&self) -> Query<'_> {
        Query { facts: &self.facts, history: &self.history, at: self.history.as_of() }
    }

    /// Takes as no each fact that was not given and on which an answer depends.
    fn assume(&mut self, plan: &Plan) {
        let mut unknown = UnknownInputs::default();
        let query = self.query();
        for promise in self.standards.iter().flat_map(|standard| &standard.promises) {
            let starts = plan.starts_with_receipt(promise, &query).then(|| query.history.received().day());
            let varied = promise.variations.iter().filter(|variation| starts.is_none_or(|day| variation.lasts_on(day)));
            let varied = varied.map(|variation| &variation.limits);
            for limits in std::iter::once(&promise.limits).chain(varied) {
                for (condition, limit) in limits {
                    let mut of_one = UnknownInputs::default();
                    let holds = condition.known(plan, &query, &mut of_one);
                    if holds.is_none() {
                        unknown.facts.append(&mut of_one.facts);
                        unknown.time_received |= of_one.time_received;
                    }
                    // Where a cut-off might move the receipt, its time is taken to be before that.
                    unknown.time_received |=
                        holds != Some(false) && plan.is_moved_by_time(limit, &query.history.received());
                    if holds == Some(true) {
                        break;
                    }
                }
            }
            for extension in
                promise.extensions.iter().filter(|extension| query.history.happened(extension.by_event, &query.at))
            {
                extension.when.known(plan, &query, &mut unknown);
            }
        }
        if unknown.time_received {
            self.assumed.push("time-received".to_owned());
        }
        unknown.facts.sort_unstable();
        unknown.facts.dedup();
        for fact in unknown.facts {
            self.facts.set(fact, plan.facts().assumed(fact));
            self.assumed.push(plan.facts().names().slug(fact));
        }
    }
}

fn resolve(plan: &Plan, event: &Event) -> Result<ResolvedEvent, CaseError> {
    let placed = |when| {
        let moment = Moment::new(when, &plan.charter().zone);
        moment.map_err(|error| CaseError::Time { event: event.name.clone(), error })
    };
    Ok(ResolvedEvent {
        event: plan.event_of(&event.name)?,
        stage: event.stage,
        moment: placed(event.at)?,
        until: event.until.map(placed).transpose()?,
        reason: event.reason.as_deref().and_then(|reason| plan.reasons().find(&Name::new(reason))),
    })
}

impl Plan {
    /// Whether every clock of a promise starts on the day of receipt, whatever else is known of the case.
    fn starts_with_receipt(&self, promise: &PlannedPromise, query: &Query<'_>) -> bool {
        let mut clocks = Vec::new();
        promise.limits.iter().for_each(|(_, limit)| limit.add_clocks(&mut clocks));
        let restarted = promise.restarts.iter().any(|restart| query.history.happened(restart.event, &query.at));
        let is_given = promise.limits.iter().any(|(_, limit)| limit.has_date_given());
        !restarted && !is_given && clocks.into_iter().all(|clock| clock.event == self.well_known().received)
    }

    /// Whether the time of day of a receipt of which only the day is known would move a limit that counts from it.
    fn is_moved_by_time(&self, limit: &PlannedLimit, received: &Moment) -> bool {
        let mut clocks = Vec::new();
        if received.day_only {
            limit.add_clocks(&mut clocks);
        }
        clocks.into_iter().any(|clock| {
            let in_days = clock.count.unit.is_days() && clock.count.direction != Direction::Before;
            let calendar = self.calendar(clock.calendar);
            let is_moved = calendar.is_some_and(|calendar| match self.hours(calendar.opening) {
                Some(hours) => is_partly_open(hours, received.day()),
                None => calendar.receipt.cut_off.is_some() && calendar.days.is_working(received.day()),
            });
            clock.event == self.well_known().received && in_days && is_moved
        })
    }
}

/// Names that an asker gives, in codes. Each error says what could have been given.
impl Plan {
    /// The kind of a contact. Not given: `enquiry`, or the only kind the charter knows.
    pub(crate) fn kind_of(&self, given: Option<&str>) -> Result<NameId, CaseError> {
        match given {
            Some(given) => known("kind", given, canonical(vocabulary::KINDS, given), self.kinds()),
            None => self.default_kind().ok_or(CaseError::NotReceived),
        }
    }

    pub(crate) fn channel_of(&self, given: &str) -> Result<NameId, CaseError> {
        known("channel", given, canonical(vocabulary::CHANNELS, given), self.channels())
    }

    /// A declared service; `None` for any other.
    pub(crate) fn service_of(&self, given: &str) -> Result<Option<NameId>, CaseError> {
        Ok(self.services().find(&service(given, self.services())?))
    }

    pub(crate) fn fact_of(&self, given: &str) -> Result<NameId, CaseError> {
        known("fact", given, Name::new(given), self.facts().names())
    }

    pub(crate) fn event_of(&self, given: &str) -> Result<NameId, CaseError> {
        known("event", given, Name::new(given), self.events())
    }

    /// The standards that apply to a contact, and whether its service would decide which.
    pub(crate) fn applicable(&self, contact: &Contact) -> Result<(Vec<&PlannedStandard>, bool), CaseError> {
        let needs = self.needs(contact);
        if !needs.channels.is_empty() {
            let slugs = needs.channels.iter().map(|channel| self.channels().slug(*channel)).collect();
            return Err(CaseError::ChannelNeeded { kind: self.kinds().slug(contact.kind), channels: slugs });
        }
        Ok((self.matching(contact), needs.service))
    }
}

/// The word that a name is a synonym of, or the name itself.
fn canonical(words: &[Word], text: &str) -> Name {
    vocabulary::find(words, text).map_or_else(|| Name::new(text), |found| Name::new(found.word))
}

/// The code of a name that the asker gave.
fn known(what: &'static str, given: &str, name: Name, names: &Names) -> Result<NameId, CaseError> {
    names.find(&name).ok_or_else(|| {
        let known: Vec<String> = names.iter().map(|name| name.slug().to_owned()).collect();
        let suggestion = did_you_mean(given, known.iter().map(String::as_str)).map(str::to_owned);
        CaseError::Unknown { what, given: given.to_owned(), suggestion, known }
    })
}

/// A service that the charter does not name is another service, unless it looks like a slip of one that it does.
fn service(given: &str, services: &Names) -> Result<Name, CaseError> {
    let name = Name::new(given);
    if let Some(code) = services.find(&name) {
        return Ok(services.get(code).cloned().unwrap_or(name));
    }
    match did_you_mean(given, services.iter().map(Name::slug)) {
        Some(_) => known("service", given, name.clone(), services).map(|_| name),
        None => Ok(name),
    }
}
