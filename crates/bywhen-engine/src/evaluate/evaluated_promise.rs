//! What is found of one promise, before it is put in the words of the contract.

use super::promise_state::PromiseState;
use crate::plan::{PlannedPromise, PlannedStandard};

/// A promise that is owed, and where it stands.
pub(super) struct EvaluatedPromise<'p> {
    pub(super) standard: &'p PlannedStandard,
    pub(super) promise: &'p PlannedPromise,
    pub(super) state: Box<PromiseState<'p>>,
}
