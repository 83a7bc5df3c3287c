//! A promise that is owed again and again, such as an update every 28 days until the answer.

use super::limit::{Awaited, Dated, Reckoning, Run, Scope};
use super::mark::Mark;
use super::query::Query;
use super::standing::Standing;

use crate::counting::CountError;
use crate::moment::Moment;
use crate::outcome::{LateBy, Status};
use crate::plan::{Code, Plan, PlannedPromise, PlannedStandard};

impl Plan {
    /// Each time starts the clock again. It was kept when no gap was too long, up to the event that ends it; the first
    /// gap that was too long makes it late.
    pub(super) fn repeating<'p>(
        &'p self,
        query: &Query<'_>,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
        until: Code,
    ) -> Result<Option<Standing<'p>>, CountError> {
        let (history, stage, stages) = (query.history, promise.stage, standard.stages);
        let ended = history.first(until, stage, stages);
        let end = ended.unwrap_or(query.at);
        let Some((_, limit)) = promise.limits.iter().find(|(condition, _)| condition.holds(query)) else {
            return Ok(None);
        };
        let scope = Scope { query, standard, promise, end };
        let mut dated = match self.reckon(scope, limit)? {
            Reckoning::Dated(dated) => dated,
            reckoning => {
                let status = if ended.is_some() { Status::Met } else { Status::Waiting };
                return Ok(Some(Standing {
                    reckoning,
                    limit: Some(limit),
                    variation: None,
                    mark: Mark::of(status),
                    done: ended,
                }));
            }
        };
        let mut late: Option<(LateBy, Dated<'p>)> = None;
        let times: Vec<Moment> = history
            .all(promise.done_when, stage, stages)
            .map(|happening| happening.moment)
            .filter(|moment| moment.instant <= end.instant)
            .chain(ended)
            .collect();
        for time in times {
            if late.is_none() && !dated.run.clock.in_time(dated.run.due.at, time.instant) {
                late = Some((
                    dated.run.clock.late_by(&dated.run.due, &self.tables(dated.run.clock, false), &time)?,
                    dated.again(dated.run.start, dated.run.due),
                ));
            }
            if ended.is_none_or(|ended| ended.instant != time.instant) {
                let due = self.tables(dated.run.clock, false).due(&dated.run.clock.count, &time, &[])?;
                dated = dated.again(time, due);
            }
        }
        let mut mark = match (ended, late) {
            (Some(_), Some((late_by, missed))) => {
                dated = missed;
                Mark { late_by: Some(late_by), ..Mark::of(Status::Late) }
            }
            (Some(_), None) => Mark::of(Status::Met),
            (None, _) => self.open(query, standard, promise, &dated)?,
        };
        mark.projected = dated.run.is_projected(&self.tables(dated.run.clock, false));
        let reckoning = Reckoning::Dated(dated);
        Ok(Some(Standing { reckoning, limit: Some(limit), variation: None, mark, done: ended }))
    }
}

impl<'p> Dated<'p> {
    /// The same clock, started again.
    fn again(&self, start: Moment, due: crate::counting::Due) -> Dated<'p> {
        Dated {
            run: Run { clock: self.run.clock, start, by_customer: false, due },
            event: self.event,
            awaiting: Awaited::new(),
            stops: Vec::new(),
            stopped: false,
            extended: Vec::new(),
            before: None,
        }
    }
}
