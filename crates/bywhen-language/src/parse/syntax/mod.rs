//! The syntax tree, before any semantic checks.
//!
//! The tree keeps everything that a formatter needs to write the text again: comments, blank lines, the order of lines.
//! Words with synonyms are kept in their one form. Trees that say the same are equal, wherever their lines stand.

mod calendar;
mod clock;
mod condition;
mod example;
mod fact;
mod limit;
mod line;
mod values;

pub use calendar::{BankHolidays, CutOff, Dates, DayMonth, DayRange, Shift};
pub use clock::{Extends, ExtendsPart, ExtendsTo, NoticePhrase, Repeat, StopIncludes, Stops, StopsBetween, Warning};
pub use condition::{CameWhen, Chosen, Condition, Proviso, ReceivedWhen, Term, TermKind, ValueTest};
pub use example::{Case, ExpectedThat, Expects, Given, Happened};
pub use fact::{FactLine, FactValues};
pub use limit::{Count, Counted, DayPhrase, EndOfDay, Limit, Measure, MeasureTarget, NthDay, Start, Tail};
pub use line::{
    AppliesTo, Change, Comment, Declared, EventLine, Kind, Line, Promise, StageLine, Statement, Tier, Tree, Window,
};
pub use values::{Date, Moment, Number, Text, Time};

pub use crate::span::Span;
