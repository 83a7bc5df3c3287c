//! A question to a plan as programs pass it on.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::de::IgnoredAny;
use serde::ser::Error as _;
use serde::{Deserialize, Serialize, Serializer};

use crate::case::{Case, Event};
use crate::fact_value::FactValue;
use crate::name::did_you_mean;
use crate::plan::CompileOptions;
use crate::vocabulary::RECEIVED;
use crate::when::When;

/// A case, the evaluation time, and how the charter is read: what every caller of [`Plan::check`](crate::Plan::check) has.
///
/// ```
/// use bywhen_engine::{Case, CheckRequest};
/// let received = "2011-04-20T10:15".parse()?;
/// let request = CheckRequest::new(Case::received(received).by("letter"), "2011-04-21T09:00".parse()?);
/// let json = r#"{"channel":"letter","received":"2011-04-20T10:15:00","at":"2011-04-21T09:00:00"}"#;
/// assert_eq!(serde_json::from_str::<CheckRequest>(json)?, request);
/// assert_eq!(serde_json::to_string(&request)?, json);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// In JSON it is an object with `received`, `at`, and what is known of `kind`, `channel`, `service`, `facts`, `choices`,
/// `known_on` and `events`, a list of objects with `event`, `at`, `until` and `reason`. Times are ISO 8601; without an offset they
/// are in the charter's zone. A key that is none of these is refused, with the key that was probably meant.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(into = "RequestJson", description = "A case, the evaluation time, and how the charter is read.")
)]
#[serde(try_from = "RequestJson")]
pub struct CheckRequest {
    /// The contact and what has happened to it.
    pub case: Case,
    /// The evaluation time: what happens later has not happened yet.
    pub at: When,
    /// The readings to take, the option of each choice. The others are the charter's own.
    pub choices: Vec<(String, String)>,
    /// Bank holidays that were announced after this day are left out.
    pub known_on: Option<NaiveDate>,
}

impl CheckRequest {
    /// A case at a time, by the charter's own readings and all bank holidays.
    pub fn new(case: Case, at: When) -> CheckRequest {
        CheckRequest { case, at, choices: Vec::new(), known_on: None }
    }

    /// When the case was received, where it says so.
    pub fn received(&self) -> Option<When> {
        self.case.events.iter().find(|event| event.name == RECEIVED).map(|event| event.at)
    }

    /// The options with which the plan for this request is compiled.
    pub fn options(&self, options: CompileOptions) -> CompileOptions {
        let known = self.known_on.or(options.known_on);
        let options = options.known_on(known);
        self.choices.iter().fold(options, |options, (choice, option)| options.choose(choice, option))
    }
}

/// A request in JSON.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, rename = "CheckRequest"))]
struct RequestJson {
    /// The kind of contact. Left out: `enquiry`, or the only kind that the charter knows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    /// The channel it came by. May be left out where no standard asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    /// The service it went to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    /// What is known of it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, FactValue>,
    /// The readings to take, the option of each choice. The others are the charter's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    choices: BTreeMap<String, String>,
    /// Bank holidays that were announced after this day are left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_on: Option<NaiveDate>,
    /// When it was received.
    received: When,
    /// What happened, in any order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<EventJson>,
    /// The evaluation time: what happens later has not happened yet.
    at: When,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    unknown: BTreeMap<String, IgnoredAny>,
}

/// Something that happened to a case.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, rename = "Event"))]
struct EventJson {
    /// `acknowledged`, or `stage-2/acknowledged`.
    event: String,
    /// When it happened.
    at: When,
    /// The date or time that was given with it: to which an extension runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<When>,
    /// The reason that was given with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
    #[serde(flatten, skip_serializing)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    unknown: BTreeMap<String, IgnoredAny>,
}

const REQUEST_KEYS: [&str; 9] =
    ["kind", "channel", "service", "facts", "choices", "known_on", "received", "events", "at"];
const EVENT_KEYS: [&str; 4] = ["event", "at", "until", "reason"];

/// A key that a request does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{of} has no `{key}`: {instead}")]
struct UnknownKey {
    of: &'static str,
    key: String,
    instead: String,
}

/// Refuses the first unknown key.
fn known_only(of: &'static str, unknown: BTreeMap<String, IgnoredAny>, known: &[&str]) -> Result<(), UnknownKey> {
    let Some((key, _)) = unknown.into_iter().next() else { return Ok(()) };
    let instead = match did_you_mean(&key, known.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("it has {}", known.join(", ")),
    };
    Err(UnknownKey { of, key, instead })
}

impl TryFrom<RequestJson> for CheckRequest {
    type Error = UnknownKey;

    fn try_from(json: RequestJson) -> Result<CheckRequest, UnknownKey> {
        known_only("a request", json.unknown, &REQUEST_KEYS)?;
        let mut case = Case::received(json.received);
        (case.kind, case.channel, case.service, case.facts) = (json.kind, json.channel, json.service, json.facts);
        for event in json.events {
            known_only("an event", event.unknown, &EVENT_KEYS)?;
            let (until, reason) = (event.until, event.reason);
            case.events.push(Event { until, reason, ..Event::named(&event.event, event.at) });
        }
        Ok(CheckRequest { case, at: json.at, choices: json.choices.into_iter().collect(), known_on: json.known_on })
    }
}

/// Fails for a case that does not say when it was received: it cannot be read again.
impl Serialize for CheckRequest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let CheckRequest { case, at, choices, known_on } = self.clone();
        let mut events = case.events;
        let Some(first) = events.iter().position(|event| event.name == RECEIVED) else {
            return Err(S::Error::custom("the case does not say when it was received"));
        };
        let received = events.remove(first).at;
        let json = RequestJson {
            kind: case.kind,
            channel: case.channel,
            service: case.service,
            facts: case.facts,
            choices: choices.into_iter().collect(),
            known_on,
            received,
            events: events.into_iter().map(EventJson::from).collect(),
            at,
            unknown: BTreeMap::new(),
        };
        json.serialize(serializer)
    }
}

impl From<Event> for EventJson {
    fn from(event: Event) -> EventJson {
        let name = event.stage.map_or_else(|| event.name.clone(), |stage| format!("stage-{stage}/{}", event.name));
        EventJson { event: name, at: event.at, until: event.until, reason: event.reason, unknown: BTreeMap::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(json: &str) -> String {
        serde_json::from_str::<CheckRequest>(json).expect_err(json).to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let json = r#"{"kind":"complaint","channel":"letter","facts":{"priority":"high","signatures":1600,"urgent":true},"choices":{"receipt":"next"},"known_on":"2022-09-01","received":"2026-03-02T10:00:00+00:00","events":[{"event":"stage-2/acknowledged","at":"2026-03-03"},{"event":"extended","at":"2026-03-04","until":"2026-03-20","reason":"complex"}],"at":"2026-03-05T09:00:00"}"#;
        let request: CheckRequest = serde_json::from_str(json).expect("a request");
        assert_eq!(request.case.events.iter().find_map(|event| event.stage), Some(2));
        assert_eq!(
            request.received().map(|received| received.to_string()).as_deref(),
            Some("2026-03-02T10:00:00+00:00")
        );
        assert_eq!(serde_json::to_string(&request).expect("JSON"), json);
    }

    #[test]
    fn a_case_that_was_never_received_is_not_written() {
        let request = CheckRequest::new(Case::default(), When::Day(NaiveDate::MAX));
        let refused = serde_json::to_string(&request).expect_err("no receipt").to_string();
        assert_eq!(refused, "the case does not say when it was received");
    }

    #[test]
    fn a_key_that_is_none_is_refused_with_what_was_meant() {
        let refused = message(r#"{"recieved":"2026-03-02","received":"2026-03-02","at":"2026-03-02"}"#);
        assert!(refused.starts_with("a request has no `recieved`: did you mean `received`?"), "{refused}");
        let refused = message(r#"{"received":"2026-03-02","at":"2026-03-02","colour":1}"#);
        assert!(refused.starts_with("a request has no `colour`: it has kind, channel, service"), "{refused}");
        let refused = message(
            r#"{"received":"2026-03-02","at":"2026-03-02","events":[{"event":"done","on":"2026-03-02","at":"2026-03-02"}]}"#,
        );
        assert!(refused.starts_with("an event has no `on`"), "{refused}");
        let refused = message(r#"{"received":"tomorrow","at":"2026-03-02"}"#);
        assert!(refused.starts_with("`tomorrow` is not a date or time: write 2026-04-01"), "{refused}");
        assert!(message(r#"{"at":"2026-03-02"}"#).starts_with("missing field `received`"));
    }
}
