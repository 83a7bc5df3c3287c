//! The times of a table by the event they tell of.

use std::cell::OnceCell;

use bywhen_calendar::{Day, Zone};

use super::columns::{Cases, Stamp};
use crate::moment::Moment;
use crate::plan::{Code, Plan};

/// The times of a table that has at most one column for each event, so that they can be looked at where they lie.
#[derive(Debug)]
pub(super) struct Sheet<'a, 'p> {
    zone: &'p Zone,
    /// By the code of the event. Empty where there is no column.
    columns: Vec<&'a [Stamp]>,
    received: &'a [Stamp],
    received_on: OnceCell<Vec<Option<Day>>>,
    /// Between these two are all the times that an ordinary case has.
    first: Stamp,
    last: Stamp,
    /// Every time of the table is one of those, so that no case has to be looked at for it.
    ordinary: bool,
    /// The moment of the question.
    pub(super) at: Moment,
    /// Say how much of each limit was taken.
    pub(super) taken: bool,
}

impl<'a, 'p> Sheet<'a, 'p> {
    /// `None` where there is not one column for each event: with a log, or with columns of single stages.
    pub(super) fn of(plan: &'p Plan, cases: &Cases<'a>, at: &Moment, taken: bool) -> Option<Sheet<'a, 'p>> {
        if cases.log.is_some() {
            return None;
        }
        let mut columns: Vec<&'a [Stamp]> = vec![&[]; plan.events().len()];
        for column in &cases.events {
            let times = columns.get_mut(usize::from(column.event.event))?;
            if column.event.stage.is_some() || !times.is_empty() || column.at.len() < cases.len {
                return None;
            }
            *times = column.at;
        }
        let received = columns.get(usize::from(plan.well_known().received)).copied()?;
        let received_on = OnceCell::new();
        let zone = &plan.charter().zone;
        let (first, last) = (Stamp::day(plan.first_day(), zone), Stamp::instant(at.instant));
        let mut sheet = Sheet { zone, columns, received, received_on, first, last, ordinary: false, at: *at, taken };
        // To look at all of them is faster than to ask after each time whether to go on.
        let ordinary = |times: &[Stamp]| times.iter().fold(true, |all, stamp| all & sheet.is_ordinary(*stamp));
        sheet.ordinary = sheet.columns.iter().all(|times| ordinary(times));
        Some(sheet)
    }

    /// What is too early, or still to come and perhaps known beforehand, is not.
    #[inline]
    fn is_ordinary(&self, stamp: Stamp) -> bool {
        (stamp == Stamp::NONE) | stamp.is_within(self.first, self.last)
    }

    /// Whether a case has come in and everything in it is ordinary.
    #[inline]
    pub(super) fn allows(&self, case: usize) -> bool {
        let ordinary = || self.columns.iter().all(|times| self.is_ordinary(stamp(times, case)));
        (self.ordinary || ordinary()) && stamp(self.received, case) != Stamp::NONE
    }

    /// When something happened to each case. Empty where no column tells of it.
    pub(super) fn times(&self, event: Code) -> &'a [Stamp] {
        self.columns.get(usize::from(event)).copied().unwrap_or_default()
    }

    /// On which local day each case came in: what most clocks start from.
    pub(super) fn received_on(&self) -> &[Option<Day>] {
        self.received_on.get_or_init(|| self.received.iter().map(|stamp| stamp.day_in(self.zone)).collect())
    }
}

#[inline]
pub(super) fn stamp(column: &[Stamp], case: usize) -> Stamp {
    column.get(case).copied().unwrap_or(Stamp::NONE)
}
