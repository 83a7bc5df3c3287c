//! From a plan and a case to what is said of each promise.

mod clock;
mod condition;
mod deadline;
mod evaluated_promise;
mod evaluation;
mod evaluator;
mod extension;
mod facts;
mod history;
mod limit;
#[cfg(test)]
mod linear_time;
mod memo;
mod promise_state;
mod query;
mod repeat;
mod report;
mod resolved_case;
mod scope;
mod stages;
mod stand_in;
mod standstills;
mod state;
mod stops;
mod taken;
mod trace;
mod turns;
mod warning;
mod window;

pub use clock::{ClockError, ReceiptClock};
pub(crate) use deadline::ClockRun;
pub(crate) use evaluation::Evaluation;
pub(crate) use evaluator::evaluate;
pub(crate) use facts::Facts;
pub(crate) use history::{History, ResolvedEvent};
pub(crate) use query::Query;

use crate::case::Case;
use crate::case_error::CaseError;
use crate::outcome::Outcome;
use crate::plan::Plan;
use crate::when::When;
use evaluated_promise::EvaluatedPromise;
use resolved_case::ResolvedCase;

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
        self.outcome(case, at, false)
    }

    /// As [`Plan::check`], with the steps by which each date was found.
    pub fn explain(&self, case: &Case, at: When) -> Result<Outcome, CaseError> {
        self.outcome(case, at, true)
    }

    fn outcome(&self, case: &Case, at: When, traced: bool) -> Result<Outcome, CaseError> {
        let case = ResolvedCase::new(self, case, at)?;
        let mut promises = Vec::new();
        for standard in &case.standards {
            let evaluated = evaluate(self, &case.query(), standard)?;
            promises.extend(evaluated.into_iter().map(|(promise, state)| EvaluatedPromise {
                standard,
                promise,
                state,
            }));
        }
        report::outcome(self, &case, &promises, traced)
    }
}
