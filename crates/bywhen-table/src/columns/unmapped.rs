//! Unmapped columns and events without a column.

use bywhen::Plan;
use bywhen::engine::slug;

use super::{ColumnMapping, ColumnSpec};

/// Columns that nothing reads, and whether anything in it can keep a promise: where such a column has a name of its
/// own, every case would be overdue without a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unmapped {
    /// Columns that mean nothing to the charter.
    pub columns: Vec<String>,
    /// The events that would keep a promise, where neither a column nor a log tells of any of them.
    pub missing_events: Vec<String>,
}

impl Unmapped {
    /// `log`: the columns of the log beside the table.
    pub fn find(plans: &[Plan], columns: &[String], spec: &ColumnSpec, log: Option<&[String]>) -> Unmapped {
        let missing_events = if log.is_some() { Vec::new() } else { missing_events(plans, columns, spec) };
        // What cannot be told apart is an error, and said when the work begins.
        let Ok(mappings) = ColumnMapping::for_each(plans, columns, spec, log) else {
            return Unmapped { columns: Vec::new(), missing_events };
        };
        let read: Vec<String> = mappings.iter().flat_map(ColumnMapping::columns).collect();
        Unmapped { columns: columns.iter().filter(|column| !read.contains(column)).cloned().collect(), missing_events }
    }
}

fn missing_events(plans: &[Plan], columns: &[String], spec: &ColumnSpec) -> Vec<String> {
    let mut provided: Vec<String> = Vec::new();
    for column in columns {
        let mapped: Vec<&String> = spec.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what).collect();
        let whats = if mapped.is_empty() { vec![column] } else { mapped };
        // `stage-2/acknowledged` tells of `acknowledged`.
        provided.extend(whats.iter().filter_map(|what| what.rsplit('/').next()).map(slug));
    }
    let mut promised: Vec<String> = Vec::new();
    for (_, _, promise) in plans.iter().flat_map(|plan| plan.charter().promises()) {
        if !promised.iter().any(|known| known == promise.done_when.slug()) {
            promised.push(promise.done_when.slug().to_owned());
        }
    }
    if promised.iter().any(|event| provided.contains(event)) { Vec::new() } else { promised }
}
