//! When a clock stood still.

use super::turns::Intervals;
use crate::charter::Count;
use crate::counting::{CountError, Due, Stop, Tables};
use crate::moment::Moment;
use crate::plan::PlannedStop;
use bywhen_calendar::invariant;

/// What a clock stood still for, by time.
#[derive(Default)]
pub(super) struct Standstills {
    /// With those that are not over, up to the end of what is looked at.
    pub(super) all: Vec<Stop>,
    /// Since when it stands still, where it does at the end.
    pub(super) open_since: Option<Moment>,
}

impl Standstills {
    /// When a count is due, and whether the clock stands still at the end. What came while it does is left out, but where a deed
    /// ends it: that ends each stop.
    pub(super) fn due(
        &mut self,
        tables: &Tables<'_>,
        count: &Count,
        start: &Moment,
        done: bool,
    ) -> Result<(Due, bool), CountError> {
        let Some(since) = self.open_since else { return Ok((tables.due(count, start, &self.all)?, false)) };
        let before = self.all.partition_point(|stop| stop.from.instant < since.instant);
        let due = tables.due(count, start, invariant!(self.all.get(..before), &[]))?;
        if since.instant > due.at {
            return Ok((due, false));
        }
        if !done {
            self.all.truncate(self.all.partition_point(|stop| stop.from.instant <= since.instant));
        }
        match tables.due(count, start, &self.all) {
            moved if done => Ok((moved?, true)),
            // While it stands still there is no date. What it would be without that stop is the least it can become, and does
            // not move with the moment of the question; that the calendar ends on the way to another does not matter.
            Ok(_) | Err(CountError::OutOfRange(_)) => {
                self.all.truncate(before);
                Ok((due, true))
            }
            Err(error) => Err(error),
        }
    }
}

/// From when until when a clock stood still, by each rule, in order of time.
pub(super) struct StopTimeline<'p>(pub(super) Vec<(&'p PlannedStop, Intervals)>);
