//! The time columns of a batch, by event.

use std::cell::OnceCell;

use bywhen_calendar::{Day, Zone};

use super::columns::{Cases, EncodedTime};
use crate::moment::Moment;
use crate::plan::{NameId, Plan};

/// The time columns of a batch with at most one column an event, so that times are read where they lie.
#[derive(Debug)]
pub(super) struct EventColumns<'a, 'p> {
    zone: &'p Zone,
    /// By the id of the event. Empty where there is no column.
    columns: Vec<&'a [EncodedTime]>,
    /// The columns of events that end a case.
    ends: Vec<&'a [EncodedTime]>,
    received: &'a [EncodedTime],
    received_on: OnceCell<Vec<Option<Day>>>,
    /// Between these two are all the times that an ordinary case has.
    first: EncodedTime,
    last: EncodedTime,
    /// Every time of the batch is one of those, so that no case needs a check of its own.
    ordinary: bool,
    /// The moment of the question.
    pub(super) at: Moment,
    /// Report how much of each limit was taken.
    pub(super) taken: bool,
}

impl<'a, 'p> EventColumns<'a, 'p> {
    /// `None` where there is not one column for each event: with a log, or with columns of single stages.
    pub(super) fn of(plan: &'p Plan, cases: &Cases<'a>, at: &Moment, taken: bool) -> Option<EventColumns<'a, 'p>> {
        if cases.log.is_some() {
            return None;
        }
        let mut columns: Vec<&'a [EncodedTime]> = vec![&[]; plan.events().len()];
        for column in &cases.events {
            let times = columns.get_mut(usize::from(column.event.event))?;
            if column.event.stage.is_some() || !times.is_empty() || column.at.len() < cases.len {
                return None;
            }
            *times = column.at;
        }
        let received = columns.get(usize::from(plan.well_known().received)).copied()?;
        let ends = plan.ends().iter().filter_map(|event| columns.get(usize::from(*event)).copied());
        let ends = ends.filter(|times| !times.is_empty()).collect();
        let received_on = OnceCell::new();
        let zone = &plan.charter().zone;
        let (first, last) = (EncodedTime::day(plan.first_day(), zone), EncodedTime::instant(at.instant));
        let mut event_columns =
            EventColumns { zone, columns, ends, received, received_on, first, last, ordinary: false, at: *at, taken };
        // Folding over all of them is faster than stopping at the first.
        let ordinary =
            |times: &[EncodedTime]| times.iter().fold(true, |all, stamp| all & event_columns.is_ordinary(*stamp));
        event_columns.ordinary = event_columns.columns.iter().all(|times| ordinary(times))
            && event_columns.ends.iter().all(|times| times.iter().all(|stamp| *stamp == EncodedTime::NONE));
        Some(event_columns)
    }

    /// Times before the first day that is counted, or after the moment of the question, are not ordinary.
    #[inline]
    fn is_ordinary(&self, stamp: EncodedTime) -> bool {
        (stamp == EncodedTime::NONE) | stamp.is_within(self.first, self.last)
    }

    /// Whether a case has been received and has not ended, and all its times are ordinary.
    #[inline]
    pub(super) fn allows(&self, case: usize) -> bool {
        let ordinary = || {
            self.columns.iter().all(|times| self.is_ordinary(stamp(times, case)))
                && self.ends.iter().all(|times| stamp(times, case) == EncodedTime::NONE)
        };
        (self.ordinary || ordinary()) && stamp(self.received, case) != EncodedTime::NONE
    }

    /// The time of an event in each case. Empty where there is no such column.
    pub(super) fn times(&self, event: NameId) -> &'a [EncodedTime] {
        self.columns.get(usize::from(event)).copied().unwrap_or_default()
    }

    /// The local day on which each case was received, from which most clocks start.
    pub(super) fn received_on(&self) -> &[Option<Day>] {
        self.received_on.get_or_init(|| self.received.iter().map(|stamp| stamp.day_in(self.zone)).collect())
    }
}

#[inline]
pub(super) fn stamp(column: &[EncodedTime], case: usize) -> EncodedTime {
    column.get(case).copied().unwrap_or(EncodedTime::NONE)
}
