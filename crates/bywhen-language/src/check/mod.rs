//! From what was written to what it means: every name resolved, everything that contradicts itself reported.
//!
//! The charter is built as the checks go along, with something standing in for what is wrong, so that one mistake does
//! not hide the next. It is handed over only if nothing was wrong.

mod ambiguity;
mod anchors;
mod bounds;
mod calendars;
mod choices;
mod clocks;
mod conditions;
mod cycles;
mod declared_names;
mod examples;
mod head;
mod hours;
mod limits;
mod messages;
mod overlaps;
mod promises;
mod stages;
mod standards;
mod tails;
mod units;
mod unused;
mod variations;

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Calendar, Charter, Choice, Cost, Hours, Milestone, Pledge, PublishedMeasure};
use bywhen_engine::{Name, slug};

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::source::{Source, near};
use crate::syntax::{Declared, Kind, Line, Span, Statement, Text, Tree};
use crate::vocabulary_index;
use ambiguity::Unspecified;
pub(crate) use anchors::{ANCHORS, built_in as built_in_anchor};
use declared_names::DeclaredNames;
use standards::Draft;

/// Checks a tree and builds the charter that it means.
pub(crate) fn check(tree: &Tree<'_>, source: &Source<'_>, sink: &mut DiagnosticSink) -> Option<Charter> {
    if tree.lines.is_empty() && sink.errors() == 0 {
        sink.add(Code::EmptyFile, Span::new(0, 0), "The file holds no line of a charter.")
            .help("begin with `charter` and the title of the document");
        return None;
    }
    let mut checker = Checker {
        source,
        sink,
        names: DeclaredNames::default(),
        calendars: Vec::new(),
        hours: Vec::new(),
        choices: Vec::new(),
        options: HashMap::new(),
        ring: None,
        whole_days: HashSet::new(),
        unspecified: Vec::new(),
        broken: Broken::of(tree),
        reported_once: HashSet::new(),
    };
    let charter = checker.charter(tree);
    (checker.sink.errors() == 0).then_some(charter)
}

struct Checker<'a, 's> {
    source: &'a Source<'s>,
    sink: &'a mut DiagnosticSink,
    names: DeclaredNames,
    calendars: Vec<Calendar>,
    hours: Vec<Hours>,
    choices: Vec<Choice>,
    /// The options of the choices, by the slugs of both.
    options: HashMap<(String, String), Name>,
    /// The length of a telephone ring, in thousandths of a second.
    ring: Option<u32>,
    /// The hours that were made for `on working days only`.
    whole_days: HashSet<Name>,
    /// Unspecified rules that may affect a date.
    unspecified: Vec<Unspecified>,
    broken: Broken,
    /// Codes that are reported once per charter and have been reported.
    reported_once: HashSet<Code>,
}

/// The kinds and texts of lines with syntax errors.
struct Broken {
    kinds: HashSet<Kind>,
    /// Slugs of the names in them: perhaps the very names that are missing elsewhere.
    names: HashSet<String>,
}

impl Broken {
    fn of(tree: &Tree<'_>) -> Broken {
        // Names in broken lines are looked up only where something is broken, which is why the text is not at hand here.
        let mut kinds = HashSet::new();
        for line in &tree.lines {
            if let Statement::Broken(Some(kind)) = line.statement {
                kinds.insert(kind);
            }
        }
        Broken { kinds, names: HashSet::new() }
    }

    fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Whether some line with a syntax error may be of one of these kinds.
fn any_broken(lines: &[Line<'_>], kinds: &[Kind]) -> bool {
    lines.iter().any(|line| match line.statement {
        Statement::Broken(kind) => kind.is_none_or(|kind| kinds.contains(&kind)),
        _ => false,
    })
}

impl<'s> Checker<'_, 's> {
    fn charter(&mut self, tree: &Tree<'s>) -> Charter {
        self.collect_broken_names(tree);
        let head = self.head(tree);
        self.declare(tree);
        self.rings(tree);
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
        self.report_impossible_events(&drafts);
        self.report_cycles(&drafts);
        self.report_overlaps(&drafts);
        let variations = self.variations(tree, &drafts);
        let examples = self.examples(&drafts, &head);
        let mut charter = head.charter;
        self.loose_lines(tree, &mut charter);
        self.report_unused(tree, &drafts);
        self.report_messages(&drafts);
        charter.standards = drafts
            .into_iter()
            .zip(examples)
            .map(|(draft, examples)| {
                let mut standard = draft.standard;
                standard.examples = examples;
                standard
            })
            .collect();
        charter.variations = variations;
        charter.choices = std::mem::take(&mut self.choices);
        charter.calendars = std::mem::take(&mut self.calendars);
        charter.hours = std::mem::take(&mut self.hours);
        charter.kinds = self.names.kinds.named();
        charter.channels = self.names.channels.named();
        charter.services = self.names.services.named();
        charter.facts = self.names.facts.named();
        charter.events = self.names.events.events();
        self.report_ambiguities(&charter);
        charter
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
                    Declared::Fact => self.names.facts.declare(*name, *meaning, "fact", self.sink),
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
                Statement::Event(event) => {
                    self.refuse_known(event.name, "event", vocabulary_index::event(&slug(event.name.value)));
                    self.names.events.declare(event.name, event.meaning, "event", self.sink);
                    self.names.events.describe(event.by_customer, event.beforehand);
                }
                _ => {}
            }
        }
    }

    /// A name of the charter's own must not be a word that every charter knows.
    fn refuse_known(&mut self, name: Text<'_>, what: &str, known: Option<&Name>) {
        if let Some(known) = known {
            self.sink
                .add(
                    Code::NameTaken,
                    name.span,
                    format!("`{known}` has a meaning already, so that no {what} can be named so."),
                )
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
                Statement::Measure { text, share, cites } => charter.measures.push(PublishedMeasure {
                    text: text.value.to_owned(),
                    share: promises::measure(*share),
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

    /// A channel, reported when there is none of this name.
    fn channel(&mut self, text: Text<'_>) -> Option<Name> {
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

    fn known_channel(&mut self, slug: &str) -> Option<Name> {
        vocabulary_index::channel(slug).cloned().or_else(|| self.names.channels.take(slug))
    }

    /// The names that stand in lines that were not understood.
    fn collect_broken_names(&mut self, tree: &Tree<'s>) {
        for line in tree.lines.iter().filter(|line| matches!(line.statement, Statement::Broken(_))) {
            let text = self.source.text().get(line.span.range()).unwrap_or_default();
            let quoted = text.split(['"', '“', '”']);
            let names = quoted.chain(text.split_whitespace()).map(slug).filter(|slug| !slug.is_empty());
            self.broken.names.extend(names);
        }
    }

    /// Whether a missing name may be declared by a line with a syntax error.
    fn may_be_declared(&self, text: &str) -> bool {
        !self.broken.names.is_empty() && self.broken.names.contains(&slug(text))
    }

    /// Reports something about the whole charter, once.
    fn report_once(&mut self, code: Code, span: Span, message: &str, help: &str) {
        if self.reported_once.insert(code) {
            self.sink.add(code, span, message).help(help);
        }
    }
}

/// The clauses on a line and on `cites` lines below it.
fn cites_of(own: &[Text<'_>], line: &Line<'_>) -> Vec<String> {
    let below = line.children.iter().filter_map(|child| match &child.statement {
        Statement::Cites(cites) => Some(cites),
        _ => None,
    });
    own.iter().chain(below.flatten()).map(|cite| cite.value.to_owned()).collect()
}
