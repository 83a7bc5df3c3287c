//! The words for the built-in events where a limit counts from them.

use bywhen_engine::Name;
use bywhen_engine::vocabulary::{ACKNOWLEDGED, ESCALATED, RECEIVED, RESPONDED, event_called};

use crate::parse::vocabulary_index;

/// Synonyms of receipt.
const RECEIPT: [&str; 11] = [
    "receipt",
    "the-first-ring",
    "first-ring",
    "arrival",
    "arriving",
    "the-call",
    "the-message",
    "receipt-of-it",
    "receiving-it",
    "the-date-of-receipt",
    "date-of-receipt",
];

/// And of what: `receipt of the application`, `receiving your petition`.
const OF_WHAT: [&str; 6] =
    ["receipt-of-the-", "receipt-of-your-", "receipt-of-a-", "receiving-the-", "receiving-your-", "receiving-a-"];

/// Receipt of the contact with which a case began: in a later stage too, where `receipt` may be that of the request.
const FIRST_RECEIPT: [&str; 5] =
    [RECEIVED, "the-first-receipt", "the-first-call", "the-first-arrival", "the-first-message"];

/// The anchors offered as completions.
pub(crate) const ANCHORS: [&str; 5] =
    ["receipt", "our acknowledgement", "our response", "the request", "the first ring"];

/// The event that every charter knows by a slug, or by what people call it where they count from it.
pub(crate) fn event(slug: &str) -> Option<&'static Name> {
    vocabulary_index::event(match slug {
        receipt if RECEIPT.contains(&receipt) || FIRST_RECEIPT.contains(&receipt) => RECEIVED,
        receipt if OF_WHAT.iter().any(|start| receipt.starts_with(start)) => RECEIVED,
        "our-acknowledgment" => ACKNOWLEDGED,
        "our-reply" => RESPONDED,
        "the-customers-request" => ESCALATED,
        other => event_called(other).unwrap_or(other),
    })
}

/// Whether a slug means the receipt of the first contact, in any stage.
pub(crate) fn is_first_receipt(slug: &str) -> bool {
    FIRST_RECEIPT.contains(&slug)
}
