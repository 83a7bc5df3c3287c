//! What is known of a charter while it is lowered.

use std::collections::{HashMap, HashSet};

use bywhen_engine::charter::{Calendar, Choice, Hours};
use bywhen_engine::{Name, slug};

use super::declared_names::DeclaredNames;
use super::unspecified::Unspecified;
use crate::cases::Known;
use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::syntax::{Kind, Line, Statement, Text, Tree};
use crate::source::Source;
use crate::span::Span;

/// A charter while it is lowered.
pub(super) struct Lowerer<'a, 's> {
    pub(super) source: &'a Source<'s>,
    pub(super) sink: &'a mut DiagnosticSink,
    pub(super) names: DeclaredNames,
    pub(super) calendars: Vec<Calendar>,
    pub(super) hours: Vec<Hours>,
    pub(super) choices: Vec<Choice>,
    /// The options of the choices, by the slugs of both.
    pub(super) options: HashMap<(String, String), Name>,
    /// What its facts may be, and the options of its choices.
    pub(super) known: Known,
    /// The calendar of the `counts in` line of the standard in hand, and where that standard stands.
    pub(super) counts_in: Option<Name>,
    pub(super) here: Span,
    /// The length of a telephone ring, in thousandths of a second.
    pub(super) ring: Option<u32>,
    /// The hours that were made for `on working days only`.
    pub(super) whole_days: HashSet<Name>,
    /// Unspecified rules that may affect a date.
    pub(super) unspecified: Vec<Unspecified>,
    pub(super) broken: Broken,
    /// Codes that are reported once per charter and have been reported.
    pub(super) reported_once: HashSet<Code>,
}

/// The kinds and texts of lines with syntax errors.
pub(super) struct Broken {
    kinds: HashSet<Kind>,
    /// Slugs of the names in them: perhaps the very names that are missing elsewhere.
    names: HashSet<String>,
}

impl Broken {
    pub(super) fn of(tree: &Tree<'_>) -> Broken {
        // Names in broken lines are looked up only where something is broken, which is why the text is not at hand here.
        let mut kinds = HashSet::new();
        for line in &tree.lines {
            if let Statement::Broken(Some(kind)) = line.statement {
                kinds.insert(kind);
            }
        }
        Broken { kinds, names: HashSet::new() }
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        self.kinds.contains(&kind)
    }
}

/// Whether some line with a syntax error may be of one of these kinds.
pub(super) fn any_broken(lines: &[Line<'_>], kinds: &[Kind]) -> bool {
    lines.iter().any(|line| match line.statement {
        Statement::Broken(kind) => kind.is_none_or(|kind| kinds.contains(&kind)),
        _ => false,
    })
}

impl<'s> Lowerer<'_, 's> {
    /// The names that stand in lines that were not understood.
    pub(super) fn collect_broken_names(&mut self, tree: &Tree<'s>) {
        for line in tree.lines.iter().filter(|line| matches!(line.statement, Statement::Broken(_))) {
            let text = self.source.text().get(line.span.range()).unwrap_or_default();
            let quoted = text.split(['"', '“', '”']);
            let names = quoted.chain(text.split_whitespace()).map(slug).filter(|slug| !slug.is_empty());
            self.broken.names.extend(names);
        }
    }

    /// Whether a missing name may be declared by a line with a syntax error.
    pub(super) fn may_be_declared(&self, text: &str) -> bool {
        !self.broken.names.is_empty() && self.broken.names.contains(&slug(text))
    }

    /// Reports something about the whole charter, once.
    pub(super) fn report_once(&mut self, code: Code, span: Span, message: &str, help: &str) {
        if self.reported_once.insert(code) {
            self.sink.add(code, span, message).help(help);
        }
    }
}

/// The clauses on a line and on `cites` lines below it.
pub(super) fn cites_of(own: &[Text<'_>], line: &Line<'_>) -> Vec<String> {
    let below = line.children.iter().filter_map(|child| match &child.statement {
        Statement::Cites(cites) => Some(cites),
        _ => None,
    });
    own.iter().chain(below.flatten()).map(|cite| cite.value.to_owned()).collect()
}
