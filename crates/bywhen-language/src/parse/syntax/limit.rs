//! Limits and measures as they are written.

use bywhen_engine::charter::{NumberTest, Percent, Period, Unit};

use super::{Number, Span, Text, Time};

/// When something must be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit<'s> {
    /// A count from one event, or from the earlier or later of several.
    Counted(Counted<'s>),
    /// `by the earlier of 20 working days after receipt and 10 working days after our acknowledgement`.
    Either {
        /// `later` rather than `earlier`.
        later: bool,
        /// At least two.
        parts: Vec<Limit<'s>>,
        /// The whole limit.
        span: Span,
    },
    /// `by 4pm on the next working day after receipt`.
    Day {
        /// `by` rather than `on`.
        by: bool,
        /// The end of that day, if given before it.
        end: Option<EndOfDay>,
        /// Which day.
        day: DayPhrase<'s>,
        /// Further words after it.
        tails: Vec<Tail<'s>>,
        /// The whole limit.
        span: Span,
    },
    /// `by the date given with "automatic reply"`.
    DateGiven(Text<'s>),
    /// `with no time stated`.
    Unstated(Span),
}

/// An amount of something, counted from something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted<'s> {
    /// `within` stands before it.
    pub within: bool,
    /// The count.
    pub count: Count,
    /// The start of the count. `None` if missing.
    pub start: Option<Start<'s>>,
    /// Further words after it.
    pub tails: Vec<Tail<'s>>,
    /// The whole limit.
    pub span: Span,
}

/// `5 clear working days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The amount.
    pub amount: Number,
    /// Of what: seconds for rings.
    pub unit: Unit,
    /// Rings of a telephone, whose length the charter tells.
    pub rings: bool,
    /// Whole days between.
    pub clear: bool,
    /// The amount and the unit.
    pub span: Span,
}

/// The start of a count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start<'s> {
    /// `of receipt`, `after receipt`.
    After(Text<'s>),
    /// `after the next working day after receipt`.
    AfterDay(NthDay<'s>),
    /// `before "event day"`, counted back.
    Before(Text<'s>),
    /// `beginning with the day of receipt`.
    WithDayOf(Text<'s>),
    /// `beginning with the day after receipt`.
    WithDayAfter(Text<'s>),
    /// `of the later of "arrival" and "appointment"`.
    Either {
        /// `later` rather than `earlier`.
        later: bool,
        /// At least two.
        anchors: Vec<Text<'s>>,
    },
}

/// Which day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayPhrase<'s> {
    /// `the day of receipt`.
    DayOf(Text<'s>),
    /// `the same working day`.
    SameWorkingDay,
    /// `the second working day after receipt`.
    Nth(NthDay<'s>),
}

/// `the second working day after receipt`, `the next day`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthDay<'s> {
    /// Which.
    pub number: Number,
    /// Working days or calendar days.
    pub unit: Unit,
    /// The anchor event, if given.
    pub anchor: Option<Text<'s>>,
}

/// When a day ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndOfDay {
    /// `4pm`.
    At(Time),
    /// `close`.
    Close,
}

/// A phrase that may follow a count, in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tail<'s> {
    /// `by 4pm`, `by close`.
    By(EndOfDay, Span),
    /// `at the same time of day`.
    SameTime(Span),
    /// `rolling to the next working day`.
    Roll(Span),
    /// `whatever day that is`: the last day stays where it falls.
    WhateverDay(Span),
    /// `during "Contact centre"`.
    During(Text<'s>),
    /// `in "working days"`.
    In(Text<'s>),
    /// `on working days only`.
    OnlyWorkingDays(Span),
}

impl Tail<'_> {
    /// The span.
    pub fn span(&self) -> Span {
        match self {
            Tail::By(_, span)
            | Tail::SameTime(span)
            | Tail::Roll(span)
            | Tail::WhateverDay(span)
            | Tail::OnlyWorkingDays(span) => *span,
            Tail::During(name) | Tail::In(name) => name.span,
        }
    }
}

/// What a published measure must come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureTarget<'s> {
    /// `under 3%`.
    Share(Measure<'s>),
    /// `at least 2000 each year`.
    Number {
        /// Which numbers reach it.
        test: NumberTest,
        /// In which time it is counted.
        each: Option<Period>,
    },
}

/// The share of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure<'s> {
    /// `at least 80% of calls`.
    AtLeast(Percent, Option<Text<'s>>),
    /// `over 80%`.
    Over(Percent, Option<Text<'s>>),
    /// `at most 3%`.
    AtMost(Percent, Option<Text<'s>>),
    /// `under 3%`.
    Under(Percent, Option<Text<'s>>),
    /// `on average`.
    Average,
}
