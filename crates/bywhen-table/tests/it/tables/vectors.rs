//! A table says what single cases say: the vectors that every binding runs, as rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use bywhen::{CompileOptions, Family, Plan, Versions};
use bywhen_table::read::Format;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::tables::support::{self, FORMATS, Grid, Row, Scenario};

#[derive(Deserialize)]
struct Vector {
    name: String,
    charter: String,
    known_on: Option<NaiveDate>,
    #[serde(default)]
    choices: BTreeMap<String, String>,
    case: Case,
    expected: Option<Value>,
    error: Option<String>,
    /// The text of a random charter.
    #[serde(skip)]
    text: Option<String>,
}

#[derive(Deserialize)]
struct Index {
    count: usize,
    files: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
struct Case {
    kind: Option<String>,
    channel: Option<String>,
    service: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, Value>,
    received: String,
    #[serde(default)]
    events: Vec<Happened>,
    at: String,
}

#[derive(Deserialize)]
struct Happened {
    event: String,
    at: String,
    until: Option<String>,
    reason: Option<String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors")
}

fn read<T: for<'de> Deserialize<'de>>(file: impl AsRef<Path>) -> T {
    serde_json::from_str(&fs::read_to_string(folder().join(file)).expect("a file")).expect("what stands in such a file")
}

impl Vector {
    fn by_hand() -> Vec<Vector> {
        let files = fs::read_dir(folder()).expect("the vectors").map(|file| file.expect("a file").path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|ending| ending == "json")).collect();
        files.sort();
        files.iter().flat_map(read::<Vec<Vector>>).collect()
    }

    /// Those of which the reference says what comes out.
    fn generated() -> Vec<Vector> {
        let index: Index = read("generated/index.json");
        let texts: BTreeMap<String, String> = read("generated/charters.json");
        let files = index.files.keys().map(|file| Path::new("generated").join(file));
        let mut vectors: Vec<Vector> = files.flat_map(read::<Vec<Vector>>).collect();
        assert_eq!(vectors.len(), index.count);
        for vector in &mut vectors {
            vector.text = texts.get(&vector.charter).cloned();
        }
        vectors
    }

    /// Who is asked, and of which reading.
    fn request(&self) -> String {
        format!("{} {:?} {:?}", self.charter, self.known_on, self.choices)
    }

    /// Who is asked, or why nobody can be.
    fn scenario(&self) -> Result<Scenario, String> {
        Ok(Scenario::new(self.versions()?, &self.case.at))
    }

    fn versions(&self) -> Result<Versions, String> {
        let text_of = |error: &dyn std::fmt::Display| error.to_string();
        let setting = CompileOptions::default().known_on(self.known_on);
        let setting = self.choices.iter().fold(setting, |setting, (choice, option)| setting.choose(choice, option));
        if let Some(text) = &self.text {
            let plan = Plan::compile(support::charter(text), &setting);
            return plan.map(Versions::one).map_err(|error| text_of(&error));
        }
        let (id, version) = match self.charter.split_once('@') {
            Some((id, version)) => (id, Some(version)),
            None => (self.charter.as_str(), None),
        };
        let family = Family::bundled(id).map_err(|error| text_of(&error))?;
        match version {
            Some(version) => {
                let version = family.version(version).map_err(|error| text_of(&error))?;
                Ok(Versions::one(version.plan(&setting).map_err(|error| text_of(&error))?))
            }
            None => Versions::over_time(family, &setting).map_err(|error| text_of(&error)),
        }
    }

    /// What a case is, without its events.
    fn cells(&self) -> Vec<(String, String)> {
        let case = &self.case;
        let fields = [("kind", &case.kind), ("channel", &case.channel), ("service", &case.service)];
        let fields = fields.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), cell.clone()?)));
        let written = |value: &Value| match value {
            Value::Bool(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Value::String(text) => text.clone(),
            number => number.to_string(),
        };
        let facts = case.facts.iter().map(|(fact, value)| (fact.clone(), written(value)));
        std::iter::once(("case_id".to_owned(), self.name.clone())).chain(fields).chain(facts).collect()
    }

    /// The events too, a column each. Nothing where one happened twice.
    fn wide(&self) -> Option<Vec<(String, String)>> {
        let mut cells = self.cells();
        cells.push(("received".to_owned(), self.case.received.clone()));
        let mut found = BTreeSet::from(["received"]);
        for Happened { event, at, until, reason } in &self.case.events {
            if !found.insert(event.as_str()) {
                return None;
            }
            cells.push((event.clone(), at.clone()));
            let until = until.iter().map(|until| (format!("{event}.until"), until.clone()));
            cells.extend(until.chain(reason.iter().map(|reason| (format!("{event}.reason"), reason.clone()))));
        }
        Some(cells)
    }

    /// The events as lines of a log, the last one first.
    fn log(&self, log: &mut Grid) {
        for Happened { event, at, until, reason } in self.case.events.iter().rev() {
            let mut line = vec![("case_id", self.name.as_str()), ("event", event), ("at", at)];
            line.extend(until.iter().map(|until| ("until", until.as_str())));
            line.extend(reason.iter().map(|reason| ("reason", reason.as_str())));
            log.add(&line);
        }
        log.add(&[("case_id", &self.name), ("event", "received"), ("at", &self.case.received)]);
    }

    /// What a row of outcomes ought to say, or several.
    fn expected(&self) -> Vec<[String; 10]> {
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let promises = self.expected.as_ref().map(|outcome| outcome["promises"].as_array().expect("a list"));
        let promises = promises.into_iter().flatten().map(|promise| {
            let late = promise["late_by"].as_object().and_then(|late| late.iter().next());
            let [id, status, due, due_at] = ["id", "status", "due", "due_at"].map(|field| text(&promise[field]));
            let (unit, by) = late.map(|(unit, by)| (unit.clone(), text(by))).unwrap_or_default();
            let why = promise["provisional"].as_array().into_iter().flatten().map(text).collect();
            let warnings: Vec<String> = promise["warn_at"].as_array().into_iter().flatten().map(text).collect();
            // Left out where it is false.
            let soon = promise["due_soon"].as_bool().unwrap_or(false).to_string();
            [stage_of(&id).to_owned(), id, status, due, due_at, by, unit, soon, warnings.join("; "), in_order(why)]
        });
        let promises: Vec<_> = promises.collect();
        if promises.is_empty() { vec![Default::default()] } else { promises }
    }
}

/// `2` of `complaints/stage-2/respond`; 1 where a standard has no stages.
fn stage_of(id: &str) -> &str {
    id.split('/').find_map(|part| part.strip_prefix("stage-")).unwrap_or("1")
}

/// Why a date may move, as one text. The order says nothing.
fn in_order(mut why: Vec<String>) -> String {
    why.sort();
    why.join("; ")
}

fn outcomes_of(rows: &[Row], case: &str) -> Vec<[String; 10]> {
    let columns = ["stage", "promise", "status", "due", "due_at", "late_by", "late_by_unit", "due_soon", "warn_at"];
    let own = rows.iter().filter(|row| row.get("case_id") == case);
    own.map(|row| {
        let [stage, promise, status, due, due_at, by, unit, soon, warnings] = columns.map(|column| row.get(column));
        let why = row.get("provisional").split("; ").map(str::to_owned).collect();
        [stage, promise, status, due, due_at, by, unit, soon, warnings, in_order(why)]
    })
    .collect()
}

fn add(grid: &mut Grid, cells: &[(String, String)]) {
    let cells: Vec<(&str, &str)> = cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
    grid.add(&cells);
}

#[test]
fn tables_agree_with_single_cases() {
    let (in_columns, from_logs) = compare(&Vector::by_hand(), &FORMATS);
    println!("{in_columns} compared in columns, {from_logs} from a log");
    assert!(in_columns >= 60 * 3, "only {in_columns}");
    assert!(from_logs >= 65 * 3, "only {from_logs}");
}

/// In one format: that the formats are the same is seen by those above.
#[test]
fn tables_agree_with_the_reference() {
    let vectors = Vector::generated();
    let (in_columns, from_logs) = compare(&vectors, &[Format::Csv]);
    println!("{in_columns} compared in columns, {from_logs} from a log, of {} vectors", vectors.len());
    assert_eq!(from_logs, vectors.iter().filter(|vector| vector.expected.is_some()).count());
}

/// Vectors that are asked the same question stand in one table. How many were compared in columns, and from a log.
fn compare(vectors: &[Vector], formats: &[Format]) -> (usize, usize) {
    let mut groups: BTreeMap<String, BTreeMap<&str, Vec<&Vector>>> = BTreeMap::new();
    for vector in vectors.iter().filter(|vector| vector.expected.is_some()) {
        groups.entry(vector.request()).or_default().entry(&vector.case.at).or_default().push(vector);
    }
    let (mut wide_compared, mut log_compared) = (0, 0);
    for tables in groups.values() {
        let first = tables.values().next().expect("a table");
        let versions = first[0].versions().expect("a charter");
        for (at, group) in tables {
            let (mut wide, mut ids, mut log) = (Grid::default(), Grid::default(), Grid::default());
            for vector in group {
                if let Some(cells) = vector.wide() {
                    add(&mut wide, &cells);
                }
                add(&mut ids, &vector.cells());
                vector.log(&mut log);
            }
            for format in formats.iter().copied() {
                let scenario = || Scenario::new(versions.clone(), at);
                let in_columns = || scenario().assess(wide.open(format)).expect("outcomes").0;
                let columns = if wide.rows.is_empty() { Vec::new() } else { in_columns() };
                let logged = scenario().log(log.open(format)).expect("a log");
                let (logged, summary) = logged.assess(ids.open(format)).expect("outcomes");
                assert_eq!(summary.refused, 0);
                for vector in group {
                    let compare = |rows: &[Row], how: &str| {
                        assert_eq!(
                            outcomes_of(rows, &vector.name),
                            vector.expected(),
                            "{}, {how}, {format}",
                            vector.name
                        );
                    };
                    if vector.wide().is_some() {
                        compare(&columns, "in columns");
                        wide_compared += 1;
                    }
                    compare(&logged, "from a log");
                    log_compared += 1;
                }
            }
        }
    }
    (wide_compared, log_compared)
}

#[test]
fn rows_are_refused_as_single_cases_are() {
    let mut compared = 0;
    for vector in Vector::by_hand() {
        let Some(error) = &vector.error else { continue };
        for format in FORMATS {
            compared += 1;
            let scenario = match vector.scenario() {
                Err(sentence) => {
                    assert_eq!(&sentence, error, "{}", vector.name);
                    continue;
                }
                Ok(scenario) => scenario,
            };
            let mut wide = Grid::default();
            let cells = vector.wide().expect("no event twice");
            add(&mut wide, &cells);
            // Nothing of the case is passed over as a column that means nothing.
            let scenario = cells.iter().fold(scenario, |scenario, (column, _)| scenario.map(column, column));
            match scenario.assess(wide.open(format)) {
                Ok((rows, summary)) => {
                    assert_eq!((rows.len(), summary.refused), (1, 1), "{}", vector.name);
                    let reason = rows[0].get("error");
                    assert!(reason.ends_with(error.as_str()), "{}, {format}: {reason}", vector.name);
                }
                // What no case can be is no column of a table either.
                Err(reason) if error.starts_with("fact `urgent`") || error.starts_with("event `acknowleged`") => {
                    let reason = reason.to_string();
                    let name = error.split('`').nth(1).expect("a name");
                    assert!(reason.starts_with(&format!("`{name}` is nothing that this charter knows")), "{reason}");
                    assert_eq!(reason.contains("did you mean"), error.contains("did you mean"), "{reason}");
                }
                Err(reason) => assert_eq!(&reason.to_string(), error, "{}, {format}", vector.name),
            }
        }
    }
    println!("{compared} refusals compared");
    assert!(compared >= 15 * 3, "only {compared}");
}

/// The same from a log, where the names of events are data: one that means nothing is passed over and counted.
#[test]
fn an_event_that_is_misspelt_in_a_log_is_counted() {
    let vectors = Vector::by_hand();
    let vector = vectors.iter().find(|vector| vector.name == "an event that is misspelt").expect("the vector");
    let (mut ids, mut log) = (Grid::default(), Grid::default());
    add(&mut ids, &vector.cells());
    vector.log(&mut log);
    let scenario = vector.scenario().expect("a question").log(log.open(Format::Csv)).expect("a log");
    let ignored = &scenario.log.as_ref().expect("a log").ignored;
    assert_eq!(ignored.iter().map(|(event, lines)| (event.as_str(), *lines)).collect::<Vec<_>>(), [("acknowleged", 1)]);
    assert_eq!(scenario.assess(ids.open(Format::Csv)).expect("outcomes").1.assessed, 1);
}
