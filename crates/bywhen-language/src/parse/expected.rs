//! Syntax errors, with the expected words.

use pest::error::{Error, ErrorVariant, InputLocation};

use crate::code::Code;
use crate::diagnostic::DiagnosticSink;
use crate::parse::expectation::{Expectation, expected_phrase};
use crate::parse::grammar::Rule;
use crate::parse::line_start::first_word;
use crate::parse::wordings;
use crate::source::near;
use crate::span::Span;

/// The maximum number of expected words in a message.
const MAX_EXPECTED: usize = 6;

/// The words to mention first.
const FIRST: [&str; 8] = ["of", "within", "to", "from", "at", "by", "if", "and"];

/// Reports a syntax error. `what` names the text: `The line`.
pub(crate) fn report(sink: &mut DiagnosticSink, error: &Error<Rule>, text: &str, base: usize, what: &str) {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let rest = text.get(at..).unwrap_or_default();
    // Where a keyword failed, pest points at the blank before it.
    let blank = rest.len() - rest.trim_start().len();
    let (at, rest) = (at + blank, rest.trim_start());
    let found = found(rest);
    let mut words: Vec<String> = Vec::new();
    let mut categories: Vec<&'static str> = Vec::new();
    // Words shown only by their category, but candidates for a suggestion.
    let mut members: Vec<&'static str> = Vec::new();
    let mut end = false;
    let mut add = |word: String| {
        if !words.contains(&word) {
            words.push(word);
        }
    };
    if let ErrorVariant::ParsingError { positives, .. } = &error.variant {
        for rule in positives {
            match expected_phrase(*rule) {
                Some(Expectation::Word(word)) => add(word.to_owned()),
                Some(Expectation::AnyOf(several)) => several.iter().for_each(|word| add((*word).to_owned())),
                Some(Expectation::MemberOf(category, word)) => {
                    members.push(word);
                    if !categories.contains(&category) {
                        categories.push(category);
                    }
                }
                Some(Expectation::Category(category)) if !categories.contains(&category) => categories.push(category),
                Some(Expectation::End) => end = true,
                Some(Expectation::Category(_)) | None => {}
            }
        }
    }
    if !members.is_empty() {
        // Words of units are shown by their category, even those that other phrases have.
        words.retain(|word| !["calendar", "working", "per", "percent"].contains(&word.as_str()));
        members.extend(["calendar", "working"]);
    }
    words.sort_by_key(|word| FIRST.iter().position(|first| first == word).unwrap_or(FIRST.len()));
    let near = near(found, words.iter().map(String::as_str).chain(members)).map(str::to_owned);
    // A second word after a fact's first.
    let help = words.iter().any(|word| word == "has").then(|| "put a name of several words in quotes".to_owned());
    // A wording that people use says more than the words that would have fitted.
    let advice = wordings::advice(text);
    let near = near.filter(|_| advice.is_none());
    let help = advice.or(help);
    let expected = list(end, &categories, &words);
    let before = text.get(..at).unwrap_or_default().trim_end();
    let message = match (found.is_empty(), expected.is_empty()) {
        (true, true) => format!("{what} ends too early."),
        (true, false) => format!("{what} ends too early: after `{}`, {expected} was expected.", tail(before)),
        (false, true) => format!("{what} is not understood from `{found}` on."),
        (false, false) if before.is_empty() => format!("{what} begins with `{found}`, where {expected} was expected."),
        (false, false) => {
            format!("`{found}` is not understood here: after `{}`, {expected} was expected.", tail(before))
        }
    };
    let label = match categories.first() {
        _ if words.len() + categories.len() != 1 => "not understood",
        Some(category) => category,
        None => "not understood",
    };
    let end_of_found = base + at + found.len();
    sink.add(Code::Malformed, Span::new(base + at, end_of_found), message)
        .label(label)
        .suggest(near.as_deref(), || help);
    sink.partially_parsed = true;
}

/// The unexpected word, number or sign.
pub(crate) fn found(rest: &str) -> &str {
    let word = first_word(rest);
    if !word.is_empty() {
        return word;
    }
    let quotation = rest
        .starts_with(['"', '“'])
        .then(|| rest.char_indices().skip(1).find(|(_, c)| matches!(c, '"' | '”')))
        .flatten();
    let end = match quotation {
        Some((at, quote)) => at + quote.len_utf8(),
        None => rest.chars().next().map_or(0, char::len_utf8),
    };
    rest.get(..end).unwrap_or_default()
}

/// The last two words before the error.
fn tail(before: &str) -> &str {
    let start = before.rmatch_indices(' ').nth(1).map_or(0, |(at, _)| at + 1);
    before.get(start..).unwrap_or(before)
}

fn list(end: bool, categories: &[&str], words: &[String]) -> String {
    let mut all: Vec<String> = categories.iter().map(|category| (*category).to_owned()).collect();
    all.extend(words.iter().map(|word| format!("`{word}`")));
    all.truncate(MAX_EXPECTED);
    if end {
        all.push("the end of the line".to_owned());
    }
    match all.pop() {
        Some(last) if all.is_empty() => last,
        Some(last) => format!("{} or {last}", all.join(", ")),
        None => String::new(),
    }
}
