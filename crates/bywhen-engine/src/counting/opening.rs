//! What comes while a place is open, and what waits until it opens.

use bywhen_calendar::{Day, Instant, OpeningHours};

use super::{CountError, Moved, Received, Tables};
use crate::moment::Moment;

impl Tables<'_> {
    /// What comes while the place is closed counts as received when it next opens; what comes on a date alone while it is
    /// open for any part of that day came then.
    pub(super) fn at_next_opening(
        &self,
        hours: &OpeningHours,
        sent: &Moment,
        unmoved: Received,
    ) -> Result<Received, CountError> {
        if came_during(sent, hours) {
            return Ok(unmoved);
        }
        let at = hours.next_opening(sent.instant)?;
        Ok(Received { day: self.zone.local(at)?.day, at: Some(at), moved: Some(Moved::Outside) })
    }

    /// When `seconds` of open time have run out at a moment: at the closing itself, or at the next opening.
    pub(super) fn opening_after(&self, hours: &OpeningHours, at: Instant, seconds: i64) -> Result<Instant, CountError> {
        if !self.due_at_next_opening || seconds <= 0 || hours.is_open(at) {
            return Ok(at);
        }
        Ok(hours.next_opening(at)?)
    }
}

/// Whether an event came while a place was open. One whose time is not known came in time: on a day with hours, during them.
pub(crate) fn came_during(at: &Moment, hours: &OpeningHours) -> bool {
    if at.day_only { open_share(hours, at.day()).0 > 0 } else { hours.is_open(at.instant) }
}

/// Whether the time of day decides if something came while a place was open.
pub(crate) fn is_partly_open(hours: &OpeningHours, day: Day) -> bool {
    let (open, whole) = open_share(hours, day);
    0 < open && open < whole
}

/// The seconds of a day in which a place is open, and all of them.
fn open_share(hours: &OpeningHours, day: Day) -> (i64, i64) {
    let zone = hours.zone();
    let (from, to) =
        (zone.start_of_day(day), day.plus(1).map_or_else(|_| zone.start_of_day(day), |next| zone.start_of_day(next)));
    (hours.count(from, to), to.seconds() - from.seconds())
}
