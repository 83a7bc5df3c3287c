//! Collects the symbol references of a syntax tree.

use std::collections::HashSet;

use bywhen_engine::slug;

use super::reference::{Reference, SymbolKind};
use crate::parse::anchor_words;
use crate::parse::syntax::{
    CameWhen, Chosen, Condition, Counted, DayPhrase, Declared, Extends, ExtendsPart, ExtendsTo, FactLine, FactValues,
    Given, Limit, Line, NoticePhrase, NthDay, Promise, Proviso, StageLine, Start, Statement, Stops, StopsBetween, Tail,
    TermKind, Text, ValueTest,
};
use crate::parse::vocabulary_index;

#[derive(Default)]
pub(super) struct Collector<'s> {
    pub(super) references: Vec<Reference<'s>>,
    /// Slugs of the charter's own channels and events.
    channels: HashSet<String>,
    events: HashSet<String>,
    choices: HashSet<String>,
    /// The values of its facts, each after the slug of the fact.
    values: HashSet<(String, String)>,
}

impl<'s> Collector<'s> {
    /// Records a declaration, which decides how the same word is resolved elsewhere.
    pub(super) fn declare(&mut self, line: &Line<'s>) {
        match &line.statement {
            Statement::Declaration { what: Declared::Channel, name, .. } => {
                self.channels.insert(slug(name.value));
            }
            Statement::Choice { name, .. } => {
                self.choices.insert(slug(name.value));
            }
            Statement::Fact(FactLine { name, values: Some(FactValues::OneOf(values)), .. }) => {
                self.values.extend(values.iter().map(|value| (slug(name.value), slug(value.value))));
            }
            Statement::Event(event) => {
                self.events.insert(slug(event.name.value));
            }
            _ => {}
        }
    }

    pub(super) fn line(&mut self, line: &Line<'s>) {
        self.statement(&line.statement);
        for child in &line.children {
            if let (Statement::Choice { name: choice, .. }, Statement::Option { name, meaning, .. }) =
                (&line.statement, &child.statement)
            {
                self.option(*choice, *name, Some(*meaning));
            }
            self.line(child);
        }
    }

    fn add(&mut self, kind: SymbolKind, text: Text<'s>, meaning: Option<Option<Text<'s>>>) {
        self.references.push(Reference {
            kind,
            name: text.value,
            slug: slug(text.value),
            span: text.span.range(),
            is_declaration: meaning.is_some(),
            meaning: meaning.flatten().map(|meaning| meaning.value),
            parent: None,
        });
    }

    fn used(&mut self, kind: SymbolKind, text: Text<'s>) {
        self.add(kind, text, None);
    }

    fn option(&mut self, choice: Text<'s>, option: Text<'s>, meaning: Option<Option<Text<'s>>>) {
        self.add(SymbolKind::Option, option, meaning);
        if let Some(last) = self.references.last_mut() {
            last.parent = Some(slug(choice.value));
        }
    }

    /// A word that is a kind or a channel.
    fn contact(&mut self, text: Text<'s>) {
        let slug = slug(text.value);
        let channel = vocabulary_index::channel(&slug).is_some() || self.channels.contains(&slug);
        self.used(if channel { SymbolKind::Channel } else { SymbolKind::Kind }, text);
    }

    /// An event named as the anchor of a limit.
    fn anchor(&mut self, text: Text<'s>) {
        self.used(SymbolKind::Event, text);
        if let Some(last) = self.references.last_mut().filter(|last| !self.events.contains(&last.slug))
            && let Some(known) = anchor_words::event(&last.slug)
        {
            last.slug = known.slug().to_owned();
        }
    }

    fn anchors(&mut self, texts: impl IntoIterator<Item = Text<'s>>) {
        texts.into_iter().for_each(|text| self.anchor(text));
    }

    fn several(&mut self, kind: SymbolKind, texts: impl IntoIterator<Item = Text<'s>>) {
        texts.into_iter().for_each(|text| self.used(kind, text));
    }

    fn statement(&mut self, statement: &Statement<'s>) {
        match statement {
            Statement::Calendar(name) => self.add(SymbolKind::Calendar, *name, Some(None)),
            Statement::Hours(name) => self.add(SymbolKind::Hours, *name, Some(None)),
            Statement::Standard(name) => self.add(SymbolKind::Standard, *name, Some(None)),
            Statement::Variation { name, .. } => self.add(SymbolKind::Variation, *name, Some(None)),
            Statement::Choice { name, meaning } => self.add(SymbolKind::Choice, *name, Some(*meaning)),
            Statement::Event(event) => self.add(SymbolKind::Event, event.name, Some(event.meaning)),
            Statement::Declaration { what, name, meaning } => {
                let kind = match what {
                    Declared::Kind => SymbolKind::Kind,
                    Declared::Channel => SymbolKind::Channel,
                    Declared::Service => SymbolKind::Service,
                };
                self.add(kind, *name, Some(*meaning));
            }
            Statement::Fact(fact) => {
                self.add(SymbolKind::Fact, fact.name, Some(fact.meaning));
                if let Some(FactValues::OneOf(values)) = &fact.values {
                    values.iter().for_each(|value| self.option(fact.name, *value, Some(None)));
                    fact.default.iter().for_each(|value| self.option(fact.name, *value, None));
                }
            }
            Statement::ReceivedLate(_, proviso)
            | Statement::ReceivedOnClosedDay(_, proviso)
            | Statement::DayOne(proviso) => self.provisos(proviso),
            Statement::ReceivedOutside(hours, proviso) => {
                self.used(SymbolKind::Hours, *hours);
                self.provisos(proviso);
            }
            Statement::ClosedOnDaysOff { calendar }
            | Statement::BeforeBankHoliday { calendar, .. }
            | Statement::OpenOnDaysOff { calendar, .. } => {
                self.several(SymbolKind::Calendar, *calendar);
            }
            Statement::AppliesTo(applies) => {
                let kinds = applies.channels.is_some();
                for contact in &applies.contacts {
                    if kinds { self.used(SymbolKind::Kind, *contact) } else { self.contact(*contact) }
                }
                self.several(SymbolKind::Channel, applies.channels.iter().flatten().copied());
                self.several(SymbolKind::Service, applies.service);
            }
            Statement::CountsIn(name) => self.used(SymbolKind::Calendar, *name),
            Statement::Promise(promise) => self.promise(promise),
            Statement::Alternative { limit, proviso, .. } => {
                self.limit(limit);
                self.provisos(proviso);
            }
            Statement::Otherwise { limit, .. } => self.limit(limit),
            Statement::Holds { action, .. } => self.used(SymbolKind::Action, *action),
            Statement::Tier(tier) => {
                self.limit(&tier.limit);
                self.provisos(&tier.last);
            }
            Statement::Stops(stops, _) => self.stops(stops),
            Statement::Restarts(event, _) => self.used(SymbolKind::Event, *event),
            Statement::Ends(events) => self.several(SymbolKind::Event, events.iter().copied()),
            Statement::Extends(extends) => self.extends(extends),
            Statement::Stage(stage) => self.stage(stage),
            Statement::Case(case) => {
                match (case.contact, case.channel) {
                    (Some(kind), Some(_)) => self.used(SymbolKind::Kind, kind),
                    (Some(contact), None) => self.contact(contact),
                    (None, _) => {}
                }
                self.several(SymbolKind::Channel, case.channel);
                self.several(SymbolKind::Service, case.service);
            }
            Statement::Happened(happened) => self.several(SymbolKind::Event, happened.event),
            Statement::Given(given) => given.iter().for_each(|given| self.given(given)),
            Statement::Choosing(chosen) => chosen.iter().for_each(|chosen| self.chosen(chosen)),
            Statement::Expects(expects) if expects.is_request => self.anchor(expects.action),
            Statement::Expects(expects) => self.used(SymbolKind::Action, expects.action),
            Statement::Change(change) => {
                self.used(SymbolKind::Standard, change.standard);
                self.used(SymbolKind::Action, change.action);
                self.limit(&change.limit);
                self.provisos(&change.proviso);
            }
            Statement::Cost { channel, .. } => self.used(SymbolKind::Channel, *channel),
            _ => {}
        }
    }

    fn promise(&mut self, promise: &Promise<'s>) {
        self.provisos(&promise.first);
        match promise.is_request {
            true => self.anchor(promise.action),
            false => self.used(SymbolKind::Action, promise.action),
        }
        promise.limit.iter().for_each(|limit| self.limit(limit));
        if let Some(repeat) = &promise.repeat {
            self.several(SymbolKind::Event, repeat.until);
            self.anchors(repeat.beginning_with);
        }
        self.provisos(&promise.last);
    }

    fn stage(&mut self, stage: &StageLine<'s>) {
        let Some(window) = &stage.window else { return };
        window.limit.iter().for_each(|limit| self.limit(limit));
        window.from.iter().for_each(|from| self.counted(from));
        window.lasts.iter().for_each(|(_, tails)| self.tails(tails));
    }

    fn stops(&mut self, stops: &Stops<'s>) {
        if let StopsBetween::Events { from, until } = stops.between {
            self.used(SymbolKind::Event, from);
            self.several(SymbolKind::Event, until);
        }
    }

    fn extends(&mut self, extends: &Extends<'s>) {
        match &extends.to {
            ExtendsTo::By(_, tails) => self.tails(tails),
            ExtendsTo::Limit(limit) => self.limit(limit),
            ExtendsTo::DateWeGive => {}
        }
        for part in &extends.parts {
            match part {
                ExtendsPart::Notice(NoticePhrase::Limit(limit), _) => self.limit(limit),
                ExtendsPart::If(proviso) => self.condition(&proviso.condition),
                _ => {}
            }
        }
    }

    fn limit(&mut self, limit: &Limit<'s>) {
        match limit {
            Limit::Counted(counted) => self.counted(counted),
            Limit::Either { parts, .. } => parts.iter().for_each(|part| self.limit(part)),
            Limit::Day { day, tails, .. } => {
                match day {
                    DayPhrase::DayOf(anchor) => self.anchor(*anchor),
                    DayPhrase::Nth(nth) => self.nth(nth),
                    DayPhrase::SameWorkingDay => {}
                }
                self.tails(tails);
            }
            Limit::DateGiven(event) => self.anchor(*event),
            Limit::Unstated(_) => {}
        }
    }

    fn nth(&mut self, nth: &NthDay<'s>) {
        self.anchors(nth.anchor);
    }

    fn counted(&mut self, counted: &Counted<'s>) {
        match &counted.start {
            Some(Start::AfterDay(nth)) => self.nth(nth),
            Some(Start::Either { anchors, .. }) => self.anchors(anchors.iter().copied()),
            Some(
                Start::After(anchor) | Start::Before(anchor) | Start::WithDayOf(anchor) | Start::WithDayAfter(anchor),
            ) => self.anchor(*anchor),
            None => {}
        }
        self.tails(&counted.tails);
    }

    fn tails(&mut self, tails: &[Tail<'s>]) {
        for tail in tails {
            match tail {
                Tail::During(hours) => self.used(SymbolKind::Hours, *hours),
                Tail::In(calendar) => self.used(SymbolKind::Calendar, *calendar),
                _ => {}
            }
        }
    }

    fn provisos<'t>(&mut self, provisos: impl IntoIterator<Item = &'t Proviso<'s>>)
    where
        's: 't,
    {
        provisos.into_iter().for_each(|proviso| self.condition(&proviso.condition));
    }

    fn condition(&mut self, condition: &Condition<'s>) {
        // `priority is medium or low`: what stands alone after `or` may be another value of the same fact.
        let mut of_fact: Option<Text<'s>> = None;
        for term in condition.any.iter().flatten() {
            match &term.kind {
                TermKind::Fact(value) if let Some(fact) = of_fact.filter(|fact| self.is_value(*fact, *value)) => {
                    self.option(fact, *value, None);
                    continue;
                }
                TermKind::Fact(fact) => self.used(SymbolKind::Fact, *fact),
                TermKind::Is(test) => self.value_test(test),
                TermKind::Number { fact, .. } => self.used(SymbolKind::Fact, *fact),
                TermKind::Came { event, when } => {
                    self.several(SymbolKind::Event, *event);
                    match when {
                        CameWhen::During(hours) | CameWhen::Outside(hours) => self.used(SymbolKind::Hours, *hours),
                        CameWhen::WorkingDay { calendar, .. } => self.several(SymbolKind::Calendar, *calendar),
                        CameWhen::Weekdays(_) => {}
                    }
                }
                TermKind::Happened { event, .. } => self.used(SymbolKind::Event, *event),
                TermKind::Group(inner) => self.condition(inner),
                TermKind::Received(_) => {}
            }
            of_fact = match &term.kind {
                TermKind::Is(test) => Some(test.name),
                _ => None,
            };
        }
    }

    fn is_value(&self, fact: Text<'s>, value: Text<'s>) -> bool {
        self.values.contains(&(slug(fact.value), slug(value.value)))
    }

    /// A question about a choice of the charter, or else about a fact.
    fn value_test(&mut self, test: &ValueTest<'s>) {
        let is_choice = self.choices.contains(&slug(test.name.value));
        self.used(if is_choice { SymbolKind::Choice } else { SymbolKind::Fact }, test.name);
        test.values.iter().for_each(|value| self.option(test.name, *value, None));
    }

    fn given(&mut self, given: &Given<'s>) {
        self.used(SymbolKind::Fact, given.fact);
        given.value.iter().for_each(|value| self.option(given.fact, *value, None));
    }

    fn chosen(&mut self, chosen: &Chosen<'s>) {
        self.used(SymbolKind::Choice, chosen.choice);
        self.option(chosen.choice, chosen.option, None);
    }
}
