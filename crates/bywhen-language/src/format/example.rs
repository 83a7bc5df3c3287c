//! Lines of examples.

use super::phrase::Phrase;
use crate::parse::syntax::{Case, ExpectedThat, Expects, Given, Happened};

impl Phrase<'_> {
    pub(super) fn case(&mut self, case: &Case<'_>) {
        if let Some(contact) = case.contact {
            self.name(contact);
        }
        self.maybe_named("by", case.channel);
        self.maybe_named("to", case.service);
        self.push("received");
        self.moment(case.received);
    }

    pub(super) fn happened(&mut self, happened: &Happened<'_>) {
        self.stage(happened.stage);
        match happened.event {
            Some(event) => self.name(event),
            None => self.push("the customer asked"),
        }
        self.moment(happened.at);
        if let Some(until) = happened.until {
            self.push("until");
            self.moment(until);
        }
        if let Some(reason) = happened.because {
            self.push("because");
            self.quote(reason);
        }
    }

    pub(super) fn given(&mut self, given: &[Given<'_>]) {
        self.push("given");
        self.listed(given, |phrase, given| {
            if !given.holds {
                phrase.push("not");
            }
            phrase.name(given.fact);
            phrase.maybe_named("is", given.value);
        });
    }

    pub(super) fn expects(&mut self, expects: &Expects<'_>) {
        self.stage(expects.stage);
        if expects.is_request {
            self.push("ask for");
        }
        self.name(expects.action);
        self.maybe_quote(expects.object);
        match expects.that {
            ExpectedThat::DueBy(moment) => {
                self.push("by");
                self.moment(moment);
            }
            ExpectedThat::Is(status) => {
                self.push("is");
                self.push(status.word());
            }
            ExpectedThat::DoesNotApply => self.push("does not apply"),
        }
    }
}
