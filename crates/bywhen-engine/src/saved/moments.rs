//! How times stand in a saved file: seconds and nanoseconds on the local clock, and the offset where it was given.

use chrono::{DateTime, FixedOffset, NaiveDateTime, NaiveTime, Timelike};
use minicbor::{Decode, Encode, decode};

use bywhen_calendar::saved::date;

#[derive(Encode, Decode)]
struct Clock {
    #[cbor(n(0), with = "date")]
    date: chrono::NaiveDate,
    /// Since midnight.
    #[n(1)]
    seconds: u32,
    /// A second or more of them in a leap second.
    #[n(2)]
    nanoseconds: u32,
    /// Seconds ahead of UTC.
    #[n(3)]
    offset: Option<i32>,
}

impl Clock {
    fn showing(time: NaiveDateTime, offset: Option<i32>) -> Clock {
        let (seconds, nanoseconds) = (time.num_seconds_from_midnight(), time.nanosecond());
        Clock { date: time.date(), seconds, nanoseconds, offset }
    }

    fn time(&self) -> Result<NaiveDateTime, decode::Error> {
        let time = NaiveTime::from_num_seconds_from_midnight_opt(self.seconds, self.nanoseconds);
        time.map(|time| self.date.and_time(time)).ok_or_else(no_time)
    }

    fn moment(&self) -> Result<DateTime<FixedOffset>, decode::Error> {
        let offset = self.offset.and_then(FixedOffset::east_opt).ok_or_else(no_time)?;
        self.time()?.and_local_timezone(offset).single().ok_or_else(no_time)
    }
}

fn no_time() -> decode::Error {
    decode::Error::message("no such time")
}

/// A time on the local clock.
pub(crate) mod local {
    use chrono::NaiveDateTime;
    use minicbor::encode::Write;
    use minicbor::{Decoder, Encoder};

    pub(crate) fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<NaiveDateTime, minicbor::decode::Error> {
        decoder.decode::<super::Clock>()?.time()
    }

    pub(crate) fn encode<C, W: Write>(
        time: &NaiveDateTime,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.encode(super::Clock::showing(*time, None))?.ok()
    }
}

/// A time with its offset.
pub(crate) mod exact {
    use chrono::{DateTime, FixedOffset};
    use minicbor::encode::Write;
    use minicbor::{Decoder, Encoder};

    pub(crate) fn decode<C>(
        decoder: &mut Decoder<'_>,
        _: &mut C,
    ) -> Result<DateTime<FixedOffset>, minicbor::decode::Error> {
        decoder.decode::<super::Clock>()?.moment()
    }

    pub(crate) fn encode<C, W: Write>(
        time: &DateTime<FixedOffset>,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.encode(super::Clock::showing(time.naive_local(), Some(time.offset().local_minus_utc())))?.ok()
    }
}
