//! One module a command.

#[cfg(feature = "tables")]
pub(crate) mod assess;
pub(crate) mod calc;
pub(crate) mod calendars;
pub(crate) mod charters;
pub(crate) mod check;
pub(crate) mod compile;
pub(crate) mod completions;
pub(crate) mod coverage;
pub(crate) mod diff;
#[cfg(feature = "tables")]
mod diff_cases;
pub(crate) mod due;
pub(crate) mod explain_code;
pub(crate) mod fmt;
pub(crate) mod lsp;
pub(crate) mod man;
pub(crate) mod new;
#[cfg(feature = "tables")]
pub(crate) mod report;
pub(crate) mod show;
pub(crate) mod table;
pub(crate) mod test;
#[cfg(not(feature = "tables"))]
mod without_tables;

#[cfg(not(feature = "tables"))]
pub(crate) use without_tables::{assess, diff_cases, report};
