//! Promises that answer what the customer writes, of which only the first is looked at.

use std::collections::HashSet;

use bywhen_engine::charter::{Promise, Role};
use bywhen_engine::slug;

use super::linter::{Linter, LocatedStandard};
use crate::code::Code;
use crate::lower::{Table, Within};

/// The actions that answer a message.
const ANSWERS: [&str; 7] = ["acknowledge", "respond", "answer", "update", "contact", "inform", "advise"];

/// The words by which the name of an event tells that it is a message, which may come again.
const MESSAGES: &[&str] = &[
    "message",
    "messages",
    "messaged",
    "wrote",
    "writes",
    "email",
    "emails",
    "emailed",
    "letter",
    "letters",
    "call",
    "calls",
    "called",
    "rang",
    "rings",
    "phoned",
    "phones",
    "text",
    "texts",
    "texted",
    "contact",
    "contacts",
    "contacted",
    "chaser",
    "chased",
    "chases",
    "reminder",
    "reply",
    "replies",
    "replied",
    "question",
    "questions",
    "query",
    "queries",
    "asks",
    "asked",
    "enquiry",
    "enquiries",
    "comment",
    "comments",
    "commented",
];

impl<'s> Linter<'_, 's> {
    /// Reports events of the customer's that may come again where a promise to answer them counts from the first alone: once
    /// for each event, and not where its name or its meaning says that the first is meant.
    pub(super) fn report_messages(&mut self, standards: &[LocatedStandard<'_, 's>]) {
        if !self.is_sound() {
            return;
        }
        let mut reported: HashSet<&str> = HashSet::new();
        for located in standards {
            for used in located.uses.iter().filter(|used| used.within == Within::Promise) {
                let stage = located.standard.stages.get(used.stage);
                let Some(promise) = stage.and_then(|stage| stage.promises.get(used.promise)) else { continue };
                let event = &used.anchor.event;
                if !answers(promise)
                    || promise.restarts.contains(event)
                    || !is_customer_message(&self.names.events, event.slug())
                {
                    continue;
                }
                if reported.insert(event.slug()) {
                    self.sink
                        .add(
                            Code::FirstMessageOnly,
                            used.span,
                            format!("`{event}` may come again, and `{}` counts from the first time alone: what comes later is not looked at.", promise.id),
                        )
                        .label("only the first counts")
                        .help(format!("say that the first is meant, `event \"{event}\" \"the first message\" by the customer`, or give what comes later a stage of its own and count from `the request`"));
                }
            }
        }
    }
}

/// Whether a promise answers what the customer writes.
fn answers(promise: &Promise) -> bool {
    promise.role == Role::Council
        && promise.repeats.is_none()
        && ANSWERS.contains(&promise.action.slug())
        && !promise.limits.iter().any(|alternative| alternative.limit.counts_back())
}

/// Whether the event of a slug is a message of the customer's that may come again.
fn is_customer_message(events: &Table, slug: &str) -> bool {
    let entry = events.entry(slug).filter(|entry| entry.by_customer && !entry.beforehand);
    entry.is_some_and(|entry| is_message(entry.name.text(), entry.meaning.as_deref()))
}

/// Whether an event of the customer's is a message that may come again, by its name and by what it means.
fn is_message(name: &str, meaning: Option<&str>) -> bool {
    let contains_word = |text: &str, words: &[&str]| slug(text).split('-').any(|word| words.contains(&word));
    contains_word(name, MESSAGES)
        && !contains_word(name, &["first"])
        && !meaning.is_some_and(|meaning| contains_word(meaning, &["first"]))
}
