//! How an action is put in a sentence: `acknowledge your letter`, `carried out an inspection`.

use crate::charter::Promise;
use crate::vocabulary::{self, Object, action_and_object, find_action};

/// The action by which the customer asks for the next stage.
pub(super) const ESCALATE: &str = "escalate";

/// An action that needs more than its verb.
struct Phrase {
    action: &'static str,
    verb: &'static str,
    past: &'static str,
    /// Follows the verb: ` it`, ` a decision`.
    object: &'static str,
    /// Joins the contact to it, where the sentence is about one: ` on your `.
    about: &'static str,
}

const fn phrase(
    action: &'static str,
    verb: &'static str,
    past: &'static str,
    object: &'static str,
    about: &'static str,
) -> Phrase {
    Phrase { action, verb, past, object, about }
}

/// Every action whose verb alone, or its object in [`vocabulary::ACTIONS`], makes no sentence.
const PHRASES: &[Phrase] = &[
    phrase("hold", "send", "sent", " a holding reply", " to your "),
    phrase("inspect", "carry out", "carried out", " an inspection", ""),
    phrase("decide", "make", "made", " a decision", " on your "),
    phrase("supply", "supply", "supplied", " what you asked for", ""),
    phrase("attend", "attend", "attended", "", ""),
    phrase("repair", "carry out", "carried out", " the repair", ""),
    phrase("remove", "remove", "removed", " it", ""),
    phrase("complete", "complete", "completed", " it", ""),
    phrase("collect", "collect", "collected", " it", ""),
    phrase("deliver", "deliver", "delivered", " it", ""),
    phrase("send", "send", "sent", " it to you", ""),
    phrase("cut", "cut", "cut", " it", ""),
    phrase("sweep", "sweep", "swept", " it", ""),
    phrase("agree", "agree", "agreed", " it with you", ""),
    phrase("apologise", "apologise", "apologised", " to you", ""),
    phrase("publish", "publish", "published", " it", ""),
    phrase("close", "close", "closed", " the case", ""),
    phrase("clear", "clear", "cleared", " it", ""),
    phrase("empty", "empty", "emptied", " it", ""),
    phrase("make-safe", "make", "made", " it safe", ""),
    phrase("offer", "make", "made", " you an offer", ""),
    phrase("issue", "issue", "issued", " it", ""),
    phrase("refund", "refund", "refunded", " you", ""),
    phrase("start", "start", "started", " the work", ""),
    phrase("arrange", "arrange", "arranged", " it", ""),
    phrase("replace", "replace", "replaced", " it", ""),
    phrase("explain", "explain", "explained", " it to you", ""),
    phrase("debate", "debate", "debated", "", " your "),
    phrase("return", "return", "returned", " it to you", ""),
    phrase("translate", "translate", "translated", " it", ""),
];

/// The forms of an action that sentences need. `verb` and `object` together are what is promised.
pub(super) struct Action {
    /// `acknowledge`, `finally respond`, `carry out`.
    pub(super) verb: String,
    /// `acknowledged`, `saw`.
    pub(super) past: String,
    /// `acknowledged`, `seen`.
    pub(super) participle: String,
    /// ` your letter`, ` to your letter`, ` you`, ` it`, or nothing.
    pub(super) object: String,
}

impl Action {
    /// The action of a slug, done to a contact that is called `thing`, or to none in particular.
    pub(super) fn new(slug: &str, promise: Option<&Promise>, thing: Option<&str>) -> Action {
        let (finally, plain) = plain(slug);
        let your = |before: &str| thing.map(|thing| format!("{before}{thing}")).unwrap_or_default();
        let (verb, past, participle, object) =
            if let Some(phrase) = PHRASES.iter().find(|phrase| phrase.action == plain) {
                let about = if phrase.about.is_empty() { String::new() } else { your(phrase.about) };
                let past = phrase.past.to_owned();
                (phrase.verb.to_owned(), past.clone(), past, format!("{}{about}", phrase.object))
            } else if let Some(known) = find_action(plain) {
                let past = if known.event == "seen" { "saw" } else { known.event };
                let object = match known.object {
                    Object::Contact => your(" your "),
                    Object::ToContact => your(" to your "),
                    Object::You => " you".to_owned(),
                    Object::Nothing => String::new(),
                };
                (known.word.to_owned(), past.to_owned(), known.event.to_owned(), object)
            } else if let Some((known, object)) = action_and_object(plain) {
                let stated = promise.and_then(|promise| stated_object(promise, known.word)).map(str::to_owned);
                let object = stated.unwrap_or_else(|| object.replace('-', " "));
                let past = if known.event == "seen" { "saw" } else { known.event };
                let object = match (known.object, known.word) {
                    (Object::ToContact, _) => format!(" to {object}"),
                    _ => format!(" {object}"),
                };
                match known.word.split_once(' ') {
                    // `make safe`, `deal with`: the object stands after the verb, or after both.
                    Some((verb, "safe")) => (verb.to_owned(), "made".to_owned(), "made".to_owned(), object + " safe"),
                    _ => (known.word.to_owned(), past.to_owned(), known.event.to_owned(), object),
                }
            } else {
                let verb = plain.replace('-', " ");
                let done = promise.map(|promise| promise.done_when.text().to_owned());
                let past = done.unwrap_or_else(|| format!("done what we promised (“{verb}”)"));
                (verb, past.clone(), past, String::new())
            };
        let with = |word: String| format!("{finally}{word}");
        Action { verb: with(verb), past: with(past), participle: with(participle), object }
    }

    /// `acknowledging your letter`, `sending a holding reply`.
    pub(super) fn gerund(&self) -> String {
        let (finally, verb) = self.verb.strip_prefix(FINALLY).map_or(("", self.verb.as_str()), |verb| (FINALLY, verb));
        let (first, rest) =
            verb.split_once(' ').map_or((verb, String::new()), |(first, rest)| (first, format!(" {rest}")));
        let stem = match first {
            "log" => "logg".to_owned(),
            _ if first.ends_with("ee") => first.to_owned(),
            _ => first.strip_suffix('e').unwrap_or(first).to_owned(),
        };
        format!("{finally}{stem}ing{rest}{}", self.object)
    }
}

/// What an action is done to, as the charter writes it.
fn stated_object<'p>(promise: &'p Promise, action: &str) -> Option<&'p str> {
    let text = promise.action.text();
    let text = text.strip_prefix(FINALLY).unwrap_or(text);
    text.get(action.len()..)?.strip_prefix(' ')
}

const FINALLY: &str = "finally ";

/// The plain slug of an action: without `finally-`, and without the number of a second tier (`attend-2`).
fn plain(slug: &str) -> (&'static str, &str) {
    let (finally, slug) = slug.strip_prefix("finally-").map_or(("", slug), |plain| (FINALLY, plain));
    let without_tier = slug.trim_end_matches(|digit: char| digit.is_ascii_digit()).strip_suffix('-');
    (finally, without_tier.unwrap_or(slug))
}

/// The object of an action, by its slug.
pub(super) fn object(slug: &str) -> Option<Object> {
    find_action(plain(slug).1).map(|action| action.object)
}

/// The verb of an action alone: `acknowledge`, `finally respond`, `attend` for a second tier.
pub(super) fn verb(slug: &str) -> String {
    let (finally, plain) = plain(slug);
    format!("{finally}{}", plain.replace('-', " "))
}

/// The heading for an action: `acknowledging`, `sending a holding reply`, `asking for stage 2`, `asking for papers`.
pub fn heading(action: &str, stage: u8) -> String {
    match action.strip_prefix("ask-for-") {
        _ if action == ESCALATE => format!("asking for stage {stage}"),
        Some("received" | "receipt") => "reaching us in time".to_owned(),
        Some(asked) => format!("asking for {}", asked.replace('-', " ")),
        None => Action::new(action, None, None).gerund(),
    }
}

/// The event's past in a sentence of ours: `responded`, `carried out an inspection`. `None` for an event that no action
/// leads to.
pub(super) fn past_of_event(event: &str) -> Option<String> {
    let plain = event.replace('-', " ");
    let action = vocabulary::ACTIONS.iter().find(|action| action.event == plain)?;
    let said = Action::new(&crate::name::slug(action.word), None, None);
    Some(format!("{}{}", said.past, said.object))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_makes_a_sentence() {
        for action in vocabulary::ACTIONS.iter().filter(|action| action.word != ESCALATE) {
            let slug = crate::name::slug(action.word);
            let phrase = Action::new(&slug, None, Some("report"));
            let alone = ["attend"].contains(&slug.as_str());
            assert!(alone || !phrase.object.is_empty(), "{slug} has no object");
            for text in [&phrase.verb, &phrase.past, &phrase.participle, &phrase.gerund()] {
                assert!(!text.is_empty() && !text.contains('-'), "{slug}: {text}");
            }
        }
    }

    #[test]
    fn phrases_are_of_actions_that_there_are() {
        for phrase in PHRASES {
            assert!(find_action(phrase.action).is_some(), "{}", phrase.action);
        }
    }

    #[test]
    fn headings_are_no_bare_verbs() {
        for (action, stage, heading) in [
            ("acknowledge", 1, "acknowledging"),
            ("hold", 1, "sending a holding reply"),
            ("finally-respond", 1, "finally responding"),
            ("attend-2", 1, "attending"),
            ("see", 1, "seeing you"),
            ("make-safe", 1, "making it safe"),
            ("log", 1, "logging"),
            ("escalate", 2, "asking for stage 2"),
            ("ask-for-papers", 1, "asking for papers"),
        ] {
            assert_eq!(super::heading(action, stage), heading);
        }
    }
}
