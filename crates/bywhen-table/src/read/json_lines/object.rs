//! The wanted cells of one JSON object.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use bywhen::engine::slug;
use serde::de::{DeserializeSeed, Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

/// Where the cell of a key goes.
///
/// A key that is not wanted as it is spelt goes where one does that differs only in capitals, blanks and signs, as the
/// headings of other tables do: `Received` is `received`.
pub(super) struct KeyIndex {
    exact: HashMap<String, usize>,
    by_slug: HashMap<String, usize>,
    /// Where other spellings were found to go, so that each is thought about once.
    other_spellings: HashMap<String, Option<usize>>,
}

/// How many other spellings are kept: objects may have keys without end.
const MAX_KEYS: usize = 1000;

impl KeyIndex {
    pub(super) fn new(selected: &[String]) -> KeyIndex {
        let mut by_slug = HashMap::new();
        for (place, key) in selected.iter().enumerate() {
            by_slug.entry(slug(key)).or_insert(place);
        }
        KeyIndex { exact: selected.iter().cloned().zip(0..).collect(), by_slug, other_spellings: HashMap::new() }
    }

    fn find(&mut self, key: &str) -> Option<usize> {
        if let Some(place) = self.exact.get(key) {
            return Some(*place);
        }
        if let Some(place) = self.other_spellings.get(key) {
            return *place;
        }
        let place = self.by_slug.get(&slug(key)).copied();
        if self.other_spellings.len() < MAX_KEYS {
            self.other_spellings.insert(key.to_owned(), place);
        }
        place
    }
}

/// The cells of one line.
pub(super) struct ParsedLine<'a> {
    /// The cells, by place. Where the line has a fault, those that stand before it.
    pub(super) cells: Vec<Option<Cow<'a, str>>>,
    /// The fault of the line: the rest of a sentence that begins with its number.
    pub(super) error: Option<String>,
}

/// Reads the object on a line: the keys in `keys`; the others are checked to be JSON and passed over.
pub(super) fn read<'a>(line: &'a [u8], keys: &mut KeyIndex) -> ParsedLine<'a> {
    let count = keys.exact.len();
    let mut object = Object { keys, cells: vec![None; count], present: vec![false; count], error: None };
    let error = match std::str::from_utf8(line) {
        Ok(text) => {
            let mut json = serde_json::Deserializer::from_str(text);
            let read = json.deserialize_map(&mut object).and_then(|()| json.end());
            read.err().map(|error| explain(text, &error))
        }
        Err(error) => Some(format!("is not UTF-8 at byte {}: write it as UTF-8.", error.valid_up_to() + 1)),
    };
    ParsedLine { cells: object.cells, error: error.or(object.error) }
}

fn explain(text: &str, error: &serde_json::Error) -> String {
    let text = text.trim_start();
    if text.starts_with('[') {
        return "is a JSON list, or begins one: write each row as an object on a line of its own.".to_owned();
    }
    if !text.starts_with('{') {
        return "is not a JSON object: write each row as an object, {\"...\": ...}, on a line of its own.".to_owned();
    }
    match error.classify() {
        Category::Eof => "is cut off before its object ends: write each object whole, on one line.".to_owned(),
        _ => format!("is not JSON from column {}: write one JSON object on each line.", error.column()),
    }
}

struct Object<'a, 'p> {
    keys: &'p mut KeyIndex,
    cells: Vec<Option<Cow<'a, str>>>,
    present: Vec<bool>,
    error: Option<String>,
}

impl<'a> Object<'a, '_> {
    fn set(&mut self, place: usize, value: &'a str) {
        let Some(cell) = self.cells.get_mut(place) else { return };
        match text_of(value) {
            Ok(text) => *cell = text,
            Err(problem) => self.reject(place, problem),
        }
        let Some(present) = self.present.get_mut(place) else { return };
        if std::mem::replace(present, true) {
            self.reject(place, "says the key twice: which of the two is meant cannot be known, so write it once");
        }
    }

    /// The first fault of a line is the one that is told.
    fn reject(&mut self, place: usize, problem: &str) {
        // What a line says twice, or in a form that means nothing, has no value.
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = None;
        }
        let key = self.keys.exact.iter().find(|(_, at)| **at == place).map_or("", |(key, _)| key.as_str());
        self.error.get_or_insert_with(|| format!("{problem} (key \"{key}\")."));
    }
}

/// A value as the text of a cell.
fn text_of(value: &str) -> Result<Option<Cow<'_, str>>, &'static str> {
    match value.as_bytes().first() {
        Some(b'"') => match value.get(1..value.len() - 1) {
            Some(plain) if !plain.contains('\\') => Ok(Some(Cow::Borrowed(plain))),
            _ => serde_json::from_str(value)
                .map(|text: String| Some(Cow::Owned(text)))
                .map_err(|_| "has text with an escape that stands for no character: write the character itself"),
        },
        Some(b'{') => Err("has an object where a text, a number or true or false belongs: write its parts as keys"),
        Some(b'[') => Err("has a list where a text, a number or true or false belongs: write one value"),
        _ if value == "null" => Ok(None),
        // As it was written: no digit is lost, as it would be in a number that is read and written again.
        _ => Ok(Some(Cow::Borrowed(value))),
    }
}

impl<'a> Visitor<'a> for &mut Object<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(place) = map.next_key_seed(KeySeed(self.keys))? {
            match place {
                Some(place) => {
                    let value: &RawValue = map.next_value()?;
                    self.set(place, value.get());
                }
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The place of a key, if it is wanted.
struct KeySeed<'p>(&'p mut KeyIndex);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Option<usize>;

    fn deserialize<D: serde::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.find(key))
    }
}
