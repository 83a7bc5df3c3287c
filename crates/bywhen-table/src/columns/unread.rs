//! What of a table is left alone.

use bywhen::Plan;
use bywhen::engine::slug;

use super::{Mapping, Naming};

/// What of a table nothing reads, and whether anything in it can keep a promise: where such a column has a name of its
/// own, every case would be overdue without a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Columns that mean nothing to the charter.
    pub columns: Vec<String>,
    /// The events that would keep a promise, where neither a column nor a log tells of any of them.
    pub untold: Vec<String>,
}

impl Unread {
    /// `log`: the columns of the log beside the table.
    pub fn of(plans: &[Plan], columns: &[String], naming: &Naming, log: Option<&[String]>) -> Unread {
        let untold = if log.is_some() { Vec::new() } else { untold(plans, columns, naming) };
        // What cannot be told apart is an error, and said when the work begins.
        let Ok(mappings) = Mapping::for_each(plans, columns, naming, log) else {
            return Unread { columns: Vec::new(), untold };
        };
        let read: Vec<String> = mappings.iter().flat_map(Mapping::columns).collect();
        Unread { columns: columns.iter().filter(|column| !read.contains(column)).cloned().collect(), untold }
    }
}

fn untold(plans: &[Plan], columns: &[String], naming: &Naming) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    for column in columns {
        let said: Vec<&String> = naming.columns.iter().filter(|(of, _)| of == column).map(|(_, what)| what).collect();
        let whats = if said.is_empty() { vec![column] } else { said };
        // `stage-2/acknowledged` tells of `acknowledged`.
        told.extend(whats.iter().filter_map(|what| what.rsplit('/').next()).map(slug));
    }
    let mut promised: Vec<String> = Vec::new();
    for (_, _, promise) in plans.iter().flat_map(|plan| plan.charter().promises()) {
        if !promised.iter().any(|known| known == promise.done_when.slug()) {
            promised.push(promise.done_when.slug().to_owned());
        }
    }
    if promised.iter().any(|event| told.contains(event)) { Vec::new() } else { promised }
}
