//! The charter's own names: declared once, found by slug, and marked when something uses them.

use std::collections::HashMap;

use bywhen_engine::Name;
use bywhen_engine::charter::{EventKind, Named};

use super::messages::is_message;
use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::source::near;
use crate::syntax::{Span, Text};

#[derive(Default)]
pub(super) struct DeclaredNames {
    pub(super) kinds: Table,
    pub(super) channels: Table,
    pub(super) services: Table,
    pub(super) facts: Table,
    pub(super) events: Table,
    pub(super) calendars: Table,
    pub(super) hours: Table,
    pub(super) standards: Table,
    pub(super) choices: Table,
    pub(super) variations: Table,
}

pub(super) struct Entry {
    pub(super) name: Name,
    pub(super) span: Span,
    pub(super) used: bool,
    meaning: Option<String>,
    by_customer: bool,
    beforehand: bool,
}

/// Declared names of one kind.
#[derive(Default)]
pub(super) struct Table {
    entries: Vec<Entry>,
    by_slug: HashMap<String, usize>,
}

impl Table {
    /// Adds a name; a second of the same slug is reported and kept out of the index.
    pub(super) fn declare(&mut self, text: Text<'_>, meaning: Option<Text<'_>>, what: &str, sink: &mut DiagnosticSink) {
        let name = Name::new(text.value);
        if let Some(first) = self.by_slug.get(name.slug()).and_then(|at| self.entries.get(*at)) {
            sink.add(Code::NameTaken, text.span, format!("There is another {what} `{}` above.", name.text()))
                .help("delete one of them, or give it another name")
                .related(first.span, "the other one");
        } else {
            self.by_slug.insert(name.slug().to_owned(), self.entries.len());
        }
        let meaning = meaning.map(|meaning| meaning.value.to_owned());
        self.entries.push(Entry { name, span: text.span, used: false, meaning, by_customer: false, beforehand: false });
    }

    /// Says more of the event that was declared last.
    pub(super) fn describe(&mut self, by_customer: bool, beforehand: bool) {
        if let Some(last) = self.entries.last_mut() {
            last.by_customer = by_customer;
            last.beforehand = beforehand;
        }
    }

    /// The name of a slug, which is used from now on.
    pub(super) fn take(&mut self, slug: &str) -> Option<Name> {
        let entry = self.by_slug.get(slug).and_then(|at| self.entries.get_mut(*at))?;
        entry.used = true;
        Some(entry.name.clone())
    }

    /// The name of a slug, without using it.
    pub(super) fn look(&self, slug: &str) -> Option<&Name> {
        self.entry(slug).map(|entry| &entry.name)
    }

    fn entry(&self, slug: &str) -> Option<&Entry> {
        self.by_slug.get(slug).and_then(|at| self.entries.get(*at))
    }

    /// Whether the event of a slug has its time fixed beforehand.
    pub(super) fn is_beforehand(&self, slug: &str) -> bool {
        self.entry(slug).is_some_and(|entry| entry.beforehand)
    }

    /// Whether the event of a slug is a message of the customer's that may come again.
    pub(super) fn is_message(&self, slug: &str) -> bool {
        let entry = self.entry(slug).filter(|entry| entry.by_customer && !entry.beforehand);
        entry.is_some_and(|entry| is_message(entry.name.text(), entry.meaning.as_deref()))
    }

    /// The only name, which is used from now on, where there is exactly one.
    pub(super) fn take_only(&mut self) -> Option<Name> {
        match self.entries.as_mut_slice() {
            [only] => {
                only.used = true;
                Some(only.name.clone())
            }
            _ => None,
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The name that `wrong` most probably meant.
    pub(super) fn near(&self, wrong: &str) -> Option<&str> {
        near(wrong, self.entries.iter().map(|entry| entry.name.text()))
    }

    /// The names, as a sentence lists them.
    pub(super) fn list(&self) -> String {
        self.entries.iter().map(|entry| format!("`{}`", entry.name)).take(8).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn named(&self) -> Vec<Named> {
        self.entries.iter().map(|entry| Named { name: entry.name.clone(), meaning: entry.meaning.clone() }).collect()
    }

    pub(super) fn events(&self) -> Vec<EventKind> {
        self.entries
            .iter()
            .map(|entry| EventKind {
                name: entry.name.clone(),
                meaning: entry.meaning.clone(),
                by_customer: entry.by_customer,
                scheduled: entry.beforehand,
            })
            .collect()
    }
}
