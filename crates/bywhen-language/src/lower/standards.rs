//! Standards: whom they are for, and what they promise.

use bywhen_engine::charter::{Applies, Stage, Standard};
use bywhen_engine::{Name, slug};

use super::context::{ClockRules, PromiseContext};
use super::declared_names::{DeclaredNames, Table};
use super::draft::Draft;
use super::lowerer::{Lowerer, any_broken, cites_of};
use crate::code::Code;
use crate::parse::syntax::{AppliesTo, Kind, Line, Statement, Text};
use crate::parse::vocabulary_index;
use crate::source::near;
use crate::span::Span;

impl<'s> Lowerer<'_, 's> {
    pub(super) fn standard<'t>(&mut self, name: Text<'s>, line: &'t Line<'s>) -> Draft<'t, 's> {
        let partially_parsed = line.children.iter().any(|child| matches!(child.statement, Statement::Broken(_)));
        let mut standard = Standard {
            name: Name::new(name.value),
            cites: cites_of(&[], line),
            applies: Vec::new(),
            staged: false,
            stages: Vec::new(),
            readings: Vec::new(),
            unconfirmed: Vec::new(),
            examples: Vec::new(),
        };
        let mut calendar = None;
        let mut counts_in: Option<Span> = None;
        for child in &line.children {
            match &child.statement {
                Statement::AppliesTo(applies) => self.applies(applies, &mut standard.applies),
                Statement::CountsIn(text) => {
                    if let Some(first) = counts_in {
                        self.report_duplicate("counts in", first, child.span);
                    }
                    counts_in = Some(child.span);
                    calendar = self.named_calendar(*text);
                }
                Statement::Reading(text) => standard.readings.push(text.value.to_owned()),
                Statement::Unconfirmed(text) => standard.unconfirmed.push(text.value.to_owned()),
                Statement::Stage(_) | Statement::Broken(Some(Kind::Stage)) => standard.staged = true,
                _ => {}
            }
        }
        let has_applies = line.children.iter().any(|child| matches!(child.statement, Statement::AppliesTo(_)));
        if !has_applies && !any_broken(&line.children, &[Kind::AppliesTo]) {
            self.sink
                .add(
                    Code::NoAppliesTo,
                    name.span,
                    format!("The standard `{}` does not say which contacts it is for.", name.value),
                )
                .help("add a line below it: `applies to letter`, or `applies to complaint by any channel`");
        }
        let service = match standard.applies.split_first() {
            Some((first, rest)) if rest.iter().all(|other| other.service == first.service) => first.service.clone(),
            _ => None,
        };
        (self.counts_in, self.here) = (calendar.clone(), name.span);
        let (standard_name, mut cites) = (standard.name.clone(), std::mem::take(&mut standard.cites));
        self.bound_clauses(&mut cites, name.span);
        let mut context = PromiseContext {
            standard: &standard_name,
            cites: cites.clone(),
            calendar: calendar.clone(),
            service: service.clone(),
            staged: standard.staged,
            stage: 1,
            window: false,
            clocks: self.clock_rules(line, &ClockRules::default()),
        };
        let mut uses = Vec::new();
        standard.stages = if standard.staged {
            self.stages(line, &mut context, &mut uses)
        } else {
            vec![Stage { number: 1, promises: self.promises(line, &context, 0, Vec::new(), &mut uses) }]
        };
        let promises_below =
            |line: &Line<'s>| line.children.iter().any(|child| matches!(child.statement, Statement::Promise(_)));
        if !standard.staged && !promises_below(line) && !any_broken(&line.children, &[Kind::Promise, Kind::Stage]) {
            self.promises_nothing(name.span, &format!("The standard `{}`", name.value));
        }
        standard.cites = cites;
        Draft { standard, name, line, partially_parsed, uses, calendar, service }
    }

    pub(super) fn promises_nothing(&mut self, span: Span, what: &str) {
        self.sink
            .add(Code::NoPromise, span, format!("{what} has no promise."))
            .help("add a line below it: `we will respond within 10 working days of receipt`");
    }

    fn applies(&mut self, line: &AppliesTo<'s>, applies: &mut Vec<Applies>) {
        let service = line.service.and_then(|service| self.service(service));
        let mut channels: Vec<Name> = Vec::new();
        let mut kinds: Vec<Name> = Vec::new();
        match &line.channels {
            Some(named) => {
                channels.extend(named.iter().filter_map(|channel| self.channel(*channel)));
                kinds.extend(line.contacts.iter().filter_map(|contact| self.kind(*contact)));
            }
            None => {
                for contact in &line.contacts {
                    match self.known_channel(&slug(contact.value)) {
                        Some(channel) => channels.push(channel),
                        None => kinds.extend(self.kind_or_channel(*contact)),
                    }
                }
            }
        }
        // With nothing before `by` left, a kind that was named wrongly must not turn into every enquiry.
        let enquiries =
            if line.channels.is_some() { line.contacts.is_empty() } else { kinds.is_empty() || !channels.is_empty() };
        if enquiries {
            applies.push(Applies { kind: None, channels: channels.clone(), service: service.clone() });
        }
        let channels = if line.channels.is_some() { channels } else { Vec::new() };
        applies.extend(kinds.into_iter().map(|kind| Applies {
            kind: Some(kind),
            channels: channels.clone(),
            service: service.clone(),
        }));
    }

    pub(super) fn service(&mut self, text: Text<'_>) -> Option<Name> {
        let found = self.names.services.take(&slug(text.value));
        if found.is_none() && !self.may_be_declared(text.value) {
            self.unknown_name(Code::UnknownService, text, "service", |names| &names.services);
        }
        found
    }

    /// Reports a name that nothing declares, with what might have been meant.
    pub(super) fn unknown_name(
        &mut self,
        code: Code,
        text: Text<'_>,
        what: &str,
        table: impl Fn(&DeclaredNames) -> &Table,
    ) {
        let near = table(&self.names).near(text.value).map(str::to_owned);
        self.sink
            .add(code, text.span, format!("There is no {what} `{}`.", text.value))
            .label(format!("unknown {what}"))
            .suggest(near.as_deref(), || {
                Some(format!("declare it with a line of its own: `{what} \"{}\"`", text.value))
            });
    }

    /// A kind of contact by its name.
    pub(super) fn kind(&mut self, text: Text<'_>) -> Option<Name> {
        let slug = slug(text.value);
        let found = vocabulary_index::kind(&slug).cloned().or_else(|| self.names.kinds.take(&slug));
        if found.is_none() && self.known_channel(&slug).is_some() {
            self.sink
                .add(
                    Code::UnknownContact,
                    text.span,
                    format!("`{}` is a channel, and before `by` stands a kind of contact.", text.value),
                )
                .help("write for example `complaint by letter`");
        } else if found.is_none() {
            self.unknown_contact(text, vocabulary_index::kinds().collect(), "kind of contact");
        }
        found
    }

    /// A kind of contact, where a channel could stand as well.
    pub(super) fn kind_or_channel(&mut self, text: Text<'_>) -> Option<Name> {
        let slug = slug(text.value);
        let found = vocabulary_index::kind(&slug).cloned().or_else(|| self.names.kinds.take(&slug));
        if found.is_none() {
            self.unknown_contact(
                text,
                vocabulary_index::channels().chain(vocabulary_index::kinds()).collect(),
                "channel or kind of contact",
            );
        }
        found
    }

    pub(super) fn unknown_contact(&mut self, text: Text<'_>, known: Vec<&str>, what: &str) {
        if self.may_be_declared(text.value) {
            return;
        }
        let near = near(text.value, known)
            .or_else(|| self.names.kinds.near(text.value))
            .or_else(|| self.names.channels.near(text.value))
            .map(str::to_owned);
        self.sink
            .add(Code::UnknownContact, text.span, format!("`{}` is no {what}.", text.value))
            .label("unknown")
            .suggest(near.as_deref(), || {
                Some(format!("declare a kind of your own with a line `kind \"{}\"`", text.value))
            });
    }
}
