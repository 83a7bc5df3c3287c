//! A promise that is owed again and again, such as an update every 28 days until the answer.

use super::limit::{Awaited, Dated, Reckoning, Scope};
use super::query::Query;
use super::standing::{Standing, tick};
use smallvec::SmallVec;

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
                return Ok(Some(Standing { reckoning, limit: Some(limit), done: ended, ..Standing::plain(status) }));
            }
        };
        let mut late: Option<(LateBy, Dated<'p>)> = None;
        let times: SmallVec<[Moment; 8]> = history
            .all(promise.done_when, stage, stages)
            .map(|happening| happening.moment)
            .filter(|moment| moment.instant <= end.instant)
            .chain(ended)
            .collect();
        for time in times {
            if late.is_none() && is_late(&dated, &time) {
                late = Some((self.late_by(&dated, &time)?, dated.again(dated.start, dated.due)));
            }
            if ended.is_none_or(|ended| ended.instant != time.instant) {
                let due = self.tables(dated.clock, false).due(&dated.clock.count, &time, &[])?;
                dated = dated.again(time, due);
            }
        }
        let mut standing = match (ended, late) {
            (Some(_), Some((late_by, missed))) => {
                dated = missed;
                Standing { late_by: Some(late_by), ..Standing::plain(Status::Late) }
            }
            (Some(_), None) => Standing::plain(Status::Met),
            (None, _) => self.open(query, standard, promise, &dated)?,
        };
        standing.projected = self.is_projected(&dated);
        standing.done = ended;
        standing.limit = Some(limit);
        standing.reckoning = Reckoning::Dated(dated);
        Ok(Some(standing))
    }
}

fn is_late(dated: &Dated<'_>, time: &Moment) -> bool {
    let unit = dated.clock.count.unit;
    tick(unit, time.instant) > tick(unit, dated.due.at)
}

impl<'p> Dated<'p> {
    /// The same clock, started again.
    fn again(&self, start: Moment, due: crate::counting::Due) -> Dated<'p> {
        Dated {
            clock: self.clock,
            event: self.event,
            start,
            by_customer: false,
            due,
            awaiting: Awaited::new(),
            stops: Vec::new(),
            stopped: false,
            extended: Vec::new(),
            before: None,
        }
    }
}
