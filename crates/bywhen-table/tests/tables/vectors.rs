//! A table says what single cases say: the vectors that every binding runs, as rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bywhen::{Family, Setting};
use bywhen_table::Versions;
use bywhen_table::read::Format;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::support::{Asked, FORMATS, Grid, Row};

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
}

#[derive(Deserialize)]
struct Case {
    kind: Option<String>,
    channel: Option<String>,
    service: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, bool>,
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

impl Vector {
    fn all() -> Vec<Vector> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors");
        let files = fs::read_dir(folder).expect("the vectors").map(|file| file.expect("a file").path());
        let mut files: Vec<_> = files.collect();
        files.sort();
        let read = |file| serde_json::from_str::<Vec<Vector>>(&fs::read_to_string(file).expect("a file"));
        files.iter().flat_map(|file| read(file).expect("vectors")).collect()
    }

    /// Who is asked, or why nobody can be.
    fn asked(&self) -> Result<Asked, String> {
        let said = |error: &dyn std::fmt::Display| error.to_string();
        let setting = Setting::default().known_on(self.known_on);
        let setting = self.choices.iter().fold(setting, |setting, (choice, option)| setting.choose(choice, option));
        let (id, version) = match self.charter.split_once('@') {
            Some((id, version)) => (id, Some(version)),
            None => (self.charter.as_str(), None),
        };
        let family = Family::bundled(id).map_err(|error| said(&error))?;
        let versions = match version {
            Some(version) => {
                let version = family.version(version).map_err(|error| said(&error))?;
                Versions::one(version.plan(&setting).map_err(|error| said(&error))?)
            }
            None => Versions::over_time(family, &setting).map_err(|error| said(&error))?,
        };
        Ok(Asked::new(versions, &self.case.at))
    }

    /// What a case is, without its events.
    fn cells(&self) -> Vec<(String, String)> {
        let case = &self.case;
        let fields = [("kind", &case.kind), ("channel", &case.channel), ("service", &case.service)];
        let fields = fields.into_iter().filter_map(|(name, cell)| Some((name.to_owned(), cell.clone()?)));
        let facts = case.facts.iter().map(|(fact, holds)| (fact.clone(), if *holds { "yes" } else { "no" }.to_owned()));
        std::iter::once(("case_id".to_owned(), self.name.clone())).chain(fields).chain(facts).collect()
    }

    /// The events too, a column each. Nothing where one happened twice.
    fn wide(&self) -> Option<Vec<(String, String)>> {
        let mut cells = self.cells();
        cells.push(("received".to_owned(), self.case.received.clone()));
        let mut seen = BTreeSet::from(["received"]);
        for Happened { event, at, until, reason } in &self.case.events {
            if !seen.insert(event.as_str()) {
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
    fn expected(&self) -> Vec<[String; 8]> {
        let text = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let promises = self.expected.as_ref().map(|outcome| outcome["promises"].as_array().expect("a list"));
        let promises = promises.into_iter().flatten().map(|promise| {
            let late = promise["late_by"].as_object().and_then(|late| late.iter().next());
            let why: Vec<String> = promise["provisional"].as_array().expect("a list").iter().map(text).collect();
            let [id, stage] = ["id", "stage"].map(|field| text(&promise[field]));
            let [status, due, due_at] = ["status", "due", "due_at"].map(|field| text(&promise[field]));
            let (unit, by) = late.map(|(unit, by)| (unit.clone(), text(by))).unwrap_or_default();
            [id, stage, status, due, due_at, by, unit, why.join("; ")]
        });
        let promises: Vec<_> = promises.collect();
        if promises.is_empty() { vec![Default::default()] } else { promises }
    }
}

fn said(rows: &[Row], case: &str) -> Vec<[String; 8]> {
    let columns = ["promise", "stage", "status", "due", "due_at", "late_by", "late_by_unit", "provisional"];
    let own = rows.iter().filter(|row| row.get("case_id") == case);
    own.map(|row| columns.map(|column| row.get(column))).collect()
}

fn add(grid: &mut Grid, cells: &[(String, String)]) {
    let cells: Vec<(&str, &str)> = cells.iter().map(|(name, cell)| (name.as_str(), cell.as_str())).collect();
    grid.add(&cells);
}

/// Those that are asked the same question stand in one table.
#[test]
fn a_table_says_what_single_cases_say() {
    let vectors = Vector::all();
    let mut groups: BTreeMap<String, Vec<&Vector>> = BTreeMap::new();
    for vector in vectors.iter().filter(|vector| vector.expected.is_some()) {
        let Vector { charter, known_on, choices, case, .. } = vector;
        groups.entry(format!("{charter} {known_on:?} {choices:?} {}", case.at)).or_default().push(vector);
    }
    let (mut wide_compared, mut log_compared) = (0, 0);
    for group in groups.values() {
        let (mut wide, mut ids, mut log) = (Grid::default(), Grid::default(), Grid::default());
        for vector in group {
            if let Some(cells) = vector.wide() {
                add(&mut wide, &cells);
            }
            add(&mut ids, &vector.cells());
            vector.log(&mut log);
        }
        for format in FORMATS {
            let asked = || group[0].asked().expect("a question");
            let in_columns = || asked().assess(wide.open(format)).expect("outcomes").0;
            let columns = if wide.rows.is_empty() { Vec::new() } else { in_columns() };
            let logged = asked().log(log.open(format)).expect("a log");
            let (logged, summary) = logged.assess(ids.open(format)).expect("outcomes");
            assert_eq!(summary.refused, 0);
            for vector in group {
                let compare = |rows: &[Row], how: &str| {
                    assert_eq!(said(rows, &vector.name), vector.expected(), "{}, {how}, {format}", vector.name);
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
    println!("{wide_compared} compared in columns, {log_compared} from a log");
    assert!(wide_compared >= 60 * 3, "only {wide_compared}");
    assert!(log_compared >= 65 * 3, "only {log_compared}");
}

#[test]
fn what_a_single_case_is_refused_for_a_row_is_refused_for() {
    let mut compared = 0;
    for vector in Vector::all() {
        let Some(error) = &vector.error else { continue };
        for format in FORMATS {
            compared += 1;
            let asked = match vector.asked() {
                Err(sentence) => {
                    assert_eq!(&sentence, error, "{}", vector.name);
                    continue;
                }
                Ok(asked) => asked,
            };
            let mut wide = Grid::default();
            let cells = vector.wide().expect("no event twice");
            add(&mut wide, &cells);
            // Nothing of the case is passed over as a column that means nothing.
            let asked = cells.iter().fold(asked, |asked, (column, _)| asked.map(column, column));
            match asked.assess(wide.open(format)) {
                Ok((rows, summary)) => {
                    assert_eq!((rows.len(), summary.refused), (1, 1), "{}", vector.name);
                    let said = rows[0].get("error");
                    assert!(said.ends_with(error.as_str()), "{}, {format}: {said}", vector.name);
                }
                // What no case can be is no column of a table either.
                Err(said) if error.starts_with("fact `urgent`") || error.starts_with("event `acknowleged`") => {
                    let said = said.to_string();
                    let name = error.split('`').nth(1).expect("a name");
                    assert!(said.starts_with(&format!("`{name}` is nothing that this charter knows")), "{said}");
                    assert_eq!(said.contains("did you mean"), error.contains("did you mean"), "{said}");
                }
                Err(said) => assert_eq!(&said.to_string(), error, "{}, {format}", vector.name),
            }
        }
    }
    println!("{compared} refusals compared");
    assert!(compared >= 15 * 3, "only {compared}");
}

/// The same from a log, where the names of events are data: one that means nothing is passed over and counted.
#[test]
fn an_event_that_is_misspelt_in_a_log_is_counted() {
    let vectors = Vector::all();
    let vector = vectors.iter().find(|vector| vector.name == "an event that is misspelt").expect("the vector");
    let (mut ids, mut log) = (Grid::default(), Grid::default());
    add(&mut ids, &vector.cells());
    vector.log(&mut log);
    let asked = vector.asked().expect("a question").log(log.open(Format::Csv)).expect("a log");
    let ignored = &asked.log.as_ref().expect("a log").ignored;
    assert_eq!(ignored.iter().map(|(event, lines)| (event.as_str(), *lines)).collect::<Vec<_>>(), [("acknowleged", 1)]);
    assert_eq!(asked.assess(ids.open(Format::Csv)).expect("outcomes").1.assessed, 1);
}
