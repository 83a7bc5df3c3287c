//! Rules that a charter leaves unspecified, recorded where they would stand.

use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, Count, ExtendTo, Limit};

use crate::span::Span;

/// An unspecified rule. Whether it affects a date is checked once the whole charter is known.
pub(crate) enum Unspecified {
    /// The day of receipt, for the calendar at this index.
    Receipt { calendar: usize, span: Span },
    /// The date of a contact on a day off, for the calendar at this index, which specifies that of a late one.
    ClosedDay { calendar: usize, span: Span },
    /// The treatment of a last day that is not a working day.
    LastDay { counted: Counted, span: Span },
    /// Whether the day on which this promise's clock stops is lost.
    StopDay { promise: String, span: Span, end: Span },
    /// The deadline for telling the customer of an extension of this promise.
    NoticeDeadline { promise: String, to: ExtendTo, span: Span, end: Span },
    /// The treatment of a request before the customer's window opens.
    Early { opens: Limit, span: Span, end: Span },
}

/// A count in days.
pub(crate) struct Counted {
    /// The anchor, if it is a single event.
    pub(crate) from: Option<Anchor>,
    pub(crate) count: Count,
    /// The calendar, if known.
    pub(crate) calendar: Option<Name>,
}
