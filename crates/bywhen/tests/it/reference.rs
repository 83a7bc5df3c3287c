//! The engine and `tests/reference` answer the same random questions, and must not differ in a date, a status or a figure.
//!
//! The reference is plain Python that was written from `docs/counting.md` and shares nothing with the engine. The questions come from
//! its generator, and each can be made again from its seed and number. Where the answers differ, lines and events are taken away
//! as long as they still do, and what is left is printed.
//!
//! `BYWHEN_QUESTIONS` (20,000), `BYWHEN_SEED` (1), `BYWHEN_FROM` (the number of the first, 0), `BYWHEN_WITHOUT` (forms to leave out), `BYWHEN_SHRUNK` (how many kinds of
//! difference are made small and printed, 20), `BYWHEN_IGNORE` (fields that are not compared, to look behind a difference that is
//! known) and `BYWHEN_PYTHON` (`python3`) change the run.

#![allow(clippy::print_stdout, reason = "the table of counts is the result")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};
use std::sync::mpsc::sync_channel;
use std::thread;

use crate::questions::{
    Plans, QUESTIONS_OF_A_CHARTER, Questions, case_of, described, number_of, script, setting_of, shrink,
};
use serde_json::{Value, json};

/// What is compared of a promise. The order of `provisional` and `not_counted` is not: the contract names what stands there and
/// not its order.
const FIELDS: &[&str] = &[
    "counted_from",
    "due",
    "due_at",
    "provisional",
    "status",
    "due_soon",
    "warn_at",
    "done_at",
    "late_by",
    "target",
    "variation",
    "opens",
    "opens_at",
    "not_counted",
];

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

#[derive(Default)]
struct Engine {
    plans: Plans,
}

impl Engine {
    fn answer(&mut self, question: &Value) -> Value {
        self.outcome(question).unwrap_or_else(|error| json!({ "error": error }))
    }

    fn outcome(&mut self, question: &Value) -> Result<Value, String> {
        let plan = self.plans.of(question)?;
        let (case, at) = case_of(question)?;
        let outcome = plan.check(&case, at).map_err(|error| error.to_string())?;
        serde_json::to_value(outcome).map_err(|error| error.to_string())
    }
}

fn plain(field: &str, value: Option<&Value>) -> Value {
    let value = value.cloned().unwrap_or(Value::Null);
    match value {
        Value::Array(mut list) => {
            if ["provisional", "not_counted"].contains(&field) {
                list.sort_by_key(Value::to_string);
            }
            if list.is_empty() { Value::Null } else { Value::Array(list) }
        }
        // What is due is compared in whole seconds, as the counting does; lateness shows any difference that matters.
        Value::String(time) if ["due_at", "next_change_at"].contains(&field) => match time.split_once('.') {
            Some((seconds, rest)) => json!(format!("{seconds}{}", rest.get(3..).unwrap_or_default())),
            None => Value::String(time),
        },
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
            let stands_still = one["status"] == "stopped" || (one["status"] == "cancelled" && one["due"].is_null());
            if *field == "counted_from" && stands_still {
                continue;
            }
            if one_value != other_value {
                let (field, text) = both(field, &one_value, &other_value);
                found.push((field, format!("{}: {text}", one["id"])));
            }
        }
    }
    let ended = |outcome: &Value| outcome["case"].get("ended").cloned().unwrap_or_default();
    if ended(engine) != ended(reference) {
        found.push(both("ended", &ended(engine), &ended(reference)));
    }
    let next_change = |outcome: &Value| plain("next_change_at", outcome.get("next_change_at"));
    if next_change(engine) != next_change(reference) {
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

fn run(first: usize, count: usize) -> Findings {
    let mut answers = script("answer.py").stdin(Stdio::piped()).spawn().expect("Python 3.11 on the path");
    let mut input = answers.stdin.take().expect("its input");
    let mut output = BufReader::new(answers.stdout.take().expect("its output")).lines();
    let (send, receive) = sync_channel(1024);
    let feeder = thread::spawn(move || {
        for line in Questions::new(first, count) {
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
    assert!(answers.wait().is_ok_and(|status| status.success()), "the reference ended well");
    findings
}

/// The smallest question that differs in the same way.
fn smallest(question: &Value, engine: &mut Engine, reference: &mut Reference) -> Value {
    let mut kind = |question: &Value| kind_of(&differences(&engine.answer(question), &reference.answer(question)));
    let wanted = kind(question);
    shrink(question, |candidate| kind(candidate) == wanted)
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
    let smallest = smallest(question, &mut engine, reference);
    let (ours, theirs) = (engine.answer(&smallest), reference.answer(&smallest));
    println!("\n{count} questions differ like this; the first is {}", described(&smallest));
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
    let (questions, shrunk) = (number_of("BYWHEN_QUESTIONS", 20_000), number_of("BYWHEN_SHRUNK", 20));
    let from = number_of("BYWHEN_FROM", 0);
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let share = questions.div_ceil(workers).next_multiple_of(QUESTIONS_OF_A_CHARTER);
    let mut findings = Findings::default();
    thread::scope(|scope| {
        let running: Vec<_> = (0..questions)
            .step_by(share)
            .map(|first| scope.spawn(move || run(from + first, share.min(questions - first))))
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
    assert!(questions < 1_000 || findings.dates * 2 > findings.questions, "most questions have dates");
    assert!(kinds.is_empty(), "the engine and the reference differ");
}
