//! From what is answered to the outcome that is passed on.

use std::collections::BTreeMap;

use bywhen_calendar::Instant;
use chrono::NaiveDate;

use super::promise_state::PromiseState;
use super::resolved_case::ResolvedCase;
use super::{CaseError, EvaluatedPromise, Evaluation};
use crate::charter::Measure;
use crate::counting::CountError;
use crate::outcome::{
    CalendarInfo, CaseInfo, CharterInfo, CountedFrom, NotCounted, Outcome, Period, PromiseOutcome, Status, Target,
};
use crate::plan::Plan;

pub(super) fn outcome(
    plan: &Plan,
    case: &ResolvedCase<'_>,
    promises: &[EvaluatedPromise<'_>],
    traced: bool,
) -> Result<Outcome, CaseError> {
    let outcomes = promises.iter().map(|one| promise(plan, one, traced)).collect::<Result<Vec<_>, _>>()?;
    let mut choices = BTreeMap::new();
    for (name, option) in plan.chosen() {
        choices.insert(name.slug().to_owned(), option.slug().to_owned());
    }
    Ok(Outcome {
        charter: charter_info(plan),
        calendar: calendar_info(plan),
        case: CaseInfo {
            kind: plan.kinds().slug(case.kind),
            channel: case.channel.map(|channel| plan.channels().slug(channel)),
            service: case.service.as_ref().map(|service| service.slug().to_owned()),
            facts: case.facts.given(plan.facts()),
            assumed: case.assumed.clone(),
            choices,
        },
        at: case.at.iso(),
        promises: outcomes,
        next_change_at: next_change(plan, case, promises),
    })
}

fn promise(plan: &Plan, evaluated: &EvaluatedPromise<'_>, traced: bool) -> Result<PromiseOutcome, CaseError> {
    let EvaluatedPromise { standard, promise, state } = evaluated;
    let refused = |error: CountError| CaseError::Count { promise: promise.id.clone(), error };
    let zone = &plan.charter().zone;
    let local = |at: Instant| zone.local(at).map(|local| local.to_string()).map_err(|error| refused(error.into()));
    let shown = state.shown();
    let trace = match (traced, shown, state.limit) {
        (true, Some(deadline), Some(limit)) => Some(plan.trace(state, limit, deadline).map_err(refused)?),
        _ => None,
    };
    let Evaluation { status, due_soon, late_by, projected } = state.evaluation;
    let mut not_counted = state.not_counted.clone();
    not_counted.sort_by_key(|(event, moment, _)| (moment.instant, plan.events().get(*event)));
    let not_counted = not_counted.iter().map(|(event, moment, because)| NotCounted {
        event: plan.events().slug(*event),
        at: moment.iso(),
        because: *because,
    });
    Ok(PromiseOutcome {
        id: promise.id.clone(),
        standard: standard.name.slug().to_owned(),
        stage: promise.stage,
        action: promise.action.slug().to_owned(),
        strength: promise.strength.word().to_owned(),
        cites: promise.cites.clone(),
        counted_from: state
            .counted_from
            .map(|(event, at)| CountedFrom { event: plan.events().slug(event), at: at.map(|moment| moment.iso()) }),
        due: shown.map(|deadline| deadline.run.due.day.to_string()),
        due_at: shown.map(|deadline| local(deadline.run.due.at)).transpose()?,
        provisional: plan.provisional(state.awaiting(), state.calendar_bound(), projected),
        status,
        due_soon,
        done_at: state.done.map(|moment| moment.iso()),
        done_by: state.done_by.map(|event| plan.events().slug(event)),
        late_by,
        target: state.variation.and_then(|notice| notice.measure).or(promise.measure).map(target),
        variation: state.variation.map(|notice| notice.name.slug().to_owned()),
        opens: state.opens.map(|opens| opens.day().to_string()),
        opens_at: state.opens.map(|opens| local(opens.instant)).transpose()?,
        not_counted: not_counted.collect(),
        trace,
    })
}

fn iso(date: Option<NaiveDate>) -> Option<String> {
    date.map(|date| date.to_string())
}

/// Which charter answers.
pub fn charter_info(plan: &Plan) -> CharterInfo {
    let charter = plan.charter();
    CharterInfo {
        id: charter.id.clone(),
        version: charter.version.clone(),
        title: charter.title.clone(),
        in_force: Period { from: iso(charter.in_force.from), until: iso(charter.in_force.until) },
    }
}

/// Which bank holiday data it answers with.
pub fn calendar_info(plan: &Plan) -> CalendarInfo {
    CalendarInfo { data: plan.data_version().to_owned(), known_on: iso(plan.known_on()) }
}

/// A measure in the form that is passed on.
pub fn target(measure: Measure) -> Target {
    match measure {
        Measure::AtLeast(share) => Target::Percent { percent: share.0 / 100, hundredths: share.0 % 100, over: false },
        Measure::Over(share) => Target::Percent { percent: share.0 / 100, hundredths: share.0 % 100, over: true },
        Measure::AtMost(share) => {
            Target::AtMost { at_most_percent: share.0 / 100, hundredths: share.0 % 100, under: false }
        }
        Measure::Under(share) => {
            Target::AtMost { at_most_percent: share.0 / 100, hundredths: share.0 % 100, under: true }
        }
        Measure::Average => Target::Average { average: true },
    }
}

/// The first moment after which a status may be another if nothing happens.
fn next_change(plan: &Plan, case: &ResolvedCase<'_>, promises: &[EvaluatedPromise<'_>]) -> Option<String> {
    let due = promises.iter().filter_map(|EvaluatedPromise { state, .. }| {
        let deadline = state.limit_state.deadline()?;
        (state.evaluation.status == Status::Running).then_some(deadline.run.due.at)
    });
    let is_closed = |state: &PromiseState<'_>| matches!(state.evaluation.status, Status::Waiting | Status::Early);
    let opens = promises.iter().map(|promise| &promise.state).filter(|state| is_closed(state));
    let opens = opens.filter_map(|state| state.opens).map(|opens| opens.instant);
    let opens = opens.filter(|opens| *opens > case.at.instant);
    // Where no standard applies, nothing changes.
    let scheduled = case.history.next_scheduled().filter(|_| !case.standards.is_empty());
    let scheduled = scheduled.map(|moment| moment.instant);
    let first = due.chain(opens).chain(scheduled).min()?;
    plan.charter().zone.local(first).ok().map(|local| local.to_string())
}
