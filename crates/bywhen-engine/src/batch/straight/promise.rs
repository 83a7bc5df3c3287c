//! A promise whose clock runs straight, judged for one case after the other.

use std::hint::select_unpredictable;

use super::Out;
use super::left::TOGETHER;
use crate::batch::Stamp;
use crate::batch::awaited::{Awaited, Awaiting};
use crate::batch::by_day::Noted;
use crate::batch::open::Open;
use crate::batch::sheet::{Sheet, stamp};
use crate::batch::verdict::Verdict;
use crate::batch::verdicts::Taken;
use crate::counting::{ByDay, CountError, Tables};
use crate::evaluate::{ClockRun, Evaluation};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{Code, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};
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
    /// The events that its date rests on, receipt aside: that from which it counts, and those from which that one's date counts.
    counted_through: Vec<Code>,
    /// The event that may keep the promise whose event it counts from.
    kept_otherwise: Option<Code>,
    /// The date that may stand in for its start ends with its day.
    stands_in_by_day: bool,
}

/// Where a clock started, as far as it takes one look to say so.
struct Start {
    /// The day, where that says everything of it.
    on: Option<Day>,
    /// A due date stands in for what has not happened.
    stood_in: bool,
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

impl Start {
    const UNKNOWN: Start = Start { on: None, stood_in: false };
}

impl<'g> Given<'g> {
    /// What is said of the promise whose due date stands in for a start that has not happened.
    #[inline]
    fn before_it(&self, row: usize, case: usize) -> Option<&'g Verdict> {
        if stamp(self.starts, case) == Stamp::NONE { self.before.get(row) } else { None }
    }
}

impl<'p> StraightPromise<'p> {
    /// `place` is that of the first promise of its standard. `None` where it does not run straight.
    pub(super) fn new(
        plan: &'p Plan,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
        place: usize,
    ) -> Option<StraightPromise<'p>> {
        let clock = only_clock(promise)?;
        let before = clock.promised_by.and_then(|before| standard.promises.get(usize::from(before)));
        let tables = plan.tables(clock, clock.by_customer);
        Some(StraightPromise {
            promise,
            clock,
            tables,
            by_day: tables.by_day(&clock.count),
            open: Noted::default(),
            from_receipt: clock.event == plan.well_known().received,
            before: clock.promised_by.map(|before| place + usize::from(before)),
            instead_of: promise.instead_of.map(|parent| place + usize::from(parent)),
            counted_through: counted_through(plan, standard, clock),
            kept_otherwise: before.and_then(|before| before.or_when),
            stands_in_by_day: before.and_then(only_clock).is_some_and(|clock| clock.count.unit.is_days()),
        })
    }

    /// Judges it for one case after the other. `before` has what is said of the promises before it.
    pub(super) fn judge(&mut self, sheet: &Sheet<'_, '_>, cases: &[u32], before: &[&[Verdict]], out: &mut Out<'_>) {
        let parents = self.instead_of.and_then(|parent| before.get(parent).copied()).unwrap_or_default();
        let before = self.before.and_then(|before_it| before.get(before_it).copied()).unwrap_or_default();
        let given = Given { sheet, cases, starts: sheet.times(self.clock.event), before, parents };
        if sheet.taken || !parents.is_empty() || !self.by_day.is_some_and(ByDay::is_day_alone) {
            self.judge_each(&given, out, |_, _, _| Start::UNKNOWN);
        } else if self.from_receipt {
            let received_on = sheet.received_on();
            self.judge_each(&given, out, |_, case, _| Start {
                on: received_on.get(case).copied().flatten(),
                stood_in: false,
            });
        } else {
            let zone = self.tables.zone;
            let other = self.kept_otherwise.map(|event| sheet.times(event)).unwrap_or_default();
            self.judge_each(&given, out, |row, case, done| {
                let start = stamp(given.starts, case);
                let other = stamp(other, case);
                let missing = start == Stamp::NONE;
                let due_day = given.before.get(row).and_then(|before| before.due_day);
                let too_late = (done != Stamp::NONE) & (start > done) | (other != Stamp::NONE) & (start > other);
                Start { on: select_unpredictable(missing, due_day, start.day_in(zone)), stood_in: missing | too_late }
            });
        }
    }

    fn judge_each(&mut self, given: &Given<'_>, out: &mut Out<'_>, start: impl Fn(usize, usize, Stamp) -> Start) {
        let done_when = given.sheet.times(self.promise.done_when);
        let or_when = self.promise.or_when.map(|event| given.sheet.times(event)).unwrap_or_default();
        let done = |case: usize| stamp(done_when, case).earlier(stamp(or_when, case));
        out.left.clear();
        let parts = given.cases.chunks(TOGETHER).zip(out.verdicts.chunks_mut(TOGETHER));
        for (part, (cases, verdicts)) in parts.enumerate() {
            let first = part * TOGETHER;
            out.left.push(cases.iter().zip(verdicts).enumerate().map(|(row, (case, verdict))| {
                let done = done(*case as usize);
                let start = start(first + row, *case as usize, done);
                let open = self.open.get(start.on.map_or(usize::MAX, |day| usize::from(day.index())));
                let said = open.verdict(done != Stamp::NONE);
                *verdict = *said;
                start.stood_in | !said.holds(done)
            }));
        }
        for row in out.left.rows() {
            let Some((case, verdict)) = given.cases.get(row).zip(out.verdicts.get_mut(row)) else { continue };
            let done = done(*case as usize);
            if self.is_out_of_order(given.sheet, *case as usize, done) {
                out.odd.push(*case);
                continue;
            }
            let judged = if verdict.due_day.is_some() {
                if let Some(before) = given.before_it(row, *case as usize) {
                    verdict.awaiting = self.awaiting(before, out.awaited);
                    verdict.projected |= before.projected;
                }
                self.settle(verdict, done)
            } else {
                self.judge_one(given, row, *case as usize, done, out.awaited).map(|(judged, taken)| {
                    *verdict = judged;
                    out.taken.get_mut(row).into_iter().for_each(|slot| *slot = taken);
                })
            };
            if judged.is_err() {
                out.odd.push(*case);
            }
        }
    }

    /// Whether it was done before something that it counts from, directly or through others: then the case is looked at as it
    /// was when it was done. Or whether something else had kept by then what it counts from.
    fn is_out_of_order(&self, sheet: &Sheet<'_, '_>, case: usize, done: Stamp) -> bool {
        let start = stamp(sheet.times(self.clock.event), case);
        let kept_otherwise = self.kept_otherwise.map_or(Stamp::NONE, |event| stamp(sheet.times(event), case));
        (kept_otherwise != Stamp::NONE && start > kept_otherwise)
            || (done != Stamp::NONE && self.counted_through.iter().any(|event| stamp(sheet.times(*event), case) > done))
    }

    /// What a date waits for that rests on the due date of another promise. One that is kept moves no more.
    fn awaiting(&self, before: &Verdict, awaited: &mut Awaited) -> Awaiting {
        if before.done { Awaiting::NOTHING } else { awaited.and(before.awaiting, self.clock.event) }
    }

    /// Wherever its clock starts.
    fn judge_one(
        &mut self,
        given: &Given<'_>,
        row: usize,
        case: usize,
        done: Stamp,
        awaited: &mut Awaited,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        // It may stand in for a promise that was not kept in time.
        if given.parents.get(row).is_some_and(|parent| parent.stands_aside || parent.status == Status::Met) {
            return Ok((Verdict { stands_aside: true, ..Verdict::of(self.promise.number) }, None));
        }
        let start = stamp(given.starts, case);
        if start != Stamp::NONE {
            return self.started(given.sheet, start.placed(self.tables.zone)?, done);
        }
        let stand_in = given.before.get(row).and_then(|before| Some((before, before.due()?)));
        let Some((before, due)) = stand_in else {
            return Ok((
                Verdict::of(self.promise.number).with_evaluation(&Evaluation::waiting(self.clock, done != Stamp::NONE)),
                None,
            ));
        };
        let awaiting = self.awaiting(before, awaited);
        let (verdict, _) =
            self.started(given.sheet, Moment::at_due(due, self.stands_in_by_day, self.tables.zone)?, done)?;
        // Nothing can be said of what it took: its clock has not started.
        Ok((Verdict { awaiting, projected: verdict.projected | before.projected, ..verdict }, None))
    }

    /// Where its clock started, or what stands in for that.
    fn started(
        &mut self,
        sheet: &Sheet<'_, '_>,
        start: Moment,
        done: Stamp,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        let zone = self.tables.zone;
        if !sheet.taken
            && let Some(open) = self.opened(sheet, start)?
        {
            let mut verdict = *open.verdict(done != Stamp::NONE);
            self.settle(&mut verdict, done)?;
            return Ok((verdict, None));
        }
        let run = self.run(start)?;
        let verdict = Verdict { done: done != Stamp::NONE, ..Verdict::of(self.promise.number).with_due(run.due) };
        if !verdict.done {
            return Ok((verdict.with_evaluation(&run.undone(&self.tables, &[], &sheet.at)?), None));
        }
        let done = done.placed(zone)?;
        let verdict = verdict.with_evaluation(&run.done(&self.tables, &done)?);
        if !sheet.taken {
            return Ok((verdict, None));
        }
        let taken = self.tables.taken(&self.clock.count, &start, &[], run.due.at, &done)?;
        Ok((verdict, taken.map(|taken| (taken, self.clock.count.unit.tick()))))
    }

    /// From what is said of what is done in time to what is said of it, which was perhaps done later.
    fn settle(&self, verdict: &mut Verdict, done: Stamp) -> Result<(), CountError> {
        let Some(due) = verdict.due().filter(|_| !verdict.holds(done)) else { return Ok(()) };
        let done = done.placed(self.tables.zone)?;
        let (late_by, late_in) = self.clock.late_by(&due, &self.tables, &done)?.parts();
        (verdict.status, verdict.late_by, verdict.late_in) = (Status::Late, late_by, Some(late_in));
        Ok(())
    }

    /// What is said of it while it is open. `None` where the day of its start does not decide that.
    fn opened(&mut self, sheet: &Sheet<'_, '_>, start: Moment) -> Result<Option<Open>, CountError> {
        let Some(number) = self.by_day.map(|by_day| by_day.number(&start)) else { return Ok(None) };
        let open = self.open.get(number);
        if open.is_known() {
            return Ok(Some(*open));
        }
        let run = self.run(start)?;
        let open = Open::new(self.promise.number, self.clock, run.due, &run.undone(&self.tables, &[], &sheet.at)?);
        if let Some(open) = open {
            self.open.note(number, open);
        }
        Ok(open)
    }

    fn run(&self, start: Moment) -> Result<ClockRun<'_>, CountError> {
        let due = self.tables.due(&self.clock.count, &start, &[])?;
        Ok(ClockRun { clock: self.clock, start, by_customer: self.clock.by_customer, due })
    }
}

fn only_clock(promise: &PlannedPromise) -> Option<&PlannedClock> {
    match promise.limits.as_slice() {
        [(_, PlannedLimit::Clock(clock))] => Some(clock),
        _ => None,
    }
}

/// The events from which a clock counts, directly and through the due dates that may stand in for them, and those by which one
/// of these is no longer owed. Receipt is always known, and what is fixed beforehand was.
fn counted_through(plan: &Plan, standard: &PlannedStandard, clock: &PlannedClock) -> Vec<Code> {
    let mut events = Vec::new();
    let mut next = Some(clock);
    let promise = |place: Code| standard.promises.get(usize::from(place));
    while let Some(clock) = next {
        events.push(clock.event);
        let before = clock.promised_by.and_then(promise);
        let answer = before.and_then(|before| before.instead_of).and_then(promise);
        events.extend(answer.into_iter().flat_map(|answer| answer.or_when.into_iter().chain([answer.done_when])));
        next = before.and_then(only_clock);
    }
    events.retain(|event| *event != plan.well_known().received && !plan.is_scheduled(*event));
    events
}
