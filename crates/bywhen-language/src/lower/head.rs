//! The `charter` line and what stands below it.

use std::collections::HashMap;
use std::sync::LazyLock;

use bywhen_calendar::Zone;
use bywhen_engine::charter::{Charter, InForce, Source};

use super::lowerer::{Lowerer, any_broken};
use crate::code::Code;
use crate::fix::FixDraft;
use crate::parse::syntax::{Kind, Line, Statement, Text, Tree};
use crate::source::near;
use crate::span::Span;

/// The head of a charter.
pub(super) struct Head {
    pub(super) charter: Charter,
}

impl<'s> Lowerer<'_, 's> {
    pub(super) fn head(&mut self, tree: &Tree<'s>) -> Head {
        let mut charter = empty();
        let mut heads = tree.lines.iter().filter_map(|line| match line.statement {
            Statement::Charter(title) => Some((title, line)),
            _ => None,
        });
        match heads.next() {
            Some((title, line)) => self.first_charter(title, line, &mut charter),
            None => self.no_charter(tree),
        }
        for (_, line) in heads {
            self.sink
                .add(Code::SecondCharter, line.span, "A file holds one charter, and this is the second `charter` line.")
                .help("put the other charter, or the other version, in a file of its own");
        }
        Head { charter }
    }

    fn no_charter(&mut self, tree: &Tree<'s>) {
        let first = tree.lines.first();
        // A first line with a syntax error is most probably the missing one.
        if self.broken.has(Kind::Charter) || first.is_none_or(|line| matches!(line.statement, Statement::Broken(None)))
        {
            return;
        }
        let start = first.map_or(Span::default(), |line| line.span);
        self.sink
            .add(Code::NoCharter, start, "There is no `charter` line.")
            .help("begin with `charter \"the title of the document\"`, with its `id` and `version` below");
    }

    fn first_charter(&mut self, title: Option<Text<'s>>, line: &Line<'s>, charter: &mut Charter) {
        let mut first_spans: HashMap<Kind, Span> = HashMap::new();
        for child in &line.children {
            let once = match &child.statement {
                Statement::Id(id) => {
                    charter.id = self.identifier(*id, false);
                    Some(Kind::Id)
                }
                Statement::Version(version) => {
                    charter.version = self.identifier(*version, true);
                    Some(Kind::Version)
                }
                Statement::Council(council) => {
                    charter.council = Some(council.value.to_owned());
                    Some(Kind::Council)
                }
                Statement::InForce { from, until } => {
                    charter.in_force = InForce { from: from.map(|date| date.date), until: until.map(|date| date.date) };
                    Some(Kind::InForce)
                }
                Statement::Zone(name) => {
                    self.zone(*name, charter);
                    Some(Kind::Zone)
                }
                Statement::Source { title, address } => {
                    let address = address.map(|address| address.value.to_owned());
                    charter.sources.push(Source { title: title.value.to_owned(), address });
                    None
                }
                Statement::Reading(text) => {
                    charter.readings.push(text.value.to_owned());
                    None
                }
                Statement::Unconfirmed(text) => {
                    charter.unconfirmed.push(text.value.to_owned());
                    None
                }
                _ => None,
            };
            if let Some(kind) = once {
                self.once(&mut first_spans, kind, child.span);
            }
        }
        match title {
            Some(title) => charter.title = title.value.to_owned(),
            None => self.missing(line.span, "title", "write it in quotes on this line: `charter \"Customer promise\"`"),
        }
        for (kind, help) in [
            (Kind::Id, "add below it a line such as `id example-borough-council`"),
            (Kind::Version, "add below it a line such as `version 2026`"),
        ] {
            if !first_spans.contains_key(&kind) && !any_broken(&line.children, &[kind]) {
                self.missing(line.span, kind.word(), help);
            }
        }
        if !first_spans.contains_key(&Kind::InForce) && !any_broken(&line.children, &[Kind::InForce]) {
            self.sink
                .add(Code::NoInForce, line.span, "The charter does not say from when it is in force.")
                .help("add below it a line such as `in force from 1 April 2026`");
        }
    }

    fn missing(&mut self, span: Span, what: &str, help: &str) {
        self.sink
            .add(Code::Missing, span, format!("The charter has no {what}."))
            .label(format!("no {what}"))
            .help(help);
    }

    /// Reports a second line of a kind that is allowed only once.
    pub(super) fn once(&mut self, first_spans: &mut HashMap<Kind, Span>, kind: Kind, span: Span) {
        if let Some(first) = first_spans.get(&kind) {
            self.report_duplicate(kind.word(), *first, span);
        } else {
            first_spans.insert(kind, span);
        }
    }

    pub(super) fn report_duplicate(&mut self, word: &str, first: Span, second: Span) {
        let line = self.source.line_of(first.range().start);
        self.sink
            .add(Code::Duplicate, second, format!("`{word}` stands on line {line} already, and can be said only once."))
            .help("delete one of the two lines")
            .related(first, "said here already");
    }

    fn identifier(&mut self, text: Text<'_>, version: bool) -> String {
        let allowed = |c: char| {
            c.is_ascii_lowercase()
                || c.is_ascii_digit()
                || c == '-'
                || (version && (c.is_ascii_uppercase() || c == '.' || c == '_'))
        };
        let sound = text.value.chars().all(allowed)
            && text.value.starts_with(|c: char| c.is_ascii_alphanumeric())
            && text.value.ends_with(|c: char| c.is_ascii_alphanumeric());
        if !sound {
            let (what, made_of) = if version {
                ("version", "letters, digits, full stops and hyphens")
            } else {
                ("id", "lower-case letters, digits and hyphens")
            };
            let suggestion = bywhen_engine::slug(text.value);
            let found = self
                .sink
                .add(
                    Code::BadIdentifier,
                    text.span,
                    format!(
                        "`{}` cannot be {}: it is made of {made_of}.",
                        text.value,
                        if version { "a version" } else { "an id" }
                    ),
                )
                .label(format!("not {}", if version { "a version" } else { "an id" }));
            if suggestion.is_ascii() && !suggestion.is_empty() {
                found
                    .help(format!("write `{what} {suggestion}`"))
                    .fixes(|| vec![FixDraft::replace(text.span, suggestion)]);
            }
        }
        text.value.to_owned()
    }

    fn zone(&mut self, text: Text<'_>, charter: &mut Charter) {
        if text.value == LONDON.name() {
            return;
        }
        match Zone::named(text.value) {
            Ok(zone) => charter.zone = zone,
            Err(_) => {
                let common = ["Europe/London", "Europe/Dublin", "Europe/Amsterdam", "Europe/Paris", "UTC"];
                self.sink
                    .add(Code::UnknownZone, text.span, format!("There is no time zone `{}`.", text.value))
                    .suggest(near(text.value, common), || {
                        Some("councils in the United Kingdom need no `zone` line".to_owned())
                    });
            }
        }
    }
}

/// Its table is made once and shared: making it takes as long as checking a small charter.
static LONDON: LazyLock<Zone> = LazyLock::new(Zone::london);

fn empty() -> Charter {
    Charter {
        id: String::new(),
        version: String::new(),
        title: String::new(),
        council: None,
        sources: Vec::new(),
        in_force: InForce { from: None, until: None },
        zone: LONDON.clone(),
        kinds: Vec::new(),
        channels: Vec::new(),
        services: Vec::new(),
        facts: Vec::new(),
        events: Vec::new(),
        ends: Vec::new(),
        calendars: Vec::new(),
        hours: Vec::new(),
        standards: Vec::new(),
        choices: Vec::new(),
        variations: Vec::new(),
        permissions: Vec::new(),
        measures: Vec::new(),
        pledges: Vec::new(),
        milestones: Vec::new(),
        costs: Vec::new(),
        readings: Vec::new(),
        unconfirmed: Vec::new(),
    }
}
