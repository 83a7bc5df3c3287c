//! Statements of an example.

use bywhen_engine::Status;

use super::{Moment, Number, Text};

/// `complaint by letter to "Waste" received 1 April 2026 at 10am`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<'s> {
    /// A kind or a channel.
    pub contact: Option<Text<'s>>,
    /// After `by`.
    pub channel: Option<Text<'s>>,
    /// After `to`.
    pub service: Option<Text<'s>>,
    /// When it was received.
    pub received: Moment,
}

/// `stage 2 acknowledged 9 April 2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happened<'s> {
    /// The stage, if it was written.
    pub stage: Option<Number>,
    /// The event. `None` for `the customer asked`.
    pub event: Option<Text<'s>>,
    /// When.
    pub at: Moment,
    /// The date that was given with it, and perhaps its time.
    pub until: Option<Moment>,
    /// The reason that was given with it.
    pub because: Option<Text<'s>>,
}

/// `complex`, `not complex`, `priority is high`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given<'s> {
    /// The fact.
    pub fact: Text<'s>,
    /// Whether it holds.
    pub holds: bool,
    /// Its value, if that was written.
    pub value: Option<Text<'s>>,
}

/// `stage 2 acknowledge by 10 April 2026`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expects<'s> {
    /// The stage, if it was written.
    pub stage: Option<Number>,
    /// Whether it is asked of the customer: then the action is the event.
    pub is_request: bool,
    /// The action.
    pub action: Text<'s>,
    /// What it is done to.
    pub object: Option<Text<'s>>,
    /// The expected result.
    pub that: ExpectedThat,
}

/// The expected result of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExpectedThat {
    /// `by 10 April 2026`.
    DueBy(Moment),
    /// `is met`.
    Is(Status),
    /// `does not apply`.
    DoesNotApply,
}
