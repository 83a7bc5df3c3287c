//! Attainment reports: how the standards of a charter were met over a table of cases, and how two charters would answer
//! the same cases.
//!
//! One [`Observation`] for each case and promise goes into a [`Tally`]. Several threads may each fill one; they are then
//! merged. From the whole tally comes one [`Report`], which is written as [`text()`], [`json()`], [`csv()`] or [`html()`].
//! [`attainment()`] does all that for the table of an [`AssessRequest`](bywhen_table::AssessRequest).
//!
//! A percentage never stands without its counts: [`Share`] holds both. Only what is decided is divided by: cases that are
//! still open are neither met nor missed.

mod attainment;
mod build;
mod charts;
mod compare;
mod context;
mod counts_table;
mod decimal;
mod groups;
mod histogram;
mod html;
mod json;
mod model;
mod period;
mod phrases;
pub mod statistics;
mod subjects;
mod table;
mod tally;
mod text;

pub use attainment::{attainment, counts};
pub use compare::{Comparison, DecidedCounts, PromiseComparison, compare};
pub use context::{MonthOf, ReportContext, Subject, Wording};
pub use decimal::Decimal;
pub use html::html;
pub use json::json;
pub use model::{
    Chart, ChartPoint, ChosenReading, Contacts, ContactsBy, Earlier, Figures, Group, GroupKind, Interval, MappedColumn,
    PromiseReport, RefusalCount, Report, RowCounts, Share, Times, Unusual, Verdict,
};
pub use period::{FinancialYear, Month, Quarter};
pub use phrases::heading;
pub use table::{csv, csv_for_spreadsheets, table};
pub use tally::{Observation, Tally};
pub use text::text;

/// The example of the README, which is a test.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
