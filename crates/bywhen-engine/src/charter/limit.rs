//! How long a promise may take: the limit of a clock, before any date is known.

use bywhen_calendar::TimeOfDay;
use serde::Serialize;

use crate::name::Name;

/// When a promise must be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// One clock counted from one event.
    Clock(Clock),
    /// Whichever of these comes first.
    EarlierOf(Vec<Limit>),
    /// Whichever of these comes last.
    LaterOf(Vec<Limit>),
    /// A count that starts when another limit runs out: `28 calendar days after the next working day after receipt`.
    Then {
        /// What must run out first.
        first: Box<Limit>,
        /// The count from there.
        count: Count,
        /// The calendar of working days. Set wherever the count needs one.
        calendar: Option<Name>,
        /// The opening hours. Set wherever the count needs them.
        hours: Option<Name>,
    },
    /// The date that was given with an event: `by the date given with "automatic reply"`.
    DateGiven(Anchor),
    /// The document gives no figure, so no date is ever computed.
    Unstated,
}

bywhen_calendar::codec!(enum Limit { 0 => Clock(value), 1 => EarlierOf(value), 2 => LaterOf(value), 3 => Then { first, count, calendar, hours }, 4 => DateGiven(value), 5 => Unstated });

/// A count that starts at an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// What the count starts from.
    pub from: Anchor,
    /// How much is counted.
    pub count: Count,
    /// The calendar of working days. Set wherever the count needs one.
    pub calendar: Option<Name>,
    /// The opening hours. Set wherever the count needs them.
    pub hours: Option<Name>,
}

bywhen_calendar::codec!(struct Clock { from, count, calendar, hours });

/// An event of one stage of a case.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Anchor {
    /// `received`, `acknowledged`, `escalated` or any other event.
    pub event: Name,
    /// The stage it belongs to, from 1. `escalated` belongs to the stage that it opens.
    pub stage: u8,
}

bywhen_calendar::codec!(struct Anchor { event, stage });

/// How much is counted and how: the arithmetic of a deadline without its starting point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// How many units.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
    /// Forward or back, and how the sentence says it.
    pub direction: Direction,
    /// Whole days between: `5 clear days after` ends a day later than `5 days after`.
    pub clear: bool,
    /// Whether the first day counts.
    pub first_day: FirstDay,
    /// A last day that is not a working day moves to the next one, once, at the end.
    pub roll: bool,
    /// The moment of the last day at which time runs out.
    pub end: End,
    /// The rings of a telephone in which the charter says it, where it does: the amount is their seconds.
    pub rings: Option<u32>,
}

bywhen_calendar::codec!(struct Count { amount, unit, direction, clear, first_day, roll, end, rings });

impl Count {
    /// A plain count forward: `amount` of `unit` after the event, to the end of the last day.
    pub fn within(amount: u32, unit: Unit) -> Count {
        Count {
            amount,
            unit,
            direction: Direction::Within,
            clear: false,
            first_day: FirstDay::Implied,
            roll: false,
            end: End::OfDay,
            rings: None,
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

    /// The amount in months, where it is in months or years.
    pub(crate) fn months(&self) -> Option<u32> {
        match self.unit {
            Unit::Months => Some(self.amount),
            Unit::Years => Some(self.amount.saturating_mul(12)),
            _ => None,
        }
    }

    /// Whether the answer depends on which days are working days.
    pub fn needs_calendar(&self) -> bool {
        self.unit == Unit::WorkingDays || self.roll
    }

    /// Whether it counts days, or ends with one, so that a calendar may be named with it.
    pub(crate) fn counts_days(&self) -> bool {
        self.unit.is_days() || self.roll
    }

    /// Whether the answer depends on opening hours.
    pub fn needs_hours(&self) -> bool {
        self.unit.is_working_time() || self.end == End::AtClose
    }
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days on which the calendar says that work is done.
    WorkingDays,
    /// Every day.
    CalendarDays,
    /// Seven calendar days each.
    Weeks,
    /// To the corresponding date, or the last day of a month that has none.
    Months,
    /// Twelve months each.
    Years,
    /// Hours in which the place is open.
    WorkingHours,
    /// Minutes in which the place is open.
    WorkingMinutes,
    /// Hours by the clock, through nights, weekends and clock changes.
    Hours,
    /// Minutes by the clock.
    Minutes,
    /// Seconds by the clock.
    Seconds,
}

bywhen_calendar::codec!(plain enum Unit { 0 => WorkingDays, 1 => CalendarDays, 2 => Weeks, 3 => Months, 4 => Years, 5 => WorkingHours, 6 => WorkingMinutes, 7 => Hours, 8 => Minutes, 9 => Seconds });

impl Unit {
    /// Every unit.
    pub const ALL: [Unit; 10] = [
        Unit::WorkingDays,
        Unit::CalendarDays,
        Unit::Weeks,
        Unit::Months,
        Unit::Years,
        Unit::WorkingHours,
        Unit::WorkingMinutes,
        Unit::Hours,
        Unit::Minutes,
        Unit::Seconds,
    ];

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `within 5 days of`: the last day is day 5, clear or not.
    Within,
    /// `5 days after`: the last day is day 5, or day 6 when the days are clear.
    After,
    /// `5 days before`: counted back from an event that is still to come.
    Before,
}

bywhen_calendar::codec!(plain enum Direction { 0 => Within, 1 => After, 2 => Before });

/// Whether the day of the event is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FirstDay {
    /// The form does not say: the event's day is day 0, unless the calendar makes the day of receipt day 1.
    Implied,
    /// `beginning with` the day of the event, which is day 1.
    SameDay,
    /// The form says that counting begins with the day after: `beginning with the day after`, `by the next working day after`.
    NextDay,
}

bywhen_calendar::codec!(plain enum FirstDay { 0 => Implied, 1 => SameDay, 2 => NextDay });

/// When the last day ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the day: 23:59:59 local time is on time.
    OfDay,
    /// At a time of the last day: `by 4pm`.
    At(TimeOfDay),
    /// When the place closes on the last day.
    AtClose,
    /// At the local clock time at which the count started.
    SameTime,
}

bywhen_calendar::codec!(enum End { 0 => OfDay, 1 => At(value), 2 => AtClose, 3 => SameTime });
