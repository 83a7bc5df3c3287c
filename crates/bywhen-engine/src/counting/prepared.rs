//! A count whose tables are found and whose questions are settled, for counting it from a million starts.

use bywhen_calendar::{WorkingDays, Zone};

use super::{CountError, Due, Tables};
use crate::charter::{Count, Direction, End, FirstDay, Receipt, Unit};
use crate::moment::Moment;

/// A count ready for any start.
#[derive(Clone, Copy)]
pub(crate) enum Prepared<'t> {
    /// So many working days after the day of the event, to the end of the last: what nearly every promise is.
    WorkingDays { days: &'t WorkingDays, zone: &'t Zone, amount: i64 },
    /// Anything else.
    Other { tables: Tables<'t>, count: &'t Count },
}

impl<'t> Tables<'t> {
    /// Settles what does not depend on the start.
    pub(crate) fn prepare(self, count: &'t Count) -> Prepared<'t> {
        let as_it_comes = self.receipt.unwrap_or_default() == Receipt::default();
        let plain = count.unit == Unit::WorkingDays
            && count.direction != Direction::Before
            && !count.clear
            && !count.roll
            && count.first_day == FirstDay::DayAfter
            && count.end == End::OfDay
            && count.amount > 0;
        match self.working_days {
            Some(days) if as_it_comes && plain => {
                Prepared::WorkingDays { days, zone: self.zone, amount: i64::from(count.amount) }
            }
            _ => Prepared::Other { tables: self, count },
        }
    }
}

impl Prepared<'_> {
    /// When a count from `start` is due: the same as [`Tables::due`] without stops.
    #[inline]
    pub(crate) fn due(&self, start: &Moment) -> Result<Due, CountError> {
        match self {
            Prepared::WorkingDays { days, zone, amount } => {
                let day = days.add(start.day(), *amount)?;
                Ok(Due { day, at: zone.end_of_day(day) })
            }
            Prepared::Other { tables, count } => tables.due(count, start, &[]),
        }
    }
}
