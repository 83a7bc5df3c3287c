//! Counts over the assessed rows of a table, with each core counting for itself.

use crate::assess::AssessRequest;
use crate::batch_assessor::{AssessedBatch, BatchAssessor};
use crate::error::TableError;
use crate::parallel::{for_each_batch, worker_count};
use crate::read::{Opened, Rows};
use crate::summary::{BatchSummary, Summary, SummaryBuilder};

/// Assesses a table and counts its batches: each core into a state of its own, which `start` makes. The caller merges the
/// states, so what is counted must not depend on the order of the rows. `configure` sets up an assessor; `progress` is called
/// after each batch.
///
/// # Errors
///
/// As [`assess`](crate::assess): a row that cannot be judged is in the batch with its reason.
pub fn fold<'q, S: Send>(
    request: &'q AssessRequest<'q>,
    cases: Opened,
    configure: impl Fn(BatchAssessor<'q>) -> BatchAssessor<'q>,
    start: impl Fn() -> S,
    count: impl Fn(&mut S, &AssessedBatch<'_>) + Sync,
    mut progress: impl FnMut(&Summary),
) -> Result<(Vec<S>, Summary), TableError> {
    let (reader, assessors) = request.open(cases)?;
    let mut workers: Vec<(BatchAssessor<'_>, S)> =
        assessors.into_iter().map(|assessor| (configure(assessor), start())).collect();
    let mut summary = SummaryBuilder::new();
    let work = |(assessor, state): &mut (BatchAssessor<'_>, S), rows: Rows| -> Result<BatchSummary, TableError> {
        let assessed = assessor.assess(&rows)?;
        request.fail_if_strict(&assessed)?;
        count(state, &assessed);
        Ok(BatchSummary::of(&assessed))
    };
    for_each_batch(reader, &mut workers, work, |part| {
        progress(summary.add(part));
        Ok(())
    })?;
    Ok((workers.into_iter().map(|(_, state)| state).collect(), summary.finish()))
}

/// The same of one table under two requests, whose batches `count` is given together. The summary is that of the second
/// one, which also says whether to stop at a row that cannot be judged.
///
/// # Errors
///
/// As [`assess`](crate::assess).
pub fn fold_both<S: Send>(
    [first, second]: [&AssessRequest<'_>; 2],
    cases: Opened,
    start: impl Fn() -> S,
    count: impl Fn(&mut S, &AssessedBatch<'_>, &AssessedBatch<'_>) + Sync,
    mut progress: impl FnMut(&Summary),
) -> Result<(Vec<S>, Summary), TableError> {
    let (firsts, seconds) = (first.assessors(&cases, worker_count())?, second.assessors(&cases, worker_count())?);
    let mut required = second.required_columns(seconds.first())?;
    for column in first.required_columns(firsts.first())? {
        if !required.contains(&column) {
            required.push(column);
        }
    }
    let reader = cases.select(&required)?;
    let mut workers: Vec<(BatchAssessor<'_>, BatchAssessor<'_>, S)> =
        firsts.into_iter().zip(seconds).map(|(first, second)| (first, second, start())).collect();
    let mut summary = SummaryBuilder::new();
    let work = |(of_first, of_second, state): &mut (BatchAssessor<'_>, BatchAssessor<'_>, S),
                rows: Rows|
     -> Result<BatchSummary, TableError> {
        let (before, after) = (of_first.assess(&rows)?, of_second.assess(&rows)?);
        second.fail_if_strict(&after)?;
        count(state, &before, &after);
        Ok(BatchSummary::of(&after))
    };
    for_each_batch(reader, &mut workers, work, |part| {
        progress(summary.add(part));
        Ok(())
    })?;
    Ok((workers.into_iter().map(|(_, _, state)| state).collect(), summary.finish()))
}
