//! Facts that were not given: which promises they could touch, and what is said of them.

use chrono::NaiveDate;

use crate::charter::{Alternative, Anchor, Charter, Condition, Limit, Promise, ReceiptMove, Standard};
use crate::name::Name;
use crate::outcome::{Outcome, PromiseOutcome};
use crate::vocabulary::RECEIVED;

/// What is assumed where no service was given, and where no time of receipt was.
const SERVICE: &str = "service";
const TIME_RECEIVED: &str = "time-received";

/// A sentence for each fact that was assumed and on which this promise may depend.
pub(super) fn of_promise(charter: &Charter, outcome: &Outcome, promise: &PromiseOutcome) -> Vec<String> {
    if outcome.case.assumed.is_empty() {
        return Vec::new();
    }
    let inputs = Inputs::of(charter, promise);
    let touches = |name: &&String| match name.as_str() {
        SERVICE => true,
        TIME_RECEIVED => inputs.time_received,
        fact => inputs.facts.contains(&fact),
    };
    outcome.case.assumed.iter().filter(touches).map(|name| sentence(charter, name)).collect()
}

/// A sentence for everything that was assumed.
pub(super) fn of_case(charter: &Charter, outcome: &Outcome) -> Vec<String> {
    outcome.case.assumed.iter().map(|name| sentence(charter, name)).collect()
}

fn sentence(charter: &Charter, name: &str) -> String {
    match name {
        SERVICE => "Taken as sent to no particular service, because none was given.".to_owned(),
        TIME_RECEIVED => {
            "Taken as received in time for that day, because no time was given (time-received).".to_owned()
        }
        name => {
            let fact = charter.facts.iter().find(|fact| fact.name.is(name));
            let meaning = fact.and_then(|fact| fact.meaning.as_deref()).map(|meaning| meaning.trim_end_matches('.'));
            let taken = match fact.and_then(|fact| fact.values.as_ref()) {
                None => "Taken as not so",
                Some(_) => "No condition on it is taken to hold",
            };
            match meaning {
                Some(meaning) => format!("{taken}, because it was not given: {meaning} ({name})."),
                None => format!("{taken}, because it was not given: {name}."),
            }
        }
    }
}

/// What a promise of a case may depend on.
#[derive(Default)]
struct Inputs<'c> {
    facts: Vec<&'c str>,
    time_received: bool,
    visited: Vec<&'c str>,
}

impl<'c> Inputs<'c> {
    fn of(charter: &'c Charter, promise: &PromiseOutcome) -> Inputs<'c> {
        let mut inputs = Inputs::default();
        let place = charter.promises().find(|(_, _, one)| one.id == promise.id);
        if let Some((standard, _, stated)) = place {
            let from = promise.counted_from.as_ref().and_then(|from| from.at);
            let started = from.map(|from| from.day().date());
            inputs.promise(charter, standard, stated, started);
        }
        inputs
    }

    fn promise(
        &mut self,
        charter: &'c Charter,
        standard: &'c Standard,
        promise: &'c Promise,
        started: Option<NaiveDate>,
    ) {
        if self.visited.contains(&promise.id.as_str()) {
            return;
        }
        self.visited.push(&promise.id);
        let mut anchors = Vec::new();
        promise.every_condition().for_each(|condition| self.condition(condition));
        promise.every_limit().for_each(|limit| self.limit(charter, limit, &mut anchors));
        for variation in &charter.variations {
            let lasts = |day: NaiveDate| variation.from <= day && variation.until.is_none_or(|until| day <= until);
            let changes = variation.changes.iter().filter(|change| change.promise == promise.id);
            if started.is_none_or(lasts) {
                changes.for_each(|change| self.alternatives(charter, &change.limits, &mut anchors));
            }
        }
        let others = || standard.stages.iter().flat_map(|stage| stage.promises.iter().map(|one| (stage.number, one)));
        // Its clock may start with what another promise leads to, and it may stand in for another.
        let leads = |(number, other): &(u8, &'c Promise)| {
            anchors.iter().any(|anchor| other.done_when == anchor.event && *number == anchor.stage)
                || promise.instead_of.as_deref() == Some(other.id.as_str())
        };
        for (_, other) in others().filter(leads) {
            self.promise(charter, standard, other, started);
        }
    }

    fn alternatives(&mut self, charter: &Charter, limits: &'c [Alternative], anchors: &mut Vec<&'c Anchor>) {
        for alternative in limits {
            self.condition(&alternative.when);
            self.limit(charter, &alternative.limit, anchors);
        }
    }

    fn limit(&mut self, charter: &Charter, limit: &'c Limit, anchors: &mut Vec<&'c Anchor>) {
        anchors.extend(limit.anchors());
        self.time_received |= limit.clocks().any(|clock| {
            clock.count.unit.is_days() && clock.from.event.is(RECEIVED) && cuts_off(charter, clock.calendar.as_ref())
        });
    }

    fn condition(&mut self, condition: &'c Condition) {
        for atom in condition.atoms() {
            self.facts.extend(atom.fact().map(Name::slug));
            match atom {
                Condition::ReceivedBefore(_) | Condition::ReceivedAfter(_) => self.time_received = true,
                Condition::DuringHours { event, .. } if event.is(RECEIVED) => self.time_received = true,
                _ => {}
            }
        }
    }
}

fn cuts_off(charter: &Charter, calendar: Option<&Name>) -> bool {
    let calendar = charter.calendars.iter().find(|one| Some(&one.name) == calendar);
    calendar.is_some_and(|one| {
        one.receipt.iter().any(|rule| matches!(rule.rule, ReceiptMove::CutOff(_) | ReceiptMove::NextOpening(_)))
    })
}
