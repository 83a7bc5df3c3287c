//! What evaluation looks at: a case in codes, and the moment of the question.

use super::facts::Facts;
use super::history::History;
use crate::moment::Moment;
use crate::plan::{NameId, Plan};

#[derive(Clone, Copy)]
pub(crate) struct Query<'q> {
    pub(crate) facts: &'q Facts,
    pub(crate) history: &'q History,
    pub(crate) at: Moment,
}

impl Query<'_> {
    /// When an event first happened, up to a moment, or will where that is known beforehand.
    pub(super) fn first(&self, plan: &Plan, event: NameId, by: &Moment) -> Option<Moment> {
        if event == plan.well_known().received {
            return Some(self.history.received());
        }
        let first = self.history.first(event)?;
        (first.instant <= by.instant || plan.is_scheduled(event)).then_some(first)
    }
}
