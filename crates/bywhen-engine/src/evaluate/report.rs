//! From the evaluated promises to the outcome.

use std::collections::BTreeMap;

use bywhen_calendar::{Instant, Local};

use super::evaluated_promise::EvaluatedPromise;
use super::evaluation::Evaluation;
use super::promise_state::PromiseState;
use super::resolved_case::ResolvedCase;
use crate::case_error::CaseError;
use crate::counting::CountError;
use crate::outcome::{CaseEnd, CaseInfo, CountedFrom, NotCounted, Outcome, PromiseOutcome, Status, Target};
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
        charter: plan.charter_info(),
        calendar: plan.calendar_info(),
        case: CaseInfo {
            received: Some(case.history.received().date_or_time()),
            kind: plan.kinds().slug(case.kind),
            channel: case.channel.map(|channel| plan.channels().slug(channel)),
            service: case.service.as_ref().map(|service| service.slug().to_owned()),
            facts: case.facts.known(plan),
            assumed: case.assumed.clone(),
            choices,
            ended: case
                .history
                .end()
                .map(|end| CaseEnd { event: plan.events().slug(end.event), at: end.moment.date_or_time() }),
        },
        at: case.at.local(),
        promises: outcomes,
        next_change_at: next_change(plan, case, promises),
    })
}

fn promise(plan: &Plan, evaluated: &EvaluatedPromise<'_>, traced: bool) -> Result<PromiseOutcome, CaseError> {
    let EvaluatedPromise { standard, promise, state } = evaluated;
    let refused = |error: CountError| CaseError::Count { promise: promise.id.clone(), error };
    let zone = &plan.charter().zone;
    let local = |at: Instant| zone.local(at).map_err(|error| refused(error.into()));
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
        at: moment.date_or_time(),
        because: *because,
    });
    Ok(PromiseOutcome {
        id: promise.id.clone(),
        standard: standard.name.slug().to_owned(),
        stage: promise.stage,
        action: promise.action.slug().to_owned(),
        strength: promise.strength,
        cites: promise.cites.clone(),
        for_staff: promise.for_staff,
        counted_from: state.counted_from.map(|(event, at)| CountedFrom {
            event: plan.events().slug(event),
            at: at.map(|moment| moment.date_or_time()),
        }),
        due: shown.map(|deadline| deadline.run.due.day),
        due_at: shown.map(|deadline| local(deadline.run.due.at)).transpose()?,
        provisional: plan.provisional(state.awaiting(), state.calendar_bound(), projected),
        status,
        due_soon,
        warn_at: state.warn_at.iter().map(|at| local(*at)).collect::<Result<_, _>>()?,
        done_at: state.done.map(|moment| moment.date_or_time()),
        done_by: state.done_by.map(|event| plan.events().slug(event)),
        late_by,
        target: state.variation.and_then(|notice| notice.measure).or(promise.measure).map(Target::from),
        variation: state.variation.map(|notice| notice.name.slug().to_owned()),
        opens: state.opens.map(|opens| opens.day()),
        opens_at: state.opens.map(|opens| local(opens.instant)).transpose()?,
        not_counted: not_counted.collect(),
        trace,
    })
}

/// The first moment after which a status may be another if nothing happens.
fn next_change(plan: &Plan, case: &ResolvedCase<'_>, promises: &[EvaluatedPromise<'_>]) -> Option<Local> {
    let due = promises.iter().filter_map(|EvaluatedPromise { state, .. }| {
        let deadline = state.limit_state.deadline()?;
        (state.evaluation.status == Status::Running).then_some(deadline.run.due.at)
    });
    let warnings = promises.iter().flat_map(|promise| &promise.state.warn_at).copied();
    let warnings = warnings.filter(|at| *at > case.at.instant);
    let is_closed = |state: &PromiseState<'_>| matches!(state.evaluation.status, Status::Waiting | Status::Early);
    let opens = promises.iter().map(|promise| &promise.state).filter(|state| is_closed(state));
    let opens = opens.filter_map(|state| state.opens).map(|opens| opens.instant);
    let opens = opens.filter(|opens| *opens > case.at.instant);
    // Where no standard applies, or the case has ended, nothing changes.
    let is_open = !case.standards.is_empty() && case.history.end().is_none();
    let scheduled = case.history.next_scheduled().filter(|_| is_open);
    let scheduled = scheduled.map(|moment| moment.instant);
    let first = due.chain(warnings).chain(opens).chain(scheduled).min()?;
    plan.charter().zone.local(first).ok()
}
