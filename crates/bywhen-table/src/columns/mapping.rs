//! Maps columns to roles, by their headings or by the caller's specification.

use std::collections::HashSet;

use bywhen::engine::batch::{EventKey, NameKey};
use bywhen::engine::{Name, did_you_mean, slug};
use bywhen::{Event, Plan, When};
use chrono::NaiveDate;

use super::conflicts::reject_conflicts;
use super::referenced_events::ReferencedEvents;
use super::{ColumnSpec, DateFormat, MappingError};

/// The fields that a case has once and every charter knows.
const FIELDS: [&str; 4] = ["case_id", "kind", "channel", "service"];

/// The columns of a table mapped to one charter.
#[derive(Clone, Debug)]
pub struct ColumnMapping {
    pub(crate) case_id: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) facts: Vec<(String, NameKey)>,
    pub(crate) events: Vec<MappedEvent>,
}

/// The columns that tell of one event.
#[derive(Clone, Debug)]
pub(crate) struct MappedEvent {
    pub(crate) event: EventKey,
    pub(crate) at: String,
    /// Named by the caller rather than by its heading.
    explicit: bool,
    pub(crate) dates: DateFormat,
    /// The column with the time of day, where `at` has the day.
    pub(crate) time: Option<String>,
    pub(crate) until: Option<(String, DateFormat)>,
    pub(crate) reason: Option<String>,
}

/// The role of a column.
enum ColumnRole {
    CaseId,
    Kind,
    Channel,
    Service,
    Fact(NameKey),
    Event(EventKey),
    EventField(EventField, String),
}

/// A detail of an event in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EventField {
    Time,
    Until,
    Reason,
}

impl EventField {
    const ALL: [EventField; 3] = [EventField::Time, EventField::Until, EventField::Reason];

    fn word(self) -> &'static str {
        match self {
            EventField::Time => "time",
            EventField::Until => "until",
            EventField::Reason => "reason",
        }
    }
}

/// A column that goes with that of an event.
struct CompanionColumn {
    column: String,
    event: String,
    field: EventField,
    explicit: bool,
}

impl ColumnMapping {
    /// Finds out what each column is to each version. `log`: the columns of the log that stands beside the table, which
    /// may tell of receipt.
    ///
    /// # Errors
    ///
    /// Where a column is named that is not there, is called what no version knows, or cannot be told from another.
    pub fn for_each(
        plans: &[Plan],
        columns: &[String],
        spec: &ColumnSpec,
        log: Option<&[String]>,
    ) -> Result<Vec<ColumnMapping>, MappingError> {
        for (column, what) in &spec.columns {
            require_column(column, columns)?;
            if what != "-" && !plans.iter().any(|plan| role_of(plan, what).is_some()) {
                return Err(unknown_name(plans, what));
            }
        }
        // A column may be two things; but not something and nothing.
        reject_conflicts(&spec.columns, |one, other| (one == "-") != (other == "-"))?;
        reject_conflicts(&spec.dates_of, |one, other| one != other)?;
        for value in &spec.values {
            require_column(&value.column, columns)?;
        }
        for (column, _) in &spec.dates_of {
            if !log.is_some_and(|log| log.contains(column)) {
                require_column(column, columns)?;
            }
        }
        plans.iter().map(|plan| ColumnMapping::new(plan, columns, spec, log.is_some())).collect()
    }

    fn new(plan: &Plan, columns: &[String], spec: &ColumnSpec, has_log: bool) -> Result<ColumnMapping, MappingError> {
        let referenced = ReferencedEvents::of(plan.charter());
        let mut mapping = ColumnMapping {
            case_id: None,
            kind: None,
            channel: None,
            service: None,
            facts: Vec::new(),
            events: Vec::new(),
        };
        let mut companions: Vec<CompanionColumn> = Vec::new();
        for column in columns {
            let roles = spec.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what.as_str());
            let mut roles: Vec<&str> = roles.collect();
            let mut known = HashSet::new();
            roles.retain(|what| known.insert(slug(what)));
            let by_itself = roles.is_empty().then_some(column.as_str());
            for what in roles.iter().copied().chain(by_itself) {
                // What another version of the charter knows, this one passes over.
                let Some(role) = role_of(plan, what) else { continue };
                if roles.is_empty() && !role.is_referenced(&referenced, what) {
                    continue;
                }
                if let ColumnRole::EventField(field, event) = role {
                    companions.push(CompanionColumn {
                        column: column.clone(),
                        event,
                        field,
                        explicit: !roles.is_empty(),
                    });
                } else {
                    mapping.assign(column, what, role, spec, !roles.is_empty())?;
                }
            }
        }
        for companion in companions {
            mapping.attach(plan, &companion, spec)?;
        }
        let received = plan.event("received").ok();
        let receipt = mapping.events.iter().any(|event| Some(event.event) == received);
        if !receipt && !has_log {
            return Err(MappingError::NoReceipt { columns: columns.to_vec() });
        }
        Ok(mapping)
    }

    /// The columns that a table may have whose own are not known beforehand: whatever is named, and all that the
    /// charters look for in a case.
    pub fn candidates(plans: &[Plan], spec: &ColumnSpec) -> Vec<String> {
        let mut columns: Vec<String> = spec.columns.iter().map(|(column, _)| column.clone()).collect();
        let mut add = |name: String, only_one: bool| {
            // A case has one channel: where the asker names the key that holds it, no other is looked for.
            let named = only_one && spec.columns.iter().any(|(_, what)| slug(what) == slug(&name));
            if !named && !columns.contains(&name) {
                columns.push(name);
            }
        };
        for field in FIELDS {
            add(field.to_owned(), true);
        }
        for charter in plans.iter().map(Plan::charter) {
            charter.facts.iter().for_each(|fact| add(fact.name.slug().to_owned(), true));
            let stages = charter.standards.iter().map(|standard| standard.stages.len()).max().unwrap_or(1);
            let stages = || (1..=stages).filter(move |_| stages > 1);
            let referenced = ReferencedEvents::of(charter);
            for event in &referenced.events {
                let staged = stages().map(|stage| format!("stage-{stage}/{event}"));
                for name in std::iter::once(event.clone()).chain(staged) {
                    if referenced.dated.contains(event) {
                        add(format!("{name}.until"), true);
                        add(format!("{name}.reason"), true);
                    }
                    add(name, false);
                }
            }
        }
        columns
    }

    fn assign(
        &mut self,
        column: &str,
        what: &str,
        role: ColumnRole,
        spec: &ColumnSpec,
        explicit: bool,
    ) -> Result<(), MappingError> {
        let duplicate = |one: &str| MappingError::Duplicate {
            what: what.to_owned(),
            one: one.to_owned(),
            other: column.to_owned(),
        };
        let slot = match role {
            ColumnRole::CaseId => &mut self.case_id,
            ColumnRole::Kind => &mut self.kind,
            ColumnRole::Channel => &mut self.channel,
            ColumnRole::Service => &mut self.service,
            ColumnRole::Fact(fact) => {
                if let Some((one, _)) = self.facts.iter().find(|(_, known)| *known == fact) {
                    return Err(duplicate(one));
                }
                self.facts.push((column.to_owned(), fact));
                return Ok(());
            }
            ColumnRole::Event(event) => {
                // Several columns may be one event: what happened more than once.
                let (at, dates) = (column.to_owned(), spec.dates_of(column));
                self.events.push(MappedEvent { event, at, explicit, dates, time: None, until: None, reason: None });
                return Ok(());
            }
            // It is put to its event once all columns are known.
            ColumnRole::EventField(..) => return Ok(()),
        };
        if let Some(one) = slot {
            return Err(duplicate(one));
        }
        *slot = Some(column.to_owned());
        Ok(())
    }

    /// Puts the time, the date or the reason of an event to it.
    fn attach(&mut self, plan: &Plan, companion: &CompanionColumn, spec: &ColumnSpec) -> Result<(), MappingError> {
        let CompanionColumn { column, event, field, .. } = companion;
        let key = plan.event(event).ok();
        let alone = || MappingError::NoEventColumn { column: column.clone(), event: event.clone() };
        let mut of: Vec<&mut MappedEvent> = self.events.iter_mut().filter(|known| Some(known.event) == key).collect();
        if *field == EventField::Time && of.len() > 1 {
            // One that was named belongs to the date that was.
            of.retain(|known| known.explicit == companion.explicit);
            if of.len() > 1 {
                let dates = of.iter().map(|known| known.at.clone()).collect();
                return Err(MappingError::AmbiguousDate { column: column.clone(), event: event.clone(), dates });
            }
        }
        let of = of.into_iter().next().ok_or_else(alone)?;
        let known = match field {
            EventField::Time => of.time.replace(column.clone()),
            EventField::Until => of.until.replace((column.clone(), spec.dates_of(column))).map(|(known, _)| known),
            EventField::Reason => of.reason.replace(column.clone()),
        };
        match known {
            None => Ok(()),
            Some(one) => {
                Err(MappingError::Duplicate { what: format!("{event}.{}", field.word()), one, other: column.clone() })
            }
        }
    }

    /// The columns that are read, each once.
    pub fn columns(&self) -> Vec<String> {
        let named = [&self.case_id, &self.kind, &self.channel, &self.service];
        let events = self.events.iter().flat_map(|event| {
            let until = event.until.as_ref().map(|(column, _)| column);
            [Some(&event.at), event.time.as_ref(), until, event.reason.as_ref()]
        });
        let all = named.into_iter().map(Option::as_ref).chain(self.facts.iter().map(|(column, _)| Some(column)));
        let mut columns: Vec<String> = Vec::new();
        for column in all.chain(events).flatten() {
            if !columns.contains(column) {
                columns.push(column.clone());
            }
        }
        columns
    }
}

impl ColumnRole {
    /// Whether a column is to be taken as this because its heading says so. Many a table has a column `closed` or `sent`
    /// that is something else, and where no clock looks at such an event nothing is lost.
    fn is_referenced(&self, referenced: &ReferencedEvents, heading: &str) -> bool {
        let event = match self {
            ColumnRole::Event(_) => heading,
            ColumnRole::EventField(_, event) => event,
            ColumnRole::CaseId | ColumnRole::Kind | ColumnRole::Channel | ColumnRole::Service | ColumnRole::Fact(_) => {
                return true;
            }
        };
        referenced.events.contains(&slug(&Event::named(&event_name(event), When::Day(NaiveDate::MIN)).name))
    }
}

fn role_of(plan: &Plan, what: &str) -> Option<ColumnRole> {
    match Name::new(what).slug() {
        "case-id" | "case" => return Some(ColumnRole::CaseId),
        "kind" => return Some(ColumnRole::Kind),
        "channel" => return Some(ColumnRole::Channel),
        "service" => return Some(ColumnRole::Service),
        _ => {}
    }
    let known = |event: &str| plan.event(event).is_ok();
    if let Some((event, field)) = what.rsplit_once('.') {
        let event = event_name(event);
        let field = EventField::ALL.into_iter().find(|known| field.eq_ignore_ascii_case(known.word()));
        if let Some(field) = field.filter(|_| known(&event)) {
            return Some(ColumnRole::EventField(field, event));
        }
    }
    match plan.fact(what) {
        Ok(fact) => Some(ColumnRole::Fact(fact)),
        Err(_) => plan.event(&event_name(what)).ok().map(ColumnRole::Event),
    }
}

/// The name of an event as the engine takes a stage: `Stage 2/Responded` is `stage-2/Responded`.
pub(crate) fn event_name(text: &str) -> String {
    match text.split_once('/') {
        Some((stage, event)) => format!("{}/{event}", slug(stage)),
        None => text.to_owned(),
    }
}

/// Refuses a name that no column has.
pub(crate) fn require_column(column: &str, columns: &[String]) -> Result<(), MappingError> {
    if columns.iter().any(|known| known == column) {
        return Ok(());
    }
    let suggestion = did_you_mean(column, columns.iter().map(String::as_str)).map(str::to_owned);
    Err(MappingError::NoColumn { given: column.to_owned(), suggestion, columns: columns.to_vec() })
}

/// The error for an unknown name, with the known facts and events.
pub(crate) fn unknown_name(plans: &[Plan], what: &str) -> MappingError {
    let mut known: Vec<String> = Vec::new();
    for charter in plans.iter().map(Plan::charter) {
        let facts = charter.facts.iter().map(|fact| fact.name.slug().to_owned());
        for name in ReferencedEvents::of(charter).events.into_iter().chain(facts) {
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let suggestion = did_you_mean(what, known.iter().map(String::as_str).chain(FIELDS)).map(str::to_owned);
    MappingError::Unknown { given: what.to_owned(), suggestion, known }
}
