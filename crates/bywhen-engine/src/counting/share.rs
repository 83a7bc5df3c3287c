//! When a share of a limit has passed.

use bywhen_calendar::Instant;

use super::{CountError, Stop, Tables};
use crate::charter::{Count, Percent, Tick};
use crate::moment::Moment;

/// 100% in the hundredths of a per cent of a [`Percent`].
const WHOLE: u16 = 10_000;

impl Tables<'_> {
    /// When a share of the time from `start` until it is due has passed: what is left of it is counted back from then, in the
    /// count's own unit, whatever stands still. In days it is the beginning of the day on which the share is reached. `None`
    /// where [`Tables::taken`] has no answer.
    pub fn share_passed(
        &self,
        count: &Count,
        start: &Moment,
        stops: &[Stop],
        due: &Moment,
        share: Percent,
    ) -> Result<Option<Instant>, CountError> {
        let Some(all) = self.taken(count, start, stops, due.instant, due)? else { return Ok(None) };
        // A share that is not a whole number of units has passed with the next of them.
        let left = (all * i64::from(WHOLE - share.0)).div_euclid(i64::from(WHOLE));
        Ok(Some(match count.unit.tick() {
            Tick::WorkingDays => self.zone.start_of_day(self.calendar()?.add(due.day(), -left)?),
            Tick::CalendarDays => self.zone.start_of_day(due.day().plus(-left)?),
            Tick::WorkingSeconds => {
                self.hours.ok_or(CountError::NeedsHours(count.unit.words(0)))?.add(due.instant, -left)?
            }
            Tick::Seconds => due.instant.plus_seconds(-left),
            Tick::Milliseconds => due.instant.plus_millis(-left),
        }))
    }
}
