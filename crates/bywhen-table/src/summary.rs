//! How many rows there were, and what became of them.

use crate::assumed::add;
use crate::batch_assessor::AssessedBatch;
use crate::case_ids::{BatchIds, IdTracker};
use crate::row_notes::{AssumedFact, BeforeReceipt, RepeatedIds};

/// How many rows there were, and what became of them. They always add up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Rows that were read.
    pub rows: u64,
    /// Rows that were judged.
    pub assessed: u64,
    /// Rows that could not be, each kept with its reason.
    pub refused: u64,
    /// The number of the first row that could not be, and why.
    pub first_refused: Option<(u64, String)>,
    /// Rows that were judged and to which no promise applies.
    pub without_promise: u64,
    /// Case ids that come more than once, where there are such. Known at the end.
    pub repeated_ids: Option<RepeatedIds>,
    /// Events dated on a day before receipt, in the order found.
    pub before_receipt: Vec<BeforeReceipt>,
    /// Facts that are not known of some rows under standards that depend on them, and were taken as no there.
    pub assumed: Vec<AssumedFact>,
}

/// How many rows are listed for each event before receipt.
const FIRST_ROWS: usize = 5;

/// The summary of one batch.
pub(crate) struct BatchSummary {
    summary: Summary,
    ids: Option<BatchIds>,
}

impl BatchSummary {
    pub(crate) fn of(batch: &AssessedBatch<'_>) -> BatchSummary {
        let rows = batch.rows.batch.num_rows() as u64;
        let refused = batch.refused.len() as u64;
        let without_promise = batch.each().filter(|row| row.verdicts().next().is_none()).count() as u64;
        let first_refused =
            batch.refused.first().map(|refusal| (batch.rows.first + refusal.row as u64, refusal.reason.clone()));
        let assessed = rows - refused;
        BatchSummary {
            summary: Summary {
                rows,
                assessed,
                refused,
                first_refused,
                without_promise,
                repeated_ids: None,
                before_receipt: before_receipt(batch),
                assumed: batch.assumed(),
            },
            ids: BatchIds::of(batch.rows, batch.case_id()),
        }
    }
}

/// Events before receipt in the assessed rows.
fn before_receipt(batch: &AssessedBatch<'_>) -> Vec<BeforeReceipt> {
    let mut found = Vec::new();
    for (row, event) in batch.before_receipt() {
        let row = batch.rows.first + row as u64;
        add_before_receipt(&mut found, BeforeReceipt { event, rows: 1, first_rows: vec![row] });
    }
    found
}

fn add_before_receipt(found: &mut Vec<BeforeReceipt>, more: BeforeReceipt) {
    match found.iter_mut().find(|known| known.event == more.event) {
        Some(known) => {
            known.rows += more.rows;
            let room = FIRST_ROWS.saturating_sub(known.first_rows.len());
            known.first_rows.extend(more.first_rows.into_iter().take(room));
        }
        None => found.push(more),
    }
}

/// Builds a summary from batches.
pub(crate) struct SummaryBuilder {
    summary: Summary,
    ids: IdTracker,
}

impl SummaryBuilder {
    pub(crate) fn new() -> SummaryBuilder {
        SummaryBuilder { summary: Summary::default(), ids: IdTracker::new() }
    }

    /// Adds the next part. Parts come in the order of the table.
    pub(crate) fn add(&mut self, part: BatchSummary) -> &Summary {
        let BatchSummary { summary, ids } = part;
        let total = &mut self.summary;
        total.rows += summary.rows;
        total.assessed += summary.assessed;
        total.refused += summary.refused;
        total.first_refused = total.first_refused.take().or(summary.first_refused);
        total.without_promise += summary.without_promise;
        summary.before_receipt.into_iter().for_each(|more| add_before_receipt(&mut total.before_receipt, more));
        summary.assumed.into_iter().for_each(|more| add(&mut total.assumed, more));
        ids.iter().for_each(|ids| self.ids.add_batch(ids));
        &self.summary
    }

    pub(crate) fn finish(self) -> Summary {
        Summary { repeated_ids: self.ids.repeated(), ..self.summary }
    }
}
