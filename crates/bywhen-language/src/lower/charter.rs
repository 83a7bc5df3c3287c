//! The whole charter, from its declarations to its standards.
//!
//! The charter is built as names are resolved, with something standing in for what is wrong, so that one mistake does
//! not hide the next.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Charter, Cost, Milestone, Pledge, PublishedMeasure, PublishedTarget, Standard};
use bywhen_engine::vocabulary::{
    ESCALATED, EXTENDED, EXTENSION_CORRECTED, EXTENSION_WITHDRAWN, PAUSED, RECEIVED, REOPENED, RESUMED,
};
use bywhen_engine::{Name, slug};

use super::declared_names::DeclaredNames;
use super::draft::Draft;
use super::lowered::{Lowered, StandardSource};
use super::lowerer::{Broken, Lowerer, cites_of};
use super::promises;
use crate::cases::Known;
use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::syntax::{Declared, Line, MeasureTarget, Statement, Text, Tree};
use crate::parse::vocabulary_index;
use crate::source::{Source, near};
use crate::span::Span;

/// The built-in events with which a case begins or goes on.
const NO_ENDS: [&str; 8] =
    [RECEIVED, ESCALATED, PAUSED, RESUMED, EXTENDED, EXTENSION_CORRECTED, EXTENSION_WITHDRAWN, REOPENED];

/// Resolves the names of a tree and builds the charter that it means. `None` for an empty text, which is reported.
pub(crate) fn lower<'t, 's>(
    tree: &'t Tree<'s>,
    source: &Source<'s>,
    sink: &mut DiagnosticSink,
) -> Option<Lowered<'t, 's>> {
    if tree.lines.is_empty() && sink.errors() == 0 {
        sink.add(Code::EmptyFile, Span::new(0, 0), "The file holds no line of a charter.")
            .help("begin with `charter` and the title of the document");
        return None;
    }
    let mut lowerer = Lowerer {
        source,
        sink,
        names: DeclaredNames::default(),
        calendars: Vec::new(),
        hours: Vec::new(),
        choices: Vec::new(),
        options: HashMap::new(),
        known: Known::default(),
        counts_in: None,
        here: Span::default(),
        ring: None,
        whole_days: HashSet::new(),
        unspecified: Vec::new(),
        broken: Broken::of(tree),
        reported_once: HashSet::new(),
    };
    let (charter, standards) = lowerer.charter(tree);
    let (names, unspecified) = (lowerer.names, lowerer.unspecified);
    Some(Lowered { charter, standards, names, unspecified })
}

impl<'s> Lowerer<'_, 's> {
    fn charter<'t>(&mut self, tree: &'t Tree<'s>) -> (Charter, Vec<StandardSource<'t, 's>>) {
        self.collect_broken_names(tree);
        let head = self.head(tree);
        self.declare(tree);
        self.rings(tree);
        let ends = self.ends(tree);
        self.choices(tree);
        for line in &tree.lines {
            if let Statement::Calendar(name) = line.statement {
                self.calendar(name, line, &head.charter.zone);
            }
        }
        for line in &tree.lines {
            if let Statement::Hours(name) = line.statement {
                self.hours(name, line);
            }
        }
        let drafts: Vec<Draft<'_, 's>> = tree
            .lines
            .iter()
            .filter_map(|line| match line.statement {
                Statement::Standard(name) => Some(self.standard(name, line)),
                _ => None,
            })
            .collect();
        self.bound_promises(&drafts);
        let variations = self.variations(tree, &drafts);
        let examples = self.examples(&drafts, &head);
        let mut charter = head.charter;
        self.loose_lines(tree, &mut charter);
        let mut sources = Vec::with_capacity(drafts.len());
        for (draft, examples) in drafts.into_iter().zip(examples) {
            charter.standards.push(Standard { examples, ..draft.standard });
            sources.push(StandardSource { name: draft.name, line: draft.line, uses: draft.uses });
        }
        charter.variations = variations;
        charter.choices = std::mem::take(&mut self.choices);
        charter.calendars = std::mem::take(&mut self.calendars);
        charter.hours = std::mem::take(&mut self.hours);
        charter.kinds = self.names.kinds.named();
        charter.channels = self.names.channels.named();
        charter.services = self.names.services.named();
        charter.facts = self.facts();
        charter.events = self.names.events.events();
        charter.ends = ends;
        (charter, sources)
    }

    fn declare(&mut self, tree: &Tree<'s>) {
        for line in &tree.lines {
            match &line.statement {
                Statement::Calendar(name) => self.names.calendars.declare(*name, None, "calendar", self.sink),
                Statement::Choice { name, meaning } => {
                    self.names.choices.declare(*name, *meaning, "choice", self.sink);
                }
                Statement::Variation { name, .. } => {
                    self.names.variations.declare(*name, None, "variation", self.sink);
                }
                Statement::Hours(name) => self.names.hours.declare(*name, None, "set of hours", self.sink),
                Statement::Standard(name) => self.names.standards.declare(*name, None, "standard", self.sink),
                Statement::Declaration { what, name, meaning } => match what {
                    Declared::Service => self.names.services.declare(*name, *meaning, "service", self.sink),
                    Declared::Kind | Declared::Channel => {
                        let channel = *what == Declared::Channel;
                        let (what, table, other) = match channel {
                            true => ("channel", &mut self.names.channels, &self.names.kinds),
                            false => ("kind", &mut self.names.kinds, &self.names.channels),
                        };
                        let slug = slug(name.value);
                        // `applies to` takes kinds and channels alike, so that one word must not be both.
                        let known = vocabulary_index::kind(&slug)
                            .or_else(|| vocabulary_index::channel(&slug))
                            .or_else(|| other.look(&slug))
                            .cloned();
                        table.declare(*name, *meaning, what, self.sink);
                        self.refuse_known(*name, what, known.as_ref());
                    }
                },
                Statement::Fact(fact) => self.declare_fact(fact),
                Statement::Event(event) => {
                    self.refuse_known(event.name, "event", vocabulary_index::event(&slug(event.name.value)));
                    self.names.events.declare(event.name, event.meaning, "event", self.sink);
                    self.names.events.describe(event.by_customer, event.beforehand);
                }
                _ => {}
            }
        }
        for line in &tree.lines {
            let stages = line.children.iter().filter(|child| matches!(child.statement, Statement::Stage(_)));
            stages.chain([line]).for_each(|stage| self.declare_deeds(stage));
        }
    }

    /// A name of the charter's own must not be a word that every charter knows.
    fn refuse_known(&mut self, name: Text<'_>, what: &str, known: Option<&Name>) {
        if let Some(known) = known {
            let meaning = if slug(name.value) == known.slug() {
                format!("`{known}` has a meaning already")
            } else {
                format!("`{}` means `{known}` already", name.value)
            };
            self.sink
                .add(Code::NameTaken, name.span, format!("{meaning}, so that no {what} can be named so."))
                .help("delete the line, or give it another name");
        }
    }

    /// Pledges and the like, which stand by themselves.
    fn loose_lines(&mut self, tree: &Tree<'s>, charter: &mut Charter) {
        for line in &tree.lines {
            match &line.statement {
                Statement::Pledge { text, cites } => {
                    charter.pledges.push(Pledge { text: text.value.to_owned(), cites: cites_of(cites, line) });
                }
                Statement::Permission { text, cites } => {
                    charter.permissions.push(Pledge { text: text.value.to_owned(), cites: cites_of(cites, line) });
                }
                Statement::Measure { text, target, cites } => charter.measures.push(PublishedMeasure {
                    text: text.value.to_owned(),
                    target: match target {
                        MeasureTarget::Share(share) => PublishedTarget::Share(promises::measure(*share)),
                        MeasureTarget::Number { test, each } => PublishedTarget::Number { test: *test, each: *each },
                    },
                    cites: cites_of(cites, line),
                }),
                Statement::Milestone { text, when, cites } => charter.milestones.push(Milestone {
                    text: text.value.to_owned(),
                    when: when.value.to_owned(),
                    cites: cites_of(cites, line),
                }),
                Statement::Cost { channel, pence, cites } => {
                    if let Some(channel) = self.channel(*channel) {
                        charter.costs.push(Cost { channel, pence: pence.value, cites: cites_of(cites, line) });
                    }
                }
                Statement::Reading(text) => charter.readings.push(text.value.to_owned()),
                Statement::Unconfirmed(text) => charter.unconfirmed.push(text.value.to_owned()),
                _ => {}
            }
        }
    }

    /// Reads the length of a ring, at top level or below the `charter` line.
    fn rings(&mut self, tree: &Tree<'s>) {
        let mut first: Option<Span> = None;
        for line in tree.lines.iter().flat_map(|line| std::iter::once(line).chain(&line.children)) {
            let Statement::Ring(length) = &line.statement else { continue };
            match first {
                Some(first) => self.report_duplicate("one ring is", first, line.span),
                None => first = Some(line.span),
            }
            self.ring = Some(length.value);
        }
    }

    /// Where a stage promises one action several times, what each is done to makes an event of its own: `sent a decision`.
    fn declare_deeds(&mut self, stage: &Line<'s>) {
        let promises = || {
            stage.children.iter().filter_map(|child| match &child.statement {
                Statement::Promise(promise) if !promise.is_request => Some(&**promise),
                _ => None,
            })
        };
        for promise in promises() {
            let Some(object) = promise.object else { continue };
            let action = slug(promise.action.value);
            let several = promises().filter(|other| slug(other.action.value) == action).nth(1).is_some();
            let Some(known) = vocabulary_index::action(&action).filter(|_| several) else { continue };
            let event = vocabulary_index::with_object(&known.event, Some(object));
            if self.names.events.look(event.slug()).is_none() {
                let text = Text { value: event.text(), span: object.span };
                self.names.events.declare(text, None, "event", self.sink);
            }
        }
    }

    /// The events that end a case.
    fn ends(&mut self, tree: &Tree<'s>) -> Vec<Name> {
        let mut ends = Vec::new();
        for line in tree.lines.iter().flat_map(|line| std::iter::once(line).chain(&line.children)) {
            let Statement::Ends(events) = &line.statement else { continue };
            for text in events {
                let event = self.event(*text);
                if NO_ENDS.iter().any(|known| slug(known) == event.slug()) {
                    self.sink
                        .add(Code::NoEndOfCase, text.span, format!("A case does not end at `{}`.", text.value))
                        .label("the case goes on after this")
                        .help(
                            "name what becomes of a case of which nothing more is owed, such as an event \"duplicate\"",
                        );
                } else if !ends.contains(&event) {
                    ends.push(event);
                }
            }
        }
        ends
    }

    /// A channel, reported when there is none of this name.
    pub(super) fn channel(&mut self, text: Text<'_>) -> Option<Name> {
        let found = self.known_channel(&slug(text.value));
        if found.is_none() && !self.may_be_declared(text.value) {
            let near = near(text.value, vocabulary_index::channels())
                .or_else(|| self.names.channels.near(text.value))
                .map(str::to_owned);
            self.sink
                .add(Code::UnknownContact, text.span, format!("`{}` is not a channel.", text.value))
                .label("unknown channel")
                .suggest(near.as_deref(), || {
                    let known = vocabulary_index::channels().collect::<Vec<_>>().join(", ");
                    Some(format!(
                        "the channels are: {known}; declare one of your own with a line `channel \"{}\"`",
                        text.value
                    ))
                });
        }
        found
    }

    pub(super) fn known_channel(&mut self, slug: &str) -> Option<Name> {
        vocabulary_index::channel(slug).cloned().or_else(|| self.names.channels.take(slug))
    }
}
