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
pub(super) struct Places {
    exact: HashMap<String, usize>,
    alike: HashMap<String, usize>,
    /// Where other spellings were found to go, so that each is thought about once.
    others: HashMap<String, Option<usize>>,
}

/// How many other spellings are kept: objects may have keys without end.
const MOST_KEYS: usize = 1000;

impl Places {
    pub(super) fn new(wanted: &[String]) -> Places {
        let mut alike = HashMap::new();
        for (place, key) in wanted.iter().enumerate() {
            alike.entry(slug(key)).or_insert(place);
        }
        Places { exact: wanted.iter().cloned().zip(0..).collect(), alike, others: HashMap::new() }
    }

    fn of(&mut self, key: &str) -> Option<usize> {
        if let Some(place) = self.exact.get(key) {
            return Some(*place);
        }
        if let Some(place) = self.others.get(key) {
            return *place;
        }
        let place = self.alike.get(&slug(key)).copied();
        if self.others.len() < MOST_KEYS {
            self.others.insert(key.to_owned(), place);
        }
        place
    }
}

/// What a line holds.
pub(super) struct Found<'a> {
    /// The cells, by place. Where the line has a fault, those that stand before it.
    pub(super) cells: Vec<Option<Cow<'a, str>>>,
    /// What is wrong with the line: the rest of a sentence that begins with its number.
    pub(super) fault: Option<String>,
}

/// Reads the object on a line: the keys in `places`; the others are checked to be JSON and passed over.
pub(super) fn read<'a>(line: &'a [u8], places: &mut Places) -> Found<'a> {
    let count = places.exact.len();
    let mut object = Object { places, cells: vec![None; count], seen: vec![false; count], fault: None };
    let fault = match std::str::from_utf8(line) {
        Ok(text) => {
            let mut json = serde_json::Deserializer::from_str(text);
            let read = json.deserialize_map(&mut object).and_then(|()| json.end());
            read.err().map(|error| explain(text, &error))
        }
        Err(error) => Some(format!("is not UTF-8 at byte {}: write it as UTF-8.", error.valid_up_to() + 1)),
    };
    Found { cells: object.cells, fault: fault.or(object.fault) }
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
    places: &'p mut Places,
    cells: Vec<Option<Cow<'a, str>>>,
    seen: Vec<bool>,
    fault: Option<String>,
}

impl<'a> Object<'a, '_> {
    fn put(&mut self, place: usize, value: &'a str) {
        let Some(cell) = self.cells.get_mut(place) else { return };
        match text_of(value) {
            Ok(text) => *cell = text,
            Err(wrong) => self.blame(place, wrong),
        }
        let Some(seen) = self.seen.get_mut(place) else { return };
        if std::mem::replace(seen, true) {
            self.blame(place, "says the key twice: which of the two is meant cannot be known, so write it once");
        }
    }

    /// The first fault of a line is the one that is told.
    fn blame(&mut self, place: usize, wrong: &str) {
        // What a line says twice, or in a form that means nothing, has no value.
        if let Some(cell) = self.cells.get_mut(place) {
            *cell = None;
        }
        let key = self.places.exact.iter().find(|(_, at)| **at == place).map_or("", |(key, _)| key.as_str());
        self.fault.get_or_insert_with(|| format!("{wrong} (key \"{key}\")."));
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
        while let Some(place) = map.next_key_seed(Key(self.places))? {
            match place {
                Some(place) => {
                    let value: &RawValue = map.next_value()?;
                    self.put(place, value.get());
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
struct Key<'p>(&'p mut Places);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Option<usize>;

    fn deserialize<D: serde::Deserializer<'de>>(self, key: D) -> Result<Self::Value, D::Error> {
        key.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.of(key))
    }
}
