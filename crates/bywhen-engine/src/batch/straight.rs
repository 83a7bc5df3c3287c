//! Ordinary cases under standards whose clocks run straight, promise by promise down the table.
//!
//! Nearly every row of a table is one. What does not change from row to row is settled once for all of them, times are
//! looked at where they lie instead of putting a history together for each, and what is said of a clock in days that
//! started on one day is worked out once for that day. Dates and statuses come from the same functions; a row with
//! anything out of the ordinary is judged alone, which also says what is wrong with it.

use super::awaited::Awaited;
use super::by_day::Noted;
use super::columns::Stamp;
use super::open::Open;
use super::sheet::{Sheet, stamp};
use super::verdict::Verdict;
use super::verdicts::{Place, Verdicts};
use crate::counting::{ByDay, CountError, Tables};
use crate::evaluate::{Mark, Run};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};

/// The promises that apply to one sort of contact, where every one [runs straight](PlannedStandard::straight).
#[derive(Debug)]
pub(super) struct StraightPromises<'p>(Vec<StraightPromise<'p>>);

#[derive(Debug)]
struct StraightPromise<'p> {
    promise: &'p PlannedPromise,
    clock: &'p PlannedClock,
    tables: Tables<'p>,
    /// Where the day is all that its date depends on.
    by_day: Option<ByDay>,
    /// What is said of it while it is open, as far as it was asked.
    open: Noted,
    from_receipt: bool,
    /// The place of the promise whose due date stands in for a start that has not happened.
    before: Option<usize>,
    /// The place of the promise that it stands in for.
    instead_of: Option<usize>,
}

impl<'p> StraightPromises<'p> {
    pub(super) fn new(plan: &'p Plan, standards: &[&'p PlannedStandard]) -> StraightPromises<'p> {
        let mut promises = Vec::new();
        for standard in standards {
            let place = promises.len();
            for promise in &standard.promises {
                let [(_, PlannedLimit::Clock(clock))] = promise.limits.as_slice() else { continue };
                let tables = plan.tables(clock, clock.by_customer);
                promises.push(StraightPromise {
                    promise,
                    clock,
                    tables,
                    by_day: tables.by_day(&clock.count),
                    open: Noted::default(),
                    from_receipt: clock.event == plan.landmarks().received,
                    before: clock.promised_by.map(|before| place + usize::from(before)),
                    instead_of: promise.instead_of.map(|parent| place + usize::from(parent)),
                });
            }
        }
        StraightPromises(promises)
    }

    /// Judges cases together. Those in which something turns out to be out of the ordinary are added to `odd`.
    pub(super) fn judge(&mut self, sheet: &Sheet<'_, '_>, cases: &[u32], out: &mut Verdicts, odd: &mut Vec<u32>) {
        let (step, count) = (cases.len(), self.0.len());
        let (from, mut room, awaited) = out.room(step * count);
        let mut before: Vec<&[Verdict]> = Vec::with_capacity(count);
        for promise in &mut self.0 {
            let (verdicts, rest) = std::mem::take(&mut room).split_at_mut(step);
            promise.judge(sheet, cases, verdicts, &before, awaited, odd);
            before.push(verdicts);
            room = rest;
        }
        let mut place = Place::new(from, step, count);
        for case in cases {
            out.place(*case as usize, place);
            place = place.next();
        }
        odd.sort_unstable();
        odd.dedup();
    }
}

impl StraightPromise<'_> {
    /// Judges the promise for one case after the other. `before` has what is said of the promises before it.
    fn judge(
        &mut self,
        sheet: &Sheet<'_, '_>,
        cases: &[u32],
        verdicts: &mut [Verdict],
        before: &[&[Verdict]],
        awaited: &mut Awaited,
        odd: &mut Vec<u32>,
    ) {
        let starts = sheet.times(self.clock.event);
        let by_day_alone = self.by_day.is_some_and(ByDay::is_day_alone) && !sheet.taken;
        let received_on = if by_day_alone && self.from_receipt { sheet.received_on() } else { &[] };
        let done = sheet.times(self.promise.done_when);
        let or_done = self.promise.or_when.map(|event| sheet.times(event)).unwrap_or_default();
        let parents = self.instead_of.and_then(|parent| before.get(parent).copied());
        let before = self.before.and_then(|before_it| before.get(before_it).copied()).unwrap_or_default();
        for (row, (case, verdict)) in cases.iter().zip(verdicts).enumerate() {
            // It may stand in for a promise that was not kept in time.
            let parent = parents.and_then(|parents| parents.get(row));
            if parent.is_some_and(|parent| parent.stands_aside || parent.status == Status::Met) {
                *verdict = Verdict::of(self.promise.number);
                verdict.stands_aside = true;
                continue;
            }
            let case = *case as usize;
            let (done, or_done) = (stamp(done, case), stamp(or_done, case));
            let done = if done == Stamp::NONE { or_done } else { done };
            let start = stamp(starts, case);
            let day = match received_on.get(case) {
                Some(day) => *day,
                None if by_day_alone => start.day_in(self.tables.zone),
                None => None,
            };
            let noted = day.and_then(|day| self.open.get(usize::from(day.index())));
            let judged = match noted {
                Some(open) => self.settle(open, done, verdict),
                None => self.anywhere(sheet, start, done, before.get(row), awaited, verdict),
            };
            if judged.is_err() {
                odd.push(case as u32);
            }
        }
    }

    /// From what is said of it while it is open to what is said now.
    #[inline]
    fn settle(&self, open: &Open, done: Stamp, verdict: &mut Verdict) -> Result<(), CountError> {
        let is_done = done != Stamp::NONE;
        // Without asking first whether it is done: nobody can tell beforehand, and a processor least of all.
        if !is_done | self.clock.in_time(open.due().at, done.at()) {
            *verdict = open.verdict(self.promise.number, is_done);
            return Ok(());
        }
        self.late(open, done, verdict)
    }

    #[inline(never)]
    fn late(&self, open: &Open, done: Stamp, verdict: &mut Verdict) -> Result<(), CountError> {
        let done = done.placed(self.tables.zone)?;
        let late_by = self.clock.late_by(&open.due(), &self.tables, &done)?;
        let met = open.verdict(self.promise.number, true);
        *verdict = met.with_mark(&Mark { late_by: Some(late_by), projected: met.projected, ..Mark::of(Status::Late) });
        Ok(())
    }

    /// Wherever its clock starts.
    #[inline(never)]
    fn anywhere(
        &mut self,
        sheet: &Sheet<'_, '_>,
        start: Stamp,
        done: Stamp,
        before: Option<&Verdict>,
        awaited: &mut Awaited,
        verdict: &mut Verdict,
    ) -> Result<(), CountError> {
        if start != Stamp::NONE {
            return self.started(sheet, start, done, verdict);
        }
        let stand_in = before.and_then(|before| Some((before, before.due()?)));
        let Some((before, due)) = stand_in else {
            let waiting = Mark::waiting(done != Stamp::NONE);
            *verdict = Verdict::of(self.promise.number).with_mark(&waiting);
            return Ok(());
        };
        let awaiting = awaited.and(before.awaiting, self.clock.event);
        self.started(sheet, Stamp::instant(due.at), done, verdict)?;
        *verdict = verdict.stood_in_for(awaiting);
        Ok(())
    }

    /// Where its clock started, or what stands in for that.
    fn started(
        &mut self,
        sheet: &Sheet<'_, '_>,
        start: Stamp,
        done: Stamp,
        verdict: &mut Verdict,
    ) -> Result<(), CountError> {
        let zone = self.tables.zone;
        let start = start.placed(zone)?;
        if !sheet.taken
            && let Some(open) = self.opened(sheet, start)?
        {
            return self.settle(&open, done, verdict);
        }
        let run = self.run(start)?;
        *verdict = Verdict::of(self.promise.number).with_due(run.due);
        verdict.done = done != Stamp::NONE;
        if !verdict.done {
            *verdict = verdict.with_mark(&run.undone(&self.tables, &sheet.at)?);
            return Ok(());
        }
        let done = done.placed(zone)?;
        *verdict = verdict.with_mark(&run.done(self.promise, &self.tables, &done)?);
        if sheet.taken {
            let taken = self.tables.taken(&self.clock.count, &start, &[], run.due.at, &done)?;
            *verdict = taken.map_or(*verdict, |taken| verdict.with_taken((taken, self.clock.count.unit.tick())));
        }
        Ok(())
    }

    /// What is said of it while it is open. `None` where the day of its start does not decide that.
    fn opened(&mut self, sheet: &Sheet<'_, '_>, start: Moment) -> Result<Option<Open>, CountError> {
        let Some(number) = self.by_day.map(|by_day| by_day.number(&start)) else { return Ok(None) };
        if let Some(open) = self.open.get(number) {
            return Ok(Some(*open));
        }
        let run = self.run(start)?;
        let open = Open::new(&run.due, &run.undone(&self.tables, &sheet.at)?);
        if let Some(open) = open {
            self.open.note(number, open);
        }
        Ok(open)
    }

    fn run(&self, start: Moment) -> Result<Run<'_>, CountError> {
        let due = self.tables.due(&self.clock.count, &start, &[])?;
        Ok(Run { clock: self.clock, start, by_customer: self.clock.by_customer, due })
    }
}
