//! The engine of bywhen: the checked model of a charter, the compiled plan, and what it says of a case.
//!
//! Data goes one way: a checked [`Charter`] is compiled to a [`Plan`], and a plan answers a [`Case`] with an
//! [`Outcome`]. Nothing here parses text, reads a clock or touches the world outside.

mod case;
pub mod charter;
mod name;
pub mod outcome;
pub mod trace;
pub mod vocabulary;

pub use case::{Case, Event, When, WhenError};
pub use charter::Charter;
pub use name::{Name, did_you_mean, slug};
pub use outcome::{Outcome, Status};
