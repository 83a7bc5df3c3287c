//! What people call the events of a charter.

use crate::vocabulary;

/// The noun for the slug of an event: `receipt`, `our acknowledgement`, `our investigation`, `“turned away”`.
pub fn noun(event: &str) -> String {
    vocabulary::noun(event).map_or_else(|| format!("“{}”", event.replace('-', " ")), str::to_owned)
}
