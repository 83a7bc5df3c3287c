//! Judges the cases of a table one after the other, in buffers that are used again.

use rustc_hash::FxHashMap;

use super::columns::Cases;
use super::verdict::{Verdict, Verdicts};
use super::{EventKey, Key, LogEntry, Stamp};
use crate::case::When;
use crate::evaluate::{CaseError, Facts, Happening, History, Query};
use crate::moment::Moment;
use crate::plan::{Code, Contact, Plan, PlannedStandard};

/// Judges cases of one plan as of one moment. Each thread has its own.
#[derive(Debug)]
pub struct Assessor<'p> {
    plan: &'p Plan,
    at: Moment,
    default_kind: Result<Code, CaseError>,
    /// The standards that apply to each sort of contact met so far.
    routes: FxHashMap<Contact, Route<'p>>,
    history: History,
}

/// The standards that apply to a contact, or why that cannot be said.
type Route<'p> = Result<Vec<&'p PlannedStandard>, CaseError>;

impl<'p> Assessor<'p> {
    /// Judges as of `at`: what happened later has not happened yet.
    pub fn new(plan: &'p Plan, at: When) -> Result<Assessor<'p>, CaseError> {
        let at = Moment::asked(at, &plan.charter().zone)
            .map_err(|error| CaseError::Time { event: "at".to_owned(), error })?;
        let (default_kind, history) = (plan.kind_of(None), History::new(plan, at));
        Ok(Assessor { plan, at, default_kind, routes: FxHashMap::default(), history })
    }

    /// Judges one case after the other and adds what is to be said of each. A case that cannot be judged is refused with
    /// its reason, and the others go on. `wanted` says which places to judge.
    pub fn assess(&mut self, cases: &Cases<'_>, wanted: impl Iterator<Item = usize>, out: &mut Verdicts) {
        for case in wanted {
            let place = u32::try_from(case).unwrap_or(u32::MAX);
            let before = out.verdicts.len();
            if let Err(error) = self.judge(cases, case, place, out) {
                out.verdicts.truncate(before);
                out.refused.push((place, error));
            }
        }
    }

    fn judge(&mut self, cases: &Cases<'_>, case: usize, place: u32, out: &mut Verdicts) -> Result<(), CaseError> {
        let plan = self.plan;
        let kind = match cases.kind.of(case) {
            Some(Key(kind)) => kind,
            None => self.default_kind.clone()?,
        };
        let code = |key: Option<Key>| key.map(|key| key.0);
        let contact = Contact { kind, channel: code(cases.channel.of(case)), service: code(cases.service.of(case)) };
        let route =
            self.routes.entry(contact).or_insert_with(|| plan.applicable(&contact).map(|(standards, _)| standards));
        let standards = route.as_ref().map_err(Clone::clone)?;

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
                    status: standing.status,
                    due_soon: standing.due_soon,
                    varied: standing.variation.is_some(),
                    provisional: out.note(awaiting, standing.projected),
                    due: shown.map(|dated| dated.due),
                    done: standing.done.map(|moment| moment.instant),
                    late_by: standing.late_by,
                    taken: plan.taken(&query, standard, promise, &standing)?,
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
