//! From what is answered to the outcome that is passed on.

use chrono::NaiveDate;

use super::question::Question;
use super::{Answered, CaseError};
use crate::charter::Measure;
use crate::outcome::{
    CalendarInfo, CaseInfo, CharterInfo, CountedFrom, Outcome, Period, PromiseOutcome, Status, Target,
};
use crate::plan::Plan;

pub(super) fn outcome(
    plan: &Plan,
    question: &Question<'_>,
    answered: &[Answered<'_>],
    traced: bool,
) -> Result<Outcome, CaseError> {
    let promises = answered.iter().map(|one| promise(plan, question, one, traced)).collect::<Result<Vec<_>, _>>()?;
    Ok(Outcome {
        charter: charter_info(plan),
        calendar: calendar_info(plan),
        case: CaseInfo {
            kind: plan.kinds().slug(question.kind),
            channel: question.channel.map(|channel| plan.channels().slug(channel)),
            service: question.service.as_ref().map(|service| service.slug().to_owned()),
            facts: question.facts.given(plan.facts()),
            assumed: question.assumed.clone(),
            choices: plan
                .chosen()
                .iter()
                .map(|(name, option)| (name.slug().to_owned(), option.slug().to_owned()))
                .collect(),
        },
        at: question.at.iso(),
        promises,
        next_change_at: next_change(plan, answered),
    })
}

fn promise(
    plan: &Plan,
    question: &Question<'_>,
    answered: &Answered<'_>,
    traced: bool,
) -> Result<PromiseOutcome, CaseError> {
    let Answered { standard, promise, standing } = answered;
    let refused = |error: crate::counting::CountError| CaseError::Count { promise: promise.id.clone(), error };
    let dated = standing.reckoning.dated();
    let zone = &plan.charter().zone;
    let shown = standing.shown();
    let due_at = shown.map(|dated| zone.local(dated.run.due.at)).transpose().map_err(|error| refused(error.into()))?;
    let counted_from = standing.reckoning.clock().map(|clock| {
        let restarted = dated.filter(|dated| dated.event != clock.event);
        let first = question.history.first(clock.event, clock.stage, standard.stages);
        CountedFrom {
            event: plan.events().slug(restarted.map_or(clock.event, |dated| dated.event)),
            at: restarted.map(|dated| dated.run.start).or(first).map(|moment| moment.iso()),
        }
    });
    let trace = match (traced, shown, standing.limit) {
        (true, Some(dated), Some(limit)) => Some(plan.trace(standing, limit, dated).map_err(refused)?),
        _ => None,
    };
    let awaiting = shown.map(|dated| dated.awaiting.as_slice()).unwrap_or_default();
    Ok(PromiseOutcome {
        id: promise.id.clone(),
        standard: standard.name.slug().to_owned(),
        stage: promise.stage,
        action: promise.action.slug().to_owned(),
        strength: promise.strength.word().to_owned(),
        cites: promise.cites.clone(),
        counted_from,
        due: shown.map(|dated| dated.run.due.day.to_string()),
        due_at: due_at.map(|local| local.to_string()),
        provisional: plan.provisional(awaiting, standing.mark.projected),
        status: standing.mark.status,
        due_soon: standing.mark.due_soon,
        done_at: standing.done.map(|moment| moment.iso()),
        done_by: None,
        late_by: standing.mark.late_by,
        target: standing.variation.and_then(|notice| notice.measure).or(promise.measure).map(target),
        variation: standing.variation.map(|notice| notice.name.slug().to_owned()),
        opens: None,
        opens_at: None,
        not_counted: Vec::new(),
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

/// The first moment after which a promise that is running is so no more.
fn next_change(plan: &Plan, answered: &[Answered<'_>]) -> Option<String> {
    let running = answered.iter().filter(|one| one.standing.mark.status == Status::Running);
    let due = running.filter_map(|one| {
        let dated = one.standing.reckoning.dated()?;
        let opened = dated.awaiting.is_empty() || one.promise.role == crate::charter::Role::Council;
        opened.then_some(dated.run.due.at)
    });
    due.min().and_then(|at| plan.charter().zone.local(at).ok()).map(|local| local.to_string())
}
