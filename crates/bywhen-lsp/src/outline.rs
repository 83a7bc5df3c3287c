//! The outline of a charter.

use bywhen::language::read;
use bywhen::language::syntax::{Declared, Line, Statement};
use lsp_types::{DocumentSymbol, SymbolKind};

use crate::Document;

/// The symbols of a document as a tree: head, calendars, declarations, standards with promises and examples.
pub fn outline(document: &Document) -> Vec<DocumentSymbol> {
    let (tree, _) = read(&document.text);
    symbols(document, &tree.lines)
}

fn symbols(document: &Document, lines: &[Line<'_>]) -> Vec<DocumentSymbol> {
    lines.iter().filter_map(|line| symbol(document, line)).collect()
}

#[expect(deprecated, reason = "the type has a field that has been replaced and must still be filled")]
fn symbol(document: &Document, line: &Line<'_>) -> Option<DocumentSymbol> {
    let (kind, detail) = kind(&line.statement)?;
    let span = line.span.range();
    let named = match &line.statement {
        Statement::Charter(title) => title.map(|title| title.value),
        Statement::Calendar(name)
        | Statement::Hours(name)
        | Statement::Declaration { name, .. }
        | Statement::Choice { name, .. }
        | Statement::Standard(name)
        | Statement::Example(name)
        | Statement::Variation { name, .. }
        | Statement::Pledge { text: name, .. }
        | Statement::Milestone { text: name, .. }
        | Statement::Measure { text: name, .. } => Some(name.value),
        Statement::Event(event) => Some(event.name.value),
        Statement::Fact(fact) => Some(fact.name.value),
        _ => document.text.get(span.clone()),
    };
    // An editor may refuse an outline with a name that is empty.
    let name = named.filter(|name| !name.trim().is_empty()).unwrap_or("without a name").to_owned();
    let children = symbols(document, &line.children);
    Some(DocumentSymbol {
        name,
        detail: detail.map(str::to_owned),
        kind,
        tags: None,
        deprecated: None,
        range: document.range(&(span.start..last(line).max(span.end))),
        selection_range: document.range(&span),
        children: (!children.is_empty()).then_some(children),
    })
}

/// The end of the last descendant of a line.
fn last(line: &Line<'_>) -> usize {
    line.children.last().map_or(line.span.range().end, last)
}

/// The symbol kind of a line, with a word for it if its name does not tell.
fn kind(statement: &Statement<'_>) -> Option<(SymbolKind, Option<&'static str>)> {
    Some(match statement {
        Statement::Charter(_) => (SymbolKind::MODULE, Some("charter")),
        Statement::Calendar(_) => (SymbolKind::ENUM, Some("calendar")),
        Statement::Hours(_) => (SymbolKind::ENUM, Some("hours")),
        Statement::Declaration { what, .. } => match what {
            Declared::Kind => (SymbolKind::CONSTANT, Some("kind of contact")),
            Declared::Channel => (SymbolKind::CONSTANT, Some("channel")),
            Declared::Service => (SymbolKind::CONSTANT, Some("service")),
        },
        Statement::Fact(_) => (SymbolKind::BOOLEAN, Some("fact")),
        Statement::Event(_) => (SymbolKind::EVENT, Some("event")),
        Statement::Choice { .. } => (SymbolKind::ENUM, Some("choice")),
        Statement::Standard(_) => (SymbolKind::CLASS, Some("standard")),
        Statement::Stage(_) => (SymbolKind::NAMESPACE, None),
        Statement::Promise(_) | Statement::Holds { .. } | Statement::Tier(_) => (SymbolKind::METHOD, None),
        Statement::Alternative { .. } | Statement::Otherwise { .. } => (SymbolKind::FIELD, None),
        Statement::Stops(..) | Statement::Restarts(..) | Statement::Extends(_) => (SymbolKind::OPERATOR, None),
        Statement::Example(_) => (SymbolKind::OBJECT, Some("example")),
        Statement::Variation { .. } => (SymbolKind::CLASS, Some("variation")),
        Statement::Change(_) => (SymbolKind::METHOD, None),
        Statement::Pledge { .. } => (SymbolKind::PROPERTY, Some("pledge")),
        Statement::Milestone { .. } => (SymbolKind::PROPERTY, Some("milestone")),
        Statement::Measure { .. } => (SymbolKind::PROPERTY, Some("measure")),
        _ => return None,
    })
}
