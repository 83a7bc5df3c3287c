//! Tests of working days, hours, bank holidays and zones, in one binary: it is linked once.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on has failed"
)]

mod bank_holidays;
mod calendars;
mod common;
mod hours;
mod hours_adding;
mod hours_reference;
mod saved;
mod working_days;
mod working_days_reference;
mod zones;
