//! The charter's own names: declared once, found by slug, and marked when something uses them.

use std::collections::HashMap;

use bywhen_engine::Name;
use bywhen_engine::charter::{EventKind, Named};

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::syntax::Text;
use crate::source::near;
use crate::span::Span;

#[derive(Default)]
pub(crate) struct DeclaredNames {
    pub(crate) kinds: Table,
    pub(crate) channels: Table,
    pub(crate) services: Table,
    pub(crate) facts: Table,
    pub(crate) events: Table,
    pub(crate) calendars: Table,
    pub(crate) hours: Table,
    pub(crate) standards: Table,
    pub(crate) choices: Table,
    pub(crate) variations: Table,
}

pub(crate) struct Entry {
    pub(crate) name: Name,
    pub(crate) span: Span,
    pub(crate) used: bool,
    pub(crate) meaning: Option<String>,
    pub(crate) by_customer: bool,
    pub(crate) beforehand: bool,
}

/// Declared names of one kind.
#[derive(Default)]
pub(crate) struct Table {
    entries: Vec<Entry>,
    by_slug: HashMap<String, usize>,
}

impl Table {
    /// Adds a name; a second of the same slug is reported and kept out of the index.
    pub(crate) fn declare(&mut self, text: Text<'_>, meaning: Option<Text<'_>>, what: &str, sink: &mut DiagnosticSink) {
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
    pub(crate) fn describe(&mut self, by_customer: bool, beforehand: bool) {
        if let Some(last) = self.entries.last_mut() {
            last.by_customer = by_customer;
            last.beforehand = beforehand;
        }
    }

    /// The name of a slug, which is used from now on.
    pub(crate) fn take(&mut self, slug: &str) -> Option<Name> {
        let entry = self.by_slug.get(slug).and_then(|at| self.entries.get_mut(*at))?;
        entry.used = true;
        Some(entry.name.clone())
    }

    /// The name of a slug, without using it.
    pub(crate) fn look(&self, slug: &str) -> Option<&Name> {
        self.entry(slug).map(|entry| &entry.name)
    }

    pub(crate) fn entry(&self, slug: &str) -> Option<&Entry> {
        self.by_slug.get(slug).and_then(|at| self.entries.get(*at))
    }

    /// Whether the event of a slug has its time fixed beforehand.
    pub(crate) fn is_beforehand(&self, slug: &str) -> bool {
        self.entry(slug).is_some_and(|entry| entry.beforehand)
    }

    /// The only name, which is used from now on, where there is exactly one.
    pub(crate) fn take_only(&mut self) -> Option<Name> {
        match self.entries.as_mut_slice() {
            [only] => {
                only.used = true;
                Some(only.name.clone())
            }
            _ => None,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter()
    }

    /// The name that `wrong` most probably meant.
    pub(crate) fn near(&self, wrong: &str) -> Option<&str> {
        near(wrong, self.entries.iter().map(|entry| entry.name.text()))
    }

    /// The names, as a sentence lists them.
    pub(crate) fn list(&self) -> String {
        self.entries.iter().map(|entry| format!("`{}`", entry.name)).take(8).collect::<Vec<_>>().join(", ")
    }

    pub(crate) fn named(&self) -> Vec<Named> {
        self.entries.iter().map(|entry| Named { name: entry.name.clone(), meaning: entry.meaning.clone() }).collect()
    }

    pub(crate) fn events(&self) -> Vec<EventKind> {
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
