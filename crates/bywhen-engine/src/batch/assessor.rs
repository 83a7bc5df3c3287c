//! Judges the cases of a table one after the other, in buffers that are used again.

use super::columns::Cases;
use super::straight::{Course, Lanes};
use super::verdict::{Provisional, Verdict, Verdicts};
use super::{EventKey, Key, LogEntry, Stamp};
use crate::evaluate::{CaseError, Facts, Happening, History, Query};
use crate::moment::Moment;
use crate::plan::{Code, Contact, Plan, PlannedStandard};
use crate::when::When;

/// Judges cases of one plan as of one moment. Each thread has its own.
#[derive(Debug)]
pub struct Assessor<'p> {
    plan: &'p Plan,
    at: Moment,
    default_kind: Result<Code, CaseError>,
    history: History,
    /// Say how much of each limit was taken.
    taken: bool,
}

/// What every case of one sort of contact has in common.
struct Way<'a, 'p> {
    contact: Contact,
    /// The standards that apply, or why that cannot be said.
    standards: Result<Vec<&'p PlannedStandard>, CaseError>,
    /// The short way, where there is one.
    course: Option<Course<'a, 'p>>,
}

impl<'p> Assessor<'p> {
    /// Judges as of `at`: what happened later has not happened yet.
    pub fn new(plan: &'p Plan, at: When) -> Result<Assessor<'p>, CaseError> {
        let at = Moment::asked(at, &plan.charter().zone)
            .map_err(|error| CaseError::Time { event: "at".to_owned(), error })?;
        let (default_kind, history) = (plan.kind_of(None), History::new(plan, at));
        Ok(Assessor { plan, at, default_kind, history, taken: false })
    }

    /// Says of what is done how much of its limit it took.
    pub fn with_taken(mut self) -> Assessor<'p> {
        self.taken = true;
        self
    }

    /// Judges one case after the other and adds what is to be said of each. A case that cannot be judged is refused with
    /// its reason, and the others go on. `wanted` says which places to judge.
    pub fn assess(&mut self, cases: &Cases<'_>, wanted: impl Iterator<Item = usize>, out: &mut Verdicts) {
        let lanes = Lanes::of(self.plan, cases, &self.at);
        let mut ways: Vec<Way<'_, 'p>> = Vec::new();
        for case in wanted {
            let place = u32::try_from(case).unwrap_or(u32::MAX);
            let before = out.verdicts.len();
            let mut judge = || {
                let contact = self.contact(cases, case)?;
                // There are few sorts of contact, and looking through them is faster than hashing one.
                let known = ways.iter().position(|way| way.contact == contact);
                let place_of_way = known.unwrap_or_else(|| {
                    ways.push(self.way(contact, lanes.as_ref()));
                    ways.len() - 1
                });
                let Some(Way { standards, course, .. }) = ways.get_mut(place_of_way) else { return Ok(()) };
                let judged = match (course, &lanes) {
                    (Some(course), Some(lanes)) => Some(course.judge(lanes, case, place, out)?),
                    _ => None,
                };
                match (judged, standards) {
                    (Some(true), _) => Ok(()),
                    (_, Ok(standards)) => self.judge(cases, standards, case, place, out),
                    (_, Err(error)) => Err(error.clone()),
                }
            };
            if let Err(error) = judge() {
                out.verdicts.truncate(before);
                out.refused.push((place, error));
            }
        }
    }

    #[inline]
    fn contact(&self, cases: &Cases<'_>, case: usize) -> Result<Contact, CaseError> {
        let code = |key: Option<Key>| key.map(|key| key.0);
        let kind = match cases.kind.of(case) {
            Some(Key(kind)) => kind,
            None => self.default_kind.clone()?,
        };
        Ok(Contact { kind, channel: code(cases.channel.of(case)), service: code(cases.service.of(case)) })
    }

    fn way<'a>(&self, contact: Contact, lanes: Option<&Lanes<'a>>) -> Way<'a, 'p> {
        let standards = self.plan.applicable(&contact).map(|(standards, _)| standards);
        let course = match (&standards, lanes) {
            (Ok(standards), Some(lanes)) if standards.iter().all(|standard| standard.straight) => {
                Some(Course::new(self.plan, self.at, self.taken, lanes, standards))
            }
            _ => None,
        };
        Way { contact, standards, course }
    }

    /// The long way, which is that of a single case.
    fn judge(
        &mut self,
        cases: &Cases<'_>,
        standards: &[&'p PlannedStandard],
        case: usize,
        place: u32,
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
            until: column.until.and_then(|dates| dates.get(case).copied().flatten()),
            reason: column.reason.and_then(|reasons| reasons.get(case).copied().flatten()),
        });
        let logged = cases.log.map(|log| log.of(case)).unwrap_or_default();
        let events = columns.chain(logged.iter().copied()).filter_map(|entry| happening(plan, &entry));
        self.history.take(plan, stages, events)?;

        let query = Query { facts, history: &self.history, at: self.at };
        for standard in standards {
            for promise in &standard.promises {
                let Some(standing) = plan.stands(&query, standard, promise)? else { continue };
                let shown = standing.shown();
                let awaiting = shown.map(|dated| dated.awaiting.as_slice()).unwrap_or_default();
                let verdict = Verdict {
                    case: place,
                    promise: promise.number,
                    status: standing.mark.status,
                    due_soon: standing.mark.due_soon,
                    varied: standing.variation.is_some(),
                    provisional: Provisional::new(out.awaiting(awaiting), standing.mark.projected),
                    due: shown.map(|dated| dated.run.due),
                    late_by: standing.mark.late_by,
                    taken: if self.taken { plan.taken(&query, standard, promise, &standing)? } else { None },
                };
                out.verdicts.push(verdict);
            }
        }
        Ok(())
    }
}

/// `None` for what has not happened.
fn happening(plan: &Plan, entry: &LogEntry) -> Option<Result<Happening, CaseError>> {
    let EventKey { event, stage } = entry.event;
    let moment = entry.at.moment(&plan.charter().zone)?;
    let reason = entry.reason.map(|key| key.0);
    Some(match moment {
        Ok(moment) => Ok(Happening { event, stage, moment, until: entry.until, reason }),
        Err(error) => Err(CaseError::Time { event: plan.events().slug(event), error: error.into() }),
    })
}
