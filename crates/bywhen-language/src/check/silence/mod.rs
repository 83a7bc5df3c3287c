//! What a charter leaves unsaid and what would move a date: both dates are shown.

mod early;
mod last_day;
mod receipt;
mod sample;
mod stop_day;
mod told;

use std::collections::HashSet;

use bywhen_engine::Name;
use bywhen_engine::charter::{Anchor, Charter, Count, ExtendTo, Limit};

use super::Checker;
use crate::code::Code;
use crate::diagnostic::Finding;
use crate::fix::{FixDraft, if_enabled};
use crate::syntax::Span;
use sample::Samples;

/// Something that is left unsaid. Whether it moves a date is asked once the whole charter is known.
pub(super) enum Unsaid {
    /// How the day of receipt is found, by the calendar at this place.
    Receipt { calendar: usize, span: Span },
    /// How a contact on a day off is dated, by the calendar at this place, which says how a late one is.
    ClosedDay { calendar: usize, span: Span },
    /// What becomes of a last day that is not a working day.
    LastDay { counted: Counted, span: Span },
    /// Whether the day is lost on which this promise's clock stops.
    StopDay { promise: String, span: Span, end: Span },
    /// By when the customer must be told that this promise is put off.
    Told { promise: String, to: ExtendTo, span: Span, end: Span },
    /// What becomes of a request before the customer's time to ask has begun.
    Early { opens: Limit, span: Span, end: Span },
}

/// What a silence comes to.
struct Open {
    /// What is not said, with the dates.
    message: String,
    /// The ways of saying it.
    fixes: Vec<FixDraft>,
}

impl Open {
    fn new(message: String, fixes: impl FnOnce() -> Vec<FixDraft>) -> Open {
        Open { message, fixes: if_enabled(fixes) }
    }
}

/// A count in days.
pub(super) struct Counted {
    /// What it is counted from, where that is one event.
    from: Option<Anchor>,
    count: Count,
    /// The calendar, where it is known which.
    calendar: Option<Name>,
}

impl Checker<'_, '_> {
    /// Reports what is left open and moves a date, with what the difference comes to.
    pub(super) fn report_silence(&mut self, charter: &Charter) {
        // With mistakes in the charter no date can be trusted.
        let sound = !self.findings.in_doubt && self.findings.errors() == 0;
        let samples = Samples::new(charter);
        // A line about several promises is reported by the first whose date it moves.
        let mut lines_told: HashSet<u32> = HashSet::new();
        for unsaid in std::mem::take(&mut self.unsaid) {
            match unsaid {
                Unsaid::Told { promise, to, span, end } => {
                    let open = told::open(&promise, &to, end, sound, &samples);
                    self.report_open(Code::ToldMissing, span, open).help("add `if told before the due date`, `if told within 10 working days of receipt` or, where any day will do, `if told at any time`");
                }
                Unsaid::Early { opens, span, end } => {
                    let open = early::open(&opens, end, sound, &samples);
                    self.report_open(Code::EarlyUnsaid, span, open).help(
                        "add `, early requests wait until then`, `, early requests are refused` or `, early requests count`",
                    );
                }
                _ if !sound => {}
                Unsaid::Receipt { calendar, span } => {
                    if let Some(open) = receipt::open(calendar, span, &samples) {
                        self.report_open(Code::ReceiptUnsaid, span, open).help(
                            "add a line below it: `the day of receipt is day 0, whenever it came`, or what is meant instead",
                        );
                    }
                }
                Unsaid::ClosedDay { calendar, span } => {
                    if let Some(open) = receipt::open_on_closed_days(calendar, span, &samples) {
                        self.report_open(Code::ReceiptUnsaid, span, open).label("and on a day off?").help(
                            "add a line beside it: `received on a closed day counts as the next working day`, or `received on a closed day counts as that day`",
                        );
                    }
                }
                Unsaid::LastDay { counted, span } => {
                    if let Some(open) = last_day::open(&counted, span, &samples) {
                        self.report_open(Code::LastDayUnsaid, span, open).help(
                            "add `rolling to the next working day` or, where the day stays, `, whatever day that is`",
                        );
                    }
                }
                Unsaid::StopDay { span, .. } if lines_told.contains(&span.start) => {}
                Unsaid::StopDay { promise, span, end } => {
                    if let Some(open) = stop_day::open(&promise, end, &samples) {
                        lines_told.insert(span.start);
                        self.report_open(Code::StopDayUnsaid, span, open).help(
                            "add `, only the last day included` or, where that day is lost, `, both days included`",
                        );
                    }
                }
            }
        }
    }

    fn report_open(&mut self, code: Code, span: Span, open: Open) -> &mut Finding {
        self.findings.add(code, span, open.message).fixes(|| open.fixes)
    }
}
