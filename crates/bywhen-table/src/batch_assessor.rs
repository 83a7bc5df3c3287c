//! Assesses batches of rows.

use std::collections::BTreeMap;

use bywhen::calendar::Day;
use bywhen::engine::batch::{Assessor, DetailedVerdict, EncodedTime, EventKey, NameKey, Verdict, Verdicts};
use bywhen::engine::charter::Promise;
use bywhen::engine::outcome::Provisional;
use bywhen::{CaseError, LoadError, Plan, Versions, When};

use crate::assumed::{DecisiveFact, add, assumed};
use crate::batch_log::BatchLog;
use crate::columns::{ColumnMapping, ColumnSpec, DecodedBatch, NameCaches};
use crate::error::AssessError;
use crate::log::{EventLog, LogKeys};
use crate::read::Rows;
use crate::receipts::{before_receipt, receipts, received};
use crate::refusal::{Refusal, merge_by_row};
use crate::row_notes::AssumedFact;

/// Assesses batches one after the other. Each thread has its own.
#[derive(Debug)]
pub struct BatchAssessor<'p> {
    versions: &'p Versions,
    column_spec: &'p ColumnSpec,
    log: Option<&'p EventLog>,
    by_version: Vec<VersionAssessor<'p>>,
    /// The version that answers for each row.
    slots: Vec<VersionSlot>,
    refused: Vec<Refusal>,
}

/// Assessor and buffers of one version.
#[derive(Debug)]
struct VersionAssessor<'p> {
    plan: &'p Plan,
    mapping: ColumnMapping,
    caches: NameCaches,
    keys: Option<LogKeys>,
    assessor: Assessor<'p>,
    verdicts: Verdicts,
    /// The batch in hand, where any row of it is this version's.
    decoded: Option<DecodedBatch>,
    /// The event of receipt.
    received: Option<EventKey>,
    /// When each of its cases first came in, where more than one column has to be looked at for that.
    receipts: Option<Vec<EncodedTime>>,
    /// Events dated on a day before receipt, by row.
    before_receipt: Vec<(usize, EventKey)>,
    /// The facts on which its standards depend.
    decisive_facts: Vec<DecisiveFact>,
    /// Verdicts with one of them taken as something else.
    instead: Verdicts,
    /// Those that are not known of some of its rows of the batch in hand.
    assumed: Vec<AssumedFact>,
}

/// The version that answers for a row, as its place among them, or nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct VersionSlot(u16);

/// Assessment results for one batch of rows.
pub struct AssessedBatch<'j> {
    /// The batch.
    pub rows: &'j Rows,
    /// Rows that could not be judged, by place.
    pub refused: &'j [Refusal],
    by_version: &'j [VersionAssessor<'j>],
    slots: &'j [VersionSlot],
}

/// Assessment results for one row.
#[derive(Clone, Copy)]
pub struct AssessedRow<'j> {
    /// Its place in the batch.
    pub row: usize,
    /// The place of the version that answers.
    pub version: usize,
    /// The version that answers.
    pub plan: &'j Plan,
    results: &'j VersionAssessor<'j>,
}

impl<'p> BatchAssessor<'p> {
    /// Creates an assessor for tables with these columns, evaluating at `at`.
    ///
    /// # Errors
    ///
    /// Where a column cannot be told or is missing, or a name given for all cases means nothing to the charter.
    pub fn new(
        versions: &'p Versions,
        columns: &[String],
        column_spec: &'p ColumnSpec,
        log: Option<&'p EventLog>,
        at: When,
    ) -> Result<BatchAssessor<'p>, AssessError> {
        check_defaults(versions.plans(), column_spec)?;
        let mappings = ColumnMapping::for_each(versions.plans(), columns, column_spec, log.map(EventLog::columns))?;
        let by_version = versions.plans().iter().zip(mappings).map(|(plan, mapping)| {
            Ok(VersionAssessor {
                plan,
                mapping,
                caches: NameCaches::new(),
                keys: log.map(|log| log.keys(plan)),
                assessor: Assessor::new(plan, at)?,
                verdicts: Verdicts::default(),
                decoded: None,
                received: plan.event("received").ok(),
                receipts: None,
                before_receipt: Vec::new(),
                decisive_facts: DecisiveFact::of(plan),
                instead: Verdicts::default(),
                assumed: Vec::new(),
            })
        });
        let by_version = by_version.collect::<Result<Vec<_>, AssessError>>()?;
        if by_version.is_empty() {
            return Err(AssessError::NoCharter);
        }
        Ok(BatchAssessor { versions, column_spec, log, by_version, slots: Vec::new(), refused: Vec::new() })
    }

    /// Also measures the time taken by finished promises.
    pub fn with_taken(mut self) -> BatchAssessor<'p> {
        let each = self.by_version.into_iter();
        self.by_version = each.map(|one| VersionAssessor { assessor: one.assessor.with_taken(), ..one }).collect();
        self
    }

    /// Skips the search for assumed facts.
    pub fn without_assumed(mut self) -> BatchAssessor<'p> {
        self.by_version.iter_mut().for_each(|one| one.decisive_facts.clear());
        self
    }

    /// The columns that are read.
    pub fn columns(&self) -> Vec<String> {
        let mut columns: Vec<String> = Vec::new();
        for column in self.by_version.iter().flat_map(|one| one.mapping.columns()) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The column that names a case.
    pub fn case_id(&self) -> Option<&str> {
        self.by_version.first().and_then(|one| one.mapping.case_id.as_deref())
    }

    /// Judges a batch.
    ///
    /// # Errors
    ///
    /// Only where a whole column holds what it cannot be. What is wrong with a row is said of that row.
    pub fn assess<'j>(&'j mut self, rows: &'j Rows) -> Result<AssessedBatch<'j>, AssessError> {
        self.refused.clear();
        self.refused.extend(rows.unreadable.iter().map(|(row, reason)| Refusal::unreadable(*row, reason)));
        for index in 0..self.by_version.len() {
            let Some(one) = self.by_version.get_mut(index) else { continue };
            one.decoded = None;
            one.assumed.clear();
            let slot = VersionSlot::of(index);
            if index > 0 && !self.slots.contains(&slot) {
                continue;
            }
            let decoded = DecodedBatch::new(one.plan, &one.mapping, self.column_spec, &mut one.caches, &rows.batch)?;
            let log = match (self.log, &one.keys) {
                (Some(log), Some(keys)) => Some(BatchLog::of(log, keys, &one.mapping, rows)?),
                _ => None,
            };
            one.receipts = receipts(one.received, &decoded, log.as_ref(), rows.batch.num_rows());
            let receipt_times = received(one.received, &decoded, one.receipts.as_deref());
            before_receipt(one.plan, receipt_times, &decoded, log.as_ref(), &mut one.before_receipt);
            let of_log = log.as_ref().map(|log| log.wrong.as_slice()).unwrap_or_default();
            let invalid_times = || decoded.invalid_times.iter().chain(of_log);
            if index == 0 {
                // The first version reads the times of all rows, and so finds out which one answers for each.
                let received = received(one.received, &decoded, one.receipts.as_deref());
                assign(self.versions, received, rows, invalid_times(), &mut self.slots, &mut self.refused);
            }
            let own_rows = |refusal: &&Refusal| self.slots.get(refusal.row) == Some(&slot);
            let wrong: Vec<Refusal> =
                decoded.invalid_names.iter().chain(invalid_times()).filter(own_rows).cloned().collect();
            clear_slots(&wrong, &mut self.slots);
            self.refused.extend(wrong);

            let cases = decoded.cases(log.as_ref().map(BatchLog::log));
            let own_rows = self.slots.iter().enumerate().filter(|(_, of_row)| **of_row == slot);
            one.assessor.assess(&cases, own_rows.map(|(row, _)| row), &mut one.verdicts);
            let wrong = one.verdicts.refused.iter().map(|(row, error)| Refusal::of(*row as usize, error));
            let wrong: Vec<Refusal> = wrong.collect();
            clear_slots(&wrong, &mut self.slots);
            self.refused.extend(wrong);
            for fact in &one.decisive_facts {
                let own_rows = self.slots.iter().enumerate().filter(|(_, of_row)| **of_row == slot).map(|(row, _)| row);
                let (assessor, instead) = (&mut one.assessor, &mut one.instead);
                one.assumed.extend(assumed(fact, &cases, own_rows, &one.verdicts, assessor, instead, rows.first));
            }
            one.decoded = Some(decoded);
        }
        merge_by_row(&mut self.refused);
        Ok(AssessedBatch { rows, refused: &self.refused, by_version: &self.by_version, slots: &self.slots })
    }
}

impl<'j> AssessedBatch<'j> {
    /// The column that names a case.
    pub(crate) fn case_id(&self) -> Option<&'j str> {
        self.by_version.first().and_then(|one| one.mapping.case_id.as_deref())
    }

    /// Events dated on a day before receipt in the assessed rows, in order.
    pub(crate) fn before_receipt(&self) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for (version, one) in self.by_version.iter().enumerate().filter(|(_, one)| one.decoded.is_some()) {
            let own_rows = |row: usize| self.slots.get(row) == Some(&VersionSlot::of(version));
            let reported = one.before_receipt.iter().filter(|(row, _)| own_rows(*row));
            found.extend(reported.map(|(row, event)| (*row, one.plan.event_name(*event))));
        }
        // A column and the log may say the same.
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The facts that are not known of some of the rows that were judged.
    pub(crate) fn assumed(&self) -> Vec<AssumedFact> {
        let mut found = Vec::new();
        self.by_version.iter().flat_map(|one| &one.assumed).for_each(|more| add(&mut found, more.clone()));
        found
    }

    /// Results of each assessed row, in order.
    pub fn each(&self) -> impl Iterator<Item = AssessedRow<'j>> {
        let by_version = self.by_version;
        self.slots.iter().enumerate().filter_map(move |(row, slot)| {
            let version = slot.version()?;
            let one = by_version.get(version)?;
            Some(AssessedRow { row, version, plan: one.plan, results: one })
        })
    }
}

impl<'j> AssessedRow<'j> {
    /// Its promises, in the charter's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &'j Verdict> + use<'j> {
        self.results.verdicts.of(self.row)
    }

    /// The same with what is kept beside each: how much was taken of its limit, from an assessor created with that, and its
    /// warnings.
    pub fn detailed_verdicts(&self) -> impl Iterator<Item = DetailedVerdict<'j>> + use<'j> {
        self.results.verdicts.detailed(self.row)
    }

    /// Why the date of a verdict may move.
    pub fn provisional(&self, verdict: &Verdict) -> Vec<Provisional> {
        self.results.verdicts.provisional(self.plan, verdict)
    }

    /// The channel that the case came by.
    pub fn channel(&self) -> Option<NameKey> {
        self.results.decoded.as_ref()?.channel(self.row)
    }

    /// The local day of receipt.
    pub fn received(&self) -> Option<Day> {
        let VersionAssessor { plan, decoded, received: event, receipts, .. } = self.results;
        received(*event, decoded.as_ref()?, receipts.as_deref()).get(self.row)?.day_in(&plan.charter().zone)
    }

    /// The promise of a verdict, and its stage.
    pub fn promise(&self, verdict: &Verdict) -> Option<(u8, &'j Promise)> {
        self.plan.promise(verdict.promise)
    }
}

impl VersionSlot {
    const NONE: VersionSlot = VersionSlot(u16::MAX);

    fn of(version: usize) -> VersionSlot {
        u16::try_from(version).map_or(VersionSlot::NONE, VersionSlot)
    }

    fn version(self) -> Option<usize> {
        (self != VersionSlot::NONE).then_some(usize::from(self.0))
    }
}

/// Finds the version that answers for each row that can be read. A row of no version is told what is wrong with its times;
/// its names mean nothing to anybody.
fn assign<'r>(
    versions: &Versions,
    received: &[EncodedTime],
    rows: &Rows,
    invalid_times: impl Iterator<Item = &'r Refusal>,
    slots: &mut Vec<VersionSlot>,
    refused: &mut Vec<Refusal>,
) {
    let mut no_version = BTreeMap::new();
    slots.clear();
    match versions.fixed() {
        Some(version) => slots.resize(received.len(), VersionSlot::of(version)),
        None => slots.extend(received.iter().enumerate().map(|(row, stamp)| match in_force_on(versions, *stamp) {
            Ok(version) => VersionSlot::of(version),
            Err(why) => {
                no_version.insert(row, why);
                VersionSlot::NONE
            }
        })),
    }
    for (row, _) in &rows.unreadable {
        slots.get_mut(*row).into_iter().for_each(|slot| *slot = VersionSlot::NONE);
        no_version.remove(row);
    }
    let reported = invalid_times.filter(|refusal| no_version.contains_key(&refusal.row)).cloned().collect::<Vec<_>>();
    reported.iter().for_each(|refusal| drop(no_version.remove(&refusal.row)));
    refused.extend(reported);
    refused.extend(no_version.into_iter().map(|(row, why)| no_version_refusal(row, why)));
}

/// The version that answers for a time of receipt. `None`: there is no such time.
fn in_force_on(versions: &Versions, received: EncodedTime) -> Result<usize, Option<LoadError>> {
    let zone = versions.plans().first().map(|plan| &plan.charter().zone);
    let day = zone.and_then(|zone| received.day_in(zone)).ok_or(None)?;
    versions.in_force_on(day.date()).map_err(Some)
}

fn no_version_refusal(row: usize, why: Option<LoadError>) -> Refusal {
    match why {
        None => Refusal::of(row, &CaseError::NotReceived),
        Some(error) => Refusal::new(row, &error.to_string(), "no version of the charter was in force".to_owned()),
    }
}

/// Rows that are refused have no answer.
fn clear_slots(refused: &[Refusal], slots: &mut [VersionSlot]) {
    for refusal in refused {
        if let Some(slot) = slots.get_mut(refusal.row) {
            *slot = VersionSlot::NONE;
        }
    }
}

/// Names that are given for every case must mean something to one of the versions.
fn check_defaults(plans: &[Plan], column_spec: &ColumnSpec) -> Result<(), CaseError> {
    let known = |look_up: &dyn Fn(&Plan) -> Result<(), CaseError>| {
        let mut errors = plans.iter().map(look_up).collect::<Vec<_>>();
        if errors.iter().any(Result::is_ok) { Ok(()) } else { errors.pop().unwrap_or(Ok(())) }
    };
    if let Some(kind) = &column_spec.kind {
        known(&|plan| plan.kind(Some(kind)).map(drop))?;
    }
    if let Some(channel) = &column_spec.channel {
        known(&|plan| plan.channel(channel).map(drop))?;
    }
    if let Some(service) = &column_spec.service {
        known(&|plan| plan.service(service).map(drop))?;
    }
    Ok(())
}
