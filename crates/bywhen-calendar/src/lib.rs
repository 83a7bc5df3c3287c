//! UK working days, opening hours, bank holidays and local time.
//!
//! Everything here is an answer to one of four questions, and none of them reads a clock, a network or a setting:
//!
//! * which days are bank holidays, and who says so: [`Calendars`], [`BankHoliday`], [`rules`];
//! * which days are working days, and which is the twentieth after this one: [`WorkingDays`];
//! * when is a place open, and when are four open hours over: [`OpeningHours`];
//! * what does the clock on the wall show at this moment, and the other way round: [`Zone`].
//!
//! [`WorkingDays`] and [`OpeningHours`] are compiled once into tables and then only looked up: no walk over days, no
//! allocation. They are immutable, `Send + Sync`, and cloning them copies a pointer.
//!
//! Dates lie between 1 January 1972 and 31 December 2100, but bank holidays are known from 1 January 1990 only: what rests
//! on them starts there. What falls outside is an [`OutOfRange`] error, never a panic.
//!
//! ```
//! use bywhen_calendar::{Calendars, Day, Division, Weekdays, WorkingDays, WorkingDaysRules};
//! use chrono::NaiveDate;
//!
//! let rules = WorkingDaysRules {
//!     week: Weekdays::MONDAY_TO_FRIDAY,
//!     bank_holidays: vec![Division::EnglandAndWales],
//!     terms: vec![],
//!     closures: vec![],
//!     openings: vec![],
//! };
//! let days = WorkingDays::compile(&rules, &Calendars::bundled(), None);
//! let received = Day::from_date(NaiveDate::from_ymd_opt(2026, 3, 10).unwrap()).unwrap();
//! assert_eq!(days.add(received, 20).unwrap().to_string(), "2026-04-09");
//! ```
//!
//! # Features
//!
//! `zones` (on by default) lets [`Zone::named`] find every IANA time zone through chrono-tz. Without it Europe/London
//! and UTC are known, and a serialised [`Zone`] can still be read: that is what a program for the browser needs.

mod bank_holiday;
mod calendars;
mod closed;
mod dated_days;
mod day;
mod day_arithmetic;
mod division;
mod hours;
mod instant;
mod invariant;
mod iso;
mod local;
mod out_of_range;
pub mod rules;
pub mod saved;
#[cfg(feature = "schema")]
mod schema;
mod time_of_day;
mod weekdays;
mod working_days;
mod zone;

pub use bank_holiday::{BankHoliday, Basis, Status};
pub use calendars::{Calendars, CalendarsError, ListedHoliday, Problem};
pub use closed::Closed;
pub use dated_days::{DatedDays, Days};
pub use day::Day;
pub use division::{Division, UnknownDivision};
pub use hours::{Adding, HoursError, HoursException, HoursPlace, HoursRules, OpeningHours, SeasonalHours, Span};
pub use instant::Instant;
pub use iso::IsoTime;
pub use local::{Local, LocalError};
pub use out_of_range::{CalendarBound, OutOfRange};
pub use time_of_day::{TimeOfDay, TimeOfDayError};
pub use weekdays::{Weekdays, long_date, month_name, short_date, weekday_name};
pub use working_days::{WorkingDays, WorkingDaysRules};
pub use zone::{LocalTimeError, UnknownZone, Zone};
