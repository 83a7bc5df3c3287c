//! The events that the clocks of a charter look at.

use std::collections::BTreeSet;

use bywhen::Charter;
use bywhen::engine::charter::{Alternative, Condition, Limit, Promise};
use bywhen::engine::vocabulary::{
    ACKNOWLEDGED, EXTENSION_CORRECTED, EXTENSION_WITHDRAWN, RECEIVED, REOPENED, RESPONDED, WITHDRAWN,
};
use bywhen::engine::{Name, slug};

/// The events that a charter references. No other event changes an outcome.
#[derive(Debug, Default)]
pub(crate) struct ReferencedEvents {
    /// Slugs of events.
    pub(crate) events: BTreeSet<String>,
    /// Those of them with which a date or a reason may be given.
    pub(crate) dated: BTreeSet<String>,
}

impl ReferencedEvents {
    pub(crate) fn of(charter: &Charter) -> ReferencedEvents {
        let mut referenced = ReferencedEvents::default();
        referenced.events.extend([RECEIVED, REOPENED, WITHDRAWN].map(str::to_owned));
        charter.ends.iter().for_each(|event| referenced.event(event));
        referenced.events.extend(charter.events.iter().map(|own| own.name.slug().to_owned()));
        charter.promises().for_each(|(_, _, promise)| referenced.promise(promise));
        let changes = charter.variations.iter().flat_map(|variation| &variation.changes);
        changes.for_each(|change| referenced.limits(&change.limits));
        referenced
    }

    fn event(&mut self, event: &Name) {
        self.events.insert(event.slug().to_owned());
    }

    fn dated(&mut self, event: &Name) {
        self.event(event);
        self.dated.insert(event.slug().to_owned());
    }

    fn promise(&mut self, promise: &Promise) {
        self.event(&promise.done_when);
        if promise.done_when.is(ACKNOWLEDGED) {
            // A response makes an acknowledgement needless.
            self.events.insert(RESPONDED.to_owned());
        }
        promise.repeats.iter().for_each(|repeat| self.event(&repeat.until));
        promise.stops.iter().flat_map(|stop| [&stop.from, &stop.until]).for_each(|event| self.event(event));
        promise.restarts.iter().for_each(|event| self.event(event));
        promise.every_condition().for_each(|condition| self.condition(condition));
        promise.every_limit().for_each(|limit| self.limit(limit));
        if !promise.extensions.is_empty() {
            // Whatever gave the notice, these change it.
            let corrected = slug(EXTENSION_CORRECTED);
            self.events.extend([slug(EXTENSION_WITHDRAWN), corrected.clone()]);
            self.dated.insert(corrected);
        }
        for extension in &promise.extensions {
            self.dated(&extension.by_event);
        }
    }

    fn limits(&mut self, limits: &[Alternative]) {
        for alternative in limits {
            self.condition(&alternative.when);
            self.limit(&alternative.limit);
        }
    }

    fn limit(&mut self, limit: &Limit) {
        limit.clocks().for_each(|clock| self.event(&clock.from.event));
        limit.given_dates().for_each(|anchor| self.dated(&anchor.event));
    }

    fn condition(&mut self, condition: &Condition) {
        for atom in condition.atoms() {
            atom.event().into_iter().for_each(|event| self.event(event));
        }
    }
}
