//! The report as JSON.

use crate::model::Report;

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
