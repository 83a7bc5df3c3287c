//! How dates and times stand in a saved file: days since 1 January 1970, seconds and nanoseconds on the local clock, and
//! the offset where it was given.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

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

struct Clock {
    date: NaiveDate,
    /// Since midnight.
    seconds: u32,
    /// A second or more of them in a leap second.
    nanoseconds: u32,
    /// Seconds ahead of UTC.
    offset: Option<i32>,
}

crate::saved!(struct Clock { date, seconds, nanoseconds, offset });

impl Clock {
    fn showing(time: NaiveDateTime, offset: Option<i32>) -> Clock {
        let (seconds, nanoseconds) = (time.num_seconds_from_midnight(), time.nanosecond());
        Clock { date: time.date(), seconds, nanoseconds, offset }
    }

    fn time(&self) -> Option<NaiveDateTime> {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(self.seconds, self.nanoseconds);
        time.map(|time| self.date.and_time(time))
    }

    fn moment(&self) -> Option<DateTime<FixedOffset>> {
        let offset = self.offset.and_then(FixedOffset::east_opt)?;
        self.time()?.and_local_timezone(offset).single()
    }
}

/// A time on the local clock.
impl Saved for NaiveDateTime {
    fn write(&self, to: &mut Writer) {
        Clock::showing(*self, None).write(to);
    }

    fn read(from: &mut Reader<'_>) -> NaiveDateTime {
        let time = Clock::read(from).time();
        from.expect(time, NaiveDateTime::default())
    }
}

/// A time with its offset.
impl Saved for DateTime<FixedOffset> {
    fn write(&self, to: &mut Writer) {
        Clock::showing(self.naive_local(), Some(self.offset().local_minus_utc())).write(to);
    }

    fn read(from: &mut Reader<'_>) -> DateTime<FixedOffset> {
        let moment = Clock::read(from).moment();
        from.expect(moment, DateTime::default())
    }
}
