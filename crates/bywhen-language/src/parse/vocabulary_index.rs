//! An index of the built-in vocabulary, from each spelling to its canonical form.
//!
//! The engine's tables are lists for people to read. Here they are indexed once by slug, because a charter looks up a
//! hundred words and is parsed in less time than it takes to walk the lists a hundred times.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use bywhen_engine::vocabulary::{self, Action, Word};
use bywhen_engine::{Name, slug};

use crate::parse::syntax::Text;

/// A built-in action.
#[derive(Clone)]
pub(crate) struct KnownAction {
    pub(crate) word: &'static str,
    pub(crate) action: Name,
    /// The event that fulfils the promise.
    pub(crate) event: Name,
}

struct Known {
    word: &'static str,
    name: Name,
}

static KINDS: LazyLock<HashMap<String, Known>> = LazyLock::new(|| index(vocabulary::KINDS));
static CHANNELS: LazyLock<HashMap<String, Known>> = LazyLock::new(|| index(vocabulary::CHANNELS));
static EVENTS: LazyLock<HashMap<String, Name>> =
    LazyLock::new(|| vocabulary::events().map(|event| (slug(event), Name::new(event))).collect());
static ACTIONS: LazyLock<HashMap<String, KnownAction>> = LazyLock::new(|| {
    let known = |action: &'static Action| KnownAction {
        word: action.word,
        action: Name::new(action.word),
        event: Name::new(action.event),
    };
    vocabulary::ACTIONS
        .iter()
        .flat_map(|action| {
            std::iter::once(action.word)
                .chain(action.synonyms.iter().copied())
                .map(move |text| (slug(text), known(action)))
        })
        .collect()
});

static OURS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let actions = vocabulary::ACTIONS.iter().filter(|action| action.event != vocabulary::ESCALATED);
    actions.map(|action| slug(action.event)).collect()
});

/// The slug prefix of an action done for the last time.
const FINALLY: &str = "finally-";

fn index(words: &'static [Word]) -> HashMap<String, Known> {
    words
        .iter()
        .flat_map(|word| {
            std::iter::once(word.word).chain(word.synonyms.iter().copied()).map(move |text| (text, word.word))
        })
        .map(|(text, word)| (slug(text), Known { word, name: Name::new(word) }))
        .collect()
}

/// The built-in kind that a slug means.
pub(crate) fn kind(slug: &str) -> Option<&'static Name> {
    KINDS.get(slug).map(|known| &known.name)
}

/// The built-in channel that a slug means.
pub(crate) fn channel(slug: &str) -> Option<&'static Name> {
    CHANNELS.get(slug).map(|known| &known.name)
}

/// The built-in event of a slug.
pub(crate) fn event(slug: &str) -> Option<&'static Name> {
    EVENTS.get(slug)
}

/// The built-in action that a slug means.
pub(crate) fn action(slug: &str) -> Option<&'static KnownAction> {
    ACTIONS.get(slug)
}

/// The name of a built-in action, which may have `finally` before it.
pub(crate) fn action_name(slug: &str) -> Option<Name> {
    match slug.strip_prefix(FINALLY) {
        Some(rest) => action(rest).map(|known| finally(&known.action)),
        None => action(slug).map(|known| known.action.clone()),
    }
}

/// The name of an action that is done to something: `remove graffiti`.
pub(crate) fn with_object(action: &Name, object: Option<Text<'_>>) -> Name {
    object.map_or_else(|| action.clone(), |object| Name::new(&format!("{action} {}", object.value)))
}

/// The name of the promise to do something for the last time: `finally respond`.
pub(crate) fn finally(action: &Name) -> Name {
    Name::new(&format!("finally {action}"))
}

/// The name of what we ask of the customer: `ask for papers`.
pub(crate) fn ask_for(event: &Name) -> Name {
    Name::new(&format!("ask for {event}"))
}

/// Whether an event is one that an action of ours leads to.
pub(crate) fn is_ours(event: &str) -> bool {
    OURS.contains(event)
}

/// An action in its one form, if it is a built-in one.
pub(crate) fn canonical_action(text: Text<'_>) -> Text<'_> {
    match ACTIONS.get(&slug(text.value)) {
        Some(known) => Text { value: known.word, span: text.span },
        None => text,
    }
}

/// What people write for an action and the manner of it.
const WITH_MANNER: [(&str, &str, &str); 12] = [
    ("phone", "contact", "by telephone"),
    ("phone-you", "contact", "by telephone"),
    ("telephone", "contact", "by telephone"),
    ("ring", "contact", "by telephone"),
    ("ring-back", "contact", "by telephone"),
    ("ring-you-back", "contact", "by telephone"),
    ("call-back", "contact", "by telephone"),
    ("call-you-back", "contact", "by telephone"),
    ("email-you", "contact", "by email"),
    ("write", "respond", "in writing"),
    ("write-back", "respond", "in writing"),
    ("write-to-you", "respond", "in writing"),
];

/// The action and the manner that some words stand for: `ring back` is `contact by telephone`.
pub(crate) fn action_with_manner(text: Text<'_>) -> Option<(Text<'static>, Text<'static>)> {
    let written = slug(text.value);
    let (_, action, manner) = WITH_MANNER.iter().find(|(words, ..)| *words == written)?;
    Some((Text { value: action, span: text.span }, Text { value: manner, span: text.span }))
}

/// A channel or kind in its one form, if it is a built-in one. No word means both.
pub(crate) fn canonical_contact(text: Text<'_>) -> Text<'_> {
    let slug = slug(text.value);
    match CHANNELS.get(&slug).or_else(|| KINDS.get(&slug)) {
        Some(known) => Text { value: known.word, span: text.span },
        None => text,
    }
}

/// Every built-in kind.
pub(crate) fn kinds() -> impl Iterator<Item = &'static str> {
    vocabulary::KINDS.iter().map(|word| word.word)
}

/// Every built-in channel.
pub(crate) fn channels() -> impl Iterator<Item = &'static str> {
    vocabulary::CHANNELS.iter().map(|word| word.word)
}

/// Every built-in action.
pub(crate) fn actions() -> impl Iterator<Item = &'static str> {
    vocabulary::ACTIONS.iter().map(|action| action.word)
}
