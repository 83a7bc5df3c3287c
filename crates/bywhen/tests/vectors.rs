//! The shared vectors: cases with their whole expected outcome, which every binding runs.
//!
//! `UPDATE_VECTORS=1 cargo test -p bywhen --test vectors` writes what comes out into the files; what changed is then to be
//! read, date by date, before it is committed.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::PathBuf;

use bywhen::engine::saved;
use bywhen::{Case, Event, Family, Outcome, Plan, Setting, When};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One vector. `expected` is the outcome, `error` the sentence of a refusal: exactly one of them stands.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    /// `id`, or `id@version`.
    charter: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_on: Option<NaiveDate>,
    /// The readings chosen. The others are the charter's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    choices: BTreeMap<String, String>,
    case: Asked,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    service: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    facts: BTreeMap<String, bool>,
    received: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    events: Vec<Happened>,
    at: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Happened {
    event: String,
    at: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

fn ask(vector: &Vector) -> Result<Outcome, String> {
    let when = |text: &str| text.parse::<When>().map_err(|error| error.to_string());
    let asked = &vector.case;
    let received = when(&asked.received)?;
    let (id, version) = match vector.charter.split_once('@') {
        Some((id, version)) => (id, Some(version)),
        None => (vector.charter.as_str(), None),
    };
    let family = Family::bundled(id).map_err(|error| error.to_string())?;
    let charter = match version {
        Some(version) => family.version(version),
        None => family.in_force(received),
    };
    let charter = charter.map_err(|error| error.to_string())?;
    let setting = Setting::default().known_on(vector.known_on);
    let setting = vector.choices.iter().fold(setting, |setting, (choice, option)| setting.choose(choice, option));
    let plan = charter.plan(&setting).map_err(|error| error.to_string())?;
    let saved = saved::read(&saved::write(charter.charter(), &setting.calendars)).map_err(|error| error.to_string())?;
    let loaded = Plan::compile(saved.charter, &Setting { calendars: saved.calendars, ..setting });
    let loaded = loaded.map_err(|error| error.to_string())?;
    let mut case = Case {
        kind: asked.kind.clone(),
        channel: asked.channel.clone(),
        service: asked.service.clone(),
        facts: asked.facts.clone(),
        ..Case::received(received)
    };
    for happened in &asked.events {
        case.events.push(Event {
            until: happened.until.as_deref().map(when).transpose()?,
            reason: happened.reason.clone(),
            ..Event::named(&happened.event, when(&happened.at)?)
        });
    }
    let at = when(&asked.at)?;
    let outcome = plan.check(&case, at);
    // What was saved and loaded answers the same, down to the reasons.
    assert_eq!(loaded.check(&case, at), outcome, "{}", vector.name);
    assert_eq!(loaded.explain(&case, at), plan.explain(&case, at), "{}", vector.name);
    outcome.map_err(|error| error.to_string())
}

#[test]
fn every_vector_comes_out_as_expected() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
    let update = std::env::var_os("UPDATE_VECTORS").is_some();
    let mut ran = 0;
    let mut wrong = Vec::new();
    let mut files: Vec<PathBuf> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        let mut vectors: Vec<Vector> = serde_json::from_str(&text).expect("a list of vectors");
        for vector in &mut vectors {
            ran += 1;
            let (expected, error) = match ask(vector) {
                Ok(outcome) => {
                    // The bytes are the contract: what is read from them again is the same.
                    let text = serde_json::to_string(&outcome).expect("JSON");
                    assert_eq!(serde_json::from_str::<Outcome>(&text).expect("an outcome"), outcome);
                    (Some(serde_json::from_str(&text).expect("JSON")), None)
                }
                Err(error) => (None, Some(error)),
            };
            // As text, so that the order of the fields counts.
            let bytes = |outcome: &Option<Value>| outcome.as_ref().map(Value::to_string);
            if (bytes(&expected), &error) != (bytes(&vector.expected), &vector.error) {
                let came = bytes(&expected).or(error.clone()).unwrap_or_default();
                wrong.push(format!("{}: {}\n  came out: {came}", file.display(), vector.name));
            }
            (vector.expected, vector.error) = (expected, error);
        }
        if update {
            let mut text = serde_json::to_string_pretty(&vectors).expect("JSON");
            text.push('\n');
            fs::write(&file, text).expect("a file");
        }
    }
    // The tests of the bindings compare how many they ran.
    fs::write(PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("vectors-ran"), ran.to_string()).expect("a file");
    println!("{ran} vectors ran");
    assert!(ran >= 20, "only {ran} vectors ran");
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}
