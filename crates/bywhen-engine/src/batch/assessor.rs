//! Assesses a batch of cases, those with the same kind, channel and service together, in buffers that are reused.

use std::ptr;

use bywhen_calendar::OutOfRange;

use super::columns::{Cases, KeyColumn};
use super::contacts::Contacts;
use super::event_columns::EventColumns;
use super::fast_path::FastPath;
use super::reasons::Reasons;
use super::verdict::Verdict;
use super::verdicts::{VerdictRange, Verdicts};
use super::{EncodedTime, EventKey, LogEntry};
use crate::case_error::CaseError;
use crate::evaluate::{Facts, History, Query, ResolvedEvent, evaluate};
use crate::fact_value::EncodedFact;
use crate::moment::Moment;
use crate::plan::{Contact, Plan, PlannedStandard};
use crate::when::When;

/// Assesses cases under one plan, as of one moment. Each thread has its own.
#[derive(Debug)]
pub struct Assessor<'p> {
    plan: &'p Plan,
    at: Moment,
    history: History,
    facts: Facts,
    contacts: Contacts,
    groups: Vec<Group<'p>>,
    /// Report how much of each limit was taken.
    taken: bool,
}

/// Cases to which the same standards apply.
#[derive(Debug)]
struct Group<'p> {
    /// The standards that apply, or why that cannot be said.
    standards: Result<Vec<&'p PlannedStandard>, CaseError>,
    /// The fast path over their promises, if there is one.
    fast_path: Option<FastPath<'p>>,
    /// The cases of the current batch that may take the fast path.
    together: Vec<u32>,
}

impl<'p> Assessor<'p> {
    /// Assesses as of `at`: later events have not happened yet.
    pub fn new(plan: &'p Plan, at: When) -> Result<Assessor<'p>, CaseError> {
        let at = Moment::asked(at, &plan.charter().zone)
            .map_err(|error| CaseError::Time { event: "at".to_owned(), error })?;
        let (history, contacts) = (History::new(at), Contacts::new(plan));
        let facts = Facts::of(plan);
        Ok(Assessor { plan, at, history, facts, contacts, groups: Vec::new(), taken: false })
    }

    /// Reports for each promise that was kept how much of its limit that took.
    pub fn with_taken(mut self) -> Assessor<'p> {
        self.taken = true;
        self
    }

    /// Assesses the cases at the indices `wanted`. A case that cannot be assessed is refused with its reason, and the others
    /// go on.
    pub fn assess(&mut self, cases: &Cases<'_>, wanted: impl Iterator<Item = usize>, out: &mut Verdicts) {
        out.begin(cases.len, self.taken);
        self.contacts.read(cases);
        let event_columns = EventColumns::of(self.plan, cases, &self.at, self.taken);
        let mut alone = Vec::new();
        for case in wanted {
            let group = self.contacts.group(case).unwrap_or_else(|| self.add_contact(cases, case));
            match (self.groups.get_mut(group), &event_columns) {
                (Some(Group { fast_path: Some(_), together, .. }), Some(event_columns))
                    if event_columns.allows(case) =>
                {
                    together.push(case as u32);
                }
                _ => alone.push((group, case)),
            }
        }
        for (group, case) in alone {
            self.assess_alone(cases, group, case, out);
        }
        let mut odd = Vec::new();
        for group in 0..self.groups.len() {
            let Some(Group { fast_path: Some(fast_path), together, .. }) = self.groups.get_mut(group) else { continue };
            if let Some(event_columns) = &event_columns {
                fast_path.assess(event_columns, together, out, &mut odd);
            }
            together.clear();
            for case in odd.drain(..) {
                self.assess_alone(cases, group, case as usize, out);
            }
        }
        out.refused.sort_by_key(|(case, _)| *case);
    }

    /// The group of a case whose contact is new. Contacts to which the same standards apply share a group.
    #[cold]
    fn add_contact(&mut self, cases: &Cases<'_>, case: usize) -> usize {
        let standards = self.standards(cases, case);
        let known = self.groups.iter().position(|group| match (&group.standards, &standards) {
            (Ok(known), Ok(these)) => {
                known.len() == these.len() && known.iter().zip(these).all(|(a, b)| ptr::eq(*a, *b))
            }
            _ => false,
        });
        let group = known.unwrap_or(self.groups.len());
        if known.is_none() {
            let fast_path = standards.as_ref().ok().and_then(|standards| FastPath::of(self.plan, standards));
            self.groups.push(Group { standards, fast_path, together: Vec::new() });
        }
        self.contacts.note(case, group);
        group
    }

    fn standards(&self, cases: &Cases<'_>, case: usize) -> Result<Vec<&'p PlannedStandard>, CaseError> {
        let code = |given: &KeyColumn<'_>| given.of(case).map(|key| key.0);
        let kind = code(&cases.kind).map_or_else(|| self.plan.kind_of(None), Ok)?;
        let contact = Contact { kind, channel: code(&cases.channel), service: code(&cases.service) };
        self.plan.applicable(&contact).map(|(standards, _)| standards)
    }

    fn assess_alone(&mut self, cases: &Cases<'_>, group: usize, case: usize, out: &mut Verdicts) {
        let from = out.count();
        let standards = match self.groups.get(group) {
            Some(Group { standards: Ok(standards), .. }) => standards.clone(),
            Some(Group { standards: Err(error), .. }) => return refuse(out, case, error.clone()),
            None => return,
        };
        match self.assess_case(cases, &standards, case, out) {
            Ok(()) => out.set_range(case, VerdictRange::new(from, 1, out.count() - from)),
            Err(error) => {
                out.truncate(from);
                refuse(out, case, error);
            }
        }
    }

    /// Assesses one case of the batch as a single case is assessed.
    fn assess_case(
        &mut self,
        cases: &Cases<'_>,
        standards: &[&'p PlannedStandard],
        case: usize,
        out: &mut Verdicts,
    ) -> Result<(), CaseError> {
        let plan = self.plan;
        self.facts.reset(plan);
        for column in &cases.facts {
            match column.values.get(case) {
                None | Some(EncodedFact::Unknown) => {}
                Some(value) => self.facts.set(column.fact.0, *value),
            }
        }
        let columns = cases.events.iter().map(|column| LogEntry {
            event: column.event,
            at: column.at.get(case).copied().unwrap_or(EncodedTime::NONE),
            until: column.until.and_then(|until| until.get(case).copied()).unwrap_or(EncodedTime::NONE),
            reason: column.reason.and_then(|reasons| reasons.get(case).copied().flatten()),
        });
        let logged = cases.log.map(|log| log.of(case)).unwrap_or_default();
        let events = columns.chain(logged.iter().copied()).filter_map(|entry| resolve(plan, &entry));
        self.history.take(plan, standards, events)?;

        let query = Query { facts: &self.facts, history: &self.history, at: self.history.as_of() };
        for standard in standards {
            for (promise, state) in evaluate(plan, &query, standard)? {
                let mut verdict = Verdict::of(promise.number).with_evaluation(&state.evaluation);
                verdict.varied = state.variation.is_some();
                if let Some(deadline) = state.shown() {
                    verdict = verdict.with_due(deadline.run.due);
                }
                let (events, calendar_bound) = (state.awaiting().to_vec(), state.calendar_bound());
                verdict.awaiting = out.reasons.intern(Reasons { events, calendar_bound });
                let taken = if self.taken { plan.taken(promise, &state)? } else { None };
                out.push(verdict, taken, &state.warn_at);
            }
        }
        Ok(())
    }
}

fn refuse(out: &mut Verdicts, case: usize, error: CaseError) {
    out.set_range(case, VerdictRange::default());
    out.refused.push((u32::try_from(case).unwrap_or(u32::MAX), error));
}

/// `None` for what has not happened.
fn resolve(plan: &Plan, entry: &LogEntry) -> Option<Result<ResolvedEvent, CaseError>> {
    let EventKey { event, stage } = entry.event;
    let zone = &plan.charter().zone;
    let moment = entry.at.moment(zone)?;
    let reason = entry.reason.map(|key| key.0);
    let happened =
        |moment| Ok(ResolvedEvent { event, stage, moment, until: entry.until.moment(zone).transpose()?, reason });
    let refused = |error: OutOfRange| CaseError::Time { event: plan.events().slug(event), error: error.into() };
    Some(moment.and_then(happened).map_err(refused))
}
