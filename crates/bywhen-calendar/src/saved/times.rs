//! How dates stand in a saved file: days since 1 January 1970; and days of the week: from 0, a Monday.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Reader, Saved, Writer};

/// 1 January 1970 counted from 1 January of the year 1, as chrono counts.
const EPOCH_FROM_CE: i32 = 719_163;

impl Saved for NaiveDate {
    fn write(&self, to: &mut Writer) {
        to.number(i64::from(self.num_days_from_ce() - EPOCH_FROM_CE));
    }

    fn read(from: &mut Reader<'_>) -> NaiveDate {
        let days = from.number::<i32>();
        let date = days.checked_add(EPOCH_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt);
        from.expect(date, NaiveDate::default())
    }
}

impl Saved for Weekday {
    fn write(&self, to: &mut Writer) {
        to.number(self.num_days_from_monday().into());
    }

    fn read(from: &mut Reader<'_>) -> Weekday {
        let day = Weekday::try_from(from.number::<u8>()).ok();
        from.expect(day, Weekday::Mon)
    }
}
