//! A promise whose clock runs straight, judged for one case after the other.

use super::Out;
use crate::batch::Stamp;
use crate::batch::awaited::Awaited;
use crate::batch::by_day::Noted;
use crate::batch::open::Open;
use crate::batch::sheet::{Sheet, stamp};
use crate::batch::verdict::Verdict;
use crate::batch::verdicts::Taken;
use crate::counting::{ByDay, CountError, Tables};
use crate::evaluate::{Mark, Run};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Plan, PlannedClock, PlannedLimit, PlannedPromise};
use bywhen_calendar::Day;

#[derive(Debug)]
pub(super) struct StraightPromise<'p> {
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

/// What a promise is judged by.
struct Given<'g> {
    sheet: &'g Sheet<'g, 'g>,
    cases: &'g [u32],
    /// When its clock started, by case.
    starts: &'g [Stamp],
    /// What is said, by row, of the promise whose due date may stand in for that.
    before: &'g [Verdict],
    /// What is said, by row, of the promise that it stands in for.
    parents: &'g [Verdict],
}

impl<'p> StraightPromise<'p> {
    /// `place` is that of the first promise of its standard. `None` where it does not run straight.
    pub(super) fn new(plan: &'p Plan, promise: &'p PlannedPromise, place: usize) -> Option<StraightPromise<'p>> {
        let [(_, PlannedLimit::Clock(clock))] = promise.limits.as_slice() else { return None };
        let tables = plan.tables(clock, clock.by_customer);
        Some(StraightPromise {
            promise,
            clock,
            tables,
            by_day: tables.by_day(&clock.count),
            open: Noted::default(),
            from_receipt: clock.event == plan.landmarks().received,
            before: clock.promised_by.map(|before| place + usize::from(before)),
            instead_of: promise.instead_of.map(|parent| place + usize::from(parent)),
        })
    }

    /// Judges it for one case after the other. `before` has what is said of the promises before it.
    pub(super) fn judge(&mut self, sheet: &Sheet<'_, '_>, cases: &[u32], before: &[&[Verdict]], out: &mut Out<'_>) {
        let parents = self.instead_of.and_then(|parent| before.get(parent).copied()).unwrap_or_default();
        let before = self.before.and_then(|before_it| before.get(before_it).copied()).unwrap_or_default();
        let given = Given { sheet, cases, starts: sheet.times(self.clock.event), before, parents };
        if sheet.taken || !parents.is_empty() || !self.by_day.is_some_and(ByDay::is_day_alone) {
            self.judge_each(&given, out, |_| None);
        } else if self.from_receipt {
            let received_on = sheet.received_on();
            self.judge_each(&given, out, |case| received_on.get(case).copied().flatten());
        } else {
            let zone = self.tables.zone;
            self.judge_each(&given, out, |case| stamp(given.starts, case).day_in(zone));
        }
    }

    /// `started_on` is the day on which the clock of a case started, where that says everything of it.
    fn judge_each(&mut self, given: &Given<'_>, out: &mut Out<'_>, started_on: impl Fn(usize) -> Option<Day>) {
        let done_when = given.sheet.times(self.promise.done_when);
        let or_when = self.promise.or_when.map(|event| given.sheet.times(event)).unwrap_or_default();
        let done = |case: usize| stamp(done_when, case).or(stamp(or_when, case));
        let number = |case: usize| started_on(case).map_or(usize::MAX, |day| usize::from(day.index()));
        out.left.begin(given.cases.len());
        for (row, (case, verdict)) in given.cases.iter().zip(&mut *out.verdicts).enumerate() {
            let done = done(*case as usize);
            let is_done = done != Stamp::NONE;
            let open = self.open.get(number(*case as usize));
            *verdict = open.verdict(is_done);
            out.left.add_if(!(open.is_known() & (!is_done | open.in_time(done.at()))), row);
        }
        for row in out.left.rows() {
            let Some(case) = given.cases.get(row).map(|case| *case as usize) else { continue };
            let done = done(case);
            let judged = match self.open.get(number(case)) {
                open if open.is_known() => self.settled(open, done).map(|verdict| (verdict, None)),
                _ => self.judge_one(given, row, stamp(given.starts, case), done, out.awaited),
            };
            match judged {
                Ok((verdict, taken)) => {
                    out.verdicts.get_mut(row).into_iter().for_each(|slot| *slot = verdict);
                    out.taken.get_mut(row).into_iter().for_each(|slot| *slot = taken);
                }
                Err(_) => out.odd.push(case as u32),
            }
        }
    }

    /// Wherever its clock starts.
    fn judge_one(
        &mut self,
        given: &Given<'_>,
        row: usize,
        start: Stamp,
        done: Stamp,
        awaited: &mut Awaited,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        // It may stand in for a promise that was not kept in time.
        if given.parents.get(row).is_some_and(|parent| parent.stands_aside || parent.status == Status::Met) {
            return Ok((Verdict { stands_aside: true, ..Verdict::of(self.promise.number) }, None));
        }
        if start != Stamp::NONE {
            return self.started(given.sheet, start, done);
        }
        let stand_in = given.before.get(row).and_then(|before| Some((before, before.due()?)));
        let Some((before, due)) = stand_in else {
            return Ok((Verdict::of(self.promise.number).with_mark(&Mark::waiting(done != Stamp::NONE)), None));
        };
        let awaiting = awaited.and(before.awaiting, self.clock.event);
        let (verdict, _) = self.started(given.sheet, Stamp::instant(due.at), done)?;
        // Nothing can be said of what it took: its clock has not started.
        Ok((Verdict { awaiting, ..verdict }, None))
    }

    /// Where its clock started, or what stands in for that.
    fn started(
        &mut self,
        sheet: &Sheet<'_, '_>,
        start: Stamp,
        done: Stamp,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        let zone = self.tables.zone;
        let start = start.placed(zone)?;
        if !sheet.taken
            && let Some(open) = self.opened(sheet, start)?
        {
            return Ok((self.settled(&open, done)?, None));
        }
        let run = self.run(start)?;
        let verdict = Verdict { done: done != Stamp::NONE, ..Verdict::of(self.promise.number).with_due(run.due) };
        if !verdict.done {
            return Ok((verdict.with_mark(&run.undone(&self.tables, &sheet.at)?), None));
        }
        let done = done.placed(zone)?;
        let verdict = verdict.with_mark(&run.done(self.promise, &self.tables, &done)?);
        if !sheet.taken {
            return Ok((verdict, None));
        }
        let taken = self.tables.taken(&self.clock.count, &start, &[], run.due.at, &done)?;
        Ok((verdict, taken.map(|taken| (taken, self.clock.count.unit.tick()))))
    }

    /// From what is said of it while it is open to what is said now.
    fn settled(&self, open: &Open, done: Stamp) -> Result<Verdict, CountError> {
        let verdict = open.verdict(done != Stamp::NONE);
        let Some(due) = open.due().filter(|_| verdict.done && !open.in_time(done.at())) else { return Ok(verdict) };
        let done = done.placed(self.tables.zone)?;
        let late_by = Some(self.clock.late_by(&due, &self.tables, &done)?);
        Ok(verdict.with_mark(&Mark { late_by, projected: verdict.projected, ..Mark::of(Status::Late) }))
    }

    /// What is said of it while it is open. `None` where the day of its start does not decide that.
    fn opened(&mut self, sheet: &Sheet<'_, '_>, start: Moment) -> Result<Option<Open>, CountError> {
        let Some(number) = self.by_day.map(|by_day| by_day.number(&start)) else { return Ok(None) };
        let open = self.open.get(number);
        if open.is_known() {
            return Ok(Some(*open));
        }
        let run = self.run(start)?;
        let open = Open::new(self.promise.number, self.clock, run.due, &run.undone(&self.tables, &sheet.at)?);
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
