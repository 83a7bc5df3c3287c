//! Rows that could not be judged, and why.

use bywhen::CaseError;

use crate::shortened::shortened;

/// A row that could not be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Its place in the batch.
    pub row: usize,
    /// Why, with all that is particular to the row.
    pub reason: String,
    /// The same in general, so that rows can be counted by it.
    pub category: String,
}

/// How much of a reason is kept: it quotes cells, and ends with what to do.
const BEGINNING: usize = 1_000;
const END: usize = 500;

impl Refusal {
    pub(crate) fn new(row: usize, reason: &str, category: String) -> Refusal {
        Refusal { row, reason: shortened(reason, BEGINNING, END).into_owned(), category }
    }

    /// Of what cannot even be read.
    pub(crate) fn unreadable(row: usize, reason: &str) -> Refusal {
        Refusal::new(row, reason, "the row cannot be read".to_owned())
    }

    /// Of what the engine says.
    pub(crate) fn of(row: usize, error: &CaseError) -> Refusal {
        Refusal::new(row, &error.to_string(), category(error))
    }
}

/// The reason of a refusal, without the details of the case.
fn category(error: &CaseError) -> String {
    match error {
        CaseError::Unknown { what, .. } => format!("the {what} is not known to the charter"),
        CaseError::FactValue { fact, .. } => format!("the fact `{fact}` is none of what it may be"),
        CaseError::ChannelNeeded { .. } => "the channel is missing".to_owned(),
        CaseError::NotReceived => "the time of receipt is missing".to_owned(),
        CaseError::NotYetReceived { .. } => "it was received after the moment of the question".to_owned(),
        CaseError::NoSuchStage { .. } => "an event names a stage that the standard does not have".to_owned(),
        CaseError::Time { event, .. } => format!("`{event}` cannot be placed"),
        CaseError::TooEarly { .. } => "an event is before 1990".to_owned(),
        CaseError::Count { promise, .. } => format!("`{promise}` cannot be counted"),
    }
}

/// Puts the reasons of each row together, in order of rows. It is counted by the first of them.
pub(crate) fn merge_by_row(refused: &mut Vec<Refusal>) {
    refused.sort_by_key(|refusal| refusal.row);
    refused.dedup_by(|next, previous| {
        let same = next.row == previous.row;
        if same {
            previous.reason.push_str("; ");
            previous.reason.push_str(&next.reason);
        }
        same
    });
}
