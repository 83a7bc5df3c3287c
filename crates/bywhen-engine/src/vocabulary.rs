//! The words that every charter knows without declaring them.
//!
//! A synonym is accepted wherever its word is, and means the same.

use crate::name::slug;

/// A word and the other words for it.
pub struct Word {
    /// The form that charters are formatted to.
    pub word: &'static str,
    /// What else people write.
    pub synonyms: &'static [&'static str],
}

/// An action that can be promised, and the event that keeps the promise.
pub struct Action {
    /// `acknowledge`.
    pub word: &'static str,
    /// `acknowledged`.
    pub event: &'static str,
    /// What it is done to.
    pub object: Object,
    /// What else people write.
    pub synonyms: &'static [&'static str],
}

/// How a sentence goes on after an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Object {
    /// `acknowledge your letter`.
    Contact,
    /// `respond to your letter`.
    ToContact,
    /// `contact you`.
    You,
    /// `repair`: what is repaired is another matter.
    Nothing,
}

use Object::{Contact, Nothing, ToContact, You};

const fn word(word: &'static str, synonyms: &'static [&'static str]) -> Word {
    Word { word, synonyms }
}

const fn action(word: &'static str, event: &'static str, object: Object, synonyms: &'static [&'static str]) -> Action {
    Action { word, event, object, synonyms }
}

/// Kinds of contact.
pub const KINDS: &[Word] = &[
    word("enquiry", &["enquiries", "inquiry", "query", "queries"]),
    word("complaint", &["complaints"]),
    word("information request", &["information requests", "request for information", "requests for information"]),
    word("service request", &["service requests"]),
    word("report", &["reports"]),
    word("application", &["applications"]),
    word("appointment", &["appointments"]),
    word("feedback", &["comment", "comments", "compliment", "compliments"]),
];

/// Channels a contact may come by.
pub const CHANNELS: &[Word] = &[
    word("letter", &["letters", "post"]),
    word("fax", &["faxes", "faxed message", "faxed messages"]),
    word("email", &["emails", "e-mail", "e-mails"]),
    word("social media", &["facebook", "twitter", "social media post", "social media posts"]),
    word("telephone", &["telephone call", "telephone calls", "phone", "phone call", "phone calls", "call", "calls"]),
    word("voicemail", &["voicemails", "voicemail message", "voicemail messages"]),
    word("web form", &["web forms", "online form", "online forms", "website"]),
    word("web chat", &["web chats", "live chat", "live chats"]),
    word("text message", &["text messages", "sms", "text", "texts"]),
    word("in person", &["visit", "visits", "visitor", "visitors", "face to face"]),
];

/// Actions, in the order in which a case usually meets them.
pub const ACTIONS: &[Action] = &[
    action("acknowledge", "acknowledged", Contact, &[]),
    action(
        "respond",
        "responded",
        ToContact,
        &[
            "reply",
            "respond fully",
            "respond in full",
            "reply in full",
            "provide a full response",
            "provide a full reply",
            "give a full response",
            "give a full reply",
            "send a full response",
            "send a full reply",
        ],
    ),
    action("answer", "answered", Contact, &[]),
    action("hold", "held", Nothing, &["send a holding reply"]),
    action("escalate", "escalated", Nothing, &[]),
    action("contact", "contacted", You, &["make contact", "call back", "return the call", "return calls"]),
    action("greet", "greeted", You, &[]),
    action("see", "seen", You, &["see you", "see customers", "see visitors"]),
    action("meet", "met", You, &[]),
    action("assess", "assessed", Contact, &[]),
    action("investigate", "investigated", Contact, &[]),
    action("inspect", "inspected", Nothing, &[]),
    action("decide", "decided", Nothing, &["determine"]),
    action("confirm", "confirmed", Contact, &[]),
    action("inform", "informed", You, &["tell you", "notify"]),
    action("update", "updated", You, &[]),
    action("supply", "supplied", Nothing, &["provide"]),
    action("resolve", "resolved", Contact, &[]),
    action("attend", "attended", Nothing, &[]),
    action("visit", "visited", You, &[]),
    action("repair", "repaired", Nothing, &["fix"]),
    action("remove", "removed", Nothing, &[]),
    action("complete", "completed", Nothing, &["finish"]),
    action("collect", "collected", Nothing, &[]),
    action("deliver", "delivered", Nothing, &[]),
    action("send", "sent", Nothing, &[]),
    action("pay", "paid", You, &[]),
    action("register", "registered", Contact, &[]),
    action("review", "reviewed", Contact, &[]),
    action("publish", "published", Nothing, &[]),
    action("close", "closed", Nothing, &[]),
    action("process", "processed", Contact, &[]),
    action("clear", "cleared", Nothing, &[]),
    action("empty", "emptied", Nothing, &[]),
    action("make safe", "made safe", Nothing, &[]),
    action("offer", "offered", Nothing, &[]),
    action("issue", "issued", Nothing, &[]),
    action("refund", "refunded", Nothing, &[]),
    action("start", "started", Nothing, &["begin"]),
    action("check", "checked", Contact, &[]),
    action("advise", "advised", You, &[]),
    action("arrange", "arranged", Nothing, &[]),
    action("serve", "served", You, &[]),
    action("log", "logged", Contact, &[]),
    action("allocate", "allocated", Contact, &[]),
    action("deal with", "dealt with", Contact, &[]),
    action("replace", "replaced", Nothing, &[]),
    action("translate", "translated", Nothing, &[]),
    action("remind", "reminded", You, &[]),
    action("explain", "explained", Nothing, &[]),
    action("debate", "debated", Nothing, &[]),
    action("return", "returned", Nothing, &[]),
    action("apologise", "apologised", Nothing, &["apologize"]),
    action("refer", "referred", Contact, &[]),
    action("assign", "assigned", Contact, &[]),
    action("agree", "agreed", Nothing, &[]),
    action("cut", "cut", Nothing, &[]),
    action("sweep", "swept", Nothing, &[]),
];

/// The events of the customer, which receipt rules move.
pub const CUSTOMER_EVENTS: &[&str] = &[RECEIVED, ESCALATED];

/// The first contact. Every case has it.
pub const RECEIVED: &str = "received";

/// The customer's request for the next stage.
pub const ESCALATED: &str = "escalated";

/// The acknowledgement, which a response makes needless.
pub const ACKNOWLEDGED: &str = "acknowledged";

/// The full response.
pub const RESPONDED: &str = "responded";

/// The kind of a contact that is not said to be of another.
pub const ENQUIRY: &str = "enquiry";

/// A clock stops.
pub const PAUSED: &str = "paused";

/// A clock goes on.
pub const RESUMED: &str = "resumed";

/// The customer was told that it will take longer.
pub const EXTENDED: &str = "extended";

/// The last notice that counted gave a wrong date: this is the right one.
pub const EXTENSION_CORRECTED: &str = "extension corrected";

/// The last notice that counted is taken back.
pub const EXTENSION_WITHDRAWN: &str = "extension withdrawn";

/// The customer takes the case back, so that nothing more is owed.
pub const WITHDRAWN: &str = "withdrawn";

/// A case that was answered, or that had ended, is taken up again.
pub const REOPENED: &str = "reopened";

/// A holding reply was sent.
pub const HELD: &str = "held";

/// The events that every charter knows: receipt, the customer's request, what each action leads to, and what happens to a
/// clock.
pub fn events() -> impl Iterator<Item = &'static str> {
    const OF_THE_CASE: &[&str] =
        &[RECEIVED, PAUSED, RESUMED, EXTENDED, EXTENSION_CORRECTED, EXTENSION_WITHDRAWN, REOPENED, WITHDRAWN];
    OF_THE_CASE.iter().copied().chain(ACTIONS.iter().map(|action| action.event))
}

/// The built-in word that `text` is, or is a synonym of.
pub fn find<'a>(words: &'a [Word], text: &str) -> Option<&'a Word> {
    let slug = crate::name::slug(text);
    words.iter().find(|word| is_slug_of(&slug, word.word, word.synonyms))
}

/// The built-in action that `text` is, or is a synonym of.
pub fn find_action(text: &str) -> Option<&'static Action> {
    let slug = crate::name::slug(text);
    ACTIONS.iter().find(|action| is_slug_of(&slug, action.word, action.synonyms))
}

/// The built-in action that a slug begins with, and what it is done to: `remove-graffiti` is `remove` and `graffiti`.
pub fn action_and_object(slug: &str) -> Option<(&'static Action, &str)> {
    let object = |action: &Action| {
        let rest = slug.get(action.word.len()..)?.strip_prefix('-')?;
        is_slug_of(slug.get(..action.word.len())?, action.word, &[]).then_some(rest)
    };
    let found = ACTIONS.iter().filter_map(|action| Some((action, object(action)?)));
    found.min_by_key(|(_, object)| object.len())
}

/// Whether it is the slug of one of these words: of built-in ones, which are slugs but for their spaces.
fn is_slug_of(slug: &str, word: &str, synonyms: &[&str]) -> bool {
    let is = |word: &str| word.bytes().map(|letter| if letter == b' ' { b'-' } else { letter }).eq(slug.bytes());
    is(word) || synonyms.iter().any(|synonym| is(synonym))
}

/// What people call built-in events, beside their slugs. The language of charters takes these words where a limit counts from
/// the event.
const NOUNS: [(&str, &str); 17] = [
    (RECEIVED, "receipt"),
    (ESCALATED, "the request"),
    (ACKNOWLEDGED, "our acknowledgement"),
    (RESPONDED, "our response"),
    ("answered", "our answer"),
    ("held", "our holding reply"),
    ("investigated", "our investigation"),
    ("inspected", "our inspection"),
    ("assessed", "our assessment"),
    ("decided", "our decision"),
    ("reviewed", "our review"),
    ("confirmed", "our confirmation"),
    ("offered", "our offer"),
    ("met", "our meeting"),
    ("visited", "our visit"),
    ("updated", "our update"),
    ("repaired", "the repair"),
];

/// What people call a built-in event, by its slug: `our visit` for `visited`.
pub fn noun(event: &str) -> Option<&'static str> {
    NOUNS.iter().find(|(slug, _)| *slug == event).map(|(_, noun)| *noun)
}

/// The slug of the event that people call so: `our visit` is `visited`.
pub fn event_called(called: &str) -> Option<&'static str> {
    let called = slug(called);
    NOUNS.iter().find(|(_, noun)| slug(noun) == called).map(|(event, _)| *event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_word_means_two_things() {
        for words in [KINDS, CHANNELS] {
            let mut seen = BTreeSet::new();
            for w in words {
                assert!(seen.insert(w.word), "{}", w.word);
                for synonym in w.synonyms {
                    assert!(seen.insert(synonym), "{synonym}");
                }
            }
        }
        let mut seen = BTreeSet::new();
        for a in ACTIONS {
            for text in std::iter::once(&a.word).chain(a.synonyms) {
                assert!(seen.insert(*text), "{text}");
            }
        }
    }

    #[test]
    fn every_word_is_found_however_it_is_written() {
        let texts = |words: &'static [Word]| words.iter().flat_map(|w| w.synonyms.iter().chain([&w.word]));
        for words in [KINDS, CHANNELS] {
            for text in texts(words) {
                assert!(find(words, text).is_some(), "{text}");
                assert!(find(words, &text.to_uppercase().replace(' ', "-")).is_some(), "{text}");
            }
        }
        for action in ACTIONS {
            for text in action.synonyms.iter().chain([&action.word]) {
                let found = find_action(&text.to_uppercase().replace(' ', "-"));
                assert_eq!(found.map(|found| found.word), Some(action.word), "{text}");
            }
        }
    }
}
