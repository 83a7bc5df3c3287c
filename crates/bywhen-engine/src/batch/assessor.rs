//! Judges the cases of a table, those of one sort of contact together, in buffers that are used again.

use std::ptr;

use bywhen_calendar::OutOfRange;

use super::awaited::Reasons;
use super::columns::{Cases, Given};
use super::contacts::Contacts;
use super::sheet::Sheet;
use super::straight::StraightPromises;
use super::verdict::Verdict;
use super::verdicts::{Place, Verdicts};
use super::{EventKey, LogEntry, Stamp};
use crate::evaluate::{CaseError, Facts, History, Query, ResolvedEvent, evaluate};
use crate::moment::Moment;
use crate::plan::{Contact, Plan, PlannedStandard};
use crate::when::When;

/// Judges cases of one plan as of one moment. Each thread has its own.
#[derive(Debug)]
pub struct Assessor<'p> {
    plan: &'p Plan,
    at: Moment,
    history: History,
    contacts: Contacts,
    groups: Vec<Group<'p>>,
    /// Say how much of each limit was taken.
    taken: bool,
}

/// Cases of one sort of contact.
#[derive(Debug)]
struct Group<'p> {
    /// The standards that apply, or why that cannot be said.
    standards: Result<Vec<&'p PlannedStandard>, CaseError>,
    /// Their promises, where all of them run straight.
    straight: Option<StraightPromises<'p>>,
    /// The cases of the table in hand that may be judged all together.
    together: Vec<u32>,
}

impl<'p> Assessor<'p> {
    /// Judges as of `at`: what happened later has not happened yet.
    pub fn new(plan: &'p Plan, at: When) -> Result<Assessor<'p>, CaseError> {
        let at = Moment::asked(at, &plan.charter().zone)
            .map_err(|error| CaseError::Time { event: "at".to_owned(), error })?;
        let (history, contacts) = (History::new(at), Contacts::new(plan));
        Ok(Assessor { plan, at, history, contacts, groups: Vec::new(), taken: false })
    }

    /// Says of what is done how much of its limit it took.
    pub fn with_taken(mut self) -> Assessor<'p> {
        self.taken = true;
        self
    }

    /// Judges the cases of a table and says what is to be said of each. A case that cannot be judged is refused with its
    /// reason, and the others go on. `wanted` says which places to judge.
    pub fn assess(&mut self, cases: &Cases<'_>, wanted: impl Iterator<Item = usize>, out: &mut Verdicts) {
        out.begin(cases.len, self.taken);
        self.contacts.read(cases);
        let sheet = Sheet::of(self.plan, cases, &self.at, self.taken);
        let mut alone = Vec::new();
        for case in wanted {
            let group = self.contacts.group(case).unwrap_or_else(|| self.meet(cases, case));
            match (self.groups.get_mut(group), &sheet) {
                (Some(Group { straight: Some(_), together, .. }), Some(sheet)) if sheet.allows(case) => {
                    together.push(case as u32);
                }
                _ => alone.push((group, case)),
            }
        }
        for (group, case) in alone {
            self.judge_alone(cases, group, case, out);
        }
        let mut odd = Vec::new();
        for group in 0..self.groups.len() {
            let Some(Group { straight: Some(straight), together, .. }) = self.groups.get_mut(group) else { continue };
            if let Some(sheet) = &sheet {
                straight.judge(sheet, together, out, &mut odd);
            }
            together.clear();
            for case in odd.drain(..) {
                self.judge_alone(cases, group, case as usize, out);
            }
        }
        out.refused.sort_by_key(|(case, _)| *case);
    }

    /// The group of a case whose sort of contact was not met yet. Those to which the same standards apply are one group.
    #[cold]
    fn meet(&mut self, cases: &Cases<'_>, case: usize) -> usize {
        let standards = self.standards(cases, case);
        let known = self.groups.iter().position(|group| match (&group.standards, &standards) {
            (Ok(known), Ok(these)) => {
                known.len() == these.len() && known.iter().zip(these).all(|(a, b)| ptr::eq(*a, *b))
            }
            _ => false,
        });
        let group = known.unwrap_or(self.groups.len());
        if known.is_none() {
            let all_straight = standards.as_ref().ok().filter(|all| all.iter().all(|standard| standard.straight));
            let straight = all_straight.map(|standards| StraightPromises::new(self.plan, standards));
            self.groups.push(Group { standards, straight, together: Vec::new() });
        }
        self.contacts.note(case, group);
        group
    }

    fn standards(&self, cases: &Cases<'_>, case: usize) -> Result<Vec<&'p PlannedStandard>, CaseError> {
        let code = |given: &Given<'_>| given.of(case).map(|key| key.0);
        let kind = code(&cases.kind).map_or_else(|| self.plan.kind_of(None), Ok)?;
        let contact = Contact { kind, channel: code(&cases.channel), service: code(&cases.service) };
        self.plan.applicable(&contact).map(|(standards, _)| standards)
    }

    fn judge_alone(&mut self, cases: &Cases<'_>, group: usize, case: usize, out: &mut Verdicts) {
        let from = out.count();
        let standards = match self.groups.get(group) {
            Some(Group { standards: Ok(standards), .. }) => standards.clone(),
            Some(Group { standards: Err(error), .. }) => return refuse(out, case, error.clone()),
            None => return,
        };
        match self.judge(cases, &standards, case, out) {
            Ok(()) => out.place(case, Place::new(from, 1, out.count() - from)),
            Err(error) => {
                out.truncate(from);
                refuse(out, case, error);
            }
        }
    }

    /// Judges a case of a table as a case by itself is judged.
    fn judge(
        &mut self,
        cases: &Cases<'_>,
        standards: &[&'p PlannedStandard],
        case: usize,
        out: &mut Verdicts,
    ) -> Result<(), CaseError> {
        let plan = self.plan;
        let mut facts = Facts::default();
        for column in &cases.facts {
            if let Some(holds) = column.holds.get(case).copied().flatten() {
                facts.set(column.fact.0, holds);
            }
        }
        let stages = standards.iter().map(|standard| standard.stages).max();
        let columns = cases.events.iter().map(|column| LogEntry {
            event: column.event,
            at: column.at.get(case).copied().unwrap_or(Stamp::NONE),
            until: column.until.and_then(|until| until.get(case).copied()).unwrap_or(Stamp::NONE),
            reason: column.reason.and_then(|reasons| reasons.get(case).copied().flatten()),
        });
        let logged = cases.log.map(|log| log.of(case)).unwrap_or_default();
        let events = columns.chain(logged.iter().copied()).filter_map(|entry| resolve(plan, &entry));
        self.history.take(plan, stages, events)?;

        let query = Query { facts, history: &self.history, at: self.at };
        for standard in standards {
            for (promise, state) in evaluate(plan, &query, standard)? {
                let mut verdict = Verdict::of(promise.number).with_evaluation(&state.evaluation);
                verdict.varied = state.variation.is_some();
                if let Some(deadline) = state.shown() {
                    verdict = verdict.with_due(deadline.run.due);
                }
                let (events, calendar_bound) = (state.awaiting().to_vec(), state.calendar_bound());
                verdict.awaiting = out.awaited.note(Reasons { events, calendar_bound });
                let taken = if self.taken { plan.taken(promise, &state)? } else { None };
                out.push(verdict, taken);
            }
        }
        Ok(())
    }
}

fn refuse(out: &mut Verdicts, case: usize, error: CaseError) {
    out.place(case, Place::default());
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
