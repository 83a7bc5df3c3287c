//! Hover texts.

use std::ops::Range;

use bywhen::engine::charter::{Example, Promise, Standard};
use bywhen::language::syntax::{ExpectedThat, Expects, Line, Statement};
use bywhen::language::{Reference, SymbolIndex, SymbolKind, promise_at, read};
use bywhen::{Code, CodeExample, Diagnostic, Plan, prose};
use lsp_types::{HoverContents, MarkupContent, MarkupKind, Position};

use crate::Document;

/// The hover text of a position: for a diagnostic code or diagnostic, else a symbol, else the promise of the line.
pub fn hover(document: &Document, position: Position) -> Option<lsp_types::Hover> {
    let offset = document.offset(position);
    let (text, span) = code_at(document, offset)
        .or_else(|| diagnostics_at(document, offset))
        .or_else(|| symbol_or_promise_at(document, offset))?;
    Some(lsp_types::Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: text }),
        range: Some(document.range(&span)),
    })
}

/// The symbol at an offset, else the status or the promise there.
fn symbol_or_promise_at(document: &Document, offset: usize) -> Option<(String, Range<usize>)> {
    let (tree, _) = read(&document.text);
    let names = SymbolIndex::new(&tree);
    if let Some(reference) = names.at(offset).filter(|reference| reference.kind != SymbolKind::Action) {
        return Some((symbol_text(document, &names, reference), reference.span.clone()));
    }
    if let Some(status) = status_at(document, &tree.lines, offset) {
        return Some(status);
    }
    let plan = document.plan.as_ref()?;
    let (standard, promise) = promise_at(plan.charter(), &tree, offset)?;
    let line = document.range(&(offset..offset)).start.line as usize + 1;
    Some((promise_text(plan, standard, promise), document.line_index.line(&document.text, line)))
}

/// The status expected by an example, if its word is at the offset.
fn status_at(document: &Document, lines: &[Line<'_>], offset: usize) -> Option<(String, Range<usize>)> {
    for line in lines {
        if let Statement::Expects(Expects { that: ExpectedThat::Is(status), .. }) = &line.statement {
            let end = line.span.range().end;
            let span = end.saturating_sub(status.word().len())..end;
            let written = document.text.get(span.clone()).is_some_and(|text| text.eq_ignore_ascii_case(status.word()));
            if written && span.start <= offset && offset <= end {
                return Some((format!("**{}** (status): {}", status.word(), status.meaning()), span));
            }
        }
        if let Some(found) = status_at(document, &line.children, offset) {
            return Some(found);
        }
    }
    None
}

/// A diagnostic code written in the text, as in a comment.
fn code_at(document: &Document, offset: usize) -> Option<(String, Range<usize>)> {
    let part = |c: char| c.is_ascii_alphanumeric();
    let before = document.text.get(..offset)?;
    let start = offset - before.chars().rev().take_while(|c| part(*c)).count();
    let length = document.text.get(start..)?.chars().take_while(|c| part(*c)).count();
    let span = start..start + length;
    let word = document.text.get(span.clone())?;
    let code = Code::ALL.iter().find(|code| code.as_str() == word)?;
    Some((explanation(*code), span))
}

/// The explanations of the diagnostics at an offset.
fn diagnostics_at(document: &Document, offset: usize) -> Option<(String, Range<usize>)> {
    let here = |diagnostic: &&Diagnostic| diagnostic.span.start <= offset && offset <= diagnostic.span.end;
    let mut codes: Vec<Code> = Vec::new();
    let mut span = None;
    for diagnostic in document.parsed.diagnostics.iter().filter(here) {
        if !codes.contains(&diagnostic.code) {
            codes.push(diagnostic.code);
        }
        span.get_or_insert_with(|| diagnostic.span.clone());
    }
    let texts: Vec<String> = codes.into_iter().map(explanation).collect();
    Some((texts.join("\n\n---\n\n"), span?))
}

fn explanation(code: Code) -> String {
    let shown = match code.example() {
        CodeExample::Lines { wrong, right } => format!("Wrong:\n\n{}\n\nRight:\n\n{}", block(wrong), block(right)),
        CodeExample::NotShown(why) => why.to_owned(),
    };
    format!("**{code}** ({}): {}\n\n{}\n\n{shown}", code.severity().word(), code.title(), code.explanation())
}

fn block(lines: &str) -> String {
    format!("```charter\n{lines}\n```")
}

/// The kind and meaning of a symbol, with its declaration.
fn symbol_text(document: &Document, names: &SymbolIndex<'_>, reference: &Reference<'_>) -> String {
    let Some(declared) = names.declaration(reference) else {
        let noun = reference.kind.noun();
        return match reference.built_in_meaning() {
            Some(meaning) => {
                format!("**{}** ({noun} that every charter knows): {meaning}", reference.slug.replace('-', " "))
            }
            None => format!("**{}** ({noun} that no line declares)", reference.name),
        };
    };
    let meaning = declared.meaning.map(|meaning| format!(": {meaning}")).unwrap_or_default();
    let line = document.range(&declared.span).start.line as usize + 1;
    let line = document.text.get(document.line_index.line(&document.text, line)).unwrap_or_default();
    format!("**{}** ({}){meaning}\n\n{}", declared.name, declared.kind.noun(), block(line))
}

/// A promise in words, and its due date in each example of its standard.
fn promise_text(plan: &Plan, standard: &Standard, promise: &Promise) -> String {
    let mut text = format!("{}.", prose::promise(promise));
    let cases: Vec<String> = standard.examples.iter().filter_map(|example| due(plan, example, promise)).collect();
    if !cases.is_empty() {
        text.push_str(&format!("\n\n{}", cases.join("\n")));
    }
    text
}

/// `- “a letter just before Easter”: received on Wednesday 20 April 2011 at 10:15am, due by Tuesday 3 May 2011`.
fn due(plan: &Plan, example: &Example, promise: &Promise) -> Option<String> {
    let outcome = plan.outcome_of(example)?.ok()?;
    let assessed = outcome.promises.iter().find(|one| one.id == promise.id)?;
    Some(format!(
        "- “{}”: received on {}, due by {}",
        example.title,
        prose::day_and_time(outcome.case.received?),
        prose::by(assessed.due_at?.into())
    ))
}
