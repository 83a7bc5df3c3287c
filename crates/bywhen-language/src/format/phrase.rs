//! Builds a formatted line: words separated by one blank, and quotations as written.

use crate::parse::syntax::Text;
use crate::source::unquoted;
use crate::span::Span;

/// A line being formatted.
pub(super) struct Phrase<'s> {
    /// The original text, which shows whether a name was quoted.
    source: &'s str,
    line: String,
}

impl<'s> Phrase<'s> {
    pub(super) fn new(source: &'s str) -> Phrase<'s> {
        Phrase { source, line: String::new() }
    }

    pub(super) fn into_line(self) -> String {
        self.line
    }

    /// Appends words, separated by a blank.
    pub(super) fn push(&mut self, words: &str) {
        if !self.line.is_empty() && !self.line.ends_with('(') {
            self.line.push(' ');
        }
        self.line.push_str(words);
    }

    /// Appends a sign directly after the last word.
    pub(super) fn close(&mut self, sign: char) {
        self.line.push(sign);
    }

    /// Appends a part of the original text.
    pub(super) fn as_written(&mut self, span: Span) {
        self.push(self.source.get(span.range()).unwrap_or_default());
    }

    pub(super) fn comma(&mut self) {
        self.close(',');
    }

    pub(super) fn number(&mut self, number: u32) {
        self.push(&number.to_string());
    }

    /// A name: in quotes where the author wrote them, unless it is a word that has another form.
    pub(super) fn name(&mut self, text: Text<'_>) {
        match self.written(text) {
            Some(inside) if inside == text.value => self.in_quotes(inside),
            _ => self.push(&text.value.split_whitespace().collect::<Vec<_>>().join(" ")),
        }
    }

    /// Appends a text that is always quoted, verbatim.
    pub(super) fn quote(&mut self, text: Text<'_>) {
        let inside = self.written(text).unwrap_or(text.value);
        self.in_quotes(inside);
    }

    /// A keyword and its quotation.
    pub(super) fn quoted(&mut self, keyword: &str, text: Text<'_>) {
        self.push(keyword);
        self.quote(text);
    }

    /// A quotation, where there is one.
    pub(super) fn maybe_quote(&mut self, text: Option<Text<'_>>) {
        if let Some(text) = text {
            self.quote(text);
        }
    }

    /// Words and the name that follows them.
    pub(super) fn named(&mut self, words: &str, text: Text<'_>) {
        self.push(words);
        self.name(text);
    }

    /// The same where there is one.
    pub(super) fn maybe_named(&mut self, words: &str, text: Option<Text<'_>>) {
        if let Some(text) = text {
            self.named(words, text);
        }
    }

    pub(super) fn cites(&mut self, cites: &[Text<'_>]) {
        if !cites.is_empty() {
            self.push("cites");
            self.listed(cites, |phrase, cite| phrase.quote(*cite));
        }
    }

    /// `one, two, three`.
    pub(super) fn listed<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Phrase<'s>, &T)) {
        for (place, item) in items.iter().enumerate() {
            if place > 0 {
                self.comma();
            }
            each(self, item);
        }
    }

    /// `one, two and three`.
    pub(super) fn joined<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Phrase<'s>, &T)) {
        for (place, item) in items.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == items.len() => self.push("and"),
                _ => self.comma(),
            }
            each(self, item);
        }
    }

    /// `one, two or three`.
    pub(super) fn alternatives<T>(&mut self, items: &[T], mut each: impl FnMut(&mut Phrase<'s>, &T)) {
        for (place, item) in items.iter().enumerate() {
            match place {
                0 => {}
                _ if place + 1 == items.len() => self.push("or"),
                _ => self.comma(),
            }
            each(self, item);
        }
    }

    /// The original text between quotes.
    fn written(&self, text: Text<'_>) -> Option<&'s str> {
        self.source.get(text.span.range()).and_then(unquoted)
    }

    fn in_quotes(&mut self, inside: &str) {
        // Straight quotes end at the next straight one, and so do the others.
        if inside.contains('"') { self.push(&format!("“{inside}”")) } else { self.push(&format!("\"{inside}\"")) }
    }
}
