//! Reports each unspecified rule that affects a date.

use std::collections::HashSet;

use super::shown::Ambiguity;
use super::{early, last_day, notice_deadline, receipt, stop_day};
use crate::code::Code;
use crate::diagnostic::DiagnosticBuilder;
use crate::lint::linter::Linter;
use crate::lint::sample::Samples;
use crate::lower::Unspecified;
use crate::span::Span;

impl Linter<'_, '_> {
    /// Reports each unspecified rule that affects a date, with both dates.
    pub(in crate::lint) fn report_ambiguities(&mut self, samples: &Samples<'_>, unspecified: Vec<Unspecified>) {
        // With mistakes in the charter no date can be trusted.
        let sound = self.is_sound();
        // A line about several promises is reported by the first whose date it moves.
        let mut reported_lines: HashSet<u32> = HashSet::new();
        for unspecified in unspecified {
            match unspecified {
                Unspecified::NoticeDeadline { promise, to, span, end } => {
                    let ambiguity = notice_deadline::ambiguity(&promise, &to, end, sound, samples);
                    self.report_ambiguity(Code::NoticeDeadlineMissing, span, ambiguity).help("add `if told before the due date`, `if told within 10 working days of receipt` or, where any day will do, `if told at any time`");
                }
                Unspecified::Early { opens, span, end } => {
                    let ambiguity = early::ambiguity(&opens, end, sound, samples);
                    self.report_ambiguity(Code::EarlyRequestsUnspecified, span, ambiguity).help(
                        "add `, early requests wait until then`, `, early requests are refused` or `, early requests count`",
                    );
                }
                _ if !sound => {}
                Unspecified::Receipt { calendar, span } => {
                    if let Some(ambiguity) = receipt::ambiguity(calendar, span, samples) {
                        self.report_ambiguity(Code::ReceiptUnspecified, span, ambiguity).help(
                            "add a line below it: `the day of receipt is day 0, whenever it came`, or what is meant instead",
                        );
                    }
                }
                Unspecified::ClosedDay { calendar, span } => {
                    if let Some(ambiguity) = receipt::closed_day_ambiguity(calendar, span, samples) {
                        self.report_ambiguity(Code::ReceiptUnspecified, span, ambiguity).label("and on a day off?").help(
                            "add a line beside it: `received on a closed day counts as the next working day`, or `received on a closed day counts as that day`",
                        );
                    }
                }
                Unspecified::LastDay { counted, span } => {
                    if let Some(ambiguity) = last_day::ambiguity(&counted, span, samples) {
                        self.report_ambiguity(Code::LastDayUnspecified, span, ambiguity).help(
                            "add `rolling to the next working day` or, where the day stays, `, whatever day that is`",
                        );
                    }
                }
                Unspecified::StopDay { span, .. } if reported_lines.contains(&span.start) => {}
                Unspecified::StopDay { promise, span, end } => {
                    if let Some(ambiguity) = stop_day::ambiguity(&promise, end, samples) {
                        reported_lines.insert(span.start);
                        self.report_ambiguity(Code::StopDayUnspecified, span, ambiguity).help(
                            "add `, only the last day included` or, where that day is lost, `, both days included`",
                        );
                    }
                }
            }
        }
    }

    fn report_ambiguity(&mut self, code: Code, span: Span, ambiguity: Ambiguity) -> &mut DiagnosticBuilder {
        self.sink.add(code, span, ambiguity.message).fixes(|| ambiguity.fixes)
    }
}
