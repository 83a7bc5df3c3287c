//! A plan and a contact received at a given second.

use bywhen::engine::outcome::{Outcome, PromiseOutcome};
use bywhen::{Case, CaseError, Plan, When};
use chrono::DateTime;

/// A plan and a contact of which only the time of receipt is open.
pub(super) struct Probe<'p> {
    plan: &'p Plan,
    contact: Case,
}

/// A promise as it stands on receipt.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) promise: PromiseOutcome,
    /// The last second that is on time.
    pub(super) due_at: Option<i64>,
}

impl<'p> Probe<'p> {
    pub(super) fn new(plan: &'p Plan, contact: &Case) -> Probe<'p> {
        Probe { plan, contact: Case { events: Vec::new(), ..contact.clone() } }
    }

    pub(super) fn plan(&self) -> &'p Plan {
        self.plan
    }

    /// The outcome at the moment of receipt, as residents are told of it.
    pub(super) fn outcome(&self, second: i64) -> Result<Outcome, CaseError> {
        let received = DateTime::from_timestamp(second, 0).unwrap_or_default();
        let received = When::Exact(received.fixed_offset());
        let mut outcome = self.plan.check(&self.contact.clone().event("received", received), received)?;
        outcome.promises.retain(|promise| !promise.for_staff);
        Ok(outcome)
    }

    pub(super) fn answers(&self, second: i64) -> Result<Vec<Answer>, CaseError> {
        Ok(self.outcome(second)?.promises.into_iter().map(Answer::new).collect())
    }
}

impl Answer {
    fn new(promise: PromiseOutcome) -> Answer {
        let due_at = promise.due_at.map(|due_at| due_at.instant().seconds());
        Answer { promise, due_at }
    }

    /// Whether the answer is the same, the time of day aside.
    pub(super) fn is_like(&self, other: &Answer) -> bool {
        let (one, other) = (&self.promise, &other.promise);
        (&one.due, one.status, &one.provisional, &one.variation)
            == (&other.due, other.status, &other.provisional, &other.variation)
    }
}
