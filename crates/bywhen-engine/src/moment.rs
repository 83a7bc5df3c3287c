//! A moment as the engine counts with it: an instant, its local day, and whether its time of day is known.

use bywhen_calendar::{Day, Instant, Local, LocalTimeError, OutOfRange, TimeOfDay, Zone, invariant};
use chrono::{NaiveDateTime, Offset, Timelike};

use crate::due::Due;
use crate::outcome::DateOrTime;
use crate::when::When;

/// A moment in a charter's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The instant. The start of the day where only the day is known.
    pub instant: Instant,
    /// How far the local clock is ahead of UTC.
    offset_seconds: i32,
    day: Day,
    /// The time of day was not given.
    pub day_only: bool,
    /// The end of its day, from which hours are counted on.
    ends_day: bool,
}

/// A time that cannot be placed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MomentError {
    /// A clock change skips or repeats it.
    #[error("{0}{advice}", advice = advice(.0))]
    ClockChange(LocalTimeError),
    /// It lies outside the years that bywhen counts in.
    #[error(transparent)]
    OutOfRange(#[from] OutOfRange),
}

/// What to do about a time that is skipped. One that comes twice says itself what to write.
fn advice(error: &LocalTimeError) -> &'static str {
    match error {
        LocalTimeError::Skipped { .. } => ": give another time, or its offset as in 2026-10-25T01:30:00+01:00",
        LocalTimeError::Repeated { .. } => "",
    }
}

impl Moment {
    /// Places a time in a zone.
    pub fn new(when: When, zone: &Zone) -> Result<Moment, MomentError> {
        match when {
            When::Day(date) => Ok(Moment::of_day(Day::from_date(date)?, zone)?),
            When::Local(local) => {
                let day = Day::from_date(local.date())?;
                let instant = zone.instant(day, time_of_day(local)).map_err(MomentError::ClockChange)?;
                Ok(Moment::at(instant, zone)?)
            }
            When::Exact(exact) => {
                let offset = exact.offset().fix();
                let day = Day::from_date(exact.with_timezone(&offset).date_naive())?;
                let time = time_of_day(exact.naive_local());
                Ok(Moment::at(zone.instant_with_offset(day, time, offset.local_minus_utc()), zone)?)
            }
        }
    }

    /// The moment of the question: the end of the day where only the day is given, so that the whole day has happened.
    pub fn asked(when: When, zone: &Zone) -> Result<Moment, MomentError> {
        match when {
            When::Day(date) => Ok(Moment::at(zone.end_of_day(Day::from_date(date)?), zone)?),
            _ => Moment::new(when, zone),
        }
    }

    /// An instant, seen in a zone.
    #[inline]
    pub fn at(instant: Instant, zone: &Zone) -> Result<Moment, OutOfRange> {
        let (day, offset_seconds) = zone.day(instant)?;
        Ok(Moment { instant, offset_seconds, day, day_only: false, ends_day: false })
    }

    /// A day whose time is not known.
    pub fn of_day(day: Day, zone: &Zone) -> Result<Moment, OutOfRange> {
        Ok(Moment::at(zone.start_of_day(day), zone)?.without_time())
    }

    /// The moment at which something is due, as the start of another count. The day is the one on which it is due, also
    /// where it is due at the midnight that ends it.
    #[inline]
    /// `whole_day`: that it is due by the end of the day, and not at a time that happens to be the last second of it.
    pub fn at_due(due: Due, whole_day: bool, zone: &Zone) -> Result<Moment, OutOfRange> {
        let placed = Moment::at(due.at, zone)?;
        let end = zone.end_of_day(due.day);
        let ends_day = (whole_day && due.at == end) || due.at == end.plus_seconds(1);
        Ok(Moment { day: due.day, ends_day, ..placed })
    }

    /// The end of a day, as the start of another count.
    pub(crate) fn end_of(day: Day, zone: &Zone) -> Result<Moment, OutOfRange> {
        Moment::at_due(Due { day, at: zone.end_of_day(day) }, true, zone)
    }

    /// Whether this is the end of its day, so that a count of hours goes on from midnight.
    #[inline]
    pub(crate) fn ends_day(&self) -> bool {
        self.ends_day
    }

    /// Whether which of the two comes first cannot be known: of one moment, or of one day, and only the day of one is known.
    pub(crate) fn is_tied_with(&self, other: &Moment) -> bool {
        self.instant == other.instant || (self.day == other.day && (self.day_only || other.day_only))
    }

    /// Whether this comes later for certain.
    pub(crate) fn is_after(&self, other: &Moment) -> bool {
        self.instant > other.instant && !self.is_tied_with(other)
    }

    /// The same, as the start of a day whose time is not known.
    #[inline]
    pub(crate) fn without_time(self) -> Moment {
        Moment { day_only: true, ..self }
    }

    /// The same, counted as another day's.
    pub(crate) fn on(self, day: Day) -> Moment {
        Moment { day, ..self }
    }

    /// The same, as a time that is known.
    pub(crate) fn with_time(self) -> Moment {
        Moment { day_only: false, ..self }
    }

    /// The local day.
    #[inline]
    pub fn day(&self) -> Day {
        self.day
    }

    /// The time on the local clock: where it is not known, that at which the day begins.
    #[inline]
    pub fn time(&self) -> TimeOfDay {
        self.instant.time_at(self.offset_seconds)
    }

    /// What the local clock shows.
    pub fn local(&self) -> Local {
        Local { day: self.day, time: self.time(), offset_seconds: self.offset_seconds }
    }

    /// A date alone where that is all that is known.
    pub fn date_or_time(&self) -> DateOrTime {
        if self.day_only { DateOrTime::Date(self.day()) } else { DateOrTime::Time(self.local()) }
    }
}

/// Milliseconds since midnight; a leap second is the second before it.
fn time_of_day(local: NaiveDateTime) -> TimeOfDay {
    let millis = local.num_seconds_from_midnight() * 1000 + (local.nanosecond() / 1_000_000).min(999);
    invariant!(TimeOfDay::from_millis(millis), TimeOfDay::MIDNIGHT)
}
