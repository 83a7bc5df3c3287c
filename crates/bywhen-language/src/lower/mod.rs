//! Syntax to charter: every name resolved, everything that contradicts itself reported.
//!
//! What needs the whole charter to be judged is left to the lints.

mod anchors;
mod bounds;
mod calendars;
mod charter;
mod choices;
mod clocks;
mod conditions;
mod context;
mod declared_names;
mod draft;
mod examples;
mod facts;
mod head;
mod hours;
mod last_days;
mod limits;
mod lowered;
mod lowerer;
mod promises;
mod stages;
mod standards;
mod tails;
mod units;
mod unspecified;
mod variations;

pub(crate) use bounds::report_beyond;
pub(crate) use charter::lower;
pub(crate) use context::{AnchorUse, Within};
pub(crate) use declared_names::{DeclaredNames, Table};
pub(crate) use lowered::Lowered;
pub(crate) use unspecified::{Counted, Unspecified};
