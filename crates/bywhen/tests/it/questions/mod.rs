//! The random questions of `tests/reference/generate.py`: made, put to the engine, and made small where something is wrong.
//!
//! Each question can be made again from its seed and number.

pub(crate) mod law;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Lines};
use std::path::PathBuf;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use bywhen::engine::FactValue;
use bywhen::{Case, Charter, CompileOptions, Event, Plan, Severity, When, parse};
use serde::Deserialize;
use serde_json::{Value, json};

/// Questions in a row that share a charter.
pub(crate) const QUESTIONS_OF_A_CHARTER: usize = 8;

pub(crate) fn setting_of(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

pub(crate) fn number_of(name: &str, default: usize) -> usize {
    setting_of(name, &default.to_string()).parse().expect("a number")
}

pub(crate) fn script(name: &str) -> Command {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/reference");
    let mut command = Command::new(setting_of("BYWHEN_PYTHON", "python3"));
    command.arg("-B").arg(folder.join(name)).stdout(Stdio::piped());
    command
}

/// Questions as they are made, a line of JSON each.
pub(crate) struct Questions {
    generator: Child,
    lines: Lines<BufReader<ChildStdout>>,
}

impl Questions {
    pub(crate) fn new(first: usize, count: usize) -> Questions {
        let mut generator = script("generate.py")
            .args(["--seed", &setting_of("BYWHEN_SEED", "1")])
            .args(["--from", &first.to_string(), "--count", &count.to_string()])
            .args(["--without", &setting_of("BYWHEN_WITHOUT", "")])
            .spawn()
            .expect("Python 3.11 on the path");
        let lines = BufReader::new(generator.stdout.take().expect("its output")).lines();
        Questions { generator, lines }
    }
}

impl Iterator for Questions {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let line = self.lines.next().map(|line| line.expect("a question"));
        if line.is_none() {
            assert!(self.generator.wait().is_ok_and(|status| status.success()), "the generator ended well");
        }
        line
    }
}

/// The plans of the last charter: one for each choice of readings, and for what was known when.
#[derive(Default)]
pub(crate) struct Plans {
    text: String,
    charter: Option<Result<Arc<Charter>, String>>,
    plans: HashMap<String, Result<Plan, String>>,
}

impl Plans {
    pub(crate) fn of(&mut self, question: &Value) -> Result<&Plan, String> {
        let text = question["charter"].as_str().unwrap_or_default();
        if self.text != text {
            *self = Plans { text: text.to_owned(), ..Plans::default() };
        }
        let charter = self.charter.get_or_insert_with(|| read(text));
        let key = format!("{} {}", question["choices"], question["known_on"]);
        self.plans.entry(key).or_insert_with(|| compile(charter.clone()?, question)).as_ref().map_err(String::clone)
    }
}

fn read(text: &str) -> Result<Arc<Charter>, String> {
    let parsed = parse(text);
    parsed.charter.map(Arc::new).ok_or_else(|| {
        let errors = parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let messages: Vec<String> = errors.map(|diagnostic| diagnostic.message.clone()).collect();
        format!("charter refused: {}", messages.join(" "))
    })
}

fn compile(charter: Arc<Charter>, question: &Value) -> Result<Plan, String> {
    let known_on = question["known_on"].as_str().map(|date| date.parse().expect("a date"));
    let mut setting = CompileOptions::default().known_on(known_on);
    for (choice, option) in question["choices"].as_object().into_iter().flatten() {
        setting = setting.choose(choice, option.as_str().unwrap_or_default());
    }
    Plan::compile(charter, &setting).map_err(|error| format!("charter refused: {error}"))
}

fn when(value: &Value) -> Result<When, String> {
    value.as_str().unwrap_or_default().parse().map_err(|error: bywhen::WhenError| error.to_string())
}

/// The case of a question, and the moment at which it is asked.
pub(crate) fn case_of(question: &Value) -> Result<(Case, When), String> {
    let given = &question["case"];
    let text = |name: &str| given[name].as_str().map(str::to_owned);
    let mut case = Case { kind: text("kind"), channel: text("channel"), service: text("service"), ..Case::default() };
    for (fact, value) in given["facts"].as_object().into_iter().flatten() {
        case.facts.insert(fact.clone(), FactValue::deserialize(value).map_err(|error| error.to_string())?);
    }
    for event in given["events"].as_array().into_iter().flatten() {
        case.events.push(Event {
            until: event.get("until").map(when).transpose()?,
            reason: event["reason"].as_str().map(str::to_owned),
            ..Event::named(event["event"].as_str().unwrap_or_default(), when(&event["at"])?)
        });
    }
    Ok((case, when(&question["at"])?))
}

/// Takes lines of the charter and events of the case away as long as what is wrong with a question stays.
pub(crate) fn shrink(question: &Value, mut is_wrong: impl FnMut(&Value) -> bool) -> Value {
    let mut smallest = question.clone();
    while let Some(smaller) = smaller_ones(&smallest).into_iter().find(&mut is_wrong) {
        smallest = smaller;
    }
    smallest
}

fn smaller_ones(question: &Value) -> Vec<Value> {
    let charters = fewer_lines(question["charter"].as_str().unwrap_or_default());
    let mut found: Vec<Value> = charters.into_iter().map(|text| with(question, "/charter", json!(text))).collect();
    let events = question["case"]["events"].as_array().cloned().unwrap_or_default();
    found.extend(fewer_events(&events).into_iter().map(|fewer| with(question, "/case/events", Value::Array(fewer))));
    for (field, nothing) in [("/known_on", Value::Null), ("/choices", json!({})), ("/case/facts", json!({}))] {
        if question.pointer(field).is_some_and(|value| *value != nothing) {
            found.push(with(question, field, nothing));
        }
    }
    found
}

/// The charter without one line and what stands below it, for each of its lines.
fn fewer_lines(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let without = |start: usize| {
        let end =
            (start + 1..lines.len()).find(|&end| indent(lines[end]) <= indent(lines[start])).unwrap_or(lines.len());
        lines[..start].iter().chain(&lines[end..]).flat_map(|line| [*line, "\n"]).collect()
    };
    (0..lines.len()).rev().map(without).collect()
}

/// The events without one of them, or without what came with it.
fn fewer_events(events: &[Value]) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    for place in 0..events.len() {
        let mut fewer = events.to_vec();
        if fewer.remove(place)["event"] != "received" {
            found.push(fewer);
        }
        for field in ["until", "reason"] {
            let mut plainer = events.to_vec();
            if plainer[place].as_object_mut().expect("an event").remove(field).is_some() {
                found.push(plainer);
            }
        }
    }
    found
}

fn with(question: &Value, field: &str, value: Value) -> Value {
    let mut candidate = question.clone();
    *candidate.pointer_mut(field).expect("a field of the question") = value;
    candidate
}

/// A question for people: which it is, its charter and its case.
pub(crate) fn described(question: &Value) -> String {
    format!(
        "number {} of seed {}\n{}\ncase {}\nat {} known_on {} choices {}",
        question["number"],
        question["seed"],
        question["charter"].as_str().unwrap_or_default(),
        question["case"],
        question["at"],
        question["known_on"],
        question["choices"]
    )
}
