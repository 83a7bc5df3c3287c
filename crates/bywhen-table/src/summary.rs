//! How many rows there were, and what became of them.

use crate::assumed::add;
use crate::case_ids::{BatchIds, SeenIds};
use crate::judge::Judged;
use crate::report::{AssumedFact, BeforeReceipt, RepeatedIds};

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
    /// What is said to have happened on a day before its case came in, in the order in which it was found.
    pub before_receipt: Vec<BeforeReceipt>,
    /// Facts that are not known of some rows under standards that hang on them, and were taken as no there.
    pub assumed: Vec<AssumedFact>,
}

/// How many rows of each event before receipt are told.
const FIRST_ROWS: usize = 5;

/// What a batch adds to a summary.
pub(crate) struct Part {
    summary: Summary,
    ids: Option<BatchIds>,
}

impl Part {
    pub(crate) fn of(judged: &Judged<'_>) -> Part {
        let rows = judged.rows.batch.num_rows() as u64;
        let refused = judged.refused.len() as u64;
        let without_promise = judged.each().filter(|row| row.verdicts().next().is_none()).count() as u64;
        let first_refused =
            judged.refused.first().map(|refusal| (judged.rows.first + refusal.row as u64, refusal.reason.clone()));
        let assessed = rows - refused;
        Part {
            summary: Summary {
                rows,
                assessed,
                refused,
                first_refused,
                without_promise,
                repeated_ids: None,
                before_receipt: before_receipt(judged),
                assumed: judged.assumed(),
            },
            ids: BatchIds::of(judged.rows, judged.case_id()),
        }
    }
}

/// What happened before receipt in the rows that were judged.
fn before_receipt(judged: &Judged<'_>) -> Vec<BeforeReceipt> {
    let mut found = Vec::new();
    for (row, event) in judged.before_receipt() {
        let row = judged.rows.first + row as u64;
        tell(&mut found, BeforeReceipt { event, rows: 1, first_rows: vec![row] });
    }
    found
}

fn tell(found: &mut Vec<BeforeReceipt>, more: BeforeReceipt) {
    match found.iter_mut().find(|known| known.event == more.event) {
        Some(known) => {
            known.rows += more.rows;
            let room = FIRST_ROWS.saturating_sub(known.first_rows.len());
            known.first_rows.extend(more.first_rows.into_iter().take(room));
        }
        None => found.push(more),
    }
}

/// A summary on its way.
pub(crate) struct Summing {
    summary: Summary,
    ids: SeenIds,
}

impl Summing {
    pub(crate) fn new() -> Summing {
        Summing { summary: Summary::default(), ids: SeenIds::new() }
    }

    /// Adds the next part. Parts come in the order of the table.
    pub(crate) fn add(&mut self, part: Part) -> &Summary {
        let Part { summary, ids } = part;
        let whole = &mut self.summary;
        whole.rows += summary.rows;
        whole.assessed += summary.assessed;
        whole.refused += summary.refused;
        whole.first_refused = whole.first_refused.take().or(summary.first_refused);
        whole.without_promise += summary.without_promise;
        summary.before_receipt.into_iter().for_each(|more| tell(&mut whole.before_receipt, more));
        summary.assumed.into_iter().for_each(|more| add(&mut whole.assumed, more));
        ids.iter().for_each(|ids| self.ids.take(ids));
        &self.summary
    }

    pub(crate) fn whole(self) -> Summary {
        Summary { repeated_ids: self.ids.repeated(), ..self.summary }
    }
}
