//! The promises that a report tells of, over the versions of a charter.

use bywhen::engine::charter::{Alternative, Condition, Limit, Measure, Promise, Role, Standard, Unit};
use bywhen::engine::outcome::Target;
use bywhen::{Plan, prose};

use crate::context::{Subject, Wording};

/// The promises of a report, and where those of each version are counted.
pub(crate) struct ReportSubjects {
    pub(crate) subjects: Vec<Subject>,
    /// For each version, the place of each of its promises among the subjects. The customer's windows have none.
    pub(crate) places: Vec<Vec<Option<u16>>>,
}

/// A promise with the versions that make it, oldest first, each with its sentence.
struct VersionedSubject {
    subject: Subject,
    wordings: Vec<Wording>,
}

impl ReportSubjects {
    /// A promise that several versions make is one and is told as the newest makes it, with what the others said. One whose
    /// target, strength or unit changed is told apart, by version: a month is judged by the target that was promised then.
    pub(crate) fn of(plans: &[Plan]) -> ReportSubjects {
        let mut versioned: Vec<VersionedSubject> = Vec::new();
        let mut places: Vec<Vec<Option<usize>>> = Vec::with_capacity(plans.len());
        for (index, plan) in plans.iter().enumerate() {
            let version = &plan.charter().version;
            let of_plan = plan.charter().promises().map(|(standard, stage, promise)| {
                if promise.role == Role::CustomerWindow {
                    return None;
                }
                let subject = subject(plan, standard, stage, promise);
                let wording = Wording { index, version: version.clone(), sentence: subject.sentence.clone() };
                let known = versioned.iter().rposition(|known| known.subject.id == subject.id);
                let known = known
                    .filter(|index| versioned.get(*index).is_some_and(|known| comparable(&known.subject, &subject)));
                match known.and_then(|index| versioned.get_mut(index)) {
                    Some(known) => {
                        let relaxed = known.subject.relaxed || subject.relaxed;
                        known.subject = Subject { relaxed, ..subject };
                        known.wordings.push(wording);
                    }
                    None => versioned.push(VersionedSubject { subject, wordings: vec![wording] }),
                }
                Some(known.unwrap_or(versioned.len() - 1))
            });
            places.push(of_plan.collect());
        }
        let order = order(&versioned);
        let index =
            |old: usize| order.iter().position(|index| *index == old).and_then(|index| u16::try_from(index).ok());
        let places = places.iter().map(|of_plan| of_plan.iter().map(|old| old.and_then(index)).collect()).collect();
        let subjects = order.iter().filter_map(|old| finished(&versioned, *old)).collect();
        ReportSubjects { subjects, places }
    }
}

/// Whether cases under one and under the other can be counted together.
fn comparable(one: &Subject, other: &Subject) -> bool {
    one.target == other.target
        && one.strength == other.strength
        && one.unit.tick() == other.unit.tick()
        && one.limit == other.limit
}

/// In the charter's order, and of one promise the newest first.
fn order(versioned: &[VersionedSubject]) -> Vec<usize> {
    let first = |id: &str| versioned.iter().position(|known| known.subject.id == id);
    let mut order: Vec<usize> = (0..versioned.len()).collect();
    order.sort_by_key(|index| {
        (versioned.get(*index).and_then(|known| first(&known.subject.id)), versioned.len() - index)
    });
    order
}

/// A subject with what earlier versions said; one of which there is a newer has its versions in its name.
fn finished(versioned: &[VersionedSubject], index: usize) -> Option<Subject> {
    let VersionedSubject { subject, wordings } = versioned.get(index)?;
    let mut subject = subject.clone();
    subject.earlier = wordings.iter().filter(|wording| wording.sentence != subject.sentence).cloned().collect();
    if versioned.iter().skip(index + 1).any(|newer| newer.subject.id == subject.id) {
        subject.id = format!("{}@{}", subject.id, wordings.last()?.version);
        subject.versions = Some(wordings.iter().map(|wording| wording.version.as_str()).collect::<Vec<_>>().join(", "));
    }
    Some(subject)
}

/// The promise as a sentence.
fn sentence(plan: &Plan, standard: &Standard, stage: u8, promise: &Promise) -> String {
    let context = prose::LimitContext::of_standard(plan.charter(), standard).of_promise(stage, promise);
    match promise.limits.as_slice() {
        [Alternative { limit: Limit::Unstated, when: Condition::Always }] => {
            format!("{}. No time is set for that.", prose::promised(promise))
        }
        _ => format!("{}.", prose::promise_in(context, promise)),
    }
}

fn subject(plan: &Plan, standard: &Standard, stage: u8, promise: &Promise) -> Subject {
    let clock = promise.limits.iter().find_map(|alternative| count_of(&alternative.limit));
    let (unit, ticks) = clock.unwrap_or((Unit::CalendarDays, None));
    Subject {
        id: promise.id.clone(),
        standard: standard.name.text().to_owned(),
        stage,
        action: promise.action.slug().to_owned(),
        strength: promise.strength.word().to_owned(),
        cites: (!promise.cites.is_empty()).then(|| promise.cites.join("; ")),
        sentence: sentence(plan, standard, stage, promise),
        for_staff: promise.for_staff,
        unit,
        target: promise.measure.map(Target::from),
        limit: ticks.filter(|_| promise.measure == Some(Measure::Average)),
        relaxed: relaxed(plan, promise),
        versions: None,
        earlier: Vec::new(),
    }
}

/// Whether a notice changes the target of a promise, or what its average is measured against.
fn relaxed(plan: &Plan, promise: &Promise) -> bool {
    let changes = plan.charter().variations.iter().flat_map(|variation| &variation.changes);
    let mut of_promise = changes.filter(|change| change.promise == promise.id);
    of_promise.any(|change| {
        promise.measure == Some(Measure::Average) || change.measure.is_some_and(|other| Some(other) != promise.measure)
    })
}

/// The unit of a limit and its length in ticks, which only a count from an event has.
fn count_of(limit: &Limit) -> Option<(Unit, Option<i64>)> {
    let counted = limit.last_counts().next();
    let given = || limit.given_dates().next().map(|_| (Unit::CalendarDays, None));
    counted.map(|one| (one.count.unit, one.from.and_then(|_| one.count.ticks()))).or_else(given)
}
