//! The compiled plan: a charter turned into tables and codes. Immutable, cheap to share between threads.

mod bank_holidays;
mod compile_options;
mod error;
mod facts;
mod info;
mod matching;
mod names;
mod order;
mod planned;
mod resolver;

use std::cell::OnceCell;
use std::sync::Arc;

use bywhen_calendar::{CalendarBound, Day, OpeningHours, WorkingDays};
use chrono::NaiveDate;

pub(crate) use facts::PlannedFacts;
pub(crate) use matching::Contact;
pub(crate) use names::{NameId, Names};
pub(crate) use planned::{
    PlannedClock, PlannedCondition, PlannedEvent, PlannedExtension, PlannedExtensionLimit, PlannedLimit, PlannedLimits,
    PlannedNoticeDeadline, PlannedPromise, PlannedStandard, PlannedStop, PlannedVariation, PlannedWarning,
};

pub use compile_options::CompileOptions;
pub use error::PlanError;

use crate::charter::{Change, Charter, Named, Promise, Receipt, Variation};
use crate::name::Name;
use crate::outcome::Provisional;
use crate::vocabulary;
use bank_holidays::BankHolidays;
use resolver::{Firsts, Resolver};

/// A charter ready to answer cases.
///
/// Compile it once and share it: it is `Send + Sync`, and cloning it costs a reference count.
#[derive(Clone, Debug)]
pub struct Plan {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    charter: Arc<Charter>,
    options: CompileOptions,
    chosen: Vec<(Name, Name)>,
    kinds: Names,
    channels: Names,
    services: Names,
    facts: PlannedFacts,
    events: Names,
    reasons: Names,
    /// The events whose time is fixed beforehand.
    scheduled: Vec<NameId>,
    /// The events that end a case.
    ends: Vec<NameId>,
    well_known: WellKnownEvents,
    calendars: Vec<CompiledCalendar>,
    hours: Vec<CompiledHours>,
    standards: Vec<PlannedStandard>,
    /// For each promise by its number: the places of its standard, of its stage there, and its own in the stage.
    places: Vec<(usize, usize, usize)>,
}

/// The events that the engine knows by name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WellKnownEvents {
    pub(crate) received: NameId,
    pub(crate) acknowledged: NameId,
    pub(crate) responded: NameId,
    pub(crate) escalated: NameId,
    pub(crate) reopened: NameId,
    pub(crate) extension_corrected: NameId,
    pub(crate) extension_withdrawn: NameId,
}

/// A calendar's table and its receipt rules.
#[derive(Debug)]
pub(crate) struct CompiledCalendar {
    pub(crate) days: WorkingDays,
    pub(crate) receipt: Receipt,
    /// The hours whose next opening receipt waits for.
    pub(crate) opening: Option<NameId>,
}

/// When a place is open, and what becomes of time that runs out at closing.
#[derive(Debug)]
pub(crate) struct CompiledHours {
    table: OpeningHours,
    due_at_next_opening: bool,
}

/// What notices change, in the order of the ids of the promises.
fn changes(charter: &Charter) -> Vec<(&Variation, &Change)> {
    let mut changes: Vec<(&Variation, &Change)> = Vec::new();
    for variation in &charter.variations {
        changes.extend(variation.changes.iter().map(|change| (variation, change)));
    }
    changes.sort_by_key(|(_, change)| change.promise.as_str());
    changes
}

impl Plan {
    /// Compiles a charter: with which bank holiday data, as known when, by which reading.
    pub fn compile(charter: impl Into<Arc<Charter>>, options: &CompileOptions) -> Result<Plan, PlanError> {
        Plan::of(charter.into(), options)
    }

    fn of(charter: Arc<Charter>, options: &CompileOptions) -> Result<Plan, PlanError> {
        let chosen = options.made(&charter)?;
        let built_in = |words: &[vocabulary::Word], own: &[Named]| {
            let mut names: Vec<Name> = words.iter().map(|word| Name::built_in(word.word)).collect();
            names.extend(own.iter().map(|own| own.name.clone()));
            Names::new(names)
        };
        let kinds = built_in(vocabulary::KINDS, &charter.kinds);
        let channels = built_in(vocabulary::CHANNELS, &charter.channels);
        let services = built_in(&[], &charter.services);
        let facts = PlannedFacts::new(&charter.facts);
        let mut events: Vec<Name> = vocabulary::events().map(Name::built_in).collect();
        events.extend(charter.events.iter().map(|own| own.name.clone()));
        let mut reasons: Vec<Name> = Vec::new();
        for (_, _, promise) in charter.promises() {
            promise.extensions.iter().for_each(|extension| reasons.extend_from_slice(&extension.reasons));
        }
        let (events, reasons) = (Names::new(events), Names::new(reasons));
        let calendar_names = Names::new(charter.calendars.iter().map(|calendar| calendar.name.clone()).collect());
        let hours_names = Names::new(charter.hours.iter().map(|hours| hours.name.clone()).collect());
        let lists = [&kinds, &channels, &services, facts.names(), &events, &reasons, &calendar_names, &hours_names];
        let count = lists.into_iter().map(Names::len).fold(facts.most_values(), usize::max);
        if count > Names::LIMIT {
            return Err(PlanError::TooMany { what: "names of one kind", count, limit: Names::LIMIT });
        }
        let resolver = Resolver {
            charter: &charter,
            kinds: &kinds,
            channels: &channels,
            services: &services,
            facts: &facts,
            events: &events,
            reasons: &reasons,
            calendars: &calendar_names,
            hours: &hours_names,
            chosen: &chosen,
            changes: changes(&charter),
            bank_holidays: BankHolidays::of(&charter, &calendar_names, &hours_names),
            own_events: Firsts::new(charter.events.iter().map(|own| &own.name)),
            wrong: OnceCell::new(),
        };

        let mut calendars = Vec::with_capacity(charter.calendars.len());
        for calendar in &charter.calendars {
            let days = WorkingDays::compile(&calendar.rules, &options.calendars, options.known_on);
            let (receipt, opening) = resolver.receipt(&calendar.receipt);
            calendars.push(CompiledCalendar { days, receipt, opening });
        }
        let mut hours = Vec::with_capacity(charter.hours.len());
        for place in &charter.hours {
            let calendar = resolver.calendar(&place.calendar).and_then(|calendar| calendars.get(usize::from(calendar)));
            let table = OpeningHours::compile(&place.rules, calendar.map(|calendar| &calendar.days), &charter.zone)
                .map_err(|error| PlanError::Hours { name: place.name.text().to_owned(), error })?;
            hours.push(CompiledHours { table, due_at_next_opening: place.due_at_next_opening });
        }
        let mut standards = Vec::with_capacity(charter.standards.len());
        let mut places = Vec::new();
        for (number, standard) in charter.standards.iter().enumerate() {
            standards.push(resolver.standard(standard, places.len()));
            for (stage, of_stage) in standard.stages.iter().enumerate() {
                places.extend((0..of_stage.promises.len()).map(|promise| (number, stage, promise)));
            }
        }
        let built_in = |event| resolver.event(&Name::built_in(event));
        let well_known = WellKnownEvents {
            received: built_in(vocabulary::RECEIVED),
            acknowledged: built_in(vocabulary::ACKNOWLEDGED),
            responded: built_in(vocabulary::RESPONDED),
            escalated: built_in(vocabulary::ESCALATED),
            reopened: built_in(vocabulary::REOPENED),
            extension_corrected: built_in(vocabulary::EXTENSION_CORRECTED),
            extension_withdrawn: built_in(vocabulary::EXTENSION_WITHDRAWN),
        };
        let scheduled =
            charter.events.iter().filter(|own| own.scheduled).map(|own| resolver.event(&own.name)).collect();
        let withdrawn = Name::built_in(vocabulary::WITHDRAWN);
        let ends = std::iter::once(&withdrawn).chain(&charter.ends).map(|name| resolver.event(name)).collect();
        if let Some(wrong) = resolver.wrong.into_inner() {
            return Err(wrong);
        }

        let inner = Inner {
            options: options.clone(),
            kinds,
            channels,
            services,
            facts,
            events,
            reasons,
            scheduled,
            ends,
            well_known,
            calendars,
            hours,
            standards,
            places,
            chosen,
            charter,
        };
        Ok(Plan { inner: Arc::new(inner) })
    }

    /// The charter that was compiled.
    pub fn charter(&self) -> &Charter {
        &self.inner.charter
    }

    /// The same charter compiled with other options.
    pub fn with(&self, options: &CompileOptions) -> Result<Plan, PlanError> {
        Plan::of(Arc::clone(&self.inner.charter), options)
    }

    /// What it was compiled with.
    pub fn options(&self) -> &CompileOptions {
        &self.inner.options
    }

    /// The version of the bank holiday data it was compiled with.
    pub fn data_version(&self) -> &str {
        self.inner.options.calendars.version()
    }

    /// The reading that was chosen for each choice of the charter.
    pub fn chosen(&self) -> &[(Name, Name)] {
        &self.inner.chosen
    }

    /// The date as known on which it was compiled.
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.inner.options.known_on
    }

    /// Why a date may move, in the words of the contract.
    pub(crate) fn provisional(
        &self,
        awaiting: &[NameId],
        bound: Option<CalendarBound>,
        projected: bool,
    ) -> Vec<Provisional> {
        let awaiting = awaiting.iter().map(|event| Provisional::Awaiting(self.events().slug(*event)));
        let bound = bound.map(Provisional::CalendarBound);
        awaiting.chain(bound).chain(projected.then_some(Provisional::CalendarProjected)).collect()
    }

    pub(crate) fn kinds(&self) -> &Names {
        &self.inner.kinds
    }

    pub(crate) fn channels(&self) -> &Names {
        &self.inner.channels
    }

    pub(crate) fn services(&self) -> &Names {
        &self.inner.services
    }

    pub(crate) fn facts(&self) -> &PlannedFacts {
        &self.inner.facts
    }

    pub(crate) fn events(&self) -> &Names {
        &self.inner.events
    }

    pub(crate) fn reasons(&self) -> &Names {
        &self.inner.reasons
    }

    pub(crate) fn well_known(&self) -> &WellKnownEvents {
        &self.inner.well_known
    }

    /// From which day on whatever a case may be promised is known.
    pub(crate) fn first_day(&self) -> Day {
        self.standards().iter().map(|standard| standard.first_day).max().unwrap_or(Day::FIRST)
    }

    /// Whether the time of an event is fixed beforehand, so that it is known before it happens.
    pub(crate) fn is_scheduled(&self, event: NameId) -> bool {
        self.inner.scheduled.contains(&event)
    }

    /// The events that end a case.
    pub(crate) fn ends(&self) -> &[NameId] {
        &self.inner.ends
    }

    pub(crate) fn standards(&self) -> &[PlannedStandard] {
        &self.inner.standards
    }

    /// The promise of a number, and its stage.
    #[inline]
    pub fn promise(&self, number: u16) -> Option<(u8, &Promise)> {
        let (standard, stage, promise) = self.inner.places.get(usize::from(number)).copied()?;
        let stage = self.charter().standards.get(standard)?.stages.get(stage)?;
        Some((stage.number, stage.promises.get(promise)?))
    }

    pub(crate) fn calendar(&self, index: Option<NameId>) -> Option<&CompiledCalendar> {
        self.inner.calendars.get(usize::from(index?))
    }

    pub(crate) fn hours(&self, index: Option<NameId>) -> Option<&OpeningHours> {
        self.inner.hours.get(usize::from(index?)).map(|hours| &hours.table)
    }

    /// Whether time that runs out at closing runs out at the next opening.
    pub(crate) fn is_due_at_next_opening(&self, hours: Option<NameId>) -> bool {
        let hours = hours.and_then(|index| self.inner.hours.get(usize::from(index)));
        hours.is_some_and(|hours| hours.due_at_next_opening)
    }
}
