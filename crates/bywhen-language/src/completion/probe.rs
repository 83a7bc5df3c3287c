//! Finds the words that the grammar accepts next by probing the parser.

use std::sync::LazyLock;

use pest::Parser;
use pest::error::{ErrorVariant, InputLocation};

use crate::parse::expectation::{Expectation, expected_phrase};
use crate::parse::grammar::{Grammar, Rule};

/// A character that no rule takes.
const END: char = '\u{1}';

/// A meaningless word.
pub(super) const PLACEHOLDER: &str = "qzx";

/// Continuations that complete a line after a name.
pub(super) const CONTINUATIONS: [&str; 12] = [
    "",
    " \"qzx\"",
    " we will respond within 1 week of receipt",
    " within 1 week of receipt",
    " and 1 week after receipt",
    " is qzx",
    " has happened",
    " until qzx",
    " by then",
    " by 1 April 2026",
    " 1 April 2026",
    " received 1 April 2026",
];

/// The words that a rule accepts after `head`.
pub(super) fn words(rule: Rule, head: &str) -> impl Iterator<Item = &'static str> {
    let placeholder = probe(rule, head, PLACEHOLDER);
    // Read only to be refused: which days?
    let bare = if placeholder.expected.contains(&Rule::bare_days) { &["day", "days"][..] } else { &[] };
    VOCABULARY.iter().map(String::as_str).filter(|words| !bare.contains(words)).filter(move |words| {
        let mut head = head.to_owned();
        words.split(' ').enumerate().all(|(number, word)| {
            let taken = match number {
                0 => takes(rule, &head, word, &placeholder),
                _ => takes(rule, &head, word, &probe(rule, &head, PLACEHOLDER)),
            };
            head.push_str(word);
            head.push(' ');
            taken
        })
    })
}

/// Whether a rule accepts a word next; `placeholder` is the probe of a meaningless word.
fn takes(rule: Rule, head: &str, word: &str, placeholder: &Probe) -> bool {
    let probe = probe(rule, head, word);
    let name = placeholder.beyond >= 0 && probe.beyond == placeholder.beyond;
    // Some names must not be keywords: then one is read as a name in fewer ways than any other word, or is none.
    let in_fewer_ways = name && probe.expected.iter().all(|rule| placeholder.expected.contains(rule));
    probe.beyond >= 0 && probe != *placeholder && (!in_fewer_ways || is_keyword(rule, head, word))
}

/// Whether a word is read as itself, and not as a name.
fn is_keyword(rule: Rule, head: &str, word: &str) -> bool {
    CONTINUATIONS.iter().any(|rest| {
        let line = format!("{head}{word}{rest}");
        let Ok(pairs) = Grammar::parse(rule, &line) else { return false };
        let mut here = pairs.flatten().filter(|pair| pair.as_span().start() == head.len());
        here.any(|pair| matches!(expected_phrase(pair.as_rule()), Some(Expectation::Word(_))))
    })
}

/// The progress of the parser.
#[derive(PartialEq)]
struct Probe {
    /// The number of bytes parsed beyond the probed words.
    beyond: isize,
    /// The rules expected there.
    expected: Vec<Rule>,
}

fn probe(rule: Rule, head: &str, words: &str) -> Probe {
    let text = format!("{head}{words}{END}");
    let end = text.len() - END.len_utf8();
    match Grammar::parse(rule, &text) {
        // No rule takes the last character.
        Ok(_) => Probe { beyond: -1, expected: Vec::new() },
        Err(error) => {
            let at = match error.location {
                InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
            };
            let expected = match error.variant {
                ErrorVariant::ParsingError { positives, .. } => positives,
                ErrorVariant::CustomError { .. } => Vec::new(),
            };
            Probe { beyond: isize::try_from(at).unwrap_or(0) - isize::try_from(end).unwrap_or(0), expected }
        }
    }
}

/// Every word that the grammar has, in the one form in which it is offered.
static VOCABULARY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut words: Vec<String> = Rule::all_rules()
        .iter()
        .filter_map(|rule| expected_phrase(*rule))
        .flat_map(|expected| match expected {
            Expectation::Word(word) | Expectation::MemberOf(_, word) => vec![word.to_owned()],
            Expectation::AnyOf(words) => words.iter().map(|word| (*word).to_owned()).collect(),
            Expectation::Category(_) | Expectation::End => Vec::new(),
        })
        .collect();
    words.sort();
    words.dedup();
    words
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::keywords::keywords;

    #[test]
    fn each_keyword_may_be_offered() {
        for keyword in keywords() {
            assert!(VOCABULARY.iter().any(|word| word == keyword.word), "`{}`", keyword.word);
        }
    }
}
