//! How the standards were met: cases counted, and what that says.
//!
//! One [`Observation`] for each case and promise goes into a [`Tally`]. Several threads may each fill one; they are then
//! merged. From the whole tally comes one [`Report`], which is written as [`text`], [`json`], [`csv()`] or [`html`].
//!
//! A percentage never stands without its counts: [`Share`] holds both. Only what is decided is divided by: cases that are
//! still open are neither met nor missed.

mod assumed;
mod build;
mod charts;
mod counts;
mod decimal;
mod groups;
mod histogram;
mod html;
mod model;
mod period;
pub mod statistics;
mod subject;
mod table;
mod tally;
mod text;
mod words;

pub use counts::counts;
pub use decimal::Decimal;
pub(crate) use groups::share;
pub use html::html;
pub use model::{
    AssumedFact, BeforeReceipt, Chart, ChartPoint, Contacts, ContactsBy, Earlier, Figures, Group, GroupKind, Interval,
    PromiseReport, Refusal, RepeatedId, RepeatedIds, Report, Rows, Share, Times, Unusual, Verdict,
};
pub use period::{FinancialYear, Month, Quarter};
pub use subject::{About, MonthOf, Subject, Wording};
pub use table::{csv, csv_for_spreadsheets, table};
pub use tally::{Observation, Tally};
pub use text::text;
pub use words::{heading, thousands};

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
