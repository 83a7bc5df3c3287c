//! Whether a condition holds for a case.

use chrono::Datelike;

use super::query::Query;
use crate::moment::Moment;
use crate::plan::{NameId, PlannedCondition};

/// Inputs that were not given and would decide an answer.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnknownInputs {
    pub(crate) facts: Vec<NameId>,
    /// The time of day of receipt.
    pub(crate) time_received: bool,
}

impl PlannedCondition {
    /// Whether it holds by the end of what is looked at. A fact that was not given is taken as no; a contact without a time
    /// came in time.
    pub(crate) fn holds(&self, query: &Query<'_>, end: &Moment) -> bool {
        let received = &query.history.received();
        let time = received.time().seconds();
        match self {
            PlannedCondition::Always => true,
            PlannedCondition::Fact(fact) => query.facts.holds(*fact),
            PlannedCondition::Happened(event) => query.history.happened(*event, end),
            PlannedCondition::ReceivedBefore(limit) => received.day_only || time < limit.seconds(),
            PlannedCondition::ReceivedAfter(limit) => !received.day_only && time > limit.seconds(),
            PlannedCondition::ReceivedInSeason { from, to } => {
                let date = received.day().date();
                let day = (date.month(), date.day());
                let wraps = to < from;
                if wraps { day >= *from || day <= *to } else { day >= *from && day <= *to }
            }
            PlannedCondition::Not(one) => !one.holds(query, end),
            PlannedCondition::All(all) => all.iter().all(|one| one.holds(query, end)),
            PlannedCondition::Any(any) => any.iter().any(|one| one.holds(query, end)),
        }
    }

    /// Whether it holds, as far as that is known; the inputs that would decide it are added to `unknown`.
    pub(crate) fn known(&self, query: &Query<'_>, unknown: &mut UnknownInputs) -> Option<bool> {
        match self {
            PlannedCondition::Fact(fact) => {
                let known = query.facts.get(*fact);
                if known.is_none() {
                    unknown.facts.push(*fact);
                }
                known
            }
            PlannedCondition::ReceivedBefore(_) | PlannedCondition::ReceivedAfter(_)
                if query.history.received().day_only =>
            {
                unknown.time_received = true;
                None
            }
            PlannedCondition::Not(one) => one.known(query, unknown).map(|holds| !holds),
            PlannedCondition::All(all) => fold(all, query, unknown, false),
            PlannedCondition::Any(any) => fold(any, query, unknown, true),
            _ => Some(self.holds(query, &query.at)),
        }
    }
}

/// Joins conditions, of which one that is `decisive` decides; `unknown` matters only where none does.
fn fold(
    conditions: &[PlannedCondition],
    query: &Query<'_>,
    unknown: &mut UnknownInputs,
    decisive: bool,
) -> Option<bool> {
    let before = unknown.clone();
    let mut joined = Some(!decisive);
    for condition in conditions {
        match condition.known(query, unknown) {
            Some(value) if value == decisive => {
                *unknown = before;
                return Some(decisive);
            }
            Some(_) => {}
            None => joined = None,
        }
    }
    joined
}
