//! How long a promise may take: the limit of a clock, before any date is known.

use bywhen_calendar::TimeOfDay;
use minicbor::{Decode, Encode};
use serde::Serialize;

use crate::name::Name;

/// When a promise must be kept.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Limit {
    /// One clock counted from one event.
    #[n(0)]
    Clock(#[n(0)] Clock),
    /// Whichever of these comes first.
    #[n(1)]
    EarlierOf(#[n(0)] Vec<Limit>),
    /// Whichever of these comes last.
    #[n(2)]
    LaterOf(#[n(0)] Vec<Limit>),
    /// A count that starts when another limit runs out: `28 calendar days after the next working day after receipt`.
    #[n(3)]
    Then {
        /// What must run out first.
        #[n(0)]
        first: Box<Limit>,
        /// The count from there.
        #[n(1)]
        count: Count,
        /// The calendar of working days. Set wherever the count needs one.
        #[n(2)]
        calendar: Option<Name>,
        /// The opening hours. Set wherever the count needs them.
        #[n(3)]
        hours: Option<Name>,
    },
    /// The date that was given with an event: `by the date given with "automatic reply"`.
    #[n(4)]
    Given(#[n(0)] Anchor),
    /// The document gives no figure, so no date is ever computed.
    #[n(5)]
    Unstated,
}

/// A count that starts at an event.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Clock {
    /// What the count starts from.
    #[n(0)]
    pub from: Anchor,
    /// How much is counted.
    #[n(1)]
    pub count: Count,
    /// The calendar of working days. Set wherever the count needs one.
    #[n(2)]
    pub calendar: Option<Name>,
    /// The opening hours. Set wherever the count needs them.
    #[n(3)]
    pub hours: Option<Name>,
}

/// An event of one stage of a case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Anchor {
    /// `received`, `acknowledged`, `escalated` or any other event.
    #[n(0)]
    pub event: Name,
    /// The stage it belongs to, from 1. `escalated` belongs to the stage that it opens.
    #[n(1)]
    pub stage: u8,
}

/// How much is counted and how: the arithmetic of a deadline without its starting point.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode)]
pub struct Count {
    /// How many units.
    #[n(0)]
    pub amount: u32,
    /// Of what.
    #[n(1)]
    pub unit: Unit,
    /// Forward or back, and how the sentence says it.
    #[n(2)]
    pub direction: Direction,
    /// Whole days between: `5 clear days after` ends a day later than `5 days after`.
    #[n(3)]
    pub clear: bool,
    /// Whether the first day counts.
    #[n(4)]
    pub first_day: FirstDay,
    /// A last day that is not a working day moves to the next one, once, at the end.
    #[n(5)]
    pub roll: bool,
    /// The moment of the last day at which time runs out.
    #[n(6)]
    pub end: End,
}

impl Count {
    /// A plain count forward: `amount` of `unit` after the event, to the end of the last day.
    pub fn within(amount: u32, unit: Unit) -> Count {
        Count {
            amount,
            unit,
            direction: Direction::Within,
            clear: false,
            first_day: FirstDay::DayAfter,
            roll: false,
            end: End::OfDay,
        }
    }

    /// The amount in ticks of its unit. `None` for months and years, which have no fixed number of days.
    pub fn ticks(&self) -> Option<i64> {
        let amount = i64::from(self.amount);
        match (self.unit, self.unit.seconds()) {
            (Unit::Months | Unit::Years, _) => None,
            (Unit::Weeks, _) => Some(amount * 7),
            (Unit::Seconds, _) => Some(amount * 1000),
            (_, seconds) => Some(amount * seconds.unwrap_or(1)),
        }
    }

    /// Whether the answer depends on which days are working days.
    pub fn needs_calendar(&self) -> bool {
        self.unit == Unit::WorkingDays || self.roll
    }

    /// Whether the answer depends on opening hours.
    pub fn needs_hours(&self) -> bool {
        self.unit.is_working_time() || self.end == End::AtClose
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Encode, Decode)]
#[cbor(index_only)]
pub enum Unit {
    /// Days on which the calendar says that work is done.
    #[n(0)]
    WorkingDays,
    /// Every day.
    #[n(1)]
    CalendarDays,
    /// Seven calendar days each.
    #[n(2)]
    Weeks,
    /// To the corresponding date, or the last day of a month that has none.
    #[n(3)]
    Months,
    /// Twelve months each.
    #[n(4)]
    Years,
    /// Hours in which the place is open.
    #[n(5)]
    WorkingHours,
    /// Minutes in which the place is open.
    #[n(6)]
    WorkingMinutes,
    /// Hours by the clock, through nights, weekends and clock changes.
    #[n(7)]
    Hours,
    /// Minutes by the clock.
    #[n(8)]
    Minutes,
    /// Seconds by the clock.
    #[n(9)]
    Seconds,
}

impl Unit {
    /// Counted in whole local days, so that the time of day of the start does not matter.
    pub fn is_days(self) -> bool {
        matches!(self, Unit::WorkingDays | Unit::CalendarDays | Unit::Weeks | Unit::Months | Unit::Years)
    }

    /// Counted while the place is open.
    pub fn is_working_time(self) -> bool {
        matches!(self, Unit::WorkingHours | Unit::WorkingMinutes)
    }

    /// What lateness and time taken are told in.
    pub fn tick(self) -> Tick {
        match self {
            Unit::WorkingDays => Tick::WorkingDays,
            Unit::CalendarDays | Unit::Weeks | Unit::Months | Unit::Years => Tick::CalendarDays,
            Unit::WorkingHours | Unit::WorkingMinutes => Tick::WorkingSeconds,
            Unit::Hours | Unit::Minutes => Tick::Seconds,
            Unit::Seconds => Tick::Milliseconds,
        }
    }

    /// Seconds in one unit, for units of exact time.
    pub fn seconds(self) -> Option<i64> {
        match self {
            Unit::WorkingHours | Unit::Hours => Some(3600),
            Unit::WorkingMinutes | Unit::Minutes => Some(60),
            Unit::Seconds => Some(1),
            _ => None,
        }
    }

    /// `working days`, or `working day` for one of them.
    pub fn words(self, amount: u32) -> &'static str {
        let one = amount == 1;
        match self {
            Unit::WorkingDays if one => "working day",
            Unit::WorkingDays => "working days",
            Unit::CalendarDays if one => "calendar day",
            Unit::CalendarDays => "calendar days",
            Unit::Weeks if one => "week",
            Unit::Weeks => "weeks",
            Unit::Months if one => "month",
            Unit::Months => "months",
            Unit::Years if one => "year",
            Unit::Years => "years",
            Unit::WorkingHours if one => "working hour",
            Unit::WorkingHours => "working hours",
            Unit::WorkingMinutes if one => "working minute",
            Unit::WorkingMinutes => "working minutes",
            Unit::Hours if one => "hour",
            Unit::Hours => "hours",
            Unit::Minutes if one => "minute",
            Unit::Minutes => "minutes",
            Unit::Seconds if one => "second",
            Unit::Seconds => "seconds",
        }
    }
}

/// What lateness and time taken are told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Tick {
    /// Days on which work is done.
    WorkingDays,
    /// Every day, for weeks, months and years too.
    CalendarDays,
    /// Seconds in which the place is open.
    WorkingSeconds,
    /// Seconds by the clock.
    Seconds,
    /// For promises in seconds.
    Milliseconds,
}

impl Tick {
    /// The word of the contract: `working_days`.
    pub fn word(self) -> &'static str {
        match self {
            Tick::WorkingDays => "working_days",
            Tick::CalendarDays => "calendar_days",
            Tick::WorkingSeconds => "working_seconds",
            Tick::Seconds => "seconds",
            Tick::Milliseconds => "milliseconds",
        }
    }
}

/// Which way a count goes from its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum Direction {
    /// `within 5 days of`: the last day is day 5, clear or not.
    #[n(0)]
    Within,
    /// `5 days after`: the last day is day 5, or day 6 when the days are clear.
    #[n(1)]
    After,
    /// `5 days before`: counted back from an event that is still to come.
    #[n(2)]
    Before,
}

/// Whether the day of the event is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
#[cbor(index_only)]
pub enum FirstDay {
    /// The event's day is day 0, and counting begins with the day after. The statutory reading and the default.
    #[n(0)]
    DayAfter,
    /// `beginning with` the day of the event, which is day 1.
    #[n(1)]
    SameDay,
}

/// When the last day ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum End {
    /// With the day: 23:59:59 local time is on time.
    #[n(0)]
    OfDay,
    /// At a time of the last day: `by 4pm`.
    #[n(1)]
    At(#[n(0)] TimeOfDay),
    /// When the place closes on the last day.
    #[n(2)]
    AtClose,
    /// At the local clock time at which the count started.
    #[n(3)]
    SameTime,
}
