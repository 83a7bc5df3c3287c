//! Customer-service standards as code: *by when will we hear from you?*
//!
//! A council writes its standards once, in sentences its customer-services manager can read. This crate parses that
//! text, compiles it, and says by when each promise is due for a case, and why.
//!
//! ```
//! use bywhen::{Case, Family, CompileOptions};
//!
//! let received = "2011-04-20T10:15".parse()?;
//! let plan = Family::bundled("oxfordshire-county-council")?.in_force(received)?.plan(&CompileOptions::default())?;
//! let outcome = plan.check(&Case::received(received).by("letter"), "2011-04-21T09:00".parse()?)?;
//! assert_eq!(outcome.promises[0].id, "letters-and-faxes/acknowledge");
//! assert_eq!(outcome.promises[0].due.map(|due| due.to_string()).as_deref(), Some("2011-05-03"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The library reads no clock, no network and no setting: the moment of the question and the bank holiday data are
//! arguments. It panics on no input.

mod bundled;
mod calculator;
mod charters;
mod family;
mod sources;
mod version_gaps;
mod versions;

pub use bundled::{Bundled, bundled};
pub use calculator::{
    Answer, Answers, Calculator, CalculatorError, Column, Layout, Number, Rules, Ticks, WorkingDay, bank_holidays_of,
    week_days_of, week_of,
};
pub use charters::{Charters, was_in_force};
pub use family::{Family, LoadError, Version};
pub use sources::{Source, Sources};
pub use version_gaps::VersionGap;
pub use versions::Versions;

pub use bywhen_calendar as calendar;
pub use bywhen_calendar::Calendars;
pub use bywhen_engine as engine;
pub use bywhen_engine::{
    Case, CaseError, Charter, CheckRequest, CompileOptions, Event, ExampleFailure, ExampleResult, Outcome, Plan,
    PlanError, Status, When, WhenError, prose,
};
pub use bywhen_language as language;
pub use bywhen_language::{Code, CodeExample, Diagnostic, FormatError, Parsed, Severity, format, parse, parse_bytes};

/// The example of the README, which is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
