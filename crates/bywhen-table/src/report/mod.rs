//! Attainment reports: cases are counted into a tally, and reported.
//!
//! One [`Observation`] for each case and promise goes into a [`Tally`]. Several threads may each fill one; they are then
//! merged. From the whole tally comes one [`Report`], which is written as [`text`], [`json`], [`csv()`] or [`html`].
//!
//! A percentage never stands without its counts: [`Share`] holds both. Only what is decided is divided by: cases that are
//! still open are neither met nor missed.

mod build;
mod charts;
mod context;
mod counts;
mod decimal;
mod groups;
mod histogram;
mod html;
mod model;
mod notes;
mod period;
mod phrases;
pub mod statistics;
mod table;
mod tally;
mod text;

pub use context::{MonthOf, ReportContext, Subject, Wording};
pub use counts::counts;
pub use decimal::Decimal;
pub(crate) use groups::share;
pub use html::html;
pub use model::{
    AssumedFact, BeforeReceipt, Chart, ChartPoint, Contacts, ContactsBy, Earlier, Figures, Group, GroupKind, Interval,
    PromiseReport, RefusalCount, RepeatedId, RepeatedIds, Report, RowCounts, Share, Times, Unusual, Verdict,
};
pub use period::{FinancialYear, Month, Quarter};
pub use phrases::heading;
pub use table::{csv, csv_for_spreadsheets, table};
pub use tally::{Observation, Tally};
pub use text::text;

/// The report as JSON, spread over lines so that a `git diff` of two reports can be read.
///
/// # Errors
///
/// None in practice: a report holds nothing that JSON cannot. The error is serde's.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}
