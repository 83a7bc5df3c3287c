//! The columns of a batch as the engine reads them.

use std::collections::HashSet;

use arrow::array::{Array, RecordBatch};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use bywhen::Plan;
use bywhen::engine::FactValue;
use bywhen::engine::batch::{
    Cases, EncodedFact, EncodedTime, EventColumn, EventKey, FactColumn, KeyColumn, Log, NameKey,
};

use rustc_hash::FxHashMap;

use super::access::is_empty;
use super::mapping::MappedEvent;
use super::name_cache::NameCache;
use super::split_datetime::merge_times;
use super::texts::Texts;
use super::times::{TimeDecoder, encode_times, encode_untils};
use super::{ColumnMapping, ColumnSpec, DateFormat, MappingError};
use crate::refusal::Refusal;

/// The names that were looked up so far.
#[derive(Debug)]
pub(crate) struct NameCaches {
    kinds: NameCache,
    channels: NameCache,
    services: NameCache,
    reasons: NameCache,
}

/// A batch in codes and times.
#[derive(Debug)]
pub(crate) struct DecodedBatch {
    rows: usize,
    kind: KeyColumnBuf,
    channel: KeyColumnBuf,
    service: KeyColumnBuf,
    facts: Vec<(NameKey, Vec<EncodedFact>)>,
    events: Vec<DecodedEventColumn>,
    /// Names and facts that mean nothing to this version. A row may be here several times.
    pub(crate) invalid_names: Vec<Refusal>,
    /// Times that cannot be read, whatever the version.
    pub(crate) invalid_times: Vec<Refusal>,
}

#[derive(Debug)]
enum KeyColumnBuf {
    All(Option<NameKey>),
    Each(Vec<Option<NameKey>>),
}

#[derive(Debug)]
struct DecodedEventColumn {
    event: EventKey,
    at: Vec<EncodedTime>,
    until: Option<Vec<EncodedTime>>,
    reason: Option<Vec<Option<NameKey>>>,
}

impl NameCaches {
    pub(crate) fn new() -> NameCaches {
        NameCaches {
            kinds: NameCache::new(),
            channels: NameCache::new(),
            services: NameCache::new(),
            reasons: NameCache::new(),
        }
    }
}

impl DecodedBatch {
    pub(crate) fn new(
        plan: &Plan,
        mapping: &ColumnMapping,
        spec: &ColumnSpec,
        caches: &mut NameCaches,
        batch: &RecordBatch,
    ) -> Result<DecodedBatch, MappingError> {
        let zone = &plan.charter().zone;
        let naive = spec.zone.as_ref().unwrap_or(zone);
        let decoder = |format: DateFormat| TimeDecoder { charter: zone, naive, format };
        let mut columns = ColumnDecoder { batch, spec, rows: batch.num_rows(), wrong: Vec::new() };

        let kind = columns.field(mapping.kind.as_deref(), "kind", spec.kind.as_deref(), &mut caches.kinds, |text| {
            or_text(plan.kind(Some(text)).map(Some))
        })?;
        let channel = columns.field(
            mapping.channel.as_deref(),
            "channel",
            spec.channel.as_deref(),
            &mut caches.channels,
            |text| or_text(plan.channel(text).map(Some)),
        )?;
        let service = columns.field(
            mapping.service.as_deref(),
            "service",
            spec.service.as_deref(),
            &mut caches.services,
            |text| or_text(plan.service(text)),
        )?;
        let facts = mapping.facts.iter().map(|(column, fact)| Ok((*fact, columns.facts(plan, *fact, column)?)));
        let facts = facts.collect::<Result<Vec<_>, MappingError>>()?;
        let invalid_names = std::mem::take(&mut columns.wrong);

        let mut events = Vec::with_capacity(mapping.events.len());
        for event in &mapping.events {
            let at = columns.event(event, decoder(event.dates))?;
            let until = match &event.until {
                Some((column, format)) => Some(columns.encode_untils(column, decoder(*format))?),
                None => None,
            };
            let reason = match &event.reason {
                Some(column) => {
                    Some(columns.names(column, "reason", &mut caches.reasons, |text| Ok(plan.reason(text)))?)
                }
                None => None,
            };
            // A column in which nothing ever happened would only send every row the long way.
            if at.iter().all(|stamp| *stamp == EncodedTime::NONE) {
                continue;
            }
            events.push(DecodedEventColumn { event: event.event, at, until, reason });
        }
        let ColumnDecoder { rows, wrong: invalid_times, .. } = columns;
        Ok(DecodedBatch { rows, kind, channel, service, facts, events, invalid_names, invalid_times })
    }

    /// The slices that the engine reads.
    pub(crate) fn cases<'a>(&'a self, log: Option<Log<'a>>) -> Cases<'a> {
        Cases {
            len: self.rows,
            kind: self.kind.borrowed(),
            channel: self.channel.borrowed(),
            service: self.service.borrowed(),
            facts: self.facts.iter().map(|(fact, values)| FactColumn { fact: *fact, values }).collect(),
            events: self.events.iter().map(DecodedEventColumn::column).collect(),
            log,
        }
    }

    /// The columns of an event, one after the other.
    pub(crate) fn times(&self, event: EventKey) -> impl Iterator<Item = &[EncodedTime]> {
        self.events.iter().filter(move |known| known.event == event).map(|known| known.at.as_slice())
    }

    /// Every column of events.
    pub(crate) fn events(&self) -> impl Iterator<Item = (EventKey, &[EncodedTime])> {
        self.events.iter().map(|known| (known.event, known.at.as_slice()))
    }

    /// The channel of each row.
    pub(crate) fn channel(&self, row: usize) -> Option<NameKey> {
        match &self.channel {
            KeyColumnBuf::All(key) => *key,
            KeyColumnBuf::Each(keys) => keys.get(row).copied().flatten(),
        }
    }
}

impl DecodedEventColumn {
    fn column(&self) -> EventColumn<'_> {
        EventColumn { event: self.event, at: &self.at, until: self.until.as_deref(), reason: self.reason.as_deref() }
    }
}

impl KeyColumnBuf {
    fn borrowed(&self) -> KeyColumn<'_> {
        match self {
            KeyColumnBuf::All(key) => KeyColumn::All(*key),
            KeyColumnBuf::Each(keys) => KeyColumn::Each(keys),
        }
    }
}

struct ColumnDecoder<'b> {
    batch: &'b RecordBatch,
    spec: &'b ColumnSpec,
    rows: usize,
    wrong: Vec<Refusal>,
}

impl ColumnDecoder<'_> {
    /// The key of each row, or the default where its cell is empty.
    fn field(
        &mut self,
        column: Option<&str>,
        what: &str,
        default: Option<&str>,
        cache: &mut NameCache,
        resolve: impl Fn(&str) -> Result<Option<NameKey>, String>,
    ) -> Result<KeyColumnBuf, MappingError> {
        let default = default.map(&resolve);
        let mut each: Vec<Option<NameKey>> = match (column, &default) {
            (Some(column), _) => {
                let spec = self.spec;
                self.names(column, what, cache, |text| resolve(spec.meaning(column, text)))?
            }
            (None, None) => return Ok(KeyColumnBuf::All(None)),
            (None, Some(Ok(key))) => return Ok(KeyColumnBuf::All(*key)),
            (None, Some(Err(_))) => vec![None; self.rows],
        };
        let Some(default) = default else { return Ok(KeyColumnBuf::Each(each)) };
        let texts = match column {
            Some(column) => Texts::of(&super::column(self.batch, column)?),
            None => None,
        };
        let has_text = |row: usize| texts.as_ref().is_some_and(|texts| texts.get(row).is_some());
        for (row, key) in each.iter_mut().enumerate().filter(|(row, _)| !has_text(*row)) {
            match &default {
                Ok(default) => *key = *default,
                Err(reason) => self.wrong.push(refusal(row, what, reason)),
            }
        }
        Ok(KeyColumnBuf::Each(each))
    }

    fn names(
        &mut self,
        column: &str,
        what: &str,
        cache: &mut NameCache,
        resolve: impl Fn(&str) -> Result<Option<NameKey>, String>,
    ) -> Result<Vec<Option<NameKey>>, MappingError> {
        let array = super::column(self.batch, column)?;
        if is_empty(&array) {
            return Ok(vec![None; self.rows]);
        }
        let texts = Texts::of(&array).ok_or_else(|| MappingError::WrongType {
            column: column.to_owned(),
            what: format!("a {what}"),
            why: format!("it holds {}, and names are needed", array.data_type()),
        })?;
        let wrong = &mut self.wrong;
        Ok(cache.resolve_all(&texts, resolve, |row, reason| wrong.push(refusal(row, column, reason))))
    }

    fn encode_times(&mut self, column: &str, decoder: TimeDecoder<'_>) -> Result<Vec<EncodedTime>, MappingError> {
        let array = super::column(self.batch, column)?;
        let wrong = &mut self.wrong;
        encode_times(&array, decoder, |row, reason| wrong.push(refusal(row, column, reason)))
            .map_err(|why| MappingError::WrongType { column: column.to_owned(), what: "a time".to_owned(), why })
    }

    /// When an event was, of which one column may tell the day and another the time.
    fn event(&mut self, event: &MappedEvent, decoder: TimeDecoder<'_>) -> Result<Vec<EncodedTime>, MappingError> {
        let before = self.wrong.len();
        let mut at = self.encode_times(&event.at, decoder)?;
        let Some(time) = &event.time else { return Ok(at) };
        let failed: HashSet<usize> = self.wrong.iter().skip(before).map(|refusal| refusal.row).collect();
        let times = super::column(self.batch, time)?;
        let wrong = &mut self.wrong;
        let is_unreadable = |row: usize| failed.contains(&row);
        merge_times(&mut at, &times, decoder, &event.at, is_unreadable, |row, reason| {
            wrong.push(refusal(row, time, reason))
        })
        .map_err(|why| MappingError::WrongType {
            column: time.clone(),
            what: "a time of day".to_owned(),
            why,
        })?;
        Ok(at)
    }

    /// The dates and times that were given with an event.
    fn encode_untils(&mut self, column: &str, decoder: TimeDecoder<'_>) -> Result<Vec<EncodedTime>, MappingError> {
        let array = super::column(self.batch, column)?;
        let wrong = &mut self.wrong;
        encode_untils(&array, decoder, |row, reason| wrong.push(refusal(row, column, reason))).map_err(|why| {
            MappingError::WrongType { column: column.to_owned(), what: "a date or time".to_owned(), why }
        })
    }

    /// What a fact is in each row. An empty cell says nothing.
    fn facts(&mut self, plan: &Plan, fact: NameKey, column: &str) -> Result<Vec<EncodedFact>, MappingError> {
        let array = super::column(self.batch, column)?;
        let read = |given: &FactValue| plan.fact_value(fact, given).map_err(|error| error.to_string());
        if is_empty(&array) {
            return Ok(vec![EncodedFact::Unknown; self.rows]);
        }
        let kind = array.data_type();
        let texts = match kind {
            DataType::Boolean => cast(&array, &DataType::Utf8).ok().and_then(|texts| Texts::of(&texts)),
            // 1 and 0 are yes and no as numbers too.
            kind if kind.is_numeric() => Texts::from_numbers(&array),
            _ => Texts::of(&array),
        };
        let texts = texts.ok_or_else(|| MappingError::WrongType {
            column: column.to_owned(),
            what: "a fact".to_owned(),
            why: format!("it holds {kind}, and yes or no, a number or a text is needed"),
        })?;
        // Each distinct text is looked up once; a number may be another in every row.
        let mut known: FxHashMap<&str, Result<EncodedFact, String>> = FxHashMap::default();
        let mut facts = Vec::with_capacity(self.rows);
        for row in 0..self.rows {
            let Some(text) = texts.get(row) else {
                facts.push(EncodedFact::Unknown);
                continue;
            };
            let value = known.entry(text).or_insert_with(|| read(&self.spec.meaning(column, text).into()));
            if let Err(reason) = value {
                self.wrong.push(refusal(row, column, reason));
            }
            facts.push(value.clone().unwrap_or_default());
        }
        Ok(facts)
    }
}

fn refusal(row: usize, column: &str, reason: impl std::fmt::Display) -> Refusal {
    Refusal::new(row, &format!("`{column}`: {reason}"), format!("`{column}` cannot be understood"))
}

fn or_text<T>(found: Result<T, bywhen::CaseError>) -> Result<T, String> {
    found.map_err(|error| error.to_string())
}
