//! The end of a count.

use bywhen_calendar::{Day, Instant};

/// When time runs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The local day.
    pub day: Day,
    /// The last instant that is on time.
    pub at: Instant,
}
