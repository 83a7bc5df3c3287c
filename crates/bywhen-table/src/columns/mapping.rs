//! Which column is what: by its heading, or by what the asker says.

use std::collections::HashSet;

use bywhen::engine::batch::{EventKey, Key};
use bywhen::engine::{Name, did_you_mean, slug};
use bywhen::{Event, Plan, When};
use chrono::NaiveDate;

use super::at_odds::only_one;
use super::events::Looked;
use super::{DateFormat, MappingError, Naming};

/// What a case has one of, and every charter knows.
const FIELDS: [&str; 4] = ["case_id", "kind", "channel", "service"];

/// What each column of a table is to one charter.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub(crate) case_id: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) channel: Option<String>,
    pub(crate) service: Option<String>,
    pub(crate) facts: Vec<(String, Key)>,
    pub(crate) events: Vec<EventColumns>,
}

/// The columns that tell of one event.
#[derive(Clone, Debug)]
pub(crate) struct EventColumns {
    pub(crate) event: EventKey,
    pub(crate) at: String,
    /// The asker said so, and not the heading.
    said: bool,
    pub(crate) dates: DateFormat,
    /// The column with the time of day, where `at` has the day.
    pub(crate) time: Option<String>,
    pub(crate) until: Option<(String, DateFormat)>,
    pub(crate) reason: Option<String>,
}

/// What a column is.
enum Role {
    CaseId,
    Kind,
    Channel,
    Service,
    Fact(Key),
    Event(EventKey),
    Part(Part, String),
}

/// What is told of an event in a column of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Time,
    Until,
    Reason,
}

impl Part {
    const ALL: [Part; 3] = [Part::Time, Part::Until, Part::Reason];

    fn word(self) -> &'static str {
        match self {
            Part::Time => "time",
            Part::Until => "until",
            Part::Reason => "reason",
        }
    }
}

/// A column that goes with that of an event.
struct Beside {
    column: String,
    event: String,
    part: Part,
    said: bool,
}

impl Mapping {
    /// Finds out what each column is to each version. `log`: the columns of the log that stands beside the table, which
    /// may tell of receipt.
    ///
    /// # Errors
    ///
    /// Where a column is named that is not there, is called what no version knows, or cannot be told from another.
    pub fn for_each(
        plans: &[Plan],
        columns: &[String],
        naming: &Naming,
        log: Option<&[String]>,
    ) -> Result<Vec<Mapping>, MappingError> {
        for (column, what) in &naming.columns {
            exists(column, columns)?;
            if what != "-" && !plans.iter().any(|plan| role(plan, what).is_some()) {
                return Err(unknown(plans, what));
            }
        }
        // A column may be two things; but not something and nothing.
        only_one(&naming.columns, |one, other| (one == "-") != (other == "-"))?;
        only_one(&naming.dates_of, |one, other| one != other)?;
        for (column, _) in &naming.dates_of {
            if !log.is_some_and(|log| log.contains(column)) {
                exists(column, columns)?;
            }
        }
        plans.iter().map(|plan| Mapping::new(plan, columns, naming, log.is_some())).collect()
    }

    fn new(plan: &Plan, columns: &[String], naming: &Naming, logged: bool) -> Result<Mapping, MappingError> {
        let looked = Looked::of(plan.charter());
        let mut mapping =
            Mapping { case_id: None, kind: None, channel: None, service: None, facts: Vec::new(), events: Vec::new() };
        let mut beside: Vec<Beside> = Vec::new();
        for column in columns {
            let said = naming.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what.as_str());
            let mut said: Vec<&str> = said.collect();
            let mut known = HashSet::new();
            said.retain(|what| known.insert(slug(what)));
            let by_itself = said.is_empty().then_some(column.as_str());
            for what in said.iter().copied().chain(by_itself) {
                // What another version of the charter knows, this one passes over.
                let Some(role) = role(plan, what) else { continue };
                if said.is_empty() && !role.matters(&looked, what) {
                    continue;
                }
                if let Role::Part(part, event) = role {
                    beside.push(Beside { column: column.clone(), event, part, said: !said.is_empty() });
                } else {
                    mapping.take(column, what, role, naming, !said.is_empty())?;
                }
            }
        }
        for beside in beside {
            mapping.attach(plan, &beside, naming)?;
        }
        let received = plan.event("received").ok();
        let receipt = mapping.events.iter().any(|event| Some(event.event) == received);
        if !receipt && !logged {
            return Err(MappingError::NoReceipt { columns: columns.to_vec() });
        }
        Ok(mapping)
    }

    /// The columns that a table may have whose own are not known beforehand: whatever is named, and all that the
    /// charters look for in a case.
    pub fn candidates(plans: &[Plan], naming: &Naming) -> Vec<String> {
        let mut columns: Vec<String> = naming.columns.iter().map(|(column, _)| column.clone()).collect();
        let mut add = |name: String, only_one: bool| {
            // A case has one channel: where the asker names the key that holds it, no other is looked for.
            let named = only_one && naming.columns.iter().any(|(_, what)| slug(what) == slug(&name));
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
            let looked = Looked::of(charter);
            for event in &looked.events {
                let staged = stages().map(|stage| format!("stage-{stage}/{event}"));
                for name in std::iter::once(event.clone()).chain(staged) {
                    if looked.dated.contains(event) {
                        add(format!("{name}.until"), true);
                        add(format!("{name}.reason"), true);
                    }
                    add(name, false);
                }
            }
        }
        columns
    }

    fn take(&mut self, column: &str, what: &str, role: Role, naming: &Naming, said: bool) -> Result<(), MappingError> {
        let twice =
            |one: &str| MappingError::Twice { what: what.to_owned(), one: one.to_owned(), other: column.to_owned() };
        let slot = match role {
            Role::CaseId => &mut self.case_id,
            Role::Kind => &mut self.kind,
            Role::Channel => &mut self.channel,
            Role::Service => &mut self.service,
            Role::Fact(fact) => {
                if let Some((one, _)) = self.facts.iter().find(|(_, known)| *known == fact) {
                    return Err(twice(one));
                }
                self.facts.push((column.to_owned(), fact));
                return Ok(());
            }
            Role::Event(event) => {
                // Several columns may be one event: what happened more than once.
                let (at, dates) = (column.to_owned(), naming.dates_of(column));
                self.events.push(EventColumns { event, at, said, dates, time: None, until: None, reason: None });
                return Ok(());
            }
            // It is put to its event once all columns are known.
            Role::Part(..) => return Ok(()),
        };
        if let Some(one) = slot {
            return Err(twice(one));
        }
        *slot = Some(column.to_owned());
        Ok(())
    }

    /// Puts the time, the date or the reason of an event to it.
    fn attach(&mut self, plan: &Plan, beside: &Beside, naming: &Naming) -> Result<(), MappingError> {
        let Beside { column, event, part, .. } = beside;
        let key = plan.event(event).ok();
        let alone = || MappingError::Alone { column: column.clone(), event: event.clone() };
        let mut of: Vec<&mut EventColumns> = self.events.iter_mut().filter(|known| Some(known.event) == key).collect();
        if *part == Part::Time && of.len() > 1 {
            // One that was named belongs to the date that was.
            of.retain(|known| known.said == beside.said);
            if of.len() > 1 {
                let dates = of.iter().map(|known| known.at.clone()).collect();
                return Err(MappingError::WhichDate { column: column.clone(), event: event.clone(), dates });
            }
        }
        let of = of.into_iter().next().ok_or_else(alone)?;
        let known = match part {
            Part::Time => of.time.replace(column.clone()),
            Part::Until => of.until.replace((column.clone(), naming.dates_of(column))).map(|(known, _)| known),
            Part::Reason => of.reason.replace(column.clone()),
        };
        match known {
            None => Ok(()),
            Some(one) => {
                Err(MappingError::Twice { what: format!("{event}.{}", part.word()), one, other: column.clone() })
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

impl Role {
    /// Whether a column is to be taken as this because its heading says so. Many a table has a column `closed` or `sent`
    /// that is something else, and where no clock looks at such an event nothing is lost.
    fn matters(&self, looked: &Looked, heading: &str) -> bool {
        let event = match self {
            Role::Event(_) => heading,
            Role::Part(_, event) => event,
            Role::CaseId | Role::Kind | Role::Channel | Role::Service | Role::Fact(_) => return true,
        };
        looked.events.contains(&slug(&Event::named(&event_name(event), When::Day(NaiveDate::MIN)).name))
    }
}

fn role(plan: &Plan, what: &str) -> Option<Role> {
    match Name::new(what).slug() {
        "case-id" | "case" => return Some(Role::CaseId),
        "kind" => return Some(Role::Kind),
        "channel" => return Some(Role::Channel),
        "service" => return Some(Role::Service),
        _ => {}
    }
    let known = |event: &str| plan.event(event).is_ok();
    if let Some((event, part)) = what.rsplit_once('.') {
        let event = event_name(event);
        let part = Part::ALL.into_iter().find(|known| part.eq_ignore_ascii_case(known.word()));
        if let Some(part) = part.filter(|_| known(&event)) {
            return Some(Role::Part(part, event));
        }
    }
    match plan.fact(what) {
        Ok(fact) => Some(Role::Fact(fact)),
        Err(_) => plan.event(&event_name(what)).ok().map(Role::Event),
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
pub(crate) fn exists(column: &str, columns: &[String]) -> Result<(), MappingError> {
    if columns.iter().any(|known| known == column) {
        return Ok(());
    }
    let suggestion = did_you_mean(column, columns.iter().map(String::as_str)).map(str::to_owned);
    Err(MappingError::NoColumn { given: column.to_owned(), suggestion, columns: columns.to_vec() })
}

/// What charters know of a case: their facts, and the events that their clocks look at.
pub(crate) fn unknown(plans: &[Plan], what: &str) -> MappingError {
    let mut known: Vec<String> = Vec::new();
    for charter in plans.iter().map(Plan::charter) {
        let facts = charter.facts.iter().map(|fact| fact.name.slug().to_owned());
        for name in Looked::of(charter).events.into_iter().chain(facts) {
            if !known.contains(&name) {
                known.push(name);
            }
        }
    }
    let suggestion = did_you_mean(what, known.iter().map(String::as_str).chain(FIELDS)).map(str::to_owned);
    MappingError::Unknown { given: what.to_owned(), suggestion, known }
}
