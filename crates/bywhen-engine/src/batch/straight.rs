//! The short way for what nearly every row of a table is: an ordinary case under a standard whose clocks run straight.
//!
//! It looks into the columns where they lie instead of putting a history together. Dates and statuses come from the same
//! functions; what is out of the ordinary in a row sends it the long way, which also says what is wrong with it.

use bywhen_calendar::{Instant, Zone};
use smallvec::SmallVec;

use super::columns::{Cases, Stamp};
use super::verdict::{Awaiting, Provisional, Verdict, Verdicts};
use crate::counting::{CountError, Prepared, Tables};
use crate::evaluate::{CaseError, Mark, Run};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Code, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};

/// The columns of a table by the event they tell of.
#[derive(Debug)]
pub(super) struct Lanes<'a> {
    /// By the code of the event. Empty where there is no column.
    by_event: Vec<&'a [Stamp]>,
    all: SmallVec<[&'a [Stamp]; 8]>,
    received: &'a [Stamp],
    /// Between these two are all the times that an ordinary case has.
    first: Stamp,
    last: Stamp,
    /// Every time of the table is one of those, so that no case has to be looked at for it.
    ordinary: bool,
}

impl<'a> Lanes<'a> {
    /// `None` where the columns do not lie one for each event: with a log, or with columns of single stages.
    pub(super) fn of(plan: &Plan, cases: &Cases<'a>, at: &Moment) -> Option<Lanes<'a>> {
        if cases.log.is_some() {
            return None;
        }
        let mut by_event: Vec<&'a [Stamp]> = vec![&[]; plan.events().len()];
        let mut all: SmallVec<[&'a [Stamp]; 8]> = SmallVec::new();
        for column in &cases.events {
            let slot = by_event.get_mut(usize::from(column.event.event))?;
            if column.event.stage.is_some() || !slot.is_empty() || column.at.len() < cases.len {
                return None;
            }
            *slot = column.at;
            all.push(column.at);
        }
        let received = by_event.get(usize::from(plan.landmarks().received)).copied()?;
        let first = Stamp::day(plan.landmarks().first_day, &plan.charter().zone);
        let last = Stamp::instant(at.instant);
        let mut lanes = Lanes { by_event, all, received, first, last, ordinary: false };
        lanes.ordinary = lanes.all.iter().all(|column| column.iter().all(|stamp| lanes.is_ordinary(*stamp)));
        Some(lanes)
    }

    /// What is too early, or still to come and perhaps known beforehand, is for the long way.
    #[inline]
    fn is_ordinary(&self, stamp: Stamp) -> bool {
        stamp == Stamp::NONE || (self.first <= stamp && stamp <= self.last)
    }

    /// Whether a case has come in and everything in it is ordinary.
    #[inline]
    fn allows(&self, case: usize) -> bool {
        let ordinary = self.ordinary || self.all.iter().all(|column| self.is_ordinary(stamp(column, case)));
        ordinary && stamp(self.received, case) != Stamp::NONE
    }

    fn of_event(&self, event: Code) -> &'a [Stamp] {
        self.by_event.get(usize::from(event)).copied().unwrap_or_default()
    }
}

/// The promises that apply to one sort of contact, each with the columns it looks into.
pub(super) struct Course<'a, 'p> {
    plan: &'p Plan,
    at: Moment,
    promises: Vec<Lane<'a, 'p>>,
    /// The promises of the case in hand, by their place. Nothing where one does not apply.
    leant: Vec<Option<Leant>>,
    /// Say how much of each limit was taken.
    taken: bool,
}

struct Lane<'a, 'p> {
    promise: &'p PlannedPromise,
    clock: &'p PlannedClock,
    tables: Tables<'p>,
    count: Prepared<'p>,
    in_days: bool,
    from_receipt: bool,
    start: &'a [Stamp],
    /// The place of the promise whose due date stands in for a start that has not happened.
    before: Option<usize>,
    /// The place of the promise that it stands in for.
    instead_of: Option<usize>,
    done: &'a [Stamp],
    or_done: &'a [Stamp],
}

/// The case in hand.
struct Row<'r> {
    /// Its place in the columns, and the number that its verdicts bear.
    case: usize,
    place: u32,
    received: Moment,
    zone: &'r Zone,
    at: &'r Moment,
    taken: bool,
}

/// What is known of a promise by those that lean on it.
#[derive(Clone, Copy)]
struct Leant {
    /// Its due date, which stands in for its event.
    due: Option<(Instant, Awaiting)>,
    status: Status,
}

impl<'a, 'p> Course<'a, 'p> {
    /// For standards of which every one [runs straight](PlannedStandard::straight).
    pub(super) fn new(
        plan: &'p Plan,
        at: Moment,
        taken: bool,
        lanes: &Lanes<'a>,
        standards: &[&'p PlannedStandard],
    ) -> Course<'a, 'p> {
        let mut promises = Vec::new();
        for standard in standards {
            let place = promises.len();
            for promise in &standard.promises {
                let [(_, PlannedLimit::Clock(clock))] = promise.limits.as_slice() else { continue };
                let tables = plan.tables(clock, clock.by_customer);
                promises.push(Lane {
                    promise,
                    clock,
                    tables,
                    count: tables.prepare(&clock.count),
                    in_days: clock.count.unit.is_days(),
                    from_receipt: clock.event == plan.landmarks().received,
                    start: lanes.of_event(clock.event),
                    before: clock.promised_by.map(|before| place + usize::from(before)),
                    instead_of: promise.instead_of.map(|parent| place + usize::from(parent)),
                    done: lanes.of_event(promise.done_when),
                    or_done: promise.or_when.map(|event| lanes.of_event(event)).unwrap_or_default(),
                });
            }
        }
        Course { plan, at, leant: Vec::with_capacity(promises.len()), promises, taken }
    }

    /// Judges a case, unless something in it is out of the ordinary: then nothing is said of it.
    pub(super) fn judge(
        &mut self,
        lanes: &Lanes<'_>,
        case: usize,
        place: u32,
        out: &mut Verdicts,
    ) -> Result<bool, CaseError> {
        if !lanes.allows(case) {
            return Ok(false);
        }
        let Ok(received) = stamp(lanes.received, case).placed(&self.plan.charter().zone) else { return Ok(false) };
        let Course { plan, at, promises, leant, taken, .. } = self;
        let zone = &plan.charter().zone;
        leant.clear();
        let row = Row { case, place, received, zone, at, taken: *taken };
        for lane in promises {
            if let Err(error) = lane.run(&row, leant, out) {
                return Err(CaseError::Count { promise: lane.promise.said.id.clone(), error });
            }
        }
        Ok(true)
    }
}

impl Lane<'_, '_> {
    /// Says where the promise stands for a case, and by when it is due for those that count from it.
    #[inline]
    fn run(&self, row: &Row<'_>, leant: &mut Vec<Option<Leant>>, out: &mut Verdicts) -> Result<(), CountError> {
        let Row { case, place, received, zone, at, taken } = *row;
        let on = |place: usize| leant.get(place).copied().flatten();
        if let Some(parent) = self.instead_of {
            // It stands in for a promise that was not kept in time.
            if on(parent).is_none_or(|parent| parent.status == Status::Met) {
                leant.push(None);
                return Ok(());
            }
        }
        let mut done = stamp(self.done, case);
        if done == Stamp::NONE {
            done = stamp(self.or_done, case);
        }
        let is_done = done != Stamp::NONE;
        let mut verdict = Verdict {
            case: place,
            promise: self.promise.number,
            status: Status::Waiting,
            due_soon: false,
            varied: false,
            provisional: Provisional::default(),
            due: None,
            late_by: None,
            taken: None,
        };
        let started = stamp(self.start, case);
        let (start, awaiting) = if self.from_receipt {
            (received, Awaiting::default())
        } else if started != Stamp::NONE {
            (started.placed(zone)?, Awaiting::default())
        } else if let Some((due, awaiting)) = self.before.and_then(|before| on(before)?.due) {
            (Moment::at(due, zone)?, out.also_awaiting(awaiting, self.clock.event))
        } else {
            verdict.status = Mark::waiting(is_done).status;
            leant.push(Some(Leant { due: None, status: verdict.status }));
            out.verdicts.push(verdict);
            return Ok(());
        };
        let due = self.count.due(&start)?;
        let run = Run { clock: self.clock, start, by_customer: self.clock.by_customer, due };
        let mark = if !is_done {
            run.undone(&self.tables, at)?
        } else if self.in_days && run.in_time(done.at()) {
            // Most are done in time, and then nothing more has to be known of when.
            Mark { projected: run.is_projected(&self.tables), ..Mark::of(Status::Met) }
        } else {
            run.done(self.promise, &self.tables, &done.placed(zone)?)?
        };
        verdict.due = Some(due);
        verdict.status = mark.status;
        verdict.due_soon = mark.due_soon;
        verdict.late_by = mark.late_by;
        // What is done waits for nothing any more.
        let waits = if is_done { Awaiting::default() } else { awaiting };
        verdict.provisional = Provisional::new(waits, mark.projected);
        if taken && is_done && awaiting == Awaiting::default() {
            let used = self.tables.taken(&self.clock.count, &start, &[], due.at, &done.placed(zone)?)?;
            verdict.taken = used.map(|used| (used, self.clock.count.unit.tick()));
        }
        leant.push(Some(Leant { due: Some((due.at, awaiting)), status: mark.status }));
        out.verdicts.push(verdict);
        Ok(())
    }
}

#[inline]
fn stamp(column: &[Stamp], case: usize) -> Stamp {
    column.get(case).copied().unwrap_or(Stamp::NONE)
}
