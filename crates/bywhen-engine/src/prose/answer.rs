//! A whole outcome in words: what the command prints.

use super::{assumed, ended, explanation, known_on, readings, received, sentence};
use crate::charter::Charter;
use crate::outcome::Outcome;

/// How much is said of each date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// The date.
    Dates,
    /// And how it was found, where the outcome has its trace.
    Steps,
}

/// What came in and when, whose charter answers, and a sentence for each promise.
pub fn answer(charter: &Charter, outcome: &Outcome, depth: Depth) -> String {
    let mut text = format!("{}.\n", received(charter, outcome));
    let whose = charter.council.as_deref().map(|council| format!("{council}, ")).unwrap_or_default();
    text.push_str(&format!("{whose}{}, version {}.\n", charter.title, charter.version));
    for line in [known_on(outcome), ended(outcome)].into_iter().flatten() {
        text.push_str(&format!("{line}\n"));
    }
    if outcome.promises.is_empty() {
        text.push_str("\nNo promise of this charter applies to such a contact.\n");
    }
    // What residents are told comes first.
    let (for_staff, to_residents): (Vec<_>, Vec<_>) = outcome.promises.iter().partition(|promise| promise.for_staff);
    for promise in to_residents.into_iter().chain(for_staff) {
        text.push('\n');
        text.push_str(&format!("{}\n", sentence(charter, outcome, promise)));
        if depth == Depth::Steps {
            for line in explanation(charter, outcome, promise) {
                text.push_str(&format!("    {line}\n"));
            }
        }
    }
    let readings = readings(charter, outcome);
    if depth == Depth::Steps && !readings.is_empty() {
        text.push_str("\nHow the charter reads what its document leaves open:\n");
        for reading in readings {
            text.push_str(&format!("    {reading}\n"));
        }
    }
    if depth == Depth::Dates && !outcome.case.assumed.is_empty() {
        text.push('\n');
        for assumed in assumed::of_case(charter, outcome) {
            text.push_str(&format!("{assumed}\n"));
        }
    }
    text
}
