//! The columns of a batch as the engine reads them.

use std::collections::HashSet;

use arrow::array::{Array, ArrayRef, AsArray, RecordBatch};
use arrow::datatypes::DataType;
use bywhen::Plan;
use bywhen::engine::batch::{Cases, EventColumn, EventKey, FactColumn, Given, Key, Log, Stamp};

use super::beside::put_times;
use super::mapping::EventColumns;
use super::names::Coded;
use super::texts::Texts;
use super::times::{Clock, stamps, untils};
use super::{DateFormat, Mapping, MappingError, Naming};
use crate::refusal::Refusal;

/// The names that were looked up so far.
#[derive(Debug)]
pub(crate) struct Known {
    kinds: Coded,
    channels: Coded,
    services: Coded,
    reasons: Coded,
}

/// A batch in codes and times.
#[derive(Debug)]
pub(crate) struct Decoded {
    rows: usize,
    kind: Column,
    channel: Column,
    service: Column,
    facts: Vec<(Key, Vec<Option<bool>>)>,
    events: Vec<DecodedEvent>,
    /// Names and facts that mean nothing to this version. A row may be here several times.
    pub(crate) misnamed: Vec<Refusal>,
    /// Times that cannot be read, whatever the version.
    pub(crate) misplaced: Vec<Refusal>,
}

#[derive(Debug)]
enum Column {
    All(Option<Key>),
    Each(Vec<Option<Key>>),
}

#[derive(Debug)]
struct DecodedEvent {
    event: EventKey,
    at: Vec<Stamp>,
    until: Option<Vec<Stamp>>,
    reason: Option<Vec<Option<Key>>>,
}

impl Known {
    pub(crate) fn new() -> Known {
        Known { kinds: Coded::new(), channels: Coded::new(), services: Coded::new(), reasons: Coded::new() }
    }
}

impl Decoded {
    pub(crate) fn new(
        plan: &Plan,
        mapping: &Mapping,
        naming: &Naming,
        known: &mut Known,
        batch: &RecordBatch,
    ) -> Result<Decoded, MappingError> {
        let zone = &plan.charter().zone;
        let naive = naming.zone.as_ref().unwrap_or(zone);
        let clock = |format: DateFormat| Clock { charter: zone, naive, format };
        let mut reader = Reader { batch, rows: batch.num_rows(), wrong: Vec::new() };

        let kind = reader.field(mapping.kind.as_deref(), "kind", naming.kind.as_deref(), &mut known.kinds, |text| {
            said(plan.kind(Some(text)).map(Some))
        })?;
        let channel = reader.field(
            mapping.channel.as_deref(),
            "channel",
            naming.channel.as_deref(),
            &mut known.channels,
            |text| said(plan.channel(text).map(Some)),
        )?;
        let service = reader.field(
            mapping.service.as_deref(),
            "service",
            naming.service.as_deref(),
            &mut known.services,
            |text| said(plan.service(text)),
        )?;
        let facts = mapping.facts.iter().map(|(column, fact)| Ok((*fact, reader.truths(column)?)));
        let facts = facts.collect::<Result<Vec<_>, MappingError>>()?;
        let misnamed = std::mem::take(&mut reader.wrong);

        let mut events = Vec::with_capacity(mapping.events.len());
        for event in &mapping.events {
            let at = reader.event(event, clock(event.dates))?;
            let until = match &event.until {
                Some((column, format)) => Some(reader.untils(column, clock(*format))?),
                None => None,
            };
            let reason = match &event.reason {
                Some(column) => Some(reader.names(column, "reason", &mut known.reasons, |text| Ok(plan.reason(text)))?),
                None => None,
            };
            // A column in which nothing ever happened would only send every row the long way.
            if at.iter().all(|stamp| *stamp == Stamp::NONE) {
                continue;
            }
            events.push(DecodedEvent { event: event.event, at, until, reason });
        }
        let Reader { rows, wrong: misplaced, .. } = reader;
        Ok(Decoded { rows, kind, channel, service, facts, events, misnamed, misplaced })
    }

    /// The slices that the engine reads.
    pub(crate) fn cases<'a>(&'a self, log: Option<Log<'a>>) -> Cases<'a> {
        Cases {
            len: self.rows,
            kind: self.kind.given(),
            channel: self.channel.given(),
            service: self.service.given(),
            facts: self.facts.iter().map(|(fact, holds)| FactColumn { fact: *fact, holds }).collect(),
            events: self.events.iter().map(DecodedEvent::column).collect(),
            log,
        }
    }

    /// The columns of an event, one after the other.
    pub(crate) fn times(&self, event: EventKey) -> impl Iterator<Item = &[Stamp]> {
        self.events.iter().filter(move |known| known.event == event).map(|known| known.at.as_slice())
    }

    /// Every column of events.
    pub(crate) fn events(&self) -> impl Iterator<Item = (EventKey, &[Stamp])> {
        self.events.iter().map(|known| (known.event, known.at.as_slice()))
    }

    /// The channel of each row.
    pub(crate) fn channel(&self, row: usize) -> Option<Key> {
        match &self.channel {
            Column::All(key) => *key,
            Column::Each(keys) => keys.get(row).copied().flatten(),
        }
    }
}

impl DecodedEvent {
    fn column(&self) -> EventColumn<'_> {
        EventColumn { event: self.event, at: &self.at, until: self.until.as_deref(), reason: self.reason.as_deref() }
    }
}

impl Column {
    fn given(&self) -> Given<'_> {
        match self {
            Column::All(key) => Given::All(*key),
            Column::Each(keys) => Given::Each(keys),
        }
    }
}

struct Reader<'b> {
    batch: &'b RecordBatch,
    rows: usize,
    wrong: Vec<Refusal>,
}

/// A column by its name.
pub(crate) fn column(batch: &RecordBatch, name: &str) -> Result<ArrayRef, MappingError> {
    let columns = || batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    let missing = || MappingError::NoColumn { given: name.to_owned(), suggestion: None, columns: columns() };
    batch.column_by_name(name).cloned().ok_or_else(missing)
}

/// Whether nothing stands in a column. Its type then says nothing: frames give such a column any.
pub(super) fn is_empty(column: &ArrayRef) -> bool {
    *column.data_type() == DataType::Null || column.null_count() == column.len()
}

/// A column of text, or of numbers as text: a case may be called 17.
pub(crate) fn text_column(batch: &RecordBatch, name: &str, what: &str) -> Result<Texts, MappingError> {
    let array = column(batch, name)?;
    Texts::of(&array).or_else(|| Texts::of_numbers(&array)).ok_or_else(|| MappingError::Wrong {
        column: name.to_owned(),
        what: what.to_owned(),
        why: format!("it holds {}, and text is needed", array.data_type()),
    })
}

impl Reader<'_> {
    /// What each case says of itself, and where it says nothing what was said for all.
    fn field(
        &mut self,
        column: Option<&str>,
        what: &str,
        for_all: Option<&str>,
        known: &mut Coded,
        look_up: impl Fn(&str) -> Result<Option<Key>, String>,
    ) -> Result<Column, MappingError> {
        let for_all = for_all.map(&look_up);
        let mut each: Vec<Option<Key>> = match (column, &for_all) {
            (Some(column), _) => self.names(column, what, known, look_up)?,
            (None, None) => return Ok(Column::All(None)),
            (None, Some(Ok(key))) => return Ok(Column::All(*key)),
            (None, Some(Err(_))) => vec![None; self.rows],
        };
        let Some(for_all) = for_all else { return Ok(Column::Each(each)) };
        let texts = match column {
            Some(column) => Texts::of(&self::column(self.batch, column)?),
            None => None,
        };
        let says = |row: usize| texts.as_ref().is_some_and(|texts| texts.get(row).is_some());
        for (row, key) in each.iter_mut().enumerate().filter(|(row, _)| !says(*row)) {
            match &for_all {
                Ok(for_all) => *key = *for_all,
                Err(reason) => self.wrong.push(refusal(row, what, reason)),
            }
        }
        Ok(Column::Each(each))
    }

    fn names(
        &mut self,
        column: &str,
        what: &str,
        known: &mut Coded,
        look_up: impl Fn(&str) -> Result<Option<Key>, String>,
    ) -> Result<Vec<Option<Key>>, MappingError> {
        let array = self::column(self.batch, column)?;
        if is_empty(&array) {
            return Ok(vec![None; self.rows]);
        }
        let texts = Texts::of(&array).ok_or_else(|| MappingError::Wrong {
            column: column.to_owned(),
            what: format!("a {what}"),
            why: format!("it holds {}, and names are needed", array.data_type()),
        })?;
        let wrong = &mut self.wrong;
        Ok(known.read(&texts, look_up, |row, reason| wrong.push(refusal(row, column, reason))))
    }

    fn stamps(&mut self, column: &str, clock: Clock<'_>) -> Result<Vec<Stamp>, MappingError> {
        let array = self::column(self.batch, column)?;
        let wrong = &mut self.wrong;
        stamps(&array, clock, |row, reason| wrong.push(refusal(row, column, reason)))
            .map_err(|why| MappingError::Wrong { column: column.to_owned(), what: "a time".to_owned(), why })
    }

    /// When an event was, of which one column may tell the day and another the time.
    fn event(&mut self, event: &EventColumns, clock: Clock<'_>) -> Result<Vec<Stamp>, MappingError> {
        let before = self.wrong.len();
        let mut at = self.stamps(&event.at, clock)?;
        let Some(time) = &event.time else { return Ok(at) };
        let unread: HashSet<usize> = self.wrong.iter().skip(before).map(|refusal| refusal.row).collect();
        let times = self::column(self.batch, time)?;
        let wrong = &mut self.wrong;
        let unread = |row: usize| unread.contains(&row);
        put_times(&mut at, &times, clock, &event.at, unread, |row, reason| wrong.push(refusal(row, time, reason)))
            .map_err(|why| MappingError::Wrong { column: time.clone(), what: "a time of day".to_owned(), why })?;
        Ok(at)
    }

    /// The dates and times that were given with an event.
    fn untils(&mut self, column: &str, clock: Clock<'_>) -> Result<Vec<Stamp>, MappingError> {
        let array = self::column(self.batch, column)?;
        let wrong = &mut self.wrong;
        untils(&array, clock, |row, reason| wrong.push(refusal(row, column, reason)))
            .map_err(|why| MappingError::Wrong { column: column.to_owned(), what: "a date or time".to_owned(), why })
    }

    /// Yes and no. An empty cell is neither.
    fn truths(&mut self, column: &str) -> Result<Vec<Option<bool>>, MappingError> {
        let array = self::column(self.batch, column)?;
        if let Some(truths) = array.as_boolean_opt() {
            return Ok(truths.iter().collect());
        }
        if is_empty(&array) {
            return Ok(vec![None; self.rows]);
        }
        // 1 and 0 are yes and no as numbers too.
        let is_number = array.data_type().is_integer() || array.data_type().is_floating();
        let texts = if is_number { Texts::of_numbers(&array) } else { Texts::of(&array) };
        let texts = texts.ok_or_else(|| MappingError::Wrong {
            column: column.to_owned(),
            what: "a fact".to_owned(),
            why: format!("it holds {}, and yes or no is needed", array.data_type()),
        })?;
        let mut truths = Vec::with_capacity(self.rows);
        for row in 0..self.rows {
            let truth = texts.get(row).map(|text| (text, truth(text)));
            if let Some((text, None)) = truth {
                self.wrong.push(refusal(row, column, format!("`{text}` is neither yes nor no")));
            }
            truths.push(truth.and_then(|(_, truth)| truth));
        }
        Ok(truths)
    }
}

fn refusal(row: usize, column: &str, reason: impl std::fmt::Display) -> Refusal {
    Refusal::new(row, &format!("`{column}`: {reason}"), format!("`{column}` cannot be understood"))
}

fn truth(text: &str) -> Option<bool> {
    let is = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    match () {
        () if is(&["yes", "true", "y", "1"]) => Some(true),
        () if is(&["no", "false", "n", "0"]) => Some(false),
        () => None,
    }
}

fn said<T>(found: Result<T, bywhen::CaseError>) -> Result<T, String> {
    found.map_err(|error| error.to_string())
}
