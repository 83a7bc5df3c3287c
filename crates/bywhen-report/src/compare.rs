//! Compares two charters over the same cases.

use bywhen::engine::batch::Verdict;
use bywhen::engine::charter::Role;
use bywhen::{Plan, Status};
use bywhen_table::read::Opened;
use bywhen_table::{AssessRequest, AssessedBatch, Summary, TableError, fold_both};
use serde::Serialize;

use crate::groups::share;
use crate::model::Share;

/// How two charters answer the same cases.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Comparison {
    /// Cases that both answer.
    pub cases: u64,
    /// The promises of both, the new charter's first.
    pub promises: Vec<PromiseComparison>,
}

/// One promise under two charters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PromiseComparison {
    /// Its id.
    pub promise: String,
    /// Counts under the old charter.
    pub old: DecidedCounts,
    /// Counts under the new one.
    pub new: DecidedCounts,
    /// Cases with a due date under both.
    pub dated: u64,
    /// Of those, how many are due at the same time.
    pub same: u64,
    /// How many are due earlier under the new charter.
    pub earlier: u64,
    /// How many are due later.
    pub later: u64,
    /// The most calendar days by which one is due earlier.
    pub most_days_earlier: u32,
    /// The most calendar days by which one is due later.
    pub most_days_later: u32,
}

/// Counts of a promise under one charter. Cases that both charters answer are counted, and no others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DecidedCounts {
    /// Cases to which it applies.
    pub cases: u64,
    /// Met in time.
    pub met: u64,
    /// Done too late.
    pub late: u64,
    /// Not done, and too late.
    pub overdue: u64,
}

impl DecidedCounts {
    /// How many are decided: met, late or overdue.
    pub fn decided(&self) -> u64 {
        self.met + self.late + self.overdue
    }

    /// The share of the decided that was met. `None`: nothing is decided.
    pub fn share(&self) -> Option<Share> {
        share(self.met, self.decided(), None)
    }

    fn add(&mut self, status: Status) {
        self.cases += 1;
        match status {
            Status::Met => self.met += 1,
            Status::Late => self.late += 1,
            Status::Overdue => self.overdue += 1,
            _ => {}
        }
    }

    fn merge(&mut self, other: &DecidedCounts) {
        self.cases += other.cases;
        self.met += other.met;
        self.late += other.late;
        self.overdue += other.overdue;
    }
}

impl PromiseComparison {
    fn add(&mut self, old: Option<&Verdict>, new: Option<&Verdict>) {
        old.into_iter().for_each(|old| self.old.add(old.status));
        new.into_iter().for_each(|new| self.new.add(new.status));
        let (Some(old), Some(new)) = (old.and_then(Verdict::due), new.and_then(Verdict::due)) else { return };
        let days = new.day.minus(old.day);
        let size = u32::try_from(days.unsigned_abs()).unwrap_or(u32::MAX);
        self.dated += 1;
        if new.at == old.at {
            self.same += 1;
        } else if new.at < old.at {
            self.earlier += 1;
            self.most_days_earlier = self.most_days_earlier.max(size);
        } else {
            self.later += 1;
            self.most_days_later = self.most_days_later.max(size);
        }
    }

    fn merge(&mut self, other: &PromiseComparison) {
        self.old.merge(&other.old);
        self.new.merge(&other.new);
        self.dated += other.dated;
        self.same += other.same;
        self.earlier += other.earlier;
        self.later += other.later;
        self.most_days_earlier = self.most_days_earlier.max(other.most_days_earlier);
        self.most_days_later = self.most_days_later.max(other.most_days_later);
    }
}

/// Which line of a comparison each promise of two charters is counted on. The customer's windows have none.
struct PromiseLines {
    promises: Vec<String>,
    old: Vec<Option<usize>>,
    new: Vec<Option<usize>>,
}

impl PromiseLines {
    fn of(old: Option<&Plan>, new: Option<&Plan>) -> PromiseLines {
        let mut promises: Vec<String> = Vec::new();
        let mut places = |plan: Option<&Plan>| {
            let charter = plan.map(Plan::charter);
            let ours = charter.into_iter().flat_map(|charter| charter.promises()).map(|(_, _, promise)| {
                if promise.role == Role::CustomerWindow {
                    return None;
                }
                // A charter that comes to speak of stages promises in the first what it promised before.
                let known = promises.iter().position(|id| without_stage(id) == without_stage(&promise.id));
                Some(known.unwrap_or_else(|| {
                    promises.push(promise.id.clone());
                    promises.len() - 1
                }))
            });
            ours.collect()
        };
        let (new, old) = (places(new), places(old));
        PromiseLines { promises, old, new }
    }

    fn empty(&self) -> Comparison {
        let line = |id: &String| PromiseComparison { promise: id.clone(), ..PromiseComparison::default() };
        Comparison { cases: 0, promises: self.promises.iter().map(line).collect() }
    }

    /// Counts a batch that both charters judged.
    fn count(&self, old: &AssessedBatch<'_>, new: &AssessedBatch<'_>, into: &mut Comparison) {
        let mut olds = old.each().peekable();
        for new in new.each() {
            while olds.next_if(|old| old.row < new.row).is_some() {}
            let Some(old) = olds.next_if(|old| old.row == new.row) else { continue };
            into.cases += 1;
            let mut pairs: Vec<(Option<&Verdict>, Option<&Verdict>)> = vec![(None, None); self.promises.len()];
            let line =
                |places: &[Option<usize>], verdict: &Verdict| places.get(usize::from(verdict.promise)).copied()?;
            for verdict in old.verdicts() {
                let pair = line(&self.old, verdict).and_then(|line| pairs.get_mut(line));
                pair.into_iter().for_each(|pair| pair.0 = Some(verdict));
            }
            for verdict in new.verdicts() {
                let pair = line(&self.new, verdict).and_then(|line| pairs.get_mut(line));
                pair.into_iter().for_each(|pair| pair.1 = Some(verdict));
            }
            into.promises.iter_mut().zip(pairs).for_each(|(line, (old, new))| line.add(old, new));
        }
    }
}

fn without_stage(id: &str) -> String {
    id.replacen("/stage-1/", "/", 1)
}

/// Asks two charters of the same cases. `progress` is called after each batch.
///
/// The summary is that of the new charter. A case that either refuses is not compared.
///
/// # Errors
///
/// As [`assess`](bywhen_table::assess).
pub fn compare(
    old: &AssessRequest<'_>,
    new: &AssessRequest<'_>,
    cases: Opened,
    progress: impl FnMut(&Summary),
) -> Result<(Comparison, Summary), TableError> {
    let plan = |request: &AssessRequest<'_>| request.versions.plans().first().cloned();
    let lines = PromiseLines::of(plan(old).as_ref(), plan(new).as_ref());
    let count = |counted: &mut Comparison, old: &AssessedBatch<'_>, new: &AssessedBatch<'_>| {
        lines.count(old, new, counted);
    };
    let (parts, summary) = fold_both([old, new], cases, || lines.empty(), count, progress)?;
    let mut whole = lines.empty();
    for part in &parts {
        whole.cases += part.cases;
        whole.promises.iter_mut().zip(&part.promises).for_each(|(line, part)| line.merge(part));
    }
    Ok((whole, summary))
}
