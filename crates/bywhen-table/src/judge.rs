//! From a batch of rows to what is said of each.

use std::collections::BTreeMap;

use bywhen::calendar::Day;
use bywhen::engine::batch::{Assessor, EventKey, Key, Stamp, Taken, Verdict, Verdicts};
use bywhen::engine::charter::Promise;
use bywhen::{CaseError, Plan, When};

use crate::assumed::{AskedFact, add, assumed};
use crate::columns::{Decoded, Known, Mapping, MappingError, Naming};
use crate::log::{EventLog, LogKeys};
use crate::logged::Logged;
use crate::read::Rows;
use crate::receipts::{before_receipt, receipts, received};
use crate::refusal::{Refusal, join};
use crate::report::AssumedFact;
use crate::versions::Versions;

/// Why a table cannot be judged at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JudgeError {
    /// A column cannot be told, or holds what it cannot be.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// The moment of the question, or a name given for every case.
    #[error(transparent)]
    Case(#[from] CaseError),
    /// There is no version.
    #[error("there is no charter to judge by")]
    NoCharter,
}

/// Judges batches, one after the other. Each thread has its own.
#[derive(Debug)]
pub struct Judge<'p> {
    versions: &'p Versions,
    naming: &'p Naming,
    log: Option<&'p EventLog>,
    by_version: Vec<ByVersion<'p>>,
    /// The version that answers for each row.
    answers: Vec<Answer>,
    refused: Vec<Refusal>,
}

/// What judges by one version.
#[derive(Debug)]
struct ByVersion<'p> {
    plan: &'p Plan,
    mapping: Mapping,
    known: Known,
    keys: Option<LogKeys>,
    assessor: Assessor<'p>,
    verdicts: Verdicts,
    /// The batch in hand, where any row of it is this version's.
    decoded: Option<Decoded>,
    /// The event of receipt.
    received: Option<EventKey>,
    /// When each of its cases first came in, where more than one column has to be looked at for that.
    receipts: Option<Vec<Stamp>>,
    /// What is said to have happened on a day before that, by row.
    before_receipt: Vec<(usize, EventKey)>,
    /// The facts on which its standards hang.
    asked: Vec<AskedFact>,
    /// What is said where one of them is taken as yes.
    again: Verdicts,
    /// Those that are not known of some of its rows of the batch in hand.
    assumed: Vec<AssumedFact>,
}

/// The version that answers for a row, as its place among them, or nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer(u16);

/// What is said of a batch.
pub struct Judged<'j> {
    /// The batch.
    pub rows: &'j Rows,
    /// Rows that could not be judged, by place.
    pub refused: &'j [Refusal],
    by_version: &'j [ByVersion<'j>],
    answers: &'j [Answer],
}

/// What is said of a row.
#[derive(Clone, Copy)]
pub struct JudgedRow<'j> {
    /// Its place in the batch.
    pub row: usize,
    /// The place of the version that answers.
    pub version: usize,
    /// The version that answers.
    pub plan: &'j Plan,
    by_version: &'j ByVersion<'j>,
}

impl<'p> Judge<'p> {
    /// Judges as of `at` the rows of a table with these columns.
    ///
    /// # Errors
    ///
    /// Where a column cannot be told or is missing, or a name given for all cases means nothing to the charter.
    pub fn new(
        versions: &'p Versions,
        columns: &[String],
        naming: &'p Naming,
        log: Option<&'p EventLog>,
        at: When,
    ) -> Result<Judge<'p>, JudgeError> {
        for_every_case(versions.plans(), naming)?;
        let mappings = Mapping::for_each(versions.plans(), columns, naming, log.map(EventLog::columns))?;
        let by_version = versions.plans().iter().zip(mappings).map(|(plan, mapping)| {
            Ok(ByVersion {
                plan,
                mapping,
                known: Known::new(),
                keys: log.map(|log| log.keys(plan)),
                assessor: Assessor::new(plan, at)?,
                verdicts: Verdicts::default(),
                decoded: None,
                received: plan.event("received").ok(),
                receipts: None,
                before_receipt: Vec::new(),
                asked: AskedFact::of(plan),
                again: Verdicts::default(),
                assumed: Vec::new(),
            })
        });
        let by_version = by_version.collect::<Result<Vec<_>, JudgeError>>()?;
        if by_version.is_empty() {
            return Err(JudgeError::NoCharter);
        }
        Ok(Judge { versions, naming, log, by_version, answers: Vec::new(), refused: Vec::new() })
    }

    /// Says of what is done how much of its limit it took.
    pub fn with_taken(mut self) -> Judge<'p> {
        let each = self.by_version.into_iter();
        self.by_version = each.map(|one| ByVersion { assessor: one.assessor.with_taken(), ..one }).collect();
        self
    }

    /// Does not look for the facts that the rows do not tell.
    pub(crate) fn without_assumed(mut self) -> Judge<'p> {
        self.by_version.iter_mut().for_each(|one| one.asked.clear());
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
    pub fn judge<'j>(&'j mut self, rows: &'j Rows) -> Result<Judged<'j>, JudgeError> {
        self.refused.clear();
        self.refused.extend(rows.unreadable.iter().map(|(row, reason)| Refusal::unreadable(*row, reason)));
        for index in 0..self.by_version.len() {
            let Some(one) = self.by_version.get_mut(index) else { continue };
            one.decoded = None;
            one.assumed.clear();
            let answer = Answer::of(index);
            if index > 0 && !self.answers.contains(&answer) {
                continue;
            }
            let decoded = Decoded::new(one.plan, &one.mapping, self.naming, &mut one.known, &rows.batch)?;
            let logged = match (self.log, &one.keys) {
                (Some(log), Some(keys)) => Some(Logged::of(log, keys, &one.mapping, rows)?),
                _ => None,
            };
            one.receipts = receipts(one.received, &decoded, logged.as_ref(), rows.batch.num_rows());
            let came = received(one.received, &decoded, one.receipts.as_deref());
            before_receipt(one.plan, came, &decoded, logged.as_ref(), &mut one.before_receipt);
            let of_log = logged.as_ref().map(|logged| logged.wrong.as_slice()).unwrap_or_default();
            let misplaced = || decoded.misplaced.iter().chain(of_log);
            if index == 0 {
                // The first version reads the times of all rows, and so finds out which one answers for each.
                let received = received(one.received, &decoded, one.receipts.as_deref());
                assign(self.versions, received, rows, misplaced(), &mut self.answers, &mut self.refused);
            }
            let ours = |refusal: &&Refusal| self.answers.get(refusal.row) == Some(&answer);
            let wrong: Vec<Refusal> = decoded.misnamed.iter().chain(misplaced()).filter(ours).cloned().collect();
            leave_out(&wrong, &mut self.answers);
            self.refused.extend(wrong);

            let cases = decoded.cases(logged.as_ref().map(Logged::log));
            let ours = self.answers.iter().enumerate().filter(|(_, given)| **given == answer);
            one.assessor.assess(&cases, ours.map(|(row, _)| row), &mut one.verdicts);
            let wrong = one.verdicts.refused.iter().map(|(row, error)| Refusal::of(*row as usize, error));
            let wrong: Vec<Refusal> = wrong.collect();
            leave_out(&wrong, &mut self.answers);
            self.refused.extend(wrong);
            for asked in &one.asked {
                let ours = self.answers.iter().enumerate().filter(|(_, given)| **given == answer).map(|(row, _)| row);
                let (assessor, again) = (&mut one.assessor, &mut one.again);
                one.assumed.extend(assumed(asked, &cases, ours, &one.verdicts, assessor, again, rows.first));
            }
            one.decoded = Some(decoded);
        }
        join(&mut self.refused);
        Ok(Judged { rows, refused: &self.refused, by_version: &self.by_version, answers: &self.answers })
    }
}

impl<'j> Judged<'j> {
    /// The column that names a case.
    pub(crate) fn case_id(&self) -> Option<&'j str> {
        self.by_version.first().and_then(|one| one.mapping.case_id.as_deref())
    }

    /// What is said to have happened in a row on a day before its case came in, of the rows that were judged, in order.
    pub(crate) fn before_receipt(&self) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for (version, one) in self.by_version.iter().enumerate().filter(|(_, one)| one.decoded.is_some()) {
            let ours = |row: usize| self.answers.get(row) == Some(&Answer::of(version));
            let told = one.before_receipt.iter().filter(|(row, _)| ours(*row));
            found.extend(told.map(|(row, event)| (*row, one.plan.event_name(*event))));
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

    /// What is said of each row that was judged, in order.
    pub fn each(&self) -> impl Iterator<Item = JudgedRow<'j>> {
        let by_version = self.by_version;
        self.answers.iter().enumerate().filter_map(move |(row, answer)| {
            let version = answer.version()?;
            let one = by_version.get(version)?;
            Some(JudgedRow { row, version, plan: one.plan, by_version: one })
        })
    }
}

impl<'j> JudgedRow<'j> {
    /// Its promises, in the charter's order.
    pub fn verdicts(&self) -> impl Iterator<Item = &'j Verdict> + use<'j> {
        self.by_version.verdicts.of(self.row)
    }

    /// The same, with how much was taken of the limit of each, from a judge that was told to say so.
    pub(crate) fn verdicts_taken(&self) -> impl Iterator<Item = (&'j Verdict, Option<Taken>)> + use<'j> {
        self.by_version.verdicts.with_taken(self.row)
    }

    /// Why the date of a verdict may move.
    pub fn provisional(&self, verdict: &Verdict) -> Vec<String> {
        self.by_version.verdicts.provisional(self.plan, verdict)
    }

    /// The channel that the case came by.
    pub fn channel(&self) -> Option<Key> {
        self.by_version.decoded.as_ref()?.channel(self.row)
    }

    /// The local day of receipt.
    pub fn received(&self) -> Option<Day> {
        let ByVersion { plan, decoded, received: event, receipts, .. } = self.by_version;
        received(*event, decoded.as_ref()?, receipts.as_deref()).get(self.row)?.day_in(&plan.charter().zone)
    }

    /// The promise of a verdict, and its stage.
    pub fn promise(&self, verdict: &Verdict) -> Option<(u8, &'j Promise)> {
        self.plan.promise(verdict.promise)
    }
}

impl Answer {
    const NOBODY: Answer = Answer(u16::MAX);

    fn of(version: usize) -> Answer {
        u16::try_from(version).map_or(Answer::NOBODY, Answer)
    }

    fn version(self) -> Option<usize> {
        (self != Answer::NOBODY).then_some(usize::from(self.0))
    }
}

/// Finds the version that answers for each row that can be read. A row of no version is told what is wrong with its times;
/// its names mean nothing to anybody.
fn assign<'r>(
    versions: &Versions,
    received: &[Stamp],
    rows: &Rows,
    misplaced: impl Iterator<Item = &'r Refusal>,
    answers: &mut Vec<Answer>,
    refused: &mut Vec<Refusal>,
) {
    let mut homeless = BTreeMap::new();
    answers.clear();
    match versions.whatever_the_day() {
        Some(version) => answers.resize(received.len(), Answer::of(version)),
        None => answers.extend(received.iter().enumerate().map(|(row, stamp)| match versions.on(*stamp) {
            Ok(version) => Answer::of(version),
            Err(why) => {
                homeless.insert(row, why);
                Answer::NOBODY
            }
        })),
    }
    for (row, _) in &rows.unreadable {
        answers.get_mut(*row).into_iter().for_each(|answer| *answer = Answer::NOBODY);
        homeless.remove(row);
    }
    let told = misplaced.filter(|refusal| homeless.contains_key(&refusal.row)).cloned().collect::<Vec<_>>();
    told.iter().for_each(|refusal| drop(homeless.remove(&refusal.row)));
    refused.extend(told);
    refused.extend(homeless.into_iter().map(|(row, why)| why.refusal(row)));
}

/// Rows that are refused have no answer.
fn leave_out(refused: &[Refusal], answers: &mut [Answer]) {
    for refusal in refused {
        if let Some(answer) = answers.get_mut(refusal.row) {
            *answer = Answer::NOBODY;
        }
    }
}

/// Names that are given for every case must mean something to one of the versions.
fn for_every_case(plans: &[Plan], naming: &Naming) -> Result<(), CaseError> {
    let known = |look_up: &dyn Fn(&Plan) -> Result<(), CaseError>| {
        let mut errors = plans.iter().map(look_up).collect::<Vec<_>>();
        if errors.iter().any(Result::is_ok) { Ok(()) } else { errors.pop().unwrap_or(Ok(())) }
    };
    if let Some(kind) = &naming.kind {
        known(&|plan| plan.kind(Some(kind)).map(drop))?;
    }
    if let Some(channel) = &naming.channel {
        known(&|plan| plan.channel(channel).map(drop))?;
    }
    if let Some(service) = &naming.service {
        known(&|plan| plan.service(service).map(drop))?;
    }
    Ok(())
}
