//! Where the verdicts on a promise go.

use super::row_mask::RowMask;
use crate::batch::reasons::ReasonTable;
use crate::batch::verdict::Verdict;
use crate::batch::verdicts::Taken;

/// The output for one promise: a slot a row.
pub(super) struct Output<'o> {
    pub(super) mask: &'o mut RowMask,
    pub(super) verdicts: &'o mut [Verdict],
    /// Empty unless requested.
    pub(super) taken: &'o mut [Option<Taken>],
    pub(super) reasons: &'o mut ReasonTable,
    /// Cases that need the evaluation of a single case.
    pub(super) odd: &'o mut Vec<u32>,
}
