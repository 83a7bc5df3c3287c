//! One module a command.

pub(crate) mod assess;
pub(crate) mod calc;
pub(crate) mod calendars;
pub(crate) mod charters;
pub(crate) mod check;
pub(crate) mod compile;
pub(crate) mod due;
pub(crate) mod report;
pub(crate) mod table;
pub(crate) mod test;
