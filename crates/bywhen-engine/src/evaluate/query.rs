//! A case with every name resolved against a plan.

use std::collections::BTreeMap;

use bywhen_calendar::Day;
use chrono::Datelike;

use super::CaseError;
use super::history::{Happening, History};
use crate::case::{Case, When};
use crate::moment::{Moment, MomentError};
use crate::name::{Name, did_you_mean};
use crate::plan::{self, Code, Contact, Names, Plan, PlannedCondition, PlannedStandard};
use crate::vocabulary::{self, ESCALATED, RECEIVED};

/// The first year of the bank holiday data. Dates alone can be counted further back, but no case is.
const FIRST_YEAR: i32 = 1990;

/// A question ready to be answered.
pub(crate) struct Query<'p> {
    pub(crate) kind: Code,
    pub(crate) channel: Option<Code>,
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

/// What is known of a case, a bit a fact.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Facts {
    given: u64,
    yes: u64,
}

impl Facts {
    pub(crate) fn set(&mut self, fact: Code, holds: bool) {
        self.given |= 1 << fact;
        self.yes |= u64::from(holds) << fact;
    }

    fn get(self, fact: Code) -> Option<bool> {
        (self.given >> fact & 1 == 1).then_some(self.yes >> fact & 1 == 1)
    }

    /// Given facts, each with its value.
    pub(crate) fn given(self, names: &Names) -> BTreeMap<String, bool> {
        let codes = 0..u16::try_from(names.len()).unwrap_or(0);
        codes.filter_map(|fact| Some((names.slug(fact), self.get(fact)?))).collect()
    }
}

impl PlannedCondition {
    /// Whether it holds; `None` where that depends on a fact that was not given, which is then added to `open`.
    fn holds(&self, facts: Facts, history: &History, open: &mut Vec<Code>) -> Option<bool> {
        match self {
            PlannedCondition::Always => Some(true),
            PlannedCondition::Fact(fact) => {
                let known = facts.get(*fact);
                if known.is_none() {
                    open.push(*fact);
                }
                known
            }
            PlannedCondition::Happened(event) => Some(history.happened(*event)),
            PlannedCondition::ReceivedBefore(time) => {
                let received = history.received;
                (!received.day_only).then_some(received.local.time.seconds() < time.seconds())
            }
            PlannedCondition::ReceivedAfter(time) => {
                let received = history.received;
                (!received.day_only).then_some(received.local.time.seconds() > time.seconds())
            }
            PlannedCondition::ReceivedInSeason { from, to } => {
                let date = history.received.day().date();
                let day = (date.month(), date.day());
                let wraps = to < from;
                Some(if wraps { day >= *from || day <= *to } else { day >= *from && day <= *to })
            }
            PlannedCondition::Not(one) => one.holds(facts, history, open).map(|holds| !holds),
            PlannedCondition::All(all) => fold(all, facts, history, open, false),
            PlannedCondition::Any(any) => fold(any, facts, history, open, true),
        }
    }

    /// Whether it holds when every fact that was not given is taken as no.
    pub(crate) fn holds_for(&self, query: &Query<'_>) -> bool {
        self.holds(query.facts, &query.history, &mut Vec::new()).unwrap_or(false)
    }
}

/// Joins conditions, of which one that is `decisive` decides; open facts matter only where none does.
fn fold(
    conditions: &[PlannedCondition],
    facts: Facts,
    history: &History,
    open: &mut Vec<Code>,
    decisive: bool,
) -> Option<bool> {
    let before = open.len();
    let mut joined = Some(!decisive);
    for condition in conditions {
        match condition.holds(facts, history, open) {
            Some(value) if value == decisive => {
                open.truncate(before);
                return Some(decisive);
            }
            Some(_) => {}
            None => joined = None,
        }
    }
    joined
}

impl<'p> Query<'p> {
    pub(crate) fn new(plan: &'p Plan, case: &Case, at: When) -> Result<Query<'p>, CaseError> {
        let kind = match &case.kind {
            Some(given) => known("kind", given, plan::canonical(vocabulary::KINDS, given), plan.kinds())?,
            None => plan.default_kind().ok_or(CaseError::NotReceived)?,
        };
        let channel = match &case.channel {
            Some(given) => {
                Some(known("channel", given, plan::canonical(vocabulary::CHANNELS, given), plan.channels())?)
            }
            None => None,
        };
        let service = case.service.as_deref().map(|given| service(given, plan.services())).transpose()?;
        let contact = Contact { kind, channel, service: service.as_ref().and_then(|name| plan.services().find(name)) };
        let mut facts = Facts::default();
        for (given, holds) in &case.facts {
            facts.set(known("fact", given, Name::new(given), plan.facts())?, *holds);
        }

        let needs = plan.needs(&contact);
        if !needs.channels.is_empty() {
            let slugs = needs.channels.iter().map(|channel| plan.channels().slug(*channel)).collect();
            return Err(CaseError::ChannelNeeded { kind: plan.kinds().slug(kind), channels: slugs });
        }
        let mut assumed = Vec::new();
        if needs.service && case.service.is_none() {
            assumed.push("service".to_owned());
        }

        let standards = plan.matching(&contact);
        let (at, history) = history(plan, case, at, &standards)?;
        let mut query = Query { kind, channel, service, facts, history, at, assumed, standards };
        query.assume(plan);
        Ok(query)
    }

    /// Takes as no each fact that was not given and on which an answer depends.
    fn assume(&mut self, plan: &Plan) {
        let mut open = Vec::new();
        for promise in self.standards.iter().flat_map(|standard| &standard.promises) {
            for (condition, _) in &promise.limits {
                let mut asked = Vec::new();
                let holds = condition.holds(self.facts, &self.history, &mut asked);
                if holds.is_none() {
                    open.append(&mut asked);
                }
                if holds == Some(true) {
                    break;
                }
            }
        }
        open.sort_unstable();
        open.dedup();
        for fact in open {
            self.facts.set(fact, false);
            self.assumed.push(plan.facts().slug(fact));
        }
    }
}

/// The code of a name that the asker gave.
fn known(what: &'static str, given: &str, name: Name, names: &Names) -> Result<Code, CaseError> {
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

fn history(plan: &Plan, case: &Case, at: When, standards: &[&PlannedStandard]) -> Result<(Moment, History), CaseError> {
    let zone = &plan.charter().zone;
    let time = |event: &str, error: MomentError| CaseError::Time { event: event.to_owned(), error };
    let at = Moment::asked(at, zone).map_err(|error| time("at", error))?;
    let stages = standards.iter().map(|standard| standard.stages).max();
    let code = |name: &str| plan.events().code("event", &Name::new(name)).map_err(|_| CaseError::NotReceived);
    let (received, escalated) = (code(RECEIVED)?, code(ESCALATED)?);
    let scheduled = |name: &Name| plan.charter().events.iter().any(|own| own.scheduled && own.name == *name);

    let mut receipt: Option<Moment> = None;
    let mut happenings = Vec::with_capacity(case.events.len());
    for event in &case.events {
        let name = Name::new(&event.name);
        let code = known("event", &event.name, name.clone(), plan.events())?;
        if let (Some(stage), Some(stages)) = (event.stage, stages)
            && (stage == 0 || stage > stages)
        {
            return Err(CaseError::NoSuchStage { event: name.slug().to_owned(), stage });
        }
        let moment = Moment::new(event.at, zone).map_err(|error| time(&event.name, error))?;
        let day = moment.day().date();
        if day.year() < FIRST_YEAR {
            return Err(CaseError::TooEarly { event: event.name.clone(), day });
        }
        if code == received && receipt.is_none_or(|first| moment.instant < first.instant) {
            receipt = Some(moment);
        }
        if moment.instant <= at.instant || scheduled(&name) {
            let until = event.until.map(Day::from_date).transpose().map_err(|error| time(&event.name, error.into()))?;
            let reason = event.reason.as_deref().map(Name::new);
            happenings.push(Happening { event: code, stage: event.stage, moment, until, reason });
        }
    }
    let receipt = receipt.ok_or(CaseError::NotReceived)?;
    if receipt.instant > at.instant {
        return Err(CaseError::NotYetReceived { received: receipt.iso(), at: at.iso() });
    }
    Ok((at, History::new(happenings, escalated, receipt)))
}
