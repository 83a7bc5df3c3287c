//! Whether a condition holds for a case.

use chrono::Datelike;

use super::query::Query;
use crate::counting::{came_during, is_partly_open};
use crate::fact_value::EncodedFact;
use crate::moment::Moment;
use crate::plan::{NameId, Plan, PlannedCondition};

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
    pub(crate) fn holds(&self, plan: &Plan, query: &Query<'_>, end: &Moment) -> bool {
        let received = &query.history.received();
        let time = received.time().seconds();
        match self {
            PlannedCondition::Always => true,
            PlannedCondition::Fact(fact) => query.facts.get(*fact) == EncodedFact::YesNo(true),
            PlannedCondition::FactIs(fact, values) => {
                matches!(query.facts.get(*fact), EncodedFact::Value(value) if values.contains(&value))
            }
            PlannedCondition::FactNumber(fact, test) => {
                matches!(query.facts.get(*fact), EncodedFact::Number(number) if test.holds(number))
            }
            PlannedCondition::DuringHours { event, hours, outside } => {
                let hours = plan.hours(Some(*hours));
                let first = query.first(plan, *event, end);
                first.zip(hours).is_some_and(|(at, hours)| came_during(&at, hours) != *outside)
            }
            PlannedCondition::OnWorkingDay { event, calendar, closed } => {
                let calendar = plan.calendar(Some(*calendar));
                let first = query.first(plan, *event, end);
                first.zip(calendar).is_some_and(|(at, calendar)| calendar.days.is_working(at.day()) != *closed)
            }
            PlannedCondition::OnWeekdays(event, weekdays) => {
                query.first(plan, *event, end).is_some_and(|at| weekdays.contains(at.day().weekday()))
            }
            PlannedCondition::Happened(event) => query.history.happened(*event, end),
            PlannedCondition::ReceivedBefore(limit) => received.day_only || time < limit.seconds(),
            PlannedCondition::ReceivedAfter(limit) => !received.day_only && time > limit.seconds(),
            PlannedCondition::ReceivedInSeason { from, to } => {
                let date = received.day().date();
                let day = (date.month(), date.day());
                let wraps = to < from;
                if wraps { day >= *from || day <= *to } else { day >= *from && day <= *to }
            }
            PlannedCondition::Not(one) => !one.holds(plan, query, end),
            PlannedCondition::All(all) => all.iter().all(|one| one.holds(plan, query, end)),
            PlannedCondition::Any(any) => any.iter().any(|one| one.holds(plan, query, end)),
        }
    }

    /// Whether it holds, as far as that is known; the inputs that would decide it are added to `unknown`.
    pub(crate) fn known(&self, plan: &Plan, query: &Query<'_>, unknown: &mut UnknownInputs) -> Option<bool> {
        match self {
            PlannedCondition::Fact(fact)
            | PlannedCondition::FactIs(fact, _)
            | PlannedCondition::FactNumber(fact, _)
                if query.facts.get(*fact) == EncodedFact::Unknown =>
            {
                unknown.facts.push(*fact);
                None
            }
            PlannedCondition::DuringHours { event, hours, .. }
                if *event == plan.well_known().received && query.history.received().day_only =>
            {
                if plan.hours(Some(*hours)).is_some_and(|hours| is_partly_open(hours, query.history.received().day())) {
                    unknown.time_received = true;
                    return None;
                }
                Some(self.holds(plan, query, &query.at))
            }
            PlannedCondition::ReceivedBefore(_) | PlannedCondition::ReceivedAfter(_)
                if query.history.received().day_only =>
            {
                unknown.time_received = true;
                None
            }
            PlannedCondition::Not(one) => one.known(plan, query, unknown).map(|holds| !holds),
            PlannedCondition::All(all) => fold(all, plan, query, unknown, false),
            PlannedCondition::Any(any) => fold(any, plan, query, unknown, true),
            _ => Some(self.holds(plan, query, &query.at)),
        }
    }
}

/// Joins conditions, of which one that is `decisive` decides; `unknown` matters only where none does.
fn fold(
    conditions: &[PlannedCondition],
    plan: &Plan,
    query: &Query<'_>,
    unknown: &mut UnknownInputs,
    decisive: bool,
) -> Option<bool> {
    let before = unknown.clone();
    let mut joined = Some(!decisive);
    for condition in conditions {
        match condition.known(plan, query, unknown) {
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
