//! How dates stand in a saved file: as days since 1 January 1970.
//!
//! For fields of a saved model that are marked `#[cbor(with = "...")]`, here and in the crates that build on this one.

use chrono::{Datelike, NaiveDate};
use minicbor::decode;

/// 1 January 1970 counted from 1 January of the year 1, as chrono counts.
const EPOCH_FROM_CE: i32 = 719_163;

fn days(date: NaiveDate) -> i32 {
    date.num_days_from_ce() - EPOCH_FROM_CE
}

fn from_days(days: i32) -> Result<NaiveDate, decode::Error> {
    let date = days.checked_add(EPOCH_FROM_CE).and_then(NaiveDate::from_num_days_from_ce_opt);
    date.ok_or_else(|| decode::Error::message("no such date"))
}

/// A date.
pub mod date {
    use chrono::NaiveDate;
    use minicbor::encode::Write;
    use minicbor::{Decoder, Encoder};

    /// Reads it.
    pub fn decode<C>(decoder: &mut Decoder<'_>, _: &mut C) -> Result<NaiveDate, minicbor::decode::Error> {
        super::from_days(decoder.i32()?)
    }

    /// Writes it.
    pub fn encode<C, W: Write>(
        date: &NaiveDate,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.i32(super::days(*date))?.ok()
    }
}

/// A date, or nothing.
pub mod maybe_date {
    use chrono::NaiveDate;
    use minicbor::encode::Write;
    use minicbor::{Decoder, Encoder};

    /// Reads it.
    pub fn decode<C>(decoder: &mut Decoder<'_>, context: &mut C) -> Result<Option<NaiveDate>, minicbor::decode::Error> {
        decoder.decode_with::<C, Option<i32>>(context)?.map(super::from_days).transpose()
    }

    /// Writes it.
    pub fn encode<C, W: Write>(
        date: &Option<NaiveDate>,
        encoder: &mut Encoder<W>,
        _: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        encoder.encode(date.map(super::days))?.ok()
    }
}
