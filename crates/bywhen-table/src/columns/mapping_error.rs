//! Why the columns of a table cannot be told.

/// Columns that cannot be told apart, or are not there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MappingError {
    /// The table has no such column.
    #[error("the table has no column `{given}`{}: it has {}", meant(.suggestion), list_names(.columns))]
    NoColumn {
        /// As given.
        given: String,
        /// A similar name that exists.
        suggestion: Option<String>,
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A name that means nothing to the charter.
    #[error("`{given}` is nothing that this charter knows of a case{}: it knows case_id, kind, channel, service, {}", meant(.suggestion), list_names(.known))]
    Unknown {
        /// As given.
        given: String,
        /// A similar name that exists.
        suggestion: Option<String>,
        /// The charter's facts and the events that its clocks look at.
        known: Vec<String>,
    },
    /// Two columns are the same.
    #[error("the columns `{one}` and `{other}` both are `{what}`: say which is, or `{other}=-` that it is not")]
    Duplicate {
        /// The role of both.
        what: String,
        /// The first of them.
        one: String,
        /// The second.
        other: String,
    },
    /// A name with two conflicting mappings.
    #[error("`{name}` is said to be `{one}` and to be `{other}`: say which of the two it is")]
    Conflict {
        /// The column, or what a log calls an event.
        name: String,
        /// The first mapping.
        one: String,
        /// The second mapping.
        other: String,
    },
    /// A time that may be that of several dates.
    #[error(
        "`{column}` is a time of `{event}`, of which several columns tell ({}): which of them it belongs to cannot be known; a log of events can say it", list_names(.dates)
    )]
    AmbiguousDate {
        /// The column.
        column: String,
        /// The event.
        event: String,
        /// The columns with its dates.
        dates: Vec<String>,
    },
    /// A time, date or reason whose event has no column.
    #[error("`{column}` goes with the event `{event}`, which has no column")]
    NoEventColumn {
        /// The column.
        column: String,
        /// The event.
        event: String,
    },
    /// No column says when cases came in.
    #[error("no column says when a case was received: name it `received`, or map the one that does; the table has {}", list_names(.columns))]
    NoReceipt {
        /// The columns there are.
        columns: Vec<String>,
    },
    /// A column that holds what it cannot be.
    #[error("the column `{column}` cannot be {what}: {why}")]
    WrongType {
        /// The column.
        column: String,
        /// The expected content.
        what: String,
        /// Why it does not fit.
        why: String,
    },
}

fn meant(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map(|name| format!(" (did you mean `{name}`?)")).unwrap_or_default()
}

/// Names in a sentence: the first of them where there are many.
#[must_use]
pub fn list_names(names: &[String]) -> String {
    let joined = join_limited(names.iter().map(|name| format!("`{name}`")), names.len());
    if joined.is_empty() { "none".to_owned() } else { joined }
}

/// How many names a sentence has: nobody reads a thousand.
const MAX_NAMES: usize = 50;

/// How many characters of a name are shown.
const MAX_NAME_LENGTH: usize = 200;

/// So many names between commas, and how many more there are.
pub(crate) fn join_limited(names: impl Iterator<Item = String>, count: usize) -> String {
    let short = |name: String| match name.char_indices().nth(MAX_NAME_LENGTH) {
        Some((end, _)) => format!("{}...", name.get(..end).unwrap_or_default()),
        None => name,
    };
    let mut joined = names.take(MAX_NAMES).map(short).collect::<Vec<_>>().join(", ");
    if let Some(more) = count.checked_sub(MAX_NAMES).filter(|more| *more > 0) {
        joined.push_str(&format!(" and {} more", bywhen::prose::thousands(more as u64)));
    }
    joined
}
