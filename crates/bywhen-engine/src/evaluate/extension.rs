//! Notices by which a promise is put off, corrected and taken back.

use bywhen_calendar::Day;

use super::deadline::{ClockRun, Deadline, LimitState, PutOff};
use super::evaluator::Evaluator;
use super::history::ResolvedEvent;
use super::promise_state::NotCountedEvent;
use super::scope::Scope;
use super::standstills::Standstills;
use crate::charter::{Count, Direction, FirstDay, Unit};
use crate::counting::{CountError, Due};
use crate::moment::Moment;
use crate::outcome::NotCountedBecause;
use crate::plan::{PlannedClock, PlannedExtension, PlannedExtensionLimit, PlannedLimit, PlannedNoticeDeadline};

/// A due date as it is put off by one notice after the other.
#[derive(Clone)]
struct Extended {
    due: Due,
    /// The last day before it rolled: what calendar days, weeks, months and years are counted from.
    unrolled: Day,
    /// It is due by the end of the day.
    whole_day: bool,
    /// Months and years add up before they are clamped: what they are counted from, and how many there are so far.
    months: Option<(Moment, Count)>,
    stopped: bool,
    /// It rests on bank holidays that are not yet published, by what it was put off from or by what was added.
    projected: bool,
    /// The notices that counted, and to when.
    notices: Vec<PutOff>,
}

/// A notice that counted, and what stood before it.
struct Counted<'q> {
    notice: &'q ResolvedEvent,
    /// The place of the extension that allowed it.
    extension: usize,
    before: Box<Extended>,
}

/// By when the customer had to be told, where that is a limit of its own.
#[derive(Clone, Copy)]
struct TellBy {
    /// The due date of the promise for which that was found: with another, other stops count. `None` where it holds as of one
    /// notice alone.
    promise_due: Option<Due>,
    /// `None` where it is not known, and nobody is late.
    due: Option<Due>,
}

/// Something that was told about an extension.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Entry {
    /// A notice, by the place of the extension that it may use.
    Notice(usize),
    Corrected,
    Withdrawn,
}

impl<'p, 'q> Evaluator<'p, 'q> {
    /// Puts a due date off by each notice that the charter allows, in the order in which they were given.
    pub(super) fn extend(
        &self,
        scope: Scope<'p>,
        deadline: &mut Deadline<'p>,
        not_counted: &mut Vec<NotCountedEvent>,
    ) -> Result<(), CountError> {
        // A count back never stands still, nor does what is added to it.
        let back = deadline.run.clock.count.direction == Direction::Before;
        let scope = Scope { without_stops: scope.without_stops || back, ..scope };
        let extensions = &scope.promise.extensions;
        let entries = self.entries(scope);
        if entries.is_empty() {
            return Ok(());
        }
        let mut extended = self.not_extended(deadline)?;
        let mut tell_by: Vec<Option<TellBy>> = vec![None; extensions.len()];
        let mut counted: Vec<Counted<'q>> = Vec::new();
        let mut refused: Vec<(&ResolvedEvent, NotCountedBecause)> = Vec::new();
        for (event, entry) in entries {
            match entry {
                Entry::Notice(place) => {
                    let Some(extension) = extensions.get(place) else { continue };
                    if counted.iter().any(|one| std::ptr::eq(one.notice, event)) {
                        continue;
                    }
                    if let PlannedNoticeDeadline::Within(limit) = &extension.notice_deadline
                        && self.is_allowed(scope, extension, event)
                        && let Some(known) = tell_by.get_mut(place)
                        && known.is_none_or(|known| known.promise_due != Some(extended.due))
                    {
                        *known = Some(self.tell_by(scope, limit, extended.due, event.moment)?);
                    }
                    let due = tell_by.get(place).copied().flatten().and_then(|known| known.due);
                    let allowed = self.allowed(scope, extension, event, &extended, due);
                    let used = counted.iter().filter(|one| one.extension == place).count();
                    let put_off = match allowed {
                        Ok(()) if used >= usize::from(extension.times) => Err(NotCountedBecause::AlreadyExtended),
                        Ok(()) => self.put_off(scope, deadline, &extended, extension, event.moment, event.until)?,
                        Err(because) => Err(because),
                    };
                    match put_off {
                        Ok(next) => {
                            // What one extension does not allow counts by another.
                            refused.retain(|(refused, _)| !std::ptr::eq(*refused, event));
                            counted.push(Counted { notice: event, extension: place, before: extended });
                            extended = next;
                        }
                        Err(because) => refused.push((event, because)),
                    }
                }
                Entry::Withdrawn => {
                    if let Some(last) = counted.pop() {
                        extended = last.before;
                        refused.push((last.notice, NotCountedBecause::Withdrawn));
                    }
                }
                Entry::Corrected => {
                    let Some(last) = counted.last() else { continue };
                    let Some(extension) = extensions.get(last.extension).filter(|_| event.until.is_some()) else {
                        continue;
                    };
                    // As if the right date had been given at first.
                    let notified_at = last.notice.moment;
                    let corrected = self.put_off(scope, deadline, &last.before, extension, notified_at, event.until)?;
                    extended = match corrected {
                        Ok(mut corrected) => {
                            if let Some(put_off) = corrected.notices.last_mut() {
                                put_off.corrected = Some(event.moment);
                            }
                            corrected
                        }
                        Err(because) => {
                            refused.push((last.notice, because));
                            let before = last.before.clone();
                            counted.pop();
                            before
                        }
                    };
                }
            }
        }
        (deadline.run.due, deadline.whole_day) = (extended.due, extended.whole_day);
        deadline.stopped |= extended.stopped;
        deadline.projected_before = extended.projected;
        deadline.extended = extended.notices;
        // Of several extensions that do not allow a notice, the first says why.
        refused.sort_by_key(|(event, _)| std::ptr::from_ref(*event));
        refused.dedup_by_key(|(event, _)| std::ptr::from_ref(*event));
        not_counted.extend(refused.into_iter().map(|(event, because)| (event.event, event.moment, because)));
        Ok(())
    }

    /// What was told by the end, in order of time; of one moment in the order of the charter's lines, and then by the date
    /// that is given.
    fn entries(&self, scope: Scope<'p>) -> Vec<(&'q ResolvedEvent, Entry)> {
        let mut entries = Vec::new();
        let mut take = |event, entry| {
            let notices = self.all(event, scope.promise.stage, &scope.end);
            entries.extend(notices.into_iter().map(|notice| (notice, entry)));
        };
        for (place, extension) in scope.promise.extensions.iter().enumerate() {
            take(extension.by_event, Entry::Notice(place));
        }
        let well_known = self.plan.well_known();
        take(well_known.extension_corrected, Entry::Corrected);
        take(well_known.extension_withdrawn, Entry::Withdrawn);
        entries.sort_by_key(|(event, entry)| {
            (event.moment.instant, *entry, event.until.map(|until| self.due_given(&until).at))
        });
        entries
    }

    /// The due date before any notice.
    fn not_extended(&self, deadline: &Deadline<'p>) -> Result<Box<Extended>, CountError> {
        let run = &deadline.run;
        let count = &run.clock.count;
        let in_days = count.unit.is_days();
        let unrolled = if in_days {
            self.plan.tables(run.clock, run.by_customer).unrolled(count, &run.start, &deadline.stops)?
        } else {
            run.due.day
        };
        // As which day its start counts, the promise's own calendar says, also where an extension is counted in another.
        let forward = count.direction != Direction::Before;
        let months = match count.months().filter(|_| forward) {
            Some(amount) => {
                let zero = self.plan.tables(run.clock, run.by_customer).day_zero(count, &run.start)?;
                let first_day = if zero.counts { FirstDay::SameDay } else { FirstDay::NextDay };
                let so_far = Count { amount, unit: Unit::Months, first_day, ..count.clone() };
                Some((run.start.on(zero.day), so_far))
            }
            None => None,
        };
        Ok(Box::new(Extended {
            due: run.due,
            unrolled,
            whole_day: in_days,
            months,
            stopped: deadline.stopped,
            projected: self.is_projected(deadline),
            notices: Vec::new(),
        }))
    }

    /// By when the customer had to be told, with the same stops as the promise: those that began by its due date.
    fn tell_by(
        &self,
        scope: Scope<'p>,
        limit: &'p PlannedLimit,
        promise_due: Due,
        notified_at: Moment,
    ) -> Result<TellBy, CountError> {
        let scope = Scope { stops_begin_by: promise_due.at.min(scope.end.instant), ..scope };
        let (limit, promise_due) = match self.evaluate_limit(scope, limit) {
            // While a clock stands still, the time of what came later does not matter.
            Err(CountError::NeedsTime(_)) => {
                (self.evaluate_limit(Scope { stops_until: notified_at, ..scope }, limit)?, None)
            }
            limit => (limit?, Some(promise_due)),
        };
        let deadline = limit.deadline().filter(|deadline| !deadline.stopped);
        Ok(TellBy { promise_due, due: deadline.map(|deadline| deadline.run.due) })
    }

    /// Whether a notice gives one of the reasons that the charter names, for a case that it may be given for.
    fn is_allowed(&self, scope: Scope<'p>, extension: &PlannedExtension, notice: &ResolvedEvent) -> bool {
        let reason =
            extension.reasons.is_empty() || notice.reason.is_some_and(|reason| extension.reasons.contains(&reason));
        reason && extension.when.holds(self.plan, &self.query, &scope.end)
    }

    /// Whether the charter allows a notice: its reason, its case, and that it came in time. `tell_by`: by when the customer
    /// must be told, where that is a limit of its own and known: nobody is late for a time that has not begun.
    fn allowed(
        &self,
        scope: Scope<'p>,
        extension: &PlannedExtension,
        notice: &ResolvedEvent,
        before: &Extended,
        tell_by: Option<Due>,
    ) -> Result<(), NotCountedBecause> {
        if !self.is_allowed(scope, extension, notice) {
            return Err(NotCountedBecause::NotAllowed);
        }
        let by = |due: Due| notice.moment.instant.seconds() <= due.at.seconds();
        let in_time = match &extension.notice_deadline {
            PlannedNoticeDeadline::Whenever => true,
            PlannedNoticeDeadline::Within(_) => tell_by.is_none_or(by),
            // While the clock stands still, its time cannot have run out.
            PlannedNoticeDeadline::BeforeDue => before.stopped || by(before.due),
        };
        if in_time { Ok(()) } else { Err(NotCountedBecause::ToldTooLate) }
    }

    /// What a notice puts the due date off to, or why it does not.
    fn put_off(
        &self,
        scope: Scope<'p>,
        deadline: &Deadline<'p>,
        before: &Extended,
        extension: &'p PlannedExtension,
        notified_at: Moment,
        until: Option<Moment>,
    ) -> Result<Result<Box<Extended>, NotCountedBecause>, CountError> {
        let next = self.put_off_to(scope, deadline, before, extension, until)?;
        Ok(match next.filter(|next| next.due.at > before.due.at) {
            Some(mut next) => {
                next.notices.push(PutOff { notified_at, due: next.due, corrected: None });
                Ok(next)
            }
            None => Err(NotCountedBecause::NoLaterDate),
        })
    }

    /// To when a notice puts the due date off: to the date that it gives, and at most as far as the charter allows. A date
    /// that was given stays where it is; in the time that is added otherwise a clock may stand still.
    fn put_off_to(
        &self,
        scope: Scope<'p>,
        deadline: &Deadline<'p>,
        before: &Extended,
        extension: &'p PlannedExtension,
        until: Option<Moment>,
    ) -> Result<Option<Box<Extended>>, CountError> {
        let fixed = |due: Due, stopped| {
            Box::new(Extended {
                due,
                unrolled: due.day,
                whole_day: true,
                months: None,
                stopped,
                projected: before.projected,
                notices: before.notices.clone(),
            })
        };
        let given = until.map(|until| fixed(self.due_given(&until), before.stopped));
        // While the clock stands still, both dates are the least that they can become: the time of that stop does not matter.
        let known = match deadline.open_since.filter(|_| before.stopped) {
            Some(since) => Scope { stops_begin_by: since.instant.plus_millis(-1), ..scope },
            None => scope,
        };
        let most = match &extension.to {
            // There is no later date where the calendar has no such day.
            PlannedExtensionLimit::By(by) => match self.put_off_by(scope, deadline, before, by) {
                Err(error) if error.calendar_bound().is_some() => None,
                put_off => Some(put_off?),
            },
            PlannedExtensionLimit::Limit(limit) => match self.evaluate_limit(known, limit)? {
                LimitState::Dated(limit) => {
                    let mut most = fixed(limit.run.due, before.stopped || limit.stopped);
                    most.projected |= self.is_projected(&limit);
                    most.whole_day = limit.whole_day;
                    Some(most)
                }
                _ => None,
            },
            PlannedExtensionLimit::DateGiven => None,
        };
        Ok(match (given, most) {
            // While what the charter allows stands still, the date given is what is known.
            (Some(given), Some(most)) => {
                let key = |one: &Extended| (one.stopped, one.due.at);
                Some(if key(&given) <= key(&most) { given } else { most })
            }
            (given, most) => given.or(most),
        })
    }

    fn put_off_by(
        &self,
        scope: Scope<'p>,
        deadline: &Deadline<'p>,
        before: &Extended,
        by: &PlannedClock,
    ) -> Result<Box<Extended>, CountError> {
        let (clock, count) = (deadline.run.clock, &by.count);
        let zone = self.zone();
        let (start, count, months) = match (count.months(), count.unit) {
            // Months are counted together from where the first of them began, so that no date is clamped twice.
            (Some(amount), _) => {
                let (start, so_far) = match &before.months {
                    Some(months) => months.clone(),
                    None => {
                        let none = Count { first_day: FirstDay::NextDay, ..Count::within(0, Unit::Months) };
                        (Moment::end_of(before.unrolled, zone)?, none)
                    }
                };
                let all =
                    Count { amount: so_far.amount.saturating_add(amount), roll: count.roll, end: count.end, ..so_far };
                (start, all.clone(), Some((start, all)))
            }
            (None, Unit::CalendarDays | Unit::Weeks) => (Moment::end_of(before.unrolled, zone)?, count.clone(), None),
            _ => (Moment::at_due(before.due, before.whole_day, zone)?, count.clone(), None),
        };
        // It is counted in a calendar and hours of its own, where it has any.
        let (calendar, hours) = (by.calendar.or(clock.calendar), by.hours.or(clock.hours));
        let tables = self.plan.tables_of(calendar, hours, false);
        // What stands still already has been counted up to the end, and goes on from there, but for months, which count from their
        // start.
        let goes_on = before.stopped && months.is_none();
        let mut standstills =
            if goes_on { Standstills::default() } else { self.stops(scope, clock, &start, scope.end)? };
        let (due, still) = standstills.due(&tables, &count, &start, scope.done)?;
        let stops = standstills.all;
        let in_days = count.unit.is_days();
        let unrolled = if in_days && !still { tables.unrolled(&count, &start, &stops)? } else { due.day };
        let stopped = before.stopped || (still && !scope.done);
        let own = ClockRun { clock: by, start, by_customer: false, due };
        let projected = before.projected || own.is_projected(&tables);
        let notices = before.notices.clone();
        Ok(Box::new(Extended { due, unrolled, whole_day: in_days, months, stopped, projected, notices }))
    }
}
