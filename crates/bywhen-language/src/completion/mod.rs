//! Completion: the words and names that may be written at an offset.
//!
//! The grammar is probed: each of its words is inserted at the offset, and accepted if the parser gets past it. Where
//! any word would do, because a name of several words may stand there, a word counts only if it is read differently from
//! one that means nothing.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use bywhen_engine::Status;
use pest::Parser;

use crate::diagnostic::DiagnosticSink;
use crate::parse::anchor_words::ANCHORS;
use crate::parse::build::Builder;
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::line_start::{body_rule, classify, words_below};
use crate::parse::read::{LineContext, line_context};
use crate::parse::syntax::{Kind, Line, Tree};
use crate::source::{MAX_DEPTH, MAX_LINE_LENGTH, Source, is_invisible};
use crate::span::Span;
use crate::symbols::{SymbolIndex, SymbolKind, built_in_names};

mod probe;

use probe::{CONTINUATIONS, PLACEHOLDER, words};

/// The maximum number of words of a partly written name.
const MAX_NAME_WORDS: usize = 3;

/// A completion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionItem {
    /// The words, with quotes where they need them.
    pub text: String,
    /// The kind of symbol. `None` for keywords.
    pub kind: Option<SymbolKind>,
    /// The meaning given by the charter.
    pub meaning: Option<String>,
}

/// The completions at an offset.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completions {
    /// The byte range of the word being written.
    pub span: Range<usize>,
    /// The possible replacements, not filtered by what is written.
    pub items: Vec<CompletionItem>,
}

/// Completes the text at a byte offset.
///
/// ```
/// let text = "standard \"Letters\"\n  applies to letter\n  we will respond within 5 wor";
/// let offered = bywhen_language::complete(text, text.len());
/// assert_eq!(&text[offered.span.clone()], "wor");
/// assert!(offered.items.iter().any(|item| item.text == "working"));
/// assert!(offered.items.iter().all(|item| item.text != "receipt"));
/// ```
pub fn complete(text: &str, offset: usize) -> Completions {
    let source = Source::new(text);
    let Some(before) = text.get(..offset).filter(|_| !source.is_too_large()) else { return Completions::default() };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(start..).unwrap_or_default();
    let Some((word_start, in_quotes)) = word_start(line) else { return Completions::default() };
    let span = start + word_start..offset;
    let head = line.get(..word_start).unwrap_or_default();
    if !is_parsable(head) {
        return Completions::default();
    }
    let indent = head.len() - head.trim_start().len();
    let line = line_context(&source, source.line_of(offset), indent);
    let (tree, _) = crate::parsed::read(text);
    let context = CompletionContext { head: head.trim_start(), line, in_quotes, names: SymbolIndex::new(&tree) };
    let mut items = context.items();
    let mut taken = HashSet::new();
    items.retain(|item| taken.insert(item.text.clone()));
    Completions { span, items }
}

/// Whether the beginning of a line is within the bounds of the parser.
fn is_parsable(head: &str) -> bool {
    head.chars().count() <= MAX_LINE_LENGTH && head.matches('(').count() <= MAX_DEPTH && !head.contains(is_invisible)
}

/// The start of the word at the end of a line, and whether it is quoted. `None` in a comment.
fn word_start(line: &str) -> Option<(usize, bool)> {
    let mut quote: Option<(usize, char)> = None;
    for (at, c) in line.char_indices() {
        match (c, quote) {
            (c, Some((_, closing))) if c == closing => quote = None,
            (_, Some(_)) => {}
            ('#', None) => return None,
            ('"', None) => quote = Some((at, '"')),
            ('“', None) => quote = Some((at, '”')),
            _ => {}
        }
    }
    if let Some((at, _)) = quote {
        return Some((at, true));
    }
    let word = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '\'' | '’');
    let word_start = line.char_indices().rev().take_while(|(_, c)| word(*c)).last().map_or(line.len(), |(at, _)| at);
    Some((word_start, false))
}

/// The context of an offset.
struct CompletionContext<'s> {
    /// The line up to the offset, without indentation.
    head: &'s str,
    line: LineContext,
    in_quotes: bool,
    names: SymbolIndex<'s>,
}

impl CompletionContext<'_> {
    fn items(&self) -> Vec<CompletionItem> {
        let rules = self.rules();
        let mut items = self.expected_names(&rules);
        if self.in_quotes {
            return items;
        }
        items.extend(self.name_continuations());
        let word = |word: &str| CompletionItem { text: word.to_owned(), kind: None, meaning: None };
        let begins = words_below(self.line.above);
        if self.head.is_empty() {
            items.extend(begins.map(word));
        } else {
            let here = rules.iter().flat_map(|rule| words(*rule, self.head));
            let statuses =
                Status::ALL.into_iter().map(Status::word).filter(|_| rules.iter().any(|rule| self.is_status(*rule)));
            // `the clock`: a line that begins with several words.
            let word_start = begins.filter_map(|words| words.strip_prefix(self.head)).filter(|rest| !rest.is_empty());
            let words: BTreeSet<&str> = here.chain(statuses).chain(word_start).collect();
            items.extend(words.into_iter().map(word));
        }
        items
    }

    /// The rules that the line may follow.
    fn rules(&self) -> Vec<Rule> {
        match classify(self.head, self.line.inside) {
            Some(keyword) if keyword.kind == Kind::ExampleBody => {
                let has_verb = self.head.split(' ').any(|word| matches!(word, "is" | "does"));
                match body_rule(self.head) {
                    rule @ (Rule::case_line | Rule::customer_line) => vec![rule],
                    Rule::expectation_line if has_verb => vec![Rule::expectation_line],
                    // The kind of example line cannot be told yet.
                    _ => vec![Rule::case_line, Rule::customer_line, Rule::happened_line, Rule::expectation_line],
                }
            }
            Some(keyword) => vec![keyword.rule],
            None => Vec::new(),
        }
    }

    /// Whether a status is expected here.
    fn is_status(&self, rule: Rule) -> bool {
        let line = format!("{}{PLACEHOLDER}", self.head);
        let Ok(pairs) = Grammar::parse(rule, &line) else { return false };
        pairs.flatten().any(|pair| pair.as_rule() == Rule::is_status && pair.as_span().end() == line.len())
    }

    /// The remaining words of names whose first words are already written.
    fn name_continuations(&self) -> Vec<CompletionItem> {
        let mut items = Vec::new();
        let starts = self.head.trim_end().rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
        for start in starts.take(MAX_NAME_WORDS) {
            let (head, word_start) = self.head.split_at_checked(start).unwrap_or_default();
            let before = CompletionContext { head, line: self.line, in_quotes: false, names: self.names.clone() };
            for item in before.expected_names(&before.rules()) {
                let name = item.text.trim_matches('"');
                if let Some(rest) =
                    name.strip_prefix(word_start).filter(|rest| !word_start.is_empty() && !rest.is_empty())
                {
                    items.push(CompletionItem { text: rest.to_owned(), ..item });
                }
            }
        }
        items
    }

    /// The names expected here.
    fn expected_names(&self, rules: &[Rule]) -> Vec<CompletionItem> {
        let mut kinds: Vec<(SymbolKind, Option<String>, &[&str])> = Vec::new();
        for rule in rules {
            for rest in CONTINUATIONS {
                for name in [&format!("\"{PLACEHOLDER}\""), PLACEHOLDER] {
                    let line = format!("{}{name}{rest}", self.head);
                    if let Some((kind, of)) = kind_at(*rule, &line, self.head.len())
                        && !kinds.iter().any(|(taken, _, _)| *taken == kind)
                    {
                        kinds.push((kind, of, nouns_at(*rule, &line, self.head.len())));
                    }
                }
            }
        }
        let mut items = Vec::new();
        for (kind, of, nouns) in kinds {
            // Where a kind may stand alone, a channel may too.
            let kinds = match kind {
                SymbolKind::Kind => vec![SymbolKind::Channel, SymbolKind::Kind],
                // What a condition may ask about.
                SymbolKind::Fact => vec![SymbolKind::Fact, SymbolKind::Choice],
                kind => vec![kind],
            };
            for kind in kinds {
                let own =
                    self.names.declarations().filter(|one| one.kind == kind && (of.is_none() || one.parent == of));
                items.extend(own.map(|one| self.declared_item(one.name, kind, one.meaning)));
                items.extend(nouns.iter().map(|name| self.declared_item(name, kind, None)));
                items.extend(built_in_names(kind).into_iter().map(|name| self.built_in_item(name, kind)));
            }
        }
        items
    }

    /// One of the charter's own names.
    fn declared_item(&self, name: &str, kind: SymbolKind, meaning: Option<&str>) -> CompletionItem {
        let known = ANCHORS.contains(&name);
        let bare = !self.in_quotes && (known || name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        let text = if bare { name.to_owned() } else { format!("\"{name}\"") };
        CompletionItem { text, kind: Some(kind), meaning: meaning.map(str::to_owned) }
    }

    fn built_in_item(&self, name: &str, kind: SymbolKind) -> CompletionItem {
        let bare = !self.in_quotes && (kind != SymbolKind::Event || !name.contains(' '));
        let text = if bare { name.to_owned() } else { format!("\"{name}\"") };
        CompletionItem { text, kind: Some(kind), meaning: None }
    }
}

/// The kind of the symbol at a byte of a line, and the choice of an option.
fn kind_at(rule: Rule, line: &str, at: usize) -> Option<(SymbolKind, Option<String>)> {
    let pairs = Grammar::parse(rule, line).ok()?.next()?;
    let statement = Builder::new(&mut DiagnosticSink::default(), 0).statement(pairs)?;
    let span = Span::new(0, line.len());
    let line =
        Line { statement, span, blank_above: false, comments_above: Vec::new(), comment: None, children: Vec::new() };
    let names = SymbolIndex::new(&Tree { lines: vec![line], comments_at_end: Vec::new() });
    let reference = names.references().find(|one| one.span.start == at && !one.is_declaration)?;
    Some((reference.kind, reference.parent.clone()))
}

/// The nouns that may stand for an event at a byte of a line: `our response` where a count starts, `receipt` also as what customers
/// are asked for.
fn nouns_at(rule: Rule, line: &str, at: usize) -> &'static [&'static str] {
    let Ok(pairs) = Grammar::parse(rule, line) else { return &[] };
    let nouns = pairs.flatten().filter(|pair| pair.as_span().start() == at).find_map(|pair| match pair.as_rule() {
        Rule::anchor => Some(&ANCHORS[..]),
        Rule::requested_event => Some(&["receipt"][..]),
        _ => None,
    });
    nouns.unwrap_or_default()
}
