//! The events that the clocks of a charter look at.

use std::collections::BTreeSet;

use bywhen::Charter;
use bywhen::engine::charter::{Alternative, Condition, ExtendTo, Limit, NoticeDeadline, Promise};
use bywhen::engine::vocabulary::{
    ACKNOWLEDGED, EXTENSION_CORRECTED, EXTENSION_WITHDRAWN, RECEIVED, REOPENED, RESPONDED,
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
        referenced.events.extend([RECEIVED, REOPENED].map(str::to_owned));
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
        self.limits(&promise.limits);
        promise.repeats.iter().for_each(|repeat| self.event(&repeat.until));
        promise.stops.iter().flat_map(|stop| [&stop.from, &stop.until]).for_each(|event| self.event(event));
        promise.restarts.iter().for_each(|event| self.event(event));
        promise.opens.iter().for_each(|limit| self.limit(limit));
        if !promise.extensions.is_empty() {
            // Whatever gave the notice, these change it.
            let corrected = slug(EXTENSION_CORRECTED);
            self.events.extend([slug(EXTENSION_WITHDRAWN), corrected.clone()]);
            self.dated.insert(corrected);
        }
        for extension in &promise.extensions {
            self.dated(&extension.by_event);
            self.condition(&extension.when);
            if let ExtendTo::Limit(limit) = &extension.to {
                self.limit(limit);
            }
            if let NoticeDeadline::Within(limit) = &extension.told {
                self.limit(limit);
            }
        }
    }

    fn limits(&mut self, limits: &[Alternative]) {
        for alternative in limits {
            self.condition(&alternative.when);
            self.limit(&alternative.limit);
        }
    }

    fn limit(&mut self, limit: &Limit) {
        match limit {
            Limit::Clock(clock) => self.event(&clock.from.event),
            Limit::EarlierOf(limits) | Limit::LaterOf(limits) => limits.iter().for_each(|limit| self.limit(limit)),
            Limit::Then { first, .. } => self.limit(first),
            Limit::DateGiven(anchor) => self.dated(&anchor.event),
            Limit::Unstated => {}
        }
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::Happened(event) => self.event(event),
            Condition::Not(condition) => self.condition(condition),
            Condition::All(conditions) | Condition::Any(conditions) => {
                conditions.iter().for_each(|condition| self.condition(condition));
            }
            Condition::Always
            | Condition::Fact(_)
            | Condition::ReceivedBefore(_)
            | Condition::ReceivedAfter(_)
            | Condition::ReceivedInSeason { .. }
            | Condition::Chosen { .. } => {}
        }
    }
}
