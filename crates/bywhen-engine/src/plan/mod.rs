//! The compiled plan: a charter turned into tables and codes. Immutable, cheap to share between threads.

mod matching;
mod names;
mod promise;
mod setting;

use std::sync::Arc;

use bywhen_calendar::{Day, HoursError, OpeningHours, OutOfRange, WorkingDays};
use chrono::NaiveDate;

pub(crate) use matching::Contact;
pub(crate) use names::{Code, Names};
pub(crate) use promise::{
    PlannedClock, PlannedCondition, PlannedExtension, PlannedLimit, PlannedPromise, PlannedStandard, PlannedStop,
    PlannedVariation, canonical,
};

pub use setting::Setting;

use crate::charter::{Charter, Receipt, ReceiptMove, ReceiptRule};
use crate::name::Name;
use crate::vocabulary;

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
    setting: Setting,
    chosen: Vec<(Name, Name)>,
    kinds: Names,
    channels: Names,
    services: Names,
    facts: Names,
    events: Names,
    reasons: Names,
    /// The events whose time is fixed beforehand.
    scheduled: Vec<Code>,
    landmarks: Landmarks,
    calendars: Vec<CompiledCalendar>,
    hours: Vec<OpeningHours>,
    standards: Vec<PlannedStandard>,
    /// For each promise by its number: the place of its standard, and its place there.
    places: Vec<(usize, usize)>,
}

/// The events that the engine knows by name, and the first day of a case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Landmarks {
    pub(crate) received: Code,
    pub(crate) escalated: Code,
    pub(crate) reopened: Code,
    /// The first day of the bank holiday data. Dates alone can be counted further back, but no case is.
    pub(crate) first_day: Day,
}

/// A calendar's table and its receipt rules.
#[derive(Debug)]
pub(crate) struct CompiledCalendar {
    pub(crate) days: WorkingDays,
    pub(crate) receipt: Receipt,
}

/// A charter that cannot be compiled. The check of the language reports all of these; a charter that was built by a
/// program or read from a damaged file may still have them.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PlanError {
    /// A name that the charter uses and does not define.
    #[error("the charter uses the {what} `{name}`, which it does not define")]
    Undefined {
        /// What kind of name it is.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A clock that counts from its own outcome.
    #[error("the promise `{id}` counts from itself, directly or through others")]
    Circular {
        /// The promise.
        id: String,
    },
    /// A choice, or an option of one, that the charter does not offer.
    #[error("the charter offers no {what} `{given}`: it offers {offered}")]
    NotOffered {
        /// `choice` or `option`.
        what: &'static str,
        /// As given.
        given: String,
        /// What could be given.
        offered: String,
    },
    /// More of something than a plan can hold.
    #[error("the charter has {count} {what}, and a plan can hold {limit}")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many the charter has.
        count: usize,
        /// How many a plan can hold.
        limit: usize,
    },
    /// A notice outside the years that are counted.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
    /// Opening hours that cannot be.
    #[error("the hours `{name}` cannot be: {error}")]
    Hours {
        /// The name of the hours.
        name: String,
        /// What is wrong.
        error: HoursError,
    },
}

/// From when on bank holidays are known.
const FIRST_DAY: Option<NaiveDate> = NaiveDate::from_ymd_opt(1990, 1, 1);

/// Facts are kept as bits of one word.
const MOST_FACTS: usize = 64;

impl Plan {
    /// Compiles a charter: with which bank holiday data, as known when, by which reading.
    pub fn compile(charter: impl Into<Arc<Charter>>, setting: &Setting) -> Result<Plan, PlanError> {
        Plan::of(charter.into(), setting)
    }

    fn of(charter: Arc<Charter>, setting: &Setting) -> Result<Plan, PlanError> {
        let chosen = setting.made(&charter)?;
        let own = |names: &[crate::charter::Named]| names.iter().map(|n| n.name.clone()).collect::<Vec<_>>();
        let facts = Names::new(own(&charter.facts));
        if facts.len() > MOST_FACTS {
            return Err(PlanError::TooMany { what: "facts", count: facts.len(), limit: MOST_FACTS });
        }
        let built_in = |words: &[vocabulary::Word]| words.iter().map(|w| Name::new(w.word)).collect::<Vec<_>>();
        let kinds = Names::new([built_in(vocabulary::KINDS), own(&charter.kinds)].concat());
        let channels = Names::new([built_in(vocabulary::CHANNELS), own(&charter.channels)].concat());
        let services = Names::new(own(&charter.services));
        let events = Names::new(
            vocabulary::events().map(Name::new).chain(charter.events.iter().map(|e| e.name.clone())).collect(),
        );
        let event = |name: &str| events.code("event", &Name::new(name));
        let scheduled =
            charter.events.iter().filter(|own| own.scheduled).filter_map(|own| events.find(&own.name)).collect();
        let landmarks = Landmarks {
            received: event(vocabulary::RECEIVED)?,
            escalated: event(vocabulary::ESCALATED)?,
            reopened: event(vocabulary::REOPENED)?,
            first_day: FIRST_DAY.and_then(|date| Day::from_date(date).ok()).unwrap_or(Day::FIRST),
        };
        let extensions = charter.promises().flat_map(|(_, _, promise)| &promise.extensions);
        let reasons = Names::new(extensions.flat_map(|extension| extension.reasons.clone()).collect());

        let calendar_names = Names::new(charter.calendars.iter().map(|c| c.name.clone()).collect());
        let hours_names = Names::new(charter.hours.iter().map(|h| h.name.clone()).collect());
        let context = promise::Context {
            kinds: &kinds,
            channels: &channels,
            services: &services,
            facts: &facts,
            events: &events,
            reasons: &reasons,
            calendars: &calendar_names,
            hours: &hours_names,
            own_events: &charter.events,
            chosen: &chosen,
            variations: &charter.variations,
        };

        let mut compiled = Vec::with_capacity(charter.calendars.len());
        for calendar in &charter.calendars {
            let days = WorkingDays::compile(&calendar.rules, &setting.calendars, setting.known_on);
            compiled.push(CompiledCalendar { days, receipt: receipt(&calendar.receipt, &context)? });
        }
        let mut hours = Vec::with_capacity(charter.hours.len());
        for place in &charter.hours {
            let days = match &place.calendar {
                Some(name) => compiled.get(usize::from(calendar_names.code("calendar", name)?)).map(|c| &c.days),
                None => None,
            };
            let table = OpeningHours::compile(&place.rules, days, &charter.zone)
                .map_err(|error| PlanError::Hours { name: place.name.text().to_owned(), error })?;
            hours.push(table);
        }
        let mut standards = Vec::with_capacity(charter.standards.len());
        let mut places = Vec::new();
        for (place, standard) in charter.standards.iter().enumerate() {
            let standard = context.standard(standard, places.len())?;
            places.extend((0..standard.promises.len()).map(|promise| (place, promise)));
            standards.push(standard);
        }

        let inner = Inner {
            setting: setting.clone(),
            kinds,
            channels,
            services,
            facts,
            events,
            reasons,
            scheduled,
            landmarks,
            calendars: compiled,
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

    /// The same charter compiled with another setting.
    pub fn with(&self, setting: &Setting) -> Result<Plan, PlanError> {
        Plan::of(Arc::clone(&self.inner.charter), setting)
    }

    /// What it was compiled with.
    pub fn setting(&self) -> &Setting {
        &self.inner.setting
    }

    /// The version of the bank holiday data it was compiled with.
    pub fn data_version(&self) -> &str {
        self.inner.setting.calendars.version()
    }

    /// The reading that was chosen for each choice of the charter.
    pub fn chosen(&self) -> &[(Name, Name)] {
        &self.inner.chosen
    }

    /// The date as known on which it was compiled.
    pub fn known_on(&self) -> Option<NaiveDate> {
        self.inner.setting.known_on
    }

    /// Why a date may move, in the words of the contract.
    pub(crate) fn provisional(&self, awaiting: &[Code], projected: bool) -> Vec<String> {
        let awaiting = awaiting.iter().map(|event| format!("awaiting {}", self.events().slug(*event)));
        awaiting.chain(projected.then(|| "calendar projected".to_owned())).collect()
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

    pub(crate) fn facts(&self) -> &Names {
        &self.inner.facts
    }

    pub(crate) fn events(&self) -> &Names {
        &self.inner.events
    }

    pub(crate) fn reasons(&self) -> &Names {
        &self.inner.reasons
    }

    pub(crate) fn landmarks(&self) -> &Landmarks {
        &self.inner.landmarks
    }

    /// Whether the time of an event is fixed beforehand, so that it is known before it happens.
    pub(crate) fn is_scheduled(&self, event: Code) -> bool {
        self.inner.scheduled.contains(&event)
    }

    pub(crate) fn standards(&self) -> &[PlannedStandard] {
        &self.inner.standards
    }

    pub(crate) fn places(&self) -> &[(usize, usize)] {
        &self.inner.places
    }

    pub(crate) fn calendar(&self, index: Option<Code>) -> Option<&CompiledCalendar> {
        self.inner.calendars.get(usize::from(index?))
    }

    pub(crate) fn hours(&self, index: Option<Code>) -> Option<&OpeningHours> {
        self.inner.hours.get(usize::from(index?))
    }
}

/// The rules whose choice is made, together.
fn receipt(rules: &[ReceiptRule], context: &promise::Context<'_>) -> Result<Receipt, PlanError> {
    let mut receipt = Receipt::default();
    for ReceiptRule { when, rule } in rules {
        if !matches!(context.condition(when)?, PlannedCondition::Always) {
            continue;
        }
        match rule {
            ReceiptMove::DayOne => receipt.day_one = true,
            ReceiptMove::CutOff(cut_off) => receipt.cut_off = Some(*cut_off),
            ReceiptMove::ClosedDay => receipt.closed_day_is_next_working_day = true,
        }
    }
    Ok(receipt)
}
