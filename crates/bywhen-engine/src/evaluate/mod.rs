//! From a plan and a case to what is said of each promise.

mod clock;
mod error;
mod facts;
mod history;
mod limit;
mod mark;
mod promise;
mod query;
mod question;
mod repeat;
mod report;
mod standing;
mod stops;
mod taken;
mod trace;

pub use clock::{ClockError, ReceiptClock};
pub use error::CaseError;
pub(crate) use facts::Facts;
pub(crate) use history::{Happening, History};
pub(crate) use limit::Run;
pub(crate) use mark::Mark;
pub(crate) use query::Query;
pub use report::{calendar_info, charter_info, target};

use crate::case::Case;
use crate::outcome::Outcome;
use crate::plan::{Plan, PlannedPromise, PlannedStandard};
use crate::when::When;
use question::Question;
use standing::Standing;

/// Where one promise stands for one case.
struct Answered<'p> {
    standard: &'p PlannedStandard,
    promise: &'p PlannedPromise,
    standing: Standing<'p>,
}

impl Plan {
    /// What the charter says of a case at a moment.
    ///
    /// `at` is the moment of the question: what happened after it has not happened yet. A day without a time means the
    /// end of that day.
    ///
    /// # Errors
    ///
    /// A name that the charter does not know, a time that cannot be placed or a clock that cannot be counted: see
    /// [`CaseError`], whose text says what to give instead.
    pub fn check(&self, case: &Case, at: When) -> Result<Outcome, CaseError> {
        self.answer(case, at, false)
    }

    /// As [`Plan::check`], with the steps by which each date was found.
    pub fn explain(&self, case: &Case, at: When) -> Result<Outcome, CaseError> {
        self.answer(case, at, true)
    }

    fn answer(&self, case: &Case, at: When, traced: bool) -> Result<Outcome, CaseError> {
        let question = Question::new(self, case, at)?;
        let answered = self.answered(&question.query(), &question.standards)?;
        report::outcome(self, &question, &answered, traced)
    }

    fn answered<'p>(
        &'p self,
        query: &Query<'_>,
        standards: &[&'p PlannedStandard],
    ) -> Result<Vec<Answered<'p>>, CaseError> {
        let mut answered = Vec::new();
        for standard in standards {
            for promise in &standard.promises {
                if let Some(standing) = self.stands(query, standard, promise)? {
                    answered.push(Answered { standard, promise, standing });
                }
            }
        }
        Ok(answered)
    }

    /// Where a promise stands, or which promise it is that cannot be counted. `None` where it does not apply.
    pub(crate) fn stands<'p>(
        &'p self,
        query: &Query<'_>,
        standard: &'p PlannedStandard,
        promise: &'p PlannedPromise,
    ) -> Result<Option<Standing<'p>>, CaseError> {
        self.standing(query, standard, promise).map_err(|error| CaseError::Count { promise: promise.id.clone(), error })
    }
}
