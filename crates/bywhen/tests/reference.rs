//! The engine and `tests/reference` answer the same random questions, and must not differ in a date, a status or a figure.
//!
//! The reference is plain Python that was written from `docs/counting.md` and shares nothing with the engine. The questions come from
//! its generator, and each can be made again from its seed and number. Where the answers differ, lines and events are taken away
//! as long as they still do, and what is left is printed.
//!
//! `BYWHEN_QUESTIONS` (20,000), `BYWHEN_SEED` (1), `BYWHEN_WITHOUT` (forms to leave out), `BYWHEN_SHRUNK` (how many kinds of
//! difference are made small and printed, 3), `BYWHEN_IGNORE` (fields that are not compared, to look behind a difference that is
//! known) and `BYWHEN_PYTHON` (`python3`) change the run.

#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "a test that cannot go on has failed")]
#![allow(clippy::print_stdout, reason = "the table of counts is the result")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::sync_channel;
use std::thread;

use bywhen::{Case, Event, Plan, Setting, Severity, When, parse};
use serde_json::{Value, json};

/// What is compared of a promise. The order of `provisional` is not: the contract names the reasons and not their order.
const FIELDS: &[&str] = &[
    "counted_from",
    "due",
    "due_at",
    "provisional",
    "status",
    "due_soon",
    "done_at",
    "late_by",
    "target",
    "variation",
    "opens",
    "opens_at",
    "not_counted",
];

fn setting_of(name: &str, default: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| default.to_owned())
}

fn script(name: &str) -> Command {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/reference");
    let mut command = Command::new(setting_of("BYWHEN_PYTHON", "python3"));
    command.arg("-B").arg(folder.join(name)).stdout(Stdio::piped());
    command
}

/// The reference, as a process that answers a line with a line.
struct Reference {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Reference {
    fn start() -> Reference {
        let mut child = script("answer.py").stdin(Stdio::piped()).spawn().expect("Python 3.11 on the path");
        let input = child.stdin.take().expect("its input");
        let output = BufReader::new(child.stdout.take().expect("its output")).lines();
        Reference { child, input, output }
    }

    fn answer(&mut self, question: &Value) -> Value {
        writeln!(self.input, "{question}").expect("a question");
        let line = self.output.next().expect("an answer").expect("an answer");
        serde_json::from_str(&line).expect("JSON")
    }
}

impl Drop for Reference {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The plan of the last charter: questions in a row share one.
#[derive(Default)]
struct Engine {
    key: String,
    plan: Option<Result<Plan, String>>,
}

impl Engine {
    fn plan(&mut self, question: &Value) -> &Result<Plan, String> {
        let key = format!("{} {} {}", question["charter"], question["choices"], question["known_on"]);
        if self.key != key || self.plan.is_none() {
            self.key = key;
            self.plan = Some(compile(question));
        }
        self.plan.as_ref().expect("just set")
    }

    fn answer(&mut self, question: &Value) -> Value {
        let outcome = match self.plan(question) {
            Err(error) => Err(error.clone()),
            Ok(plan) => check(plan, question),
        };
        outcome.unwrap_or_else(|error| json!({ "error": error }))
    }
}

fn compile(question: &Value) -> Result<Plan, String> {
    let parsed = parse(question["charter"].as_str().unwrap_or_default());
    let charter = parsed.charter.ok_or_else(|| {
        let errors = parsed.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let messages: Vec<String> = errors.map(|diagnostic| diagnostic.message.clone()).collect();
        format!("charter refused: {}", messages.join(" "))
    })?;
    let known_on = question["known_on"].as_str().map(|date| date.parse().expect("a date"));
    let mut setting = Setting::default().known_on(known_on);
    for (choice, option) in question["choices"].as_object().into_iter().flatten() {
        setting = setting.choose(choice, option.as_str().unwrap_or_default());
    }
    Plan::compile(charter, &setting).map_err(|error| format!("charter refused: {error}"))
}

fn check(plan: &Plan, question: &Value) -> Result<Value, String> {
    let when = |value: &Value| value.as_str().unwrap_or_default().parse::<When>().map_err(|error| error.to_string());
    let given = &question["case"];
    let text = |name: &str| given[name].as_str().map(str::to_owned);
    let mut case = Case { kind: text("kind"), channel: text("channel"), service: text("service"), ..Case::default() };
    for (fact, holds) in given["facts"].as_object().into_iter().flatten() {
        case = case.fact(fact, holds.as_bool().unwrap_or_default());
    }
    for event in given["events"].as_array().into_iter().flatten() {
        case.events.push(Event {
            until: event.get("until").map(when).transpose()?,
            reason: event["reason"].as_str().map(str::to_owned),
            ..Event::named(event["event"].as_str().unwrap_or_default(), when(&event["at"])?)
        });
    }
    let outcome = plan.check(&case, when(&question["at"])?).map_err(|error| error.to_string())?;
    serde_json::to_value(outcome).map_err(|error| error.to_string())
}

fn plain(field: &str, value: Option<&Value>) -> Value {
    let value = value.cloned().unwrap_or(Value::Null);
    match value {
        Value::Array(mut list) => {
            if field == "provisional" {
                list.sort_by_key(Value::to_string);
            }
            if list.is_empty() { Value::Null } else { Value::Array(list) }
        }
        value => value,
    }
}

/// Where two answers differ: the field, and what each says. Both refusing is agreement, whatever the sentence.
fn differences(engine: &Value, reference: &Value) -> Vec<(String, String)> {
    let both = |field: &str, engine: &Value, reference: &Value| {
        (field.to_owned(), format!("engine {engine}, reference {reference}"))
    };
    match (engine.get("error"), reference.get("error")) {
        (Some(_), Some(reason)) if reason.as_str().is_some_and(|text| text.starts_with("the reference itself")) => {
            return vec![both("failure", &engine["error"], reason)];
        }
        (Some(_), Some(_)) => return Vec::new(),
        (Some(error), None) if error.as_str().is_some_and(|text| text.starts_with("charter refused")) => {
            return vec![both("charter refused", error, &Value::Null)];
        }
        (Some(_), None) => return vec![both("refused by the engine", &engine["error"], &Value::Null)],
        (None, Some(_)) => return vec![both("refused by the reference", &Value::Null, &reference["error"])],
        (None, None) => {}
    }
    let promises = |outcome: &Value| outcome["promises"].as_array().cloned().unwrap_or_default();
    let (ours, theirs) = (promises(engine), promises(reference));
    let ids = |list: &[Value]| list.iter().map(|promise| promise["id"].clone()).collect::<Vec<_>>();
    if ids(&ours) != ids(&theirs) {
        return vec![both("promises", &json!(ids(&ours)), &json!(ids(&theirs)))];
    }
    let mut found = Vec::new();
    for (one, other) in ours.iter().zip(&theirs) {
        for field in FIELDS {
            let (one_value, other_value) = (plain(field, one.get(field)), plain(field, other.get(field)));
            // Which part of a limit a clock counts from that stands still is nobody's business.
            if *field == "counted_from" && one["status"] == "stopped" {
                continue;
            }
            if one_value != other_value {
                let (field, text) = both(field, &one_value, &other_value);
                found.push((field, format!("{}: {text}", one["id"])));
            }
        }
    }
    if engine["next_change_at"] != reference["next_change_at"] {
        found.push(both("next_change_at", &engine["next_change_at"], &reference["next_change_at"]));
    }
    let ignored = setting_of("BYWHEN_IGNORE", "");
    found.retain(|(field, _)| ignored.split(',').all(|name| name.trim() != field));
    found
}

/// The fields in which answers differ, as one key: differences of one kind mostly have one cause. A refusal is its sentence.
fn kind_of(differences: &[(String, String)]) -> String {
    if let [(field, text)] = differences
        && field.contains("refused")
    {
        return format!("{field}: {}", text.split(['`', '"']).take(3).collect::<String>());
    }
    let mut fields: Vec<&str> = differences.iter().map(|(field, _)| field.as_str()).collect();
    fields.sort_unstable();
    fields.dedup();
    fields.join(", ")
}

/// What one worker found.
#[derive(Default)]
struct Findings {
    questions: usize,
    dates: usize,
    refused: usize,
    /// For each form: in how many questions it was used, and in how many of those the answers differ.
    forms: BTreeMap<String, (usize, usize)>,
    /// For each kind of difference: how many, and the first question.
    kinds: BTreeMap<String, (usize, Value)>,
}

impl Findings {
    fn note(&mut self, question: &Value, engine: &Value, reference: &Value) {
        self.questions += 1;
        let promises = reference["promises"].as_array();
        self.dates += usize::from(promises.is_some_and(|list| list.iter().any(|promise| !promise["due"].is_null())));
        self.refused += usize::from(reference.get("error").is_some());
        let found = differences(engine, reference);
        for name in ["forms", "shapes"] {
            for form in question[name].as_array().into_iter().flatten() {
                let count = self.forms.entry(form.as_str().unwrap_or_default().to_owned()).or_default();
                count.0 += 1;
                count.1 += usize::from(!found.is_empty());
            }
        }
        if !found.is_empty() {
            self.kinds.entry(kind_of(&found)).or_insert_with(|| (0, question.clone())).0 += 1;
        }
    }

    fn join(&mut self, other: Findings) {
        self.questions += other.questions;
        self.dates += other.dates;
        self.refused += other.refused;
        for (form, (used, differ)) in other.forms {
            let count = self.forms.entry(form).or_default();
            *count = (count.0 + used, count.1 + differ);
        }
        for (kind, (count, question)) in other.kinds {
            self.kinds.entry(kind).or_insert_with(|| (0, question)).0 += count;
        }
    }
}

fn run(seed: &str, first: usize, count: usize) -> Findings {
    let mut generator = script("generate.py")
        .args(["--seed", seed, "--from", &first.to_string(), "--count", &count.to_string()])
        .args(["--without", &setting_of("BYWHEN_WITHOUT", "")])
        .spawn()
        .expect("Python 3.11 on the path");
    let questions = BufReader::new(generator.stdout.take().expect("its output")).lines();
    let mut answers = script("answer.py").stdin(Stdio::piped()).spawn().expect("Python 3.11 on the path");
    let mut input = answers.stdin.take().expect("its input");
    let mut output = BufReader::new(answers.stdout.take().expect("its output")).lines();
    let (send, receive) = sync_channel(1024);
    let feeder = thread::spawn(move || {
        for line in questions {
            let line = line.expect("a question");
            writeln!(input, "{line}").expect("a question");
            send.send(line).expect("someone who listens");
        }
    });
    let (mut findings, mut engine) = (Findings::default(), Engine::default());
    for line in receive {
        let question: Value = serde_json::from_str(&line).expect("JSON");
        let ours = engine.answer(&question);
        let theirs = serde_json::from_str(&output.next().expect("an answer").expect("an answer")).expect("JSON");
        findings.note(&question, &ours, &theirs);
    }
    feeder.join().expect("all questions");
    assert!(generator.wait().is_ok_and(|status| status.success()), "the generator ended well");
    assert!(answers.wait().is_ok_and(|status| status.success()), "the reference ended well");
    findings
}

/// Takes lines of the charter and events of the case away as long as the answers still differ in the same way.
fn shrink(question: &Value, engine: &mut Engine, reference: &mut Reference) -> Value {
    let mut smallest = question.clone();
    let differ = |candidate: &Value, engine: &mut Engine, reference: &mut Reference| {
        differences(&engine.answer(candidate), &reference.answer(candidate))
    };
    let wanted = kind_of(&differ(question, engine, reference));
    if wanted.starts_with("charter refused") {
        return smallest; // taking lines away would only lead to other mistakes
    }
    loop {
        let smaller = smaller_ones(&smallest)
            .into_iter()
            .find(|candidate| kind_of(&differ(candidate, engine, reference)) == wanted);
        match smaller {
            Some(candidate) => smallest = candidate,
            None => return smallest,
        }
    }
}

fn smaller_ones(question: &Value) -> Vec<Value> {
    let mut found = Vec::new();
    let text = question["charter"].as_str().unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    for start in (0..lines.len()).rev() {
        let end =
            (start + 1..lines.len()).find(|&end| indent(lines[end]) <= indent(lines[start])).unwrap_or(lines.len());
        let kept: String = lines[..start].iter().chain(&lines[end..]).flat_map(|line| [line, "\n"]).collect();
        found.push(with(question, "charter", json!(kept)));
    }
    let events = question["case"]["events"].as_array().cloned().unwrap_or_default();
    let with_events = |events: Vec<Value>| {
        let mut candidate = question.clone();
        candidate["case"]["events"] = Value::Array(events);
        candidate
    };
    for left_out in 0..events.len() {
        let mut fewer = events.clone();
        if fewer.remove(left_out)["event"] != "received" {
            found.push(with_events(fewer));
        }
        for field in ["until", "reason"] {
            if events[left_out].get(field).is_some() {
                let mut plainer = events.clone();
                plainer[left_out].as_object_mut().expect("an event").remove(field);
                found.push(with_events(plainer));
            }
        }
    }
    for field in ["known_on", "choices"] {
        if question.get(field).is_some() {
            let mut candidate = question.clone();
            candidate.as_object_mut().expect("a question").remove(field);
            found.push(candidate);
        }
    }
    if question["case"]["facts"].as_object().is_some_and(|facts| !facts.is_empty()) {
        let mut candidate = question.clone();
        candidate["case"]["facts"] = json!({});
        found.push(candidate);
    }
    found
}

fn with(question: &Value, field: &str, value: Value) -> Value {
    let mut candidate = question.clone();
    candidate[field] = value;
    candidate
}

fn report(findings: &Findings) {
    println!("{} questions, {} with dates, {} refused", findings.questions, findings.dates, findings.refused);
    println!("{:40} {:>9} {:>9}", "form", "questions", "differ");
    for (form, (used, differ)) in &findings.forms {
        println!("{form:40} {used:9} {differ:9}");
    }
}

fn print_smallest(count: usize, question: &Value, reference: &mut Reference) {
    let mut engine = Engine::default();
    let smallest = shrink(question, &mut engine, reference);
    let (ours, theirs) = (engine.answer(&smallest), reference.answer(&smallest));
    println!(
        "\n{count} questions differ like this; the first is number {} of seed {}",
        question["number"], question["seed"]
    );
    println!("{}", smallest["charter"].as_str().unwrap_or_default());
    println!(
        "case {}\nat {} known_on {} choices {}",
        smallest["case"], smallest["at"], smallest["known_on"], smallest["choices"]
    );
    for (field, text) in differences(&ours, &theirs) {
        println!("  {field}: {text}");
    }
    println!("engine    {ours}\nreference {theirs}");
}

/// It is worth something only where it finds what others have published, and what was found by hand.
#[test]
fn the_reference_holds_by_itself() {
    for name in ["test_reference.py", "test_rules.py"] {
        let output = script(name).stderr(Stdio::piped()).output().expect("Python 3.11 on the path");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn the_reference_says_the_same() {
    let number = |name: &str, default: &str| setting_of(name, default).parse::<usize>().expect("a number");
    let (questions, shrunk) = (number("BYWHEN_QUESTIONS", "20000"), number("BYWHEN_SHRUNK", "3"));
    let seed = setting_of("BYWHEN_SEED", "1");
    let workers = thread::available_parallelism().map_or(1, usize::from);
    // Questions that share a charter go to one worker.
    let share = questions.div_ceil(workers).next_multiple_of(8);
    let mut findings = Findings::default();
    thread::scope(|scope| {
        let seed = &seed;
        let running: Vec<_> = (0..workers)
            .map(|worker| worker * share)
            .filter(|first| *first < questions)
            .map(|first| scope.spawn(move || run(seed, first, share.min(questions - first))))
            .collect();
        for worker in running {
            findings.join(worker.join().expect("a worker"));
        }
    });
    report(&findings);
    let mut kinds: Vec<_> = findings.kinds.iter().collect();
    kinds.sort_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    for (kind, (count, _)) in &kinds {
        println!("{count:9} differ in {kind}");
    }
    if !kinds.is_empty() {
        let mut reference = Reference::start();
        for (_, (count, question)) in kinds.iter().take(shrunk) {
            print_smallest(*count, question, &mut reference);
        }
    }
    assert_eq!(findings.questions, questions, "every question was asked");
    assert!(findings.dates * 2 > findings.questions, "most questions have dates");
    assert!(kinds.is_empty(), "the engine and the reference differ");
}
