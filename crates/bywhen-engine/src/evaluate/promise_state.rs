//! Where a promise stands.

use bywhen_calendar::Instant;

use super::deadline::{Awaited, Deadline, LimitState};
use super::evaluation::Evaluation;
use super::scope::Restart;
use crate::moment::Moment;
use crate::outcome::{NotCountedBecause, Status};
use crate::plan::{NameId, PlannedLimit, PlannedVariation};

/// A promise's limit with the status that follows from it.
#[derive(Clone, Debug)]
pub(crate) struct PromiseState<'p> {
    pub(crate) limit_state: LimitState<'p>,
    /// The limit that was evaluated.
    pub(super) limit: Option<&'p PlannedLimit>,
    /// The notice that relaxed it.
    pub(crate) variation: Option<&'p PlannedVariation>,
    pub(crate) evaluation: Evaluation,
    pub(crate) done: Option<Moment>,
    /// The event that kept it, where that is another than its own.
    pub(super) done_by: Option<NameId>,
    /// The event that the clock counts from, and when it happened, if it did.
    pub(super) counted_from: Option<(NameId, Option<Moment>)>,
    /// For the customer's window: from when they may ask, if later than at once.
    pub(super) opens: Option<Moment>,
    /// What the opening waits for, where the window has no end of its own.
    pub(super) awaiting_opening: Awaited,
    pub(super) not_counted: Vec<NotCountedEvent>,
    /// While it runs, when it warns before it is due, in order.
    pub(crate) warn_at: Vec<Instant>,
}

/// An event that was looked at and changed nothing.
pub(super) type NotCountedEvent = (NameId, Moment, NotCountedBecause);

/// What a promise's limit comes to, and which limit that is.
pub(super) struct EvaluatedLimit<'p> {
    pub(super) limit_state: LimitState<'p>,
    pub(super) limit: &'p PlannedLimit,
    pub(super) variation: Option<&'p PlannedVariation>,
    /// The event at which the clock started again.
    pub(super) restart: Option<Restart>,
    pub(super) not_counted: Vec<NotCountedEvent>,
}

impl<'p> PromiseState<'p> {
    /// The events that its date waits for.
    pub(crate) fn awaiting(&self) -> &[NameId] {
        self.shown().map_or(&self.awaiting_opening, |deadline| &deadline.awaiting)
    }

    /// The date, where it is one: a date that stands still is none, also where the case ended meanwhile.
    pub(crate) fn shown(&self) -> Option<&Deadline<'p>> {
        self.limit_state.deadline().filter(|deadline| match self.evaluation.status {
            Status::Stopped => false,
            Status::Cancelled => !deadline.stopped,
            _ => true,
        })
    }

    /// The case has ended: what was missed by then stays missed, what was not yet due is no longer owed, and no date moves.
    pub(super) fn end(&mut self) {
        let evaluation = &mut self.evaluation;
        evaluation.status = match evaluation.status {
            Status::Overdue => Status::Late,
            Status::Unstated if self.done.is_some() => return,
            Status::Waiting | Status::Running | Status::Stopped | Status::Early | Status::Unstated => Status::Cancelled,
            Status::Met | Status::Late | Status::Lapsed | Status::Cancelled => return,
        };
        evaluation.due_soon = false;
        self.warn_at.clear();
        self.awaiting_opening.clear();
        if let LimitState::Dated(deadline) = &mut self.limit_state {
            deadline.awaiting.clear();
        }
    }

    /// Where the calendar ends or begins, if that is why there is no date.
    pub(crate) fn calendar_bound(&self) -> Option<bywhen_calendar::CalendarBound> {
        match self.limit_state {
            LimitState::BeyondCalendar(_, bound) => Some(bound),
            _ => None,
        }
    }
}
