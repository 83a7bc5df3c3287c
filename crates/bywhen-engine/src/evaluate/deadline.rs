//! A due date and what it rests on.

use bywhen_calendar::CalendarBound;

use crate::counting::{Due, Stop};
use crate::moment::Moment;
use crate::plan::{NameId, PlannedClock};

/// What a limit comes to for a case.
#[derive(Clone, Debug)]
pub(crate) enum LimitState<'p> {
    /// The charter gives no figure.
    Unstated,
    /// The clock starts at something that has not happened and cannot be foreseen. Of several limits, the first such, and what
    /// any of them waits for.
    Waiting(&'p PlannedClock, Awaited),
    /// The calendar has no working day that far.
    BeyondCalendar(&'p PlannedClock, CalendarBound),
    /// A date.
    Dated(Box<Deadline<'p>>),
}

/// Events that have not happened.
pub(crate) type Awaited = Vec<NameId>;

/// A due date and where it comes from. Its lists are empty for nearly every case, and then allocate nothing.
#[derive(Clone, Debug)]
pub(crate) struct Deadline<'p> {
    pub(crate) run: ClockRun<'p>,
    /// The event that the clock counts from: the clock's own, or one at which it started again.
    pub(super) event: NameId,
    /// Whether that event has happened; else the due date of another promise stands in for it.
    pub(super) started: bool,
    /// What it counts from was kept by something else, and counts as from when it was due.
    pub(super) settled: bool,
    /// Where the date was given with the event: when that happened.
    pub(super) given: Option<Moment>,
    /// The events that have not happened and whose own due dates stand in for them, first things first.
    pub(crate) awaiting: Awaited,
    /// What it counts from rests on bank holidays that are not yet published.
    pub(super) projected_before: bool,
    /// What the clock stood still for.
    pub(super) stops: Vec<Stop>,
    /// It stands still now.
    pub(super) stopped: bool,
    /// Since when it stands still, where it does at the end.
    pub(super) open_since: Option<Moment>,
    /// It is due by the end of its day.
    pub(super) whole_day: bool,
    /// The notices by which it was put off, and to when.
    pub(super) extended: Vec<PutOff>,
    /// The limit that had to run out first.
    pub(super) before: Option<Box<Deadline<'p>>>,
}

/// A notice by which a promise was put off.
#[derive(Clone, Copy, Debug)]
pub(super) struct PutOff {
    /// When the customer was told.
    pub(super) notified_at: Moment,
    /// To when.
    pub(super) due: Due,
    /// When another date took the place of the one that was given at first.
    pub(super) corrected: Option<Moment>,
}

/// A clock that ran from a start to a due date.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClockRun<'p> {
    pub(crate) clock: &'p PlannedClock,
    /// When the clock started, or what stands in for it.
    pub(crate) start: Moment,
    /// The customer set it off, so that receipt rules move it.
    pub(crate) by_customer: bool,
    pub(crate) due: Due,
}

/// Where a clock starts.
#[derive(Clone)]
pub(super) struct Start {
    pub(super) event: NameId,
    pub(super) at: Moment,
    pub(super) by_customer: bool,
    pub(super) started: bool,
    /// What it counts from was kept by something else.
    pub(super) settled: bool,
    pub(super) awaiting: Awaited,
    /// It rests on bank holidays that are not yet published.
    pub(super) projected: bool,
}

impl Start {
    /// At an event that happened.
    pub(super) fn at(event: NameId, at: Moment) -> Start {
        let (awaiting, projected) = (Awaited::new(), false);
        Start { event, at, by_customer: false, started: true, settled: false, awaiting, projected }
    }
}

impl<'p> LimitState<'p> {
    pub(super) fn deadline(&self) -> Option<&Deadline<'p>> {
        match self {
            LimitState::Dated(deadline) => Some(deadline),
            _ => None,
        }
    }

    pub(super) fn clock(&self) -> Option<&'p PlannedClock> {
        match self {
            LimitState::Dated(deadline) => Some(deadline.run.clock),
            LimitState::Waiting(clock, _) | LimitState::BeyondCalendar(clock, _) => Some(clock),
            LimitState::Unstated => None,
        }
    }
}

impl<'p> Deadline<'p> {
    /// A date that nothing stops or puts off, of a clock that started.
    pub(super) fn plain(run: ClockRun<'p>, event: NameId) -> Deadline<'p> {
        Deadline {
            run,
            event,
            started: true,
            settled: false,
            given: None,
            awaiting: Awaited::new(),
            projected_before: false,
            stops: Vec::new(),
            stopped: false,
            open_since: None,
            whole_day: run.clock.count.unit.is_days(),
            extended: Vec::new(),
            before: None,
        }
    }

    /// The first of its clocks.
    pub(super) fn first_clock(&self) -> &'p PlannedClock {
        self.before.as_ref().map_or(self.run.clock, |before| before.first_clock())
    }

    /// When the first of its clocks started.
    pub(super) fn began(&self) -> &Moment {
        self.before.as_ref().map_or(&self.run.start, |before| before.began())
    }
}

/// The due date of an event that has not happened.
#[derive(Clone, Debug)]
pub(super) struct StandIn {
    pub(super) due: Due,
    /// The same as the start of another count.
    pub(super) at: Moment,
    /// The events that have not happened and that the date rests on, the event itself last.
    pub(super) awaiting: Awaited,
    /// It was kept by something else, and nothing is awaited any more.
    pub(super) settled: bool,
    /// The date rests on bank holidays that are not yet published.
    pub(super) projected: bool,
}
