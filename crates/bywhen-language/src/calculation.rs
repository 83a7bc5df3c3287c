//! Calculations such as `20 working days after 2026-03-10`, without a charter.

use bywhen_engine::When;
use bywhen_engine::charter::{Count, Direction, End, FirstDay, Unit};
use pest::Parser;
use pest::iterators::Pair;

use crate::code::Code;
use crate::diagnostic::{Diagnostic, DiagnosticSink};
use crate::parse::build::Builder;
use crate::parse::expected;
use crate::parse::grammar::{Grammar, Rule};
use crate::parse::syntax::{self, Number, Span};
use crate::source::{MAX_LINE_LENGTH, Source};

/// A count and the time that it starts from.
#[derive(Clone, Debug, PartialEq)]
pub struct Calculation {
    /// The count.
    pub count: Count,
    /// The start of the count.
    pub from: When,
    /// A count from `from` whose end is the start of `count`: `30 calendar days after the next working day after
    /// 2023-09-20`.
    pub first: Option<Count>,
}

/// Parses a calculation.
///
/// Amounts and dates are written as in charters; the date may also be ISO 8601 with a time and an offset.
///
/// ```
/// use bywhen_engine::charter::{Direction, Unit};
/// let calculation = bywhen_language::calculation("20 working days after 2026-03-10").unwrap();
/// assert_eq!((calculation.count.amount, calculation.count.unit), (20, Unit::WorkingDays));
/// assert_eq!(calculation.count.direction, Direction::After);
/// assert_eq!(calculation.from.to_string(), "2026-03-10");
///
/// let wrong = bywhen_language::calculation("20 wrking days after 2026-03-10").unwrap_err();
/// assert_eq!(wrong[0].help.as_deref(), Some("did you mean `working`?"));
/// ```
pub fn calculation(phrase: &str) -> Result<Calculation, Vec<Diagnostic>> {
    parsed(phrase, Rule::calculation, |builder, pair| builder.calculation(pair))
}

/// What a rule makes of a phrase.
pub(crate) fn parsed<T>(
    phrase: &str,
    rule: Rule,
    build: impl FnOnce(&mut Builder<'_>, Pair<'_, Rule>) -> Option<T>,
) -> Result<T, Vec<Diagnostic>> {
    let source = Source::new(phrase);
    let mut sink = DiagnosticSink::default();
    match read(&source, &mut sink, rule, build) {
        Some(read) if sink.errors() == 0 => Ok(read),
        _ => Err(sink.into_diagnostics(&source)),
    }
}

fn read<T>(
    source: &Source<'_>,
    sink: &mut DiagnosticSink,
    rule: Rule,
    build: impl FnOnce(&mut Builder<'_>, Pair<'_, Rule>) -> Option<T>,
) -> Option<T> {
    let text = source.text();
    let start = text.len() - text.trim_start().len();
    let body = text.trim();
    if body.is_empty() {
        sink.add(Code::EmptyFile, Span::new(0, 0), "Nothing is asked.")
            .help("ask for example `20 working days after 2026-03-10`");
        return None;
    }
    if body.len() > MAX_LINE_LENGTH {
        sink.add(
            Code::LineTooLong,
            Span::new(start, start + body.chars().next().map_or(0, char::len_utf8)),
            format!("The question is longer than {MAX_LINE_LENGTH} characters."),
        );
        return None;
    }
    match Grammar::parse(rule, body) {
        Ok(mut pairs) => {
            let errors = sink.errors();
            let built = pairs.next().and_then(|pair| build(&mut Builder::new(sink, start), pair));
            if built.is_none() && sink.errors() == errors {
                sink.add(Code::Malformed, Span::new(start, start + body.len()), "The question is not understood.");
            }
            built
        }
        Err(error) => {
            expected::report(sink, &error, body, start, "The question");
            None
        }
    }
}

/// `0 working days`: no limit of a charter, but a question, for the working day that is nearest on that side.
fn is_no_working_days(quantity: &Pair<'_, Rule>) -> bool {
    let mut parts = quantity.clone().into_inner();
    let none =
        parts.next().is_some_and(|amount| amount.as_str() == "0" || amount.as_str().eq_ignore_ascii_case("zero"));
    none && parts.next().is_some_and(|unit| unit.as_rule() == Rule::working_days)
}

impl Builder<'_> {
    pub(crate) fn calculation(&mut self, pair: Pair<'_, Rule>) -> Option<Calculation> {
        let (mut count, mut from, mut within, mut direction, mut first_day) =
            (None, None, false, Direction::Within, FirstDay::Implied);
        let (mut roll, mut end, mut in_days_only, mut first, mut none) = (false, None, None, None, None);
        for part in pair.into_inner() {
            let span = self.span(&part);
            match part.as_rule() {
                Rule::k_within => within = true,
                Rule::k_after if !within => direction = Direction::After,
                Rule::k_before => direction = Direction::Before,
                Rule::k_beginning => {
                    first_day = FirstDay::SameDay;
                    in_days_only = Some(span);
                }
                Rule::quantity if is_no_working_days(&part) => none = Some(span),
                Rule::quantity => count = Some(self.quantity(part)?),
                Rule::first_count => first = Some(self.first_count(part)?),
                Rule::moment => from = Some(self.calculation_start(part)?),
                Rule::roll => {
                    roll = true;
                    in_days_only = Some(span);
                }
                Rule::same_time => {
                    end = Some(End::SameTime);
                    in_days_only = Some(span);
                }
                Rule::by_end => {
                    end = Some(self.calculation_end(part)?);
                    in_days_only = Some(span);
                }
                _ => {}
            }
        }
        let no_days = |span| syntax::Count {
            amount: Number { value: 0, span },
            unit: Unit::WorkingDays,
            rings: false,
            clear: false,
            span,
        };
        let (written, from) = (count.or(none.map(no_days))?, from?);
        if written.rings {
            self.sink
                .add(Code::BareRings, written.span, "How long a ring is differs from one telephone to another.")
                .label("how long is a ring?")
                .help("ask in seconds");
        }
        if written.clear {
            in_days_only = in_days_only.or(Some(written.span));
        }
        if first_day == FirstDay::Implied && (written.clear || first.is_some()) {
            first_day = FirstDay::NextDay;
        }
        let count = Count {
            direction,
            clear: written.clear,
            first_day,
            roll,
            end: end.unwrap_or(End::OfDay),
            ..Count::within(written.amount.value, written.unit)
        };
        if let Some(span) = in_days_only.filter(|_| !count.unit.is_days()) {
            self.belongs_to_days(span, count.unit);
        }
        Some(Calculation { count, from, first })
    }

    /// The day from which a count goes on.
    fn first_count(&mut self, pair: Pair<'_, Rule>) -> Option<Count> {
        self.nth_day(pair).map(|nth| nth.count())
    }
}
