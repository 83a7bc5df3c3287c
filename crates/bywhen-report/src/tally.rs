//! Counting, over any number of cases and threads.

use std::collections::BTreeMap;

use bywhen::Status;
use chrono::NaiveDate;

use crate::histogram::Histogram;
use crate::period::Month;

/// How many row numbers are kept for each reason of refusal.
const FIRST_ROWS: usize = 5;

/// How many distinct reasons are counted. A reason ought to be one of a few; this only guards the memory.
const MAX_REASONS: usize = 1000;

/// Where the reasons beyond [`MAX_REASONS`] are counted.
const OTHER_REASONS: &str = "other reasons";

/// The status of one promise for one case.
#[derive(Clone, Copy, Debug)]
pub struct Observation {
    /// Index into the subjects of the report.
    pub promise: u16,
    /// Index into the names of channels. `None` where it is not known.
    pub channel: Option<u16>,
    /// The day, of receipt or of the due date, in whose month it counts.
    pub on: NaiveDate,
    /// Where the promise stands for the case.
    pub status: Status,
    /// The time taken in the promise's [ticks](bywhen::engine::charter::Tick), where it was done.
    pub taken: Option<i64>,
    /// A dated notice relaxed the promise.
    pub varied: bool,
}

/// Cases counted. Cheap to add to; several are merged into one.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// By promise, then by channel (0: not known), then by month.
    cells: Vec<Vec<BTreeMap<Month, Cell>>>,
    channels: u16,
    /// By promise, then by version of the charter: whether it answered for a case.
    versions: Vec<Vec<bool>>,
    /// By channel (0: not known).
    contacts: Vec<ContactCounts>,
    assessed: u64,
    without_promise: u64,
    misplaced: u64,
    refused: BTreeMap<String, RefusedRows>,
}

/// Counts for some of the cases of one promise.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    /// In the order of [`Status::ALL`].
    by_status: [u64; Status::ALL.len()],
    pub(crate) varied: u64,
    pub(crate) taken: Histogram,
}

/// Contacts by one channel.
#[derive(Clone, Debug, Default)]
pub(crate) struct ContactCounts {
    /// By what one costs, in pence: versions of a charter may differ, and may state no cost.
    by_cost: BTreeMap<Option<u32>, u64>,
}

/// Rows refused for one reason.
#[derive(Clone, Debug, Default)]
pub(crate) struct RefusedRows {
    pub(crate) rows: u64,
    /// The lowest row numbers, sorted.
    pub(crate) first: Vec<u64>,
}

impl Tally {
    /// Nothing counted yet, of so many promises and so many channels.
    pub fn new(promises: u16, channels: u16) -> Tally {
        let slots = usize::from(channels) + 1;
        Tally {
            cells: vec![vec![BTreeMap::new(); slots]; usize::from(promises)],
            channels,
            versions: vec![Vec::new(); usize::from(promises)],
            contacts: vec![ContactCounts::default(); slots],
            ..Tally::default()
        }
    }

    /// Counts what a case says of a promise. A channel that is not in the list counts as not known.
    pub fn add(&mut self, observation: &Observation) {
        let slot = self.slot(observation.channel);
        match self.cells.get_mut(usize::from(observation.promise)).and_then(|channels| channels.get_mut(slot)) {
            Some(months) => months.entry(Month::of(observation.on)).or_default().add(observation),
            None => self.misplaced += 1,
        }
    }

    /// Notes that a version of the charter, by its place, answered for a case of a promise.
    pub fn mark_answered_by(&mut self, promise: u16, version: usize) {
        let Some(versions) = self.versions.get_mut(usize::from(promise)) else { return };
        grow(versions, version + 1);
        versions.get_mut(version).into_iter().for_each(|answered| *answered = true);
    }

    /// Counts rows that were assessed.
    pub fn assess(&mut self, rows: u64) {
        self.assessed += rows;
    }

    /// Says of rows, counted as assessed, that no promise of the report applied to them.
    pub fn without_promise(&mut self, rows: u64) {
        self.without_promise += rows;
    }

    /// Counts a row that could not be assessed. `reason` is one of a few: what is particular to the row stays out of it.
    pub fn refuse(&mut self, row: u64, reason: &str) {
        let refused = match self.refused.get_mut(reason) {
            Some(refused) => refused,
            None => self.refused.entry(self.reason(reason)).or_default(),
        };
        refused.merge(1, &[row]);
    }

    /// Counts a contact, and what it costs in pence where its charter says so.
    pub fn contact(&mut self, channel: Option<u16>, pence: Option<u32>) {
        let slot = self.slot(channel);
        if let Some(contacts) = self.contacts.get_mut(slot) {
            *contacts.by_cost.entry(pence).or_default() += 1;
        }
    }

    /// Adds what another tally of the same promises and channels counted.
    pub fn merge(&mut self, other: &Tally) {
        grow(&mut self.cells, other.cells.len());
        grow(&mut self.contacts, other.contacts.len());
        self.channels = self.channels.max(other.channels);
        for (mine, theirs) in self.cells.iter_mut().zip(&other.cells) {
            grow(mine, theirs.len());
            for (mine, theirs) in mine.iter_mut().zip(theirs) {
                for (month, cell) in theirs {
                    mine.entry(*month).or_default().merge(cell);
                }
            }
        }
        grow(&mut self.versions, other.versions.len());
        for (mine, theirs) in self.versions.iter_mut().zip(&other.versions) {
            grow(mine, theirs.len());
            mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
        }
        for (mine, theirs) in self.contacts.iter_mut().zip(&other.contacts) {
            for (pence, contacts) in &theirs.by_cost {
                *mine.by_cost.entry(*pence).or_default() += contacts;
            }
        }
        self.assessed += other.assessed;
        self.without_promise += other.without_promise;
        self.misplaced += other.misplaced;
        for (reason, refused) in &other.refused {
            let reason = self.reason(reason);
            self.refused.entry(reason).or_default().merge(refused.rows, &refused.first);
        }
    }

    fn slot(&self, channel: Option<u16>) -> usize {
        match channel {
            Some(channel) if channel < self.channels => usize::from(channel) + 1,
            _ => 0,
        }
    }

    fn reason(&self, reason: &str) -> String {
        let known = self.refused.contains_key(reason) || self.refused.len() < MAX_REASONS;
        if known { reason.to_owned() } else { OTHER_REASONS.to_owned() }
    }

    /// The cells of a promise, by channel (`None`: not known).
    pub(crate) fn promise(&self, promise: usize) -> impl Iterator<Item = (Option<usize>, &BTreeMap<Month, Cell>)> {
        self.cells.get(promise).into_iter().flatten().enumerate().map(|(slot, months)| (slot.checked_sub(1), months))
    }

    /// Whether a version answered for a case of a promise.
    pub(crate) fn was_answered_by(&self, promise: usize, version: usize) -> bool {
        self.versions.get(promise).and_then(|versions| versions.get(version)).is_some_and(|answered| *answered)
    }

    /// Every month that has a case.
    pub(crate) fn months(&self) -> impl Iterator<Item = Month> {
        self.cells.iter().flatten().flat_map(|months| months.keys().copied())
    }

    /// Contacts by channel (`None`: not known).
    pub(crate) fn contacts(&self) -> impl Iterator<Item = (Option<usize>, &ContactCounts)> {
        self.contacts.iter().enumerate().map(|(slot, contacts)| (slot.checked_sub(1), contacts))
    }

    pub(crate) fn refused(&self) -> &BTreeMap<String, RefusedRows> {
        &self.refused
    }

    pub(crate) fn rows_assessed(&self) -> u64 {
        self.assessed
    }

    pub(crate) fn rows_without_promise(&self) -> u64 {
        self.without_promise
    }

    /// Observations of promises beyond those of [`Tally::new`]: a fault of the caller's, shown rather than lost.
    pub(crate) fn misplaced(&self) -> u64 {
        self.misplaced
    }
}

impl Cell {
    fn add(&mut self, observation: &Observation) {
        if let Some(count) = self.by_status.get_mut(observation.status as usize) {
            *count += 1;
        }
        self.varied += u64::from(observation.varied);
        // Only what is done under a clock has taken a time that can be held against it.
        if let (Status::Met | Status::Late, Some(taken)) = (observation.status, observation.taken) {
            self.taken.add(taken);
        }
    }

    pub(crate) fn merge(&mut self, other: &Cell) {
        for (mine, theirs) in self.by_status.iter_mut().zip(other.by_status) {
            *mine += theirs;
        }
        self.varied += other.varied;
        self.taken.merge(&other.taken);
    }

    pub(crate) fn count(&self, status: Status) -> u64 {
        self.by_status.get(status as usize).copied().unwrap_or(0)
    }
}

impl ContactCounts {
    pub(crate) fn count(&self) -> u64 {
        self.by_cost.values().sum()
    }

    /// Those whose cost is stated: what one costs, and how many there are.
    pub(crate) fn costed(&self) -> impl Iterator<Item = (u32, u64)> + Clone {
        self.by_cost.iter().filter_map(|(pence, contacts)| Some(((*pence)?, *contacts)))
    }
}

impl RefusedRows {
    fn merge(&mut self, rows: u64, first: &[u64]) {
        self.rows += rows;
        for row in first {
            if let Err(place) = self.first.binary_search(row) {
                self.first.insert(place, *row);
                self.first.truncate(FIRST_ROWS);
            }
        }
    }
}

fn grow<T: Clone + Default>(list: &mut Vec<T>, len: usize) {
    if list.len() < len {
        list.resize(len, T::default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_numbered_in_their_order() {
        for (place, status) in Status::ALL.into_iter().enumerate() {
            assert_eq!(status as usize, place);
        }
    }
}
