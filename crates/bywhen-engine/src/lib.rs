//! The engine of bywhen: the checked model of a charter, the compiled plan, and what it says of a case.
//!
//! Data goes one way: a checked [`Charter`] is compiled to a [`Plan`], and a plan answers a [`Case`] with an
//! [`Outcome`]. Nothing here parses text, reads a clock or touches the world outside.

pub mod batch;
mod case;
mod case_error;
pub mod charter;
mod conflicts;
pub mod counting;
mod decimal;
mod due;
mod evaluate;
mod example_result;
mod fact_value;
mod listed;
mod moment;
mod name;
pub mod outcome;
mod plan;
pub mod prose;
mod request;
pub mod saved;
#[cfg(feature = "schema")]
mod schema;
mod steps;
pub mod trace;
pub mod vocabulary;
mod when;

pub use case::{Case, Event};
pub use case_error::CaseError;
pub use charter::Charter;
pub use conflicts::find_conflict;
pub use decimal::{Decimal, DecimalError};
pub use evaluate::{ClockError, ReceiptClock};
pub use example_result::{ExampleFailure, ExampleResult};
pub use fact_value::FactValue;
pub use moment::{Moment, MomentError};
pub use name::{Name, did_you_mean, nearest_three, slug};
pub use outcome::{Outcome, Status};
pub use plan::{CompileOptions, Plan, PlanError};
pub use request::CheckRequest;
pub use when::{When, WhenError};
