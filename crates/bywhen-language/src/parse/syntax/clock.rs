//! Statements about a running clock.

use bywhen_engine::charter::Percent;

use super::{Count, Limit, Number, Proviso, Span, Tail, Text};

/// `the clock stops from "fees notice" until "fee paid", both days included, even when overdue`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stops<'s> {
    /// From when until when.
    pub between: StopsBetween<'s>,
    /// Which of its first and last day are lost. `None` if not specified.
    pub included: Option<StopIncludes>,
    /// `even when overdue`: lateness stands still too.
    pub even_when_overdue: bool,
}

/// From when until when a clock stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopsBetween<'s> {
    /// `while paused`.
    Paused,
    /// From one event to another.
    Events {
        /// The event that stops it.
        from: Text<'s>,
        /// The event that resumes it. `None` if missing.
        until: Option<Text<'s>>,
    },
}

/// Which days are lost of the day on which a clock stops and the day on which it goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopIncludes {
    /// `both days included`.
    BothDays,
    /// `only the last day included`: the day on which it stops counts.
    OnlyLastDay,
}

/// Before a promise is due, when whoever keeps it is warned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// `2 working days before`.
    Before(Count),
    /// `at 75%`: once that share of its time has passed.
    AtShare(Percent),
}

/// `may extend by 10 working days, once, if told before the due date`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extends<'s> {
    /// `a holding reply extends it` rather than `may extend`.
    pub by_holding_reply: bool,
    /// To when.
    pub to: ExtendsTo<'s>,
    /// Further phrases, in their order.
    pub parts: Vec<ExtendsPart<'s>>,
    /// Its clauses.
    pub cites: Vec<Text<'s>>,
}

/// To when a promise may be put off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtendsTo<'s> {
    /// `by 10 working days`.
    By(Count, Vec<Tail<'s>>),
    /// `to 3 months after receipt`.
    Limit(Limit<'s>),
    /// `to the date we give`.
    DateWeGive,
}

/// A phrase that may follow an extension, in any order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExtendsPart<'s> {
    /// `by up to 20 working days`.
    AtMost(Count),
    /// `once`, `twice`, `3 times`.
    Times(Number),
    /// `for "complex", "voluminous"`.
    Reasons(Vec<Text<'s>>, Span),
    /// `if told before the due date`.
    Notice(NoticePhrase<'s>, Span),
    /// `if complex`.
    If(Proviso<'s>),
}

/// The deadline for telling the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoticePhrase<'s> {
    /// `before the due date`.
    BeforeDue,
    /// `at any time`.
    AtAnyTime,
    /// `within 10 working days of receipt`.
    Limit(Limit<'s>),
}

/// `every 28 calendar days until responded`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat<'s> {
    /// The interval.
    pub count: Count,
    /// The smaller amount of a range, `every 10 to 15 working days`, of which the larger one is promised.
    pub from: Option<Number>,
    /// The event that ends it. `None` where the author forgot.
    pub until: Option<Text<'s>>,
    /// The anchor of the first interval, if given.
    pub beginning_with: Option<Text<'s>>,
    /// The whole phrase.
    pub span: Span,
}
