//! Conditions.

use bywhen_calendar::weekday_name;

use super::phrase::Phrase;
use crate::parse::syntax::{CameWhen, Chosen, Condition, ReceivedWhen, Term, TermKind};

impl Phrase<'_> {
    pub(super) fn condition(&mut self, condition: &Condition<'_>) {
        for (place, all) in condition.any.iter().enumerate() {
            if place > 0 {
                self.push("or");
            }
            for (place, term) in all.iter().enumerate() {
                if place > 0 {
                    self.push("and");
                }
                self.term(term);
            }
        }
    }

    fn term(&mut self, term: &Term<'_>) {
        // What has not happened says so itself.
        if term.not && !matches!(term.kind, TermKind::Happened { .. }) {
            self.push("not");
        }
        match &term.kind {
            TermKind::Happened { event, sent: true } => {
                self.named(if term.not { "we have not sent" } else { "we have sent" }, *event);
            }
            TermKind::Happened { event, sent: false } => {
                self.name(*event);
                self.push(if term.not { "has not happened" } else { "has happened" });
            }
            TermKind::Fact(fact) => self.name(*fact),
            TermKind::Received(when) => self.received(*when),
            TermKind::Came { event, when } => {
                match event {
                    Some(event) => self.name(*event),
                    None => self.push("received"),
                }
                self.came(when);
            }
            TermKind::Number { fact, test } => {
                self.name(*fact);
                self.push(&format!("is {}", test.phrase(&|number| number.to_string())));
            }
            TermKind::Is(test) => {
                self.name(test.name);
                self.push(if test.not { "is not" } else { "is" });
                self.alternatives(&test.values, |phrase, value| phrase.name(*value));
            }
            TermKind::Group(condition) => {
                self.push("(");
                self.condition(condition);
                self.close(')');
            }
        }
    }

    fn received(&mut self, when: ReceivedWhen) {
        let (words, time) = match when {
            ReceivedWhen::Before(time) => ("received before", time),
            ReceivedWhen::By(time) => ("received by", time),
            ReceivedWhen::After(time) => ("received after", time),
            ReceivedWhen::From(time) => ("received from", time),
            ReceivedWhen::Between(from, to) => {
                self.push("received between");
                self.day_month(from);
                self.push("and");
                return self.day_month(to);
            }
        };
        self.push(words);
        self.time(time.time);
    }

    pub(super) fn chosen(&mut self, chosen: Chosen<'_>) {
        self.name(chosen.choice);
        self.named("is", chosen.option);
    }

    fn came(&mut self, when: &CameWhen<'_>) {
        match when {
            CameWhen::During(hours) => self.named("during", *hours),
            CameWhen::Outside(hours) => self.named("outside", *hours),
            CameWhen::WorkingDay { closed, calendar } => {
                self.push(if *closed { "on a closed day" } else { "on a working day" });
                self.maybe_named("in", *calendar);
            }
            CameWhen::Weekdays(days) => {
                self.push("on a");
                self.alternatives(days, |phrase, day| phrase.push(weekday_name(*day)));
            }
        }
    }
}
