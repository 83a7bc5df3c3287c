//! The part of a case that one evaluation looks at.

use bywhen_calendar::Instant;

use crate::moment::Moment;
use crate::plan::{NameId, PlannedPromise};

/// A promise under evaluation, and until when its clock is looked at.
#[derive(Clone, Copy)]
pub(super) struct Scope<'p> {
    pub(super) promise: &'p PlannedPromise,
    /// When it was done, or the moment of the question: what happened later does not bear on it.
    pub(super) end: Moment,
    /// That the promise was done then: its clock need not go on, and does not count as stopped.
    pub(super) done: bool,
    /// Up to when stops are looked at: earlier than the end where it is asked whether time had run out by then.
    pub(super) stops_until: Moment,
    /// Stops that began later are not looked at; those that began by then are, to their end.
    pub(super) stops_begin_by: Instant,
    /// No stops are looked at: the day from which something counts is found by the calendar, whatever stands still, and
    /// neither a count back nor what is added to it stands still.
    pub(super) without_stops: bool,
    /// The event at which the clock started again.
    pub(super) restart: Option<Restart>,
}

impl Scope<'_> {
    /// Looked at as of a moment: a stop that begins only then has not stopped anything yet.
    pub(super) fn as_of(self, moment: Moment) -> Self {
        Scope { stops_until: moment, stops_begin_by: moment.instant.plus_millis(-1), ..self }
    }
}

/// An event at which a clock starts again from nothing.
#[derive(Clone, Copy)]
pub(super) struct Restart {
    pub(super) event: NameId,
    pub(super) at: Moment,
    pub(super) by_customer: bool,
}
