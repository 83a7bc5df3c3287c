//! What may be written at a place: the words that the grammar takes there, and the names that may stand there.
//!
//! The grammar itself is asked. Each of its words is put at the place, and the parser says whether it gets past it. Where
//! any word would do, because a name of several words may stand there, a word counts only if it is read differently from
//! one that means nothing.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use bywhen_engine::Status;
use pest::Parser;

use crate::build::Builder;
use crate::check::ANCHORS;
use crate::diagnostic::Findings;
use crate::grammar::{Grammar, Rule};
use crate::keyword::{body_rule, classify, words_below};
use crate::names::{Names, Sort, built_in};
use crate::read::{Surroundings, surroundings};
use crate::source::{DEEPEST, LONGEST_LINE, Source, is_unseen};
use crate::syntax::{Kind, Line, Span, Tree};

mod probe;

use probe::{COMPLETIONS, NONSENSE, words};

/// How many words of a name may stand before the place.
const MOST_WORDS: usize = 3;

/// Something that may be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The words, with quotes where they need them.
    pub text: String,
    /// What it is the name of. `None` for the words of the language.
    pub sort: Option<Sort>,
    /// What the charter says that it means.
    pub meaning: Option<String>,
}

/// What may be written at a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Offers {
    /// What stands there already of the word that is being written, in bytes of the text.
    pub span: Range<usize>,
    /// What may stand there instead, whatever it begins with.
    pub offers: Vec<Offer>,
}

/// What may be written at a byte of the text, going by what stands before it.
///
/// ```
/// let text = "standard \"Letters\"\n  applies to letter\n  we will respond within 5 wor";
/// let offered = bywhen_language::offers(text, text.len());
/// assert_eq!(&text[offered.span.clone()], "wor");
/// assert!(offered.offers.iter().any(|offer| offer.text == "working"));
/// assert!(offered.offers.iter().all(|offer| offer.text != "receipt"));
/// ```
pub fn offers(text: &str, offset: usize) -> Offers {
    let source = Source::new(text);
    let Some(before) = text.get(..offset).filter(|_| !source.is_too_large()) else { return Offers::default() };
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.get(start..).unwrap_or_default();
    let Some((begun, in_quotes)) = begun(line) else { return Offers::default() };
    let span = start + begun..offset;
    let head = line.get(..begun).unwrap_or_default();
    if !is_fit(head) {
        return Offers::default();
    }
    let indent = head.len() - head.trim_start().len();
    let around = surroundings(&source, source.line_of(offset), indent);
    let (tree, _) = crate::read(text);
    let place = Place { head: head.trim_start(), around, in_quotes, names: Names::of(&tree) };
    let mut offers = place.offers();
    let mut had = HashSet::new();
    offers.retain(|offer| had.insert(offer.text.clone()));
    Offers { span, offers }
}

/// Whether the beginning of a line may be parsed: not what is refused unread in a charter.
fn is_fit(head: &str) -> bool {
    head.chars().count() <= LONGEST_LINE && head.matches('(').count() <= DEEPEST && !head.contains(is_unseen)
}

/// Where the word begins that is being written at the end of a line, and whether it stands in quotes. `None` in a comment.
fn begun(line: &str) -> Option<(usize, bool)> {
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
    let begun = line.char_indices().rev().take_while(|(_, c)| word(*c)).last().map_or(line.len(), |(at, _)| at);
    Some((begun, false))
}

/// A place in a line.
struct Place<'s> {
    /// What stands before it, from the first word of the line on.
    head: &'s str,
    around: Surroundings,
    in_quotes: bool,
    names: Names<'s>,
}

impl Place<'_> {
    fn offers(&self) -> Vec<Offer> {
        let rules = self.rules();
        let mut offers = self.named(&rules);
        if self.in_quotes {
            return offers;
        }
        offers.extend(self.rest_of_names());
        let word = |word: &str| Offer { text: word.to_owned(), sort: None, meaning: None };
        let begins = words_below(self.around.above);
        if self.head.is_empty() {
            offers.extend(begins.map(word));
        } else {
            let here = rules.iter().flat_map(|rule| words(*rule, self.head));
            let statuses =
                Status::ALL.into_iter().map(Status::word).filter(|_| rules.iter().any(|rule| self.is_status(*rule)));
            // `the clock`: a line that begins with several words.
            let begun = begins.filter_map(|words| words.strip_prefix(self.head)).filter(|rest| !rest.is_empty());
            let words: BTreeSet<&str> = here.chain(statuses).chain(begun).collect();
            offers.extend(words.into_iter().map(word));
        }
        offers
    }

    /// The rules that the line may follow.
    fn rules(&self) -> Vec<Rule> {
        match classify(self.head, self.around.inside) {
            Some(keyword) if keyword.kind == Kind::ExampleBody => {
                let says = self.head.split(' ').any(|word| matches!(word, "is" | "does"));
                match body_rule(self.head) {
                    rule @ (Rule::case_line | Rule::customer_line) => vec![rule],
                    Rule::expectation_line if says => vec![Rule::expectation_line],
                    // Nothing tells yet what line of an example it is.
                    _ => vec![Rule::case_line, Rule::customer_line, Rule::happened_line, Rule::expectation_line],
                }
            }
            Some(keyword) => vec![keyword.rule],
            None => Vec::new(),
        }
    }

    /// Whether the status of a promise stands here.
    fn is_status(&self, rule: Rule) -> bool {
        let line = format!("{}{NONSENSE}", self.head);
        let Ok(pairs) = Grammar::parse(rule, &line) else { return false };
        pairs.flatten().any(|pair| pair.as_rule() == Rule::is_status && pair.as_span().end() == line.len())
    }

    /// What goes on of names of which the first words stand before this place.
    fn rest_of_names(&self) -> Vec<Offer> {
        let mut offers = Vec::new();
        let starts = self.head.trim_end().rmatch_indices(' ').map(|(at, _)| at + 1).chain([0]);
        for start in starts.take(MOST_WORDS) {
            let (head, begun) = self.head.split_at_checked(start).unwrap_or_default();
            let before = Place { head, around: self.around, in_quotes: false, names: self.names.clone() };
            for offer in before.named(&before.rules()) {
                let name = offer.text.trim_matches('"');
                if let Some(rest) = name.strip_prefix(begun).filter(|rest| !begun.is_empty() && !rest.is_empty()) {
                    offers.push(Offer { text: rest.to_owned(), ..offer });
                }
            }
        }
        offers
    }

    /// The names that may stand here.
    fn named(&self, rules: &[Rule]) -> Vec<Offer> {
        let mut sorts: Vec<(Sort, Option<String>, bool)> = Vec::new();
        for rule in rules {
            for rest in COMPLETIONS {
                for name in [&format!("\"{NONSENSE}\""), NONSENSE] {
                    let line = format!("{}{name}{rest}", self.head);
                    if let Some((sort, of)) = sort_at(*rule, &line, self.head.len())
                        && !sorts.iter().any(|(had, _, _)| *had == sort)
                    {
                        sorts.push((sort, of, is_anchor(*rule, &line, self.head.len())));
                    }
                }
            }
        }
        let mut offers = Vec::new();
        for (sort, of, anchor) in sorts {
            // Where a kind may stand alone, a channel may too.
            let sorts = if sort == Sort::Kind { vec![Sort::Channel, Sort::Kind] } else { vec![sort] };
            for sort in sorts {
                let own = self.names.declared().filter(|one| one.sort == sort && (of.is_none() || one.of == of));
                offers.extend(own.map(|one| self.offer(one.name, sort, one.meaning)));
                offers.extend(ANCHORS.iter().filter(|_| anchor).map(|name| self.offer(name, sort, None)));
                offers.extend(built_in(sort).into_iter().map(|name| self.known(name, sort)));
            }
        }
        offers
    }

    /// One of the charter's own names.
    fn offer(&self, name: &str, sort: Sort, meaning: Option<&str>) -> Offer {
        let known = ANCHORS.contains(&name);
        let bare = !self.in_quotes && (known || name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'));
        let text = if bare { name.to_owned() } else { format!("\"{name}\"") };
        Offer { text, sort: Some(sort), meaning: meaning.map(str::to_owned) }
    }

    fn known(&self, name: &str, sort: Sort) -> Offer {
        let bare = !self.in_quotes && (sort != Sort::Event || !name.contains(' '));
        let text = if bare { name.to_owned() } else { format!("\"{name}\"") };
        Offer { text, sort: Some(sort), meaning: None }
    }
}

/// What the name at a byte of a line is the name of, and for an option of which choice.
fn sort_at(rule: Rule, line: &str, at: usize) -> Option<(Sort, Option<String>)> {
    let pairs = Grammar::parse(rule, line).ok()?.next()?;
    let statement = Builder::new(&mut Findings::default(), 0).statement(pairs)?;
    let span = Span::new(0, line.len());
    let line =
        Line { statement, span, blank_above: false, comments_above: Vec::new(), comment: None, children: Vec::new() };
    let names = Names::of(&Tree { lines: vec![line], comments_at_end: Vec::new() });
    let mention = names.mentions().find(|one| one.span.start == at && !one.declares)?;
    Some((mention.sort, mention.of.clone()))
}

/// Whether the name at a byte of a line is one that something is counted from.
fn is_anchor(rule: Rule, line: &str, at: usize) -> bool {
    let Ok(pairs) = Grammar::parse(rule, line) else { return false };
    pairs.flatten().any(|pair| pair.as_rule() == Rule::anchor && pair.as_span().start() == at)
}
