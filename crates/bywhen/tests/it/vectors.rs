//! The shared vectors, which every binding runs: those by hand with their whole outcome, and those that
//! `tests/reference/vectors.py` made, with what the reference says. `tests/vectors/README.md` says more.
//!
//! `UPDATE_VECTORS=1 cargo test -p bywhen --test it vectors::` writes what comes out into the files of those by hand; what changed is
//! then to be read, date by date, before it is committed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use bywhen::engine::saved;
use bywhen::{Charter, CheckRequest, CompileOptions, Family, Outcome, Plan, parse};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// One vector. Exactly one of `expected`, `error` and `refused` stands.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Vector {
    name: String,
    /// `id`, or `id@version`, or one of the random charters.
    charter: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known_on: Option<NaiveDate>,
    /// The readings chosen. The others are the charter's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    choices: BTreeMap<String, String>,
    /// The rest of the request.
    case: Value,
    /// The whole outcome, or of a generated vector what the reference says of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<Value>,
    /// The sentence of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// The reference refuses too, and nothing is said of the sentence.
    #[serde(default, skip_serializing)]
    refused: bool,
}

/// What the generated vectors are, as the script wrote it down.
#[derive(Deserialize)]
struct Index {
    count: usize,
    files: BTreeMap<String, usize>,
    /// What is compared of a promise.
    fields: Vec<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn read<T: for<'de> Deserialize<'de>>(file: impl AsRef<Path>) -> T {
    let text = fs::read_to_string(folder().join(file)).expect("a file");
    serde_json::from_str(&text).expect("what stands in such a file")
}

/// Who answers. Vectors of one charter mostly share a plan.
struct Charters {
    random: BTreeMap<String, String>,
    families: BTreeMap<String, Family>,
    plans: BTreeMap<String, [Plan; 2]>,
}

impl Charters {
    fn plans(&mut self, vector: &Vector, request: &CheckRequest) -> Result<&[Plan; 2], String> {
        let name = self.name(vector, request)?;
        let key = format!("{name} {:?} {:?}", vector.known_on, vector.choices);
        if !self.plans.contains_key(&key) {
            let charter = match self.random.get(&name) {
                Some(text) => {
                    let parsed = parse(text);
                    parsed.charter.unwrap_or_else(|| panic!("{name}: {:#?}", parsed.diagnostics))
                }
                None => self.bundled(&name)?,
            };
            self.plans.insert(key.clone(), plans(charter, request)?);
        }
        Ok(&self.plans[&key])
    }

    /// The charter that answers: without a version that is the one in force on receipt.
    fn name(&mut self, vector: &Vector, request: &CheckRequest) -> Result<String, String> {
        let name = &vector.charter;
        if name.contains('@') || self.random.contains_key(name) {
            return Ok(name.clone());
        }
        let received = request.received().expect("every request is of a case that was received");
        let version = self.family(name)?.in_force(received).map_err(|error| error.to_string())?;
        Ok(format!("{name}@{}", version.charter().version))
    }

    fn bundled(&mut self, name: &str) -> Result<Charter, String> {
        let (id, version) = name.split_once('@').expect("a version");
        let version = self.family(id)?.version(version).map_err(|error| error.to_string())?;
        Ok(version.charter().clone())
    }

    fn family(&mut self, id: &str) -> Result<&Family, String> {
        if !self.families.contains_key(id) {
            self.families.insert(id.to_owned(), Family::bundled(id).map_err(|error| error.to_string())?);
        }
        Ok(&self.families[id])
    }
}

/// The plan, and the same from what was saved of it.
fn plans(charter: Charter, request: &CheckRequest) -> Result<[Plan; 2], String> {
    let options = request.options(CompileOptions::default());
    let saved = saved::read(&saved::write(&charter, &options.calendars)).map_err(|error| error.to_string())?;
    let plan = Plan::compile(charter, &options).map_err(|error| error.to_string())?;
    let loaded = Plan::compile(saved.charter, &CompileOptions { calendars: saved.calendars, ..options });
    Ok([plan, loaded.map_err(|error| error.to_string())?])
}

fn request(vector: &Vector) -> Result<CheckRequest, String> {
    let request: CheckRequest = serde_json::from_value(vector.case.clone()).map_err(|error| error.to_string())?;
    let choices = vector.choices.clone().into_iter().collect();
    Ok(CheckRequest { known_on: vector.known_on, choices, ..request })
}

fn ask(vector: &Vector, charters: &mut Charters) -> Result<Outcome, String> {
    let request = request(vector)?;
    let [plan, loaded] = charters.plans(vector, &request)?;
    let outcome = plan.check(&request.case, request.at);
    // What was saved and loaded answers the same, down to the reasons.
    assert_eq!(loaded.check(&request.case, request.at), outcome, "{}", vector.name);
    assert_eq!(loaded.explain(&request.case, request.at), plan.explain(&request.case, request.at), "{}", vector.name);
    // So does what was written of the request.
    let written = serde_json::to_string(&request).expect("JSON");
    assert_eq!(serde_json::from_str::<CheckRequest>(&written).expect(&written), request);
    outcome.map_err(|error| error.to_string())
}

/// The outcome as its JSON. The bytes are the contract: what is read from them again is the same.
fn json(outcome: &Outcome) -> Value {
    let text = serde_json::to_string(outcome).expect("JSON");
    let mut read: Outcome = serde_json::from_str(&text).expect("an outcome");
    read.case.received = outcome.case.received;
    assert_eq!(&read, outcome);
    serde_json::from_str(&text).expect("JSON")
}

/// What the reference can say of an outcome: of each promise the fields that are compared, without those that say nothing.
fn compared(outcome: &Value, fields: &[String]) -> Value {
    let promises = outcome["promises"].as_array().expect("promises").iter().map(|promise| {
        let fields = ["id"].into_iter().chain(fields.iter().map(String::as_str));
        Value::Object(stating(promise, fields))
    });
    let mut found = Map::from_iter([("promises".to_owned(), promises.collect())]);
    found.append(&mut stating(outcome, ["next_change_at"]));
    Value::Object(found)
}

/// Those of the fields that are not null, false or empty. Nothing is said by the order in which a date may move.
fn stating<'a>(object: &Value, fields: impl IntoIterator<Item = &'a str>) -> Map<String, Value> {
    let empty = |value: &Value| value.is_null() || value == false || value.as_array().is_some_and(Vec::is_empty);
    let values = fields.into_iter().map(|field| (field.to_owned(), object[field].clone()));
    let mut found: Map<_, _> = values.filter(|(_, value)| !empty(value)).collect();
    if let Some(Value::Array(reasons)) = found.get_mut("provisional") {
        reasons.sort_by(|one, other| one.as_str().cmp(&other.as_str()));
    }
    found
}

#[test]
fn every_vector_comes_out_as_expected() {
    let index: Index = read("generated/index.json");
    let random = read("generated/charters.json");
    let mut charters = Charters { random, families: BTreeMap::new(), plans: BTreeMap::new() };
    let mut wrong = Vec::new();
    let by_hand = by_hand(&mut charters, &mut wrong);
    let mut generated = 0;
    for (file, count) in &index.files {
        let vectors: Vec<Vector> = read(Path::new("generated").join(file));
        assert_eq!(vectors.len(), *count, "{file}");
        for vector in &vectors {
            let came = ask(vector, &mut charters).map(|outcome| compared(&json(&outcome), &index.fields));
            if vector.refused != came.is_err() || vector.expected != came.clone().ok() {
                wrong.push(format!("{file}: {}\n  came out: {came:?}", vector.name));
            }
        }
        generated += vectors.len();
    }
    // The tests of the bindings compare how many they ran.
    let ran = (by_hand + generated).to_string();
    fs::write(Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors-ran"), ran).expect("a file");
    println!("{by_hand} vectors by hand and {generated} generated ran");
    assert!(by_hand >= 85, "only {by_hand} vectors by hand ran");
    assert_eq!(generated, index.count);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs those with a whole outcome, or writes it, and counts them.
fn by_hand(charters: &mut Charters, wrong: &mut Vec<String>) -> usize {
    let update = std::env::var_os("UPDATE_VECTORS").is_some();
    let mut ran = 0;
    let files = fs::read_dir(folder()).expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> =
        files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).collect();
    files.sort();
    for file in files {
        let mut vectors: Vec<Vector> = read(&file);
        for vector in &mut vectors {
            ran += 1;
            let (expected, error) = match ask(vector, charters) {
                Ok(outcome) => (Some(json(&outcome)), None),
                Err(error) => (None, Some(error)),
            };
            // As text, so that the order of the fields counts.
            let bytes = |outcome: &Option<Value>| outcome.as_ref().map(Value::to_string);
            if !update && (bytes(&expected), &error) != (bytes(&vector.expected), &vector.error) {
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
    ran
}

/// Nobody writes into them by hand, and nothing that they are made from is changed without making them anew.
#[test]
fn the_generated_vectors_are_what_the_script_makes() {
    let script = folder().join("../reference/vectors.py");
    let python = std::env::var("BYWHEN_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = Command::new(python).arg("-B").arg(script).arg("--check").output().expect("Python 3.11 on the path");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
