//! A promise whose clock runs straight, assessed for one case after the other.

use std::hint::select_unpredictable;

use super::output::Output;
use super::row_mask::WORD;
use crate::batch::EncodedTime;
use crate::batch::cached_verdict::CachedVerdict;
use crate::batch::day_cache::DayCache;
use crate::batch::event_columns::{EventColumns, stamp};
use crate::batch::reasons::{ReasonId, ReasonTable};
use crate::batch::verdict::Verdict;
use crate::batch::verdicts::Taken;
use crate::counting::{ByDay, CountError, Tables};
use crate::evaluate::{ClockRun, Evaluation};
use crate::moment::Moment;
use crate::outcome::Status;
use crate::plan::{NameId, Plan, PlannedClock, PlannedLimit, PlannedPromise, PlannedStandard};
use bywhen_calendar::Day;

#[derive(Debug)]
pub(super) struct PromiseKernel<'p> {
    promise: &'p PlannedPromise,
    clock: &'p PlannedClock,
    tables: Tables<'p>,
    /// Where the day is all that its date depends on.
    by_day: Option<ByDay>,
    /// Its verdicts by the day of the start, as far as they were computed.
    cache: DayCache,
    from_receipt: bool,
    /// The place of the promise whose due date stands in for a start that has not happened.
    before: Option<usize>,
    /// The place of the promise that it stands in for.
    instead_of: Option<usize>,
    /// The events that its date rests on, receipt aside: that from which it counts, and those from which that one's date counts.
    counted_through: Vec<NameId>,
    /// The event that may keep the promise whose event it counts from.
    kept_otherwise: Option<NameId>,
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

/// What a promise is assessed by.
struct Inputs<'g> {
    event_columns: &'g EventColumns<'g, 'g>,
    cases: &'g [u32],
    /// When its clock started, by case.
    starts: &'g [EncodedTime],
    /// By row, the verdict on the promise whose due date may stand in for that.
    before: &'g [Verdict],
    /// By row, the verdict on the promise that this one stands in for.
    parents: &'g [Verdict],
}

impl Start {
    const UNKNOWN: Start = Start { on: None, stood_in: false };
}

impl<'g> Inputs<'g> {
    /// The verdict on the promise whose due date stands in for a start that has not happened.
    #[inline]
    fn before_it(&self, row: usize, case: usize) -> Option<&'g Verdict> {
        if stamp(self.starts, case) == EncodedTime::NONE { self.before.get(row) } else { None }
    }
}

impl<'p> PromiseKernel<'p> {
    /// `place` is that of the first promise of its standard. `None` without a clock.
    pub(super) fn new(
        plan: &'p Plan,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
        place: usize,
    ) -> Option<PromiseKernel<'p>> {
        let clock = only_clock(promise)?;
        let before = clock.promised_by.and_then(|before| standard.promises.get(usize::from(before)));
        let tables = plan.tables(clock, clock.by_customer);
        Some(PromiseKernel {
            promise,
            clock,
            tables,
            by_day: tables.by_day(&clock.count),
            cache: DayCache::default(),
            from_receipt: clock.event == plan.well_known().received,
            before: clock.promised_by.map(|before| place + usize::from(before)),
            instead_of: promise.instead_of.map(|parent| place + usize::from(parent)),
            counted_through: counted_through(plan, standard, clock),
            kept_otherwise: before.and_then(|before| before.or_when),
            stands_in_by_day: before.and_then(only_clock).is_some_and(|clock| clock.count.unit.is_days()),
        })
    }

    /// Assesses it for one case after the other. `before` has the verdicts on the promises before it.
    pub(super) fn assess(
        &mut self,
        event_columns: &EventColumns<'_, '_>,
        cases: &[u32],
        before: &[&[Verdict]],
        out: &mut Output<'_>,
    ) {
        let parents = self.instead_of.and_then(|parent| before.get(parent).copied()).unwrap_or_default();
        let before = self.before.and_then(|before_it| before.get(before_it).copied()).unwrap_or_default();
        let inputs = Inputs { event_columns, cases, starts: event_columns.times(self.clock.event), before, parents };
        if event_columns.taken || !parents.is_empty() || !self.by_day.is_some_and(ByDay::is_day_alone) {
            self.assess_each(&inputs, out, |_, _, _| Start::UNKNOWN);
        } else if self.from_receipt {
            let received_on = event_columns.received_on();
            self.assess_each(&inputs, out, |_, case, _| Start {
                on: received_on.get(case).copied().flatten(),
                stood_in: false,
            });
        } else {
            let zone = self.tables.zone;
            let other = self.kept_otherwise.map(|event| event_columns.times(event)).unwrap_or_default();
            self.assess_each(&inputs, out, |row, case, done| {
                let start = stamp(inputs.starts, case);
                let other = stamp(other, case);
                let missing = start == EncodedTime::NONE;
                let due_day = inputs.before.get(row).and_then(|before| before.due_day);
                let too_late =
                    (done != EncodedTime::NONE) & (start > done) | (other != EncodedTime::NONE) & (start > other);
                Start { on: select_unpredictable(missing, due_day, start.day_in(zone)), stood_in: missing | too_late }
            });
        }
    }

    fn assess_each(
        &mut self,
        inputs: &Inputs<'_>,
        out: &mut Output<'_>,
        start: impl Fn(usize, usize, EncodedTime) -> Start,
    ) {
        let done_when = inputs.event_columns.times(self.promise.done_when);
        let or_when = self.promise.or_when.map(|event| inputs.event_columns.times(event)).unwrap_or_default();
        let done = |case: usize| stamp(done_when, case).earlier(stamp(or_when, case));
        out.mask.clear();
        let parts = inputs.cases.chunks(WORD).zip(out.verdicts.chunks_mut(WORD));
        for (part, (cases, verdicts)) in parts.enumerate() {
            let first = part * WORD;
            out.mask.push(cases.iter().zip(verdicts).enumerate().map(|(row, (case, verdict))| {
                let done = done(*case as usize);
                let start = start(first + row, *case as usize, done);
                let cached = self.cache.get(start.on.map_or(usize::MAX, |day| usize::from(day.index())));
                let settled = cached.verdict(done != EncodedTime::NONE);
                *verdict = *settled;
                start.stood_in | !settled.holds(done)
            }));
        }
        for row in out.mask.rows() {
            let Some((case, verdict)) = inputs.cases.get(row).zip(out.verdicts.get_mut(row)) else { continue };
            let done = done(*case as usize);
            if self.is_out_of_order(inputs.event_columns, *case as usize, done) {
                out.odd.push(*case);
                continue;
            }
            let assessed = if verdict.due_day.is_some() {
                if let Some(before) = inputs.before_it(row, *case as usize) {
                    verdict.awaiting = self.awaiting(before, out.reasons);
                    verdict.projected |= before.projected;
                }
                self.settle(verdict, done)
            } else {
                self.assess_one(inputs, row, *case as usize, done, out.reasons).map(|(assessed, taken)| {
                    *verdict = assessed;
                    out.taken.get_mut(row).into_iter().for_each(|slot| *slot = taken);
                })
            };
            if assessed.is_err() {
                out.odd.push(*case);
            }
        }
    }

    /// Whether it was done before something that it counts from, directly or through others: then the case is looked at as it
    /// was when it was done. Or whether something else had kept by then what it counts from.
    fn is_out_of_order(&self, event_columns: &EventColumns<'_, '_>, case: usize, done: EncodedTime) -> bool {
        let start = stamp(event_columns.times(self.clock.event), case);
        let kept_otherwise =
            self.kept_otherwise.map_or(EncodedTime::NONE, |event| stamp(event_columns.times(event), case));
        (kept_otherwise != EncodedTime::NONE && start > kept_otherwise)
            || (done != EncodedTime::NONE
                && self.counted_through.iter().any(|event| stamp(event_columns.times(*event), case) > done))
    }

    /// What a date that rests on another promise's due date waits for. The date of a promise that was kept moves no more.
    fn awaiting(&self, before: &Verdict, reasons: &mut ReasonTable) -> ReasonId {
        if before.done { ReasonId::NONE } else { reasons.intern_with(before.awaiting, self.clock.event) }
    }

    /// Wherever its clock starts.
    fn assess_one(
        &mut self,
        inputs: &Inputs<'_>,
        row: usize,
        case: usize,
        done: EncodedTime,
        reasons: &mut ReasonTable,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        // It may stand in for a promise that was not kept in time.
        if inputs.parents.get(row).is_some_and(|parent| parent.is_superseded || parent.status == Status::Met) {
            return Ok((Verdict { is_superseded: true, ..Verdict::of(self.promise.number) }, None));
        }
        let start = stamp(inputs.starts, case);
        if start != EncodedTime::NONE {
            return self.started(inputs.event_columns, start.placed(self.tables.zone)?, done);
        }
        let stand_in = inputs.before.get(row).and_then(|before| Some((before, before.due()?)));
        let Some((before, due)) = stand_in else {
            return Ok((
                Verdict::of(self.promise.number)
                    .with_evaluation(&Evaluation::waiting(self.clock, done != EncodedTime::NONE)),
                None,
            ));
        };
        let awaiting = self.awaiting(before, reasons);
        let (verdict, _) =
            self.started(inputs.event_columns, Moment::at_due(due, self.stands_in_by_day, self.tables.zone)?, done)?;
        // Nothing can be said of what it took: its clock has not started.
        Ok((Verdict { awaiting, projected: verdict.projected | before.projected, ..verdict }, None))
    }

    /// Where its clock started, or what stands in for that.
    fn started(
        &mut self,
        event_columns: &EventColumns<'_, '_>,
        start: Moment,
        done: EncodedTime,
    ) -> Result<(Verdict, Option<Taken>), CountError> {
        let zone = self.tables.zone;
        if !event_columns.taken
            && let Some(open) = self.cached(event_columns, start)?
        {
            let mut verdict = *open.verdict(done != EncodedTime::NONE);
            self.settle(&mut verdict, done)?;
            return Ok((verdict, None));
        }
        let run = self.run(start)?;
        let verdict = Verdict { done: done != EncodedTime::NONE, ..Verdict::of(self.promise.number).with_due(run.due) };
        if !verdict.done {
            return Ok((verdict.with_evaluation(&run.undone(&self.tables, &[], &event_columns.at)?), None));
        }
        let done = done.placed(zone)?;
        let verdict = verdict.with_evaluation(&run.done(&self.tables, &done)?);
        if !event_columns.taken {
            return Ok((verdict, None));
        }
        let taken = self.tables.taken(&self.clock.count, &start, &[], run.due.at, &done)?;
        Ok((verdict, taken.map(|taken| (taken, self.clock.count.unit.tick()))))
    }

    /// Turns the verdict of a promise done in time into the late one, where it was done late.
    fn settle(&self, verdict: &mut Verdict, done: EncodedTime) -> Result<(), CountError> {
        let Some(due) = verdict.due().filter(|_| !verdict.holds(done)) else { return Ok(()) };
        let done = done.placed(self.tables.zone)?;
        let (late_by, late_in) = self.clock.late_by(&due, &self.tables, &done)?.parts();
        (verdict.status, verdict.late_by, verdict.late_in) = (Status::Late, late_by, Some(late_in));
        Ok(())
    }

    /// The cached verdict, computed if need be. `None` where the day of its start does not decide it.
    fn cached(
        &mut self,
        event_columns: &EventColumns<'_, '_>,
        start: Moment,
    ) -> Result<Option<CachedVerdict>, CountError> {
        let Some(number) = self.by_day.map(|by_day| by_day.number(&start)) else { return Ok(None) };
        let open = self.cache.get(number);
        if open.is_known() {
            return Ok(Some(*open));
        }
        let run = self.run(start)?;
        let open = CachedVerdict::new(
            self.promise.number,
            self.clock,
            run.due,
            &run.undone(&self.tables, &[], &event_columns.at)?,
        );
        if let Some(open) = open {
            self.cache.insert(number, open);
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
fn counted_through(plan: &Plan, standard: &PlannedStandard, clock: &PlannedClock) -> Vec<NameId> {
    let mut events = Vec::new();
    let mut next = Some(clock);
    let promise = |place: NameId| standard.promises.get(usize::from(place));
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
