//! What a clock on the wall shows.

use std::fmt;

use crate::iso::Iso;
use crate::{Day, Instant, TimeOfDay};

/// A local date and time with its offset from UTC. It displays as ISO 8601, with milliseconds only when not zero.
///
/// ```
/// use bywhen_calendar::{Instant, Zone};
/// let local = Zone::london().local(Instant::from_seconds(1_775_034_900))?;
/// assert_eq!(local.to_string(), "2026-04-01T10:15:00+01:00");
/// assert_eq!(local.instant(), Instant::from_seconds(1_775_034_900));
/// # Ok::<(), bywhen_calendar::OutOfRange>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Local {
    /// The local date.
    pub day: Day,
    /// The time on the local clock.
    pub time: TimeOfDay,
    /// Seconds that the local clock is ahead of UTC.
    pub offset_seconds: i32,
}

impl Local {
    /// The moment this is.
    pub fn instant(self) -> Instant {
        let seconds = self.day.local_seconds() - i64::from(self.offset_seconds);
        Instant::from_seconds(seconds).plus_millis(i64::from(self.time.millis()))
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.offset_seconds < 0 { b'-' } else { b'+' };
        let offset = self.offset_seconds.unsigned_abs();
        let iso =
            Iso::default().date(self.day.date()).sign(b'T').seconds(self.time.millis()).sign(sign).minutes(offset);
        if offset.is_multiple_of(60) { iso.write(f) } else { iso.sign(b':').digits(offset % 60, 2).write(f) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_shows_its_seconds_where_it_has_any() {
        let shown = |offset_seconds| Local { day: Day::FIRST, time: TimeOfDay::MIDNIGHT, offset_seconds }.to_string();
        assert_eq!(shown(3_600), "1972-01-01T00:00:00+01:00");
        assert_eq!(shown(-34_200), "1972-01-01T00:00:00-09:30");
        // Liberia, until 7 January 1972.
        assert_eq!(shown(-2_670), "1972-01-01T00:00:00-00:44:30");
        assert_eq!(shown(75), "1972-01-01T00:00:00+00:01:15");
    }
}
