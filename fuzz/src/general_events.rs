//! What happens in any case, whatever its charter.

/// Events that every charter knows, beside receipt.
pub(crate) const GENERAL_EVENTS: [&str; 7] =
    ["escalated", "paused", "resumed", "extended", "extension-corrected", "extension-withdrawn", "reopened"];
