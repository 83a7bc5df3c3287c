//! A log of events beside a table of cases: a line an event, in any order.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};

use bywhen::Plan;
use bywhen::engine::batch::{EncodedTime, EventKey, LogEntry, NameKey};
use bywhen::engine::find_conflict;
use bywhen::engine::slug;

use crate::columns::{
    ColumnSpec, MappingError, TimeDecoder, column, encode_times, encode_untils, event_name, merge_times,
    reject_conflicts, text_column, unknown_name,
};
use crate::error::TableError;
use crate::read::{Opened, Rows};

/// The columns of a log, and the charter's names for its events.
#[derive(Clone, Debug)]
pub struct LogSpec {
    /// The column that names the case.
    pub case_id: String,
    /// The column that says what happened.
    pub event: String,
    /// The column that says when.
    pub at: String,
    /// The column with the time of day, where `at` has the day; where none is named, `at.time` if there is one.
    pub time: Option<String>,
    /// The column with the date or time that was given; where none is named, `until` if there is one.
    pub until: Option<String>,
    /// The column with the reason that was given; where none is named, `reason` if there is one.
    pub reason: Option<String>,
    /// Names of events: the log's and the charter's.
    pub events: Vec<(String, String)>,
}

/// Why the columns of a log cannot be what they are said to be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogSpecError {
    /// A name that no column of a log has.
    #[error("`{0}` is no column of a log: write case_id, event, at, at.time, until or reason")]
    UnknownColumn(String),
    /// Two columns are the same.
    #[error("the columns `{one}` and `{other}` of the log are both said to be `{what}`: say which is")]
    Duplicate {
        /// The role of both.
        what: String,
        /// The first of them.
        one: String,
        /// The second.
        other: String,
    },
}

impl Default for LogSpec {
    fn default() -> LogSpec {
        LogSpec {
            case_id: "case_id".to_owned(),
            event: "event".to_owned(),
            at: "at".to_owned(),
            time: None,
            until: None,
            reason: None,
            events: Vec::new(),
        }
    }
}

impl LogSpec {
    /// Says what columns of the log are: `case_id`, `event`, `at`, `at.time`, `until` or `reason`.
    ///
    /// # Errors
    ///
    /// Where one is none of these, or two are the same.
    pub fn set_columns(&mut self, columns: &[(String, String)]) -> Result<(), LogSpecError> {
        if let Some(((one, what), (other, _))) =
            find_conflict(columns, |(one, what), (other, of)| what == of && one != other)
        {
            let (what, one, other) = (what.clone(), one.clone(), other.clone());
            return Err(LogSpecError::Duplicate { what, one, other });
        }
        columns.iter().try_for_each(|(column, what)| self.set_column(column, what))
    }

    fn set_column(&mut self, column: &str, what: &str) -> Result<(), LogSpecError> {
        let column = column.to_owned();
        match what {
            "case_id" => self.case_id = column,
            "event" => self.event = column,
            "at" => self.at = column,
            "at.time" => self.time = Some(column),
            "until" => self.until = Some(column),
            "reason" => self.reason = Some(column),
            other => return Err(LogSpecError::UnknownColumn(other.to_owned())),
        }
        Ok(())
    }

    /// The same with the headings as the log spells them, and with the date and the reason where it has them.
    fn resolve(&self, columns: Option<&[String]>) -> LogSpec {
        let spelt = |name: &str| match columns {
            Some(columns) if !columns.iter().any(|column| column == name) => {
                columns.iter().find(|column| slug(column) == slug(name)).cloned()
            }
            _ => Some(name.to_owned()),
        };
        let found = |name: &String| spelt(name).unwrap_or_else(|| name.clone());
        LogSpec {
            case_id: found(&self.case_id),
            event: found(&self.event),
            at: found(&self.at),
            // Of JSON lines nobody knows beforehand whether they have one.
            time: self.time.as_ref().map(found).or_else(|| columns.and_then(|_| spelt("at.time"))),
            until: self.until.as_ref().map(found).or_else(|| spelt("until")),
            reason: self.reason.as_ref().map(found).or_else(|| spelt("reason")),
            events: self.events.clone(),
        }
    }
}

/// The events of cases, held in memory.
#[derive(Debug, Default)]
pub struct EventLog {
    /// Each distinct name of an event.
    names: Vec<String>,
    reasons: Vec<String>,
    cases: HashMap<String, CaseLog>,
    /// Lines whose event the charter does not know, by event.
    pub ignored: BTreeMap<String, u64>,
    /// Every distinct text of its event column.
    pub event_texts: BTreeSet<String>,
    /// How many lines it has.
    pub lines: u64,
    /// Lines that do not say of which case they are.
    pub unattributed_lines: u64,
    /// The first of them, and what is wrong with it.
    pub first_unattributed: Option<(u64, String)>,
    columns: Vec<String>,
}

/// The log of one case.
#[derive(Debug, Default)]
struct CaseLog {
    /// A row of the table has this case id.
    matched: AtomicBool,
    entries: Vec<LogLine>,
    /// The fault of its first unreadable line.
    wrong: Option<String>,
}

#[derive(Clone, Copy, Debug)]
struct LogLine {
    name: u32,
    at: EncodedTime,
    until: EncodedTime,
    reason: Option<u32>,
}

/// The names of a log in the keys of one plan.
#[derive(Debug)]
pub(crate) struct LogKeys {
    events: Vec<Option<EventKey>>,
    reasons: Vec<Option<NameKey>>,
}

impl EventLog {
    /// Reads a whole log.
    ///
    /// # Errors
    ///
    /// Where it cannot be read, a column is missing, or a name given for an event means nothing to the charter. A line
    /// that cannot be read counts against its case, which is refused with the line's number.
    pub fn read(log: Opened, plans: &[Plan], spec: &LogSpec, times: &ColumnSpec) -> Result<EventLog, TableError> {
        let mut read = EventLog::default();
        read.check(plans, spec)?;
        let spec = spec.resolve(log.columns());
        let mut wanted = vec![spec.case_id.clone(), spec.event.clone(), spec.at.clone()];
        wanted.extend(spec.time.iter().chain(&spec.until).chain(&spec.reason).cloned());
        for rows in log.select(&wanted)? {
            read.add_batch(&rows?, plans, &spec, times)?;
        }
        read.columns = wanted;
        Ok(read)
    }

    /// How many cases of the log match no row of the table so far, and the first of them by name; and how many
    /// cases it has. Known once the table has been judged.
    pub fn unmatched_cases(&self) -> (u64, Option<&str>, u64) {
        let unmatched_cases = self.cases.iter().filter(|(_, case_log)| !case_log.matched.load(Ordering::Relaxed));
        let (mut count, mut first) = (0, None::<&str>);
        for (case, _) in unmatched_cases {
            count += 1;
            first = Some(first.map_or(case.as_str(), |known| known.min(case)));
        }
        (count, first, self.cases.len() as u64)
    }

    /// The columns that were read.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// Takes a batch of lines. `plans`: whoever knows an event of the log; the zone is the first one's.
    fn add_batch(
        &mut self,
        rows: &Rows,
        plans: &[Plan],
        spec: &LogSpec,
        times: &ColumnSpec,
    ) -> Result<(), MappingError> {
        let Some(zone) = plans.first().map(|plan| &plan.charter().zone) else { return Ok(()) };
        let batch = &rows.batch;
        let cases = text_column(batch, &spec.case_id, "a case_id")?;
        let events = text_column(batch, &spec.event, "an event")?;
        let mut wrong: HashMap<usize, String> = rows.unreadable.iter().cloned().collect();
        let unreadable = |row: usize| rows.unreadable.binary_search_by_key(&row, |(at, _)| *at).is_ok();
        let decoder = |column: &str| TimeDecoder {
            charter: zone,
            naive: times.zone.as_ref().unwrap_or(zone),
            format: times.dates_of(column),
        };
        let not_a_time = |name: &str, why: String| MappingError::WrongType {
            column: name.to_owned(),
            what: "a time".to_owned(),
            why,
        };
        let mut at = encode_times(&column(batch, &spec.at)?, decoder(&spec.at), |row, reason| {
            wrong.entry(row).or_insert_with(|| format!("`{}`: {reason}", spec.at));
        })
        .map_err(|why| not_a_time(&spec.at, why))?;
        if let Some(name) = &spec.time {
            let failed: HashSet<usize> = wrong.keys().copied().collect();
            let is_unreadable = |row: usize| failed.contains(&row);
            merge_times(&mut at, &column(batch, name)?, decoder(&spec.at), &spec.at, is_unreadable, |row, reason| {
                wrong.entry(row).or_insert_with(|| format!("`{name}`: {reason}"));
            })
            .map_err(|why| not_a_time(name, why))?;
        }
        let until = match &spec.until {
            Some(name) => Some(
                encode_untils(&column(batch, name)?, decoder(name), |row, reason| {
                    wrong.entry(row).or_insert_with(|| format!("`{name}`: {reason}"));
                })
                .map_err(|why| not_a_time(name, why))?,
            ),
            None => None,
        };
        let reasons = spec.reason.as_ref().map(|name| text_column(batch, name, "a reason")).transpose()?;

        let mut codes: HashMap<&str, Option<u32>> = HashMap::new();
        for row in 0..batch.num_rows() {
            self.lines += 1;
            let number = rows.first + row as u64;
            let event = events.get(row);
            let known = event.map(|event| {
                *codes.entry(event).or_insert_with(|| {
                    self.event_texts.insert(event.to_owned());
                    let own = spec.events.iter().find(|(theirs, _)| theirs == event);
                    let ours = event_name(own.map_or(event, |(_, ours)| ours.as_str()));
                    plans.iter().any(|plan| plan.event(&ours).is_ok()).then(|| intern(&mut self.names, &ours))
                })
            });
            if let (Some(event), Some(None), false) = (event, known, unreadable(row)) {
                // Whatever else is wrong with it, no clock looks at it.
                *self.ignored.entry(event.to_owned()).or_default() += 1;
                continue;
            }
            let Some(case) = cases.get(row) else {
                self.unattributed_lines += 1;
                let reason = wrong.remove(&row).unwrap_or_else(|| format!("`{}` is empty", spec.case_id));
                self.first_unattributed.get_or_insert((number, reason));
                continue;
            };
            let case_log = self.cases.entry(case.to_owned()).or_default();
            if let Some(reason) = wrong.get(&row) {
                case_log.wrong.get_or_insert_with(|| format!("row {number} of the log: {reason}"));
                continue;
            }
            let (Some(Some(name)), Some(at)) = (known, at.get(row).copied().filter(|at| *at != EncodedTime::NONE))
            else {
                let missing = event.map_or_else(|| "which event".to_owned(), |event| format!("when `{event}` was"));
                case_log.wrong.get_or_insert_with(|| {
                    format!("row {number} of the log does not say {missing}: complete the row or leave it out")
                });
                continue;
            };
            let reason = reasons.as_ref().and_then(|reasons| reasons.get(row));
            // Of free text, only what a charter names is kept.
            let reason = reason.filter(|reason| plans.iter().any(|plan| plan.reason(reason).is_some()));
            let reason = reason.map(|reason| intern(&mut self.reasons, reason));
            let until = until.as_ref().and_then(|until| until.get(row).copied()).unwrap_or(EncodedTime::NONE);
            case_log.entries.push(LogLine { name, at, until, reason });
        }
        Ok(())
    }

    /// Names given for the log that no charter knows are a mistake of the asker.
    fn check(&self, plans: &[Plan], spec: &LogSpec) -> Result<(), MappingError> {
        reject_conflicts(&spec.events, |one, other| slug(one) != slug(other))?;
        for (_, ours) in &spec.events {
            if !plans.iter().any(|plan| plan.event(&event_name(ours)).is_ok()) {
                return Err(unknown_name(plans, ours));
            }
        }
        Ok(())
    }

    /// The names of the log in the keys of a plan.
    pub(crate) fn keys(&self, plan: &Plan) -> LogKeys {
        LogKeys {
            events: self.names.iter().map(|name| plan.event(name).ok()).collect(),
            reasons: self.reasons.iter().map(|reason| plan.reason(reason)).collect(),
        }
    }

    /// Appends the entries of a case, or returns why they are invalid.
    pub(crate) fn append_entries(&self, case: &str, keys: &LogKeys, entries: &mut Vec<LogEntry>) -> Result<(), String> {
        let Some(case_log) = self.cases.get(case) else { return Ok(()) };
        case_log.matched.store(true, Ordering::Relaxed);
        if let Some(wrong) = &case_log.wrong {
            return Err(wrong.clone());
        }
        let key = |place: u32| keys.events.get(place as usize).copied().flatten();
        let reason = |place: u32| keys.reasons.get(place as usize).copied().flatten();
        entries.extend(case_log.entries.iter().filter_map(|line| {
            let (at, until) = (line.at, line.until);
            Some(LogEntry { event: key(line.name)?, at, until, reason: line.reason.and_then(reason) })
        }));
        Ok(())
    }
}

/// The place of a text in a list of few, where it is added if it is new.
fn intern(texts: &mut Vec<String>, text: &str) -> u32 {
    let known = texts.iter().position(|known| known == text);
    let place = known.unwrap_or_else(|| {
        texts.push(text.to_owned());
        texts.len() - 1
    });
    u32::try_from(place).unwrap_or(u32::MAX)
}
