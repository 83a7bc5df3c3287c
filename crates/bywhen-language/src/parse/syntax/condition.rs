//! Conditions as they are written.

use bywhen_engine::charter::NumberTest;
use chrono::Weekday;

use super::{DayMonth, Span, Text, Time};

/// `if CONDITION`, `unless CONDITION`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proviso<'s> {
    /// `unless` rather than `if`.
    pub unless: bool,
    /// The condition.
    pub condition: Condition<'s>,
}

/// A question about a case: any of these, each of which is all of those.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition<'s> {
    /// Joined by `or`; inside, joined by `and`.
    pub any: Vec<Vec<Term<'s>>>,
    /// The whole condition.
    pub span: Span,
}

/// A part of a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term<'s> {
    /// `not` stands before it, or in it: `has not happened`.
    pub not: bool,
    /// The kind of term.
    pub kind: TermKind<'s>,
}

/// The kind of a term in a condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermKind<'s> {
    /// A fact.
    Fact(Text<'s>),
    /// `we have sent "out of office"`, `"out of office" has happened`.
    Happened {
        /// The event.
        event: Text<'s>,
        /// `we have sent`.
        sent: bool,
    },
    /// `received before 9:30am`.
    Received(ReceivedWhen),
    /// `received outside "Office"`, `"reported" on a working day`.
    Came {
        /// The event. `None` for receipt.
        event: Option<Text<'s>>,
        /// When it came.
        when: CameWhen<'s>,
    },
    /// `priority is medium or low`, `"weekend receipt" is "next working day"`.
    Is(ValueTest<'s>),
    /// `signatures is over 1500`.
    Number {
        /// The fact.
        fact: Text<'s>,
        /// The question about its number.
        test: NumberTest,
    },
    /// In brackets.
    Group(Condition<'s>),
}

/// When a contact was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceivedWhen {
    /// `received before 9:30am`.
    Before(Time),
    /// `received by 4pm`: at 4pm too.
    By(Time),
    /// `received after 4pm`: later than 4pm.
    After(Time),
    /// `received from 4pm`: at 4pm or later.
    From(Time),
    /// `received between 1 November and 30 April`.
    Between(DayMonth, DayMonth),
}

/// When an event came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CameWhen<'s> {
    /// `during "Office"`.
    During(Text<'s>),
    /// `outside "Office"`.
    Outside(Text<'s>),
    /// `on a working day`, `on a closed day in "term time"`.
    WorkingDay {
        /// `on a closed day`.
        closed: bool,
        /// The calendar, if it was written.
        calendar: Option<Text<'s>>,
    },
    /// `on a Saturday or Sunday`, `at the weekend`.
    Weekdays(Vec<Weekday>),
}

/// `priority is medium or low`: of a fact its values, of a choice its option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueTest<'s> {
    /// The fact or the choice.
    pub name: Text<'s>,
    /// `is not`.
    pub not: bool,
    /// At least one value. Those that follow as parts of the condition by themselves, `or low`, are found when it is lowered.
    pub values: Vec<Text<'s>>,
}

/// `"weekend receipt" is "next working day"`, which an example chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chosen<'s> {
    /// The choice.
    pub choice: Text<'s>,
    /// The option.
    pub option: Text<'s>,
}
