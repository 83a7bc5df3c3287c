//! The words and numbers of a report that all of its forms share.

use bywhen::engine::charter::Unit;
use bywhen::engine::outcome::Target;
use bywhen::engine::prose;
use bywhen::prose::thousands;
use bywhen_table::phrases::count;

use crate::context::MonthOf;
use crate::decimal::{Decimal, Fraction};
use crate::model::{Figures, Group, PromiseReport, Report, Times, Verdict};

/// With a capital at its head.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `£1,234.56`.
pub(crate) fn pounds(pence: u64) -> String {
    format!("£{}.{:02}", thousands(pence / 100), pence % 100)
}

/// `at least 80%`, `on average within 3 minutes`.
pub(crate) fn target(promise: &PromiseReport) -> Option<String> {
    let share = |word: &str| {
        let share = promise.chart.target.map(|share| share.to_string()).unwrap_or_default();
        format!("{word} {share}%")
    };
    Some(match promise.target? {
        Target::Percent { over: false, .. } => share("at least"),
        Target::Percent { over: true, .. } => share("over"),
        Target::AtMost { under: false, .. } => share("at most"),
        Target::AtMost { under: true, .. } => share("under"),
        Target::Average { .. } => match promise.limit {
            Some(limit) => format!("on average within {}", limit_words(limit, promise.unit)),
            None => "on average within its limit".to_owned(),
        },
    })
}

fn limit_words(limit: i64, unit: Unit) -> String {
    let shown = time(limit.into(), 1, unit, None, false);
    let amount = if limit == ticks_in(unit) { 1 } else { 2 };
    format!("{shown} {}", shown_in(unit).words(amount))
}

/// Whether the average is what counts.
pub(crate) fn by_average(promise: &PromiseReport) -> bool {
    matches!(promise.target, Some(Target::Average { .. }))
}

/// The unit in which the times of a promise are shown: its own, or the days that it is counted in.
pub(crate) fn shown_in(unit: Unit) -> Unit {
    match unit {
        Unit::Weeks | Unit::Months | Unit::Years => Unit::CalendarDays,
        unit => unit,
    }
}

/// `working days`: the heading over times.
pub(crate) fn time_unit(promise: &PromiseReport) -> &'static str {
    shown_in(promise.unit).words(2)
}

/// `working day` or `working days`: the word after a figure as it is shown.
pub(crate) fn time_unit_of(promise: &PromiseReport, shown: &str) -> &'static str {
    shown_in(promise.unit).words(if shown == "1" { 1 } else { 2 })
}

/// How many ticks make one unit in which times are shown.
fn ticks_in(unit: Unit) -> i64 {
    match unit {
        Unit::Seconds => 1000,
        unit => unit.seconds().unwrap_or(1),
    }
}

/// A time in the unit in which it is shown: a whole number where it is one and `decimal` does not ask for more.
fn time(total: i128, cases: u64, unit: Unit, limit: Option<i64>, decimal: bool) -> String {
    let ticks = ticks_in(unit);
    let figure = Fraction { numerator: total, denominator: i128::from(cases.max(1)) * i128::from(ticks) };
    let whole = figure.denominator != 0 && figure.numerator % figure.denominator == 0;
    if whole && !decimal {
        return Decimal::rounded(figure, 0).to_string();
    }
    let marks: Vec<Fraction> =
        limit.iter().map(|&l| Fraction { numerator: l.into(), denominator: ticks.into() }).collect();
    Decimal::faithful(figure, &marks).to_string()
}

/// The average, in the unit that is shown.
pub(crate) fn mean(promise: &PromiseReport, times: &Times) -> String {
    time(times.total, times.cases, promise.unit, promise.limit, true)
}

/// One time, in the unit that is shown. Days are whole; the rest has a decimal.
pub(crate) fn one_time(promise: &PromiseReport, ticks: i64) -> String {
    time(ticks.into(), 1, promise.unit, promise.limit, !promise.unit.is_days())
}

/// `87.4%`, or a dash where nothing is decided.
pub(crate) fn percent(figures: &Figures) -> Option<String> {
    figures.share.as_ref().map(|share| format!("{}%", share.percent))
}

/// `reached`, `not reached so far`, `no cases`.
pub(crate) fn verdict(group: &Group) -> Option<String> {
    let verdict = group.verdict?;
    let so_far = if group.may_change && verdict != Verdict::NoCases { " so far" } else { "" };
    let word = match verdict {
        Verdict::NoCases if group.figures.cases > 0 => "none decided",
        Verdict::NotJudged => "not judged: relaxed for some",
        verdict => verdict.word(),
    };
    Some(format!("{word}{so_far}"))
}

/// `81 of 263`.
pub(crate) fn counts(figures: &Figures) -> String {
    format!("{} of {}", thousands(figures.met), thousands(figures.decided))
}

/// `25.5% to 36.6%`.
pub(crate) fn interval(figures: &Figures) -> Option<String> {
    figures.share.as_ref().map(|share| format!("{}% to {}%", share.interval.low, share.interval.high))
}

/// The whole of the report: `April 2026 to March 2027`.
pub(crate) fn span(report: &Report) -> Option<String> {
    Some(report.first_month?.range(report.last_month?))
}

/// How the month of a case is found.
pub(crate) fn month_of(month_of: MonthOf) -> &'static str {
    match month_of {
        MonthOf::Received => "A case counts in the month in which it was received.",
        MonthOf::Due => "A case counts in the month in which it was due.",
    }
}

/// `In force from 1 April 2026 until 31 March 2027`.
pub(crate) fn in_force(report: &Report) -> Option<String> {
    let period = &report.charter.in_force;
    match (period.from.map(prose::date), period.until.map(prose::date)) {
        (Some(from), Some(until)) => Some(format!("in force from {from} until {until}")),
        (Some(from), None) => Some(format!("in force from {from}")),
        (None, Some(until)) => Some(format!("in force until {until}")),
        (None, None) => None,
    }
}

/// `Customer service standards, version 2026, in force from …`.
pub(crate) fn charter(report: &Report) -> String {
    let mut text = format!("{}, version {}", report.charter.title, report.charter.version);
    if let Some(in_force) = in_force(report) {
        text.push_str(", ");
        text.push_str(&in_force);
    }
    text
}

/// The version of the bank holiday data.
pub(crate) fn calendar(report: &Report) -> String {
    let mut text = format!("version of {}", prose::data_version(&report.calendar.data));
    if let Some(day) = report.calendar.known_on {
        text.push_str(&format!(", as known on {}", prose::date(day)));
    }
    text
}

/// The readings that were taken: `“weekend receipt” is “as received”`.
pub(crate) fn choices(report: &Report) -> Option<String> {
    let listed = report.choices.iter().map(|chosen| format!("“{}” is “{}”", chosen.choice, chosen.option));
    let listed: Vec<String> = listed.collect();
    (!listed.is_empty()).then(|| listed.join(", "))
}

/// The mapped columns: `“first_reply” is responded`.
pub(crate) fn columns(report: &Report) -> Option<String> {
    let listed = report.columns.iter().map(|mapped| match mapped.name.as_str() {
        "-" => format!("“{}” is not read", mapped.column),
        name => format!("“{}” is {name}", mapped.column),
    });
    let listed: Vec<String> = listed.collect();
    (!listed.is_empty()).then(|| listed.join(", "))
}

/// Where months without a case are left out between those that are shown: a sentence that says so.
pub(crate) fn months_left_out(promise: &PromiseReport) -> Option<&'static str> {
    let points = promise.chart.points.iter();
    let gaps = points.clone().zip(points.skip(1)).any(|(one, next)| one.month.next() != next.month);
    gaps.then_some("The cases lie far apart, so that months without any are left out.")
}

/// `Letters and faxes: acknowledging`, with its stage where it is a later one, and the versions where they are told apart.
pub fn heading(promise: &PromiseReport) -> String {
    let action = prose::heading(&promise.action, promise.stage);
    let versions = promise.versions.as_ref().map(|versions| format!(" (version {versions})")).unwrap_or_default();
    match promise.stage {
        0 | 1 => format!("{}: {action}{versions}", promise.standard),
        stage => format!("{}, stage {stage}: {action}{versions}", promise.standard),
    }
}

/// Shown instead of a percentage while nothing is decided: `Nobody has asked for this so far`, and how many cases wait.
pub(crate) fn undecided(promise: &PromiseReport) -> (String, String) {
    let figures = &promise.all.figures;
    let cases = count(figures.cases, "case", "cases");
    let open = figures.open();
    if figures.cases == 0 {
        ("No cases".to_owned(), String::new())
    } else if figures.unstated == figures.cases {
        ("No time is set for this".to_owned(), cases)
    } else if open == figures.waiting && promise.stage > 1 {
        // Its clock starts when the customer asks: those cases are open in an earlier stage, if at all.
        ("Nobody has asked for this so far".to_owned(), String::new())
    } else if open == 0 {
        ("Nothing to decide".to_owned(), cases)
    } else if open == figures.waiting {
        ("Not begun yet".to_owned(), format!("in {cases}"))
    } else {
        ("Nothing decided yet".to_owned(), count(open, "case is open", "cases are open"))
    }
}

/// Where the cases went, for the public: `1,402 of 1,531 in time, 121 late, 8 overdue; 59 still open.`
pub(crate) fn in_short(promise: &PromiseReport) -> String {
    let figures = &promise.all.figures;
    if figures.decided == 0 {
        let (what, how_many) = undecided(promise);
        return if how_many.is_empty() { format!("{what}.") } else { format!("{what}: {how_many}.") };
    }
    let mut text = format!("{} in time", counts(figures));
    for (number, word) in [(figures.late, "late"), (figures.overdue, "overdue")] {
        if number > 0 {
            text.push_str(&format!(", {} {word}", thousands(number)));
        }
    }
    if figures.begun() > 0 {
        text.push_str(&format!("; {} still open", thousands(figures.begun())));
    }
    text.push('.');
    text
}

/// Names in quotation marks, as a reader expects them: `` `responded` `` becomes `“responded”`.
pub(crate) fn quoted(text: &str) -> String {
    let mut open = false;
    let mark = |letter| match letter {
        '`' => {
            open = !open;
            if open { '“' } else { '”' }
        }
        letter => letter,
    };
    text.chars().map(mark).collect()
}

/// Wordings of earlier versions whose cases are counted too: `In version 2012: We will …`
pub(crate) fn earlier(promise: &PromiseReport) -> impl Iterator<Item = String> {
    promise.earlier.iter().map(|earlier| format!("In version {}: {}", earlier.versions, earlier.sentence))
}

/// Where the decided cases went and what is left out, in one sentence.
pub(crate) fn account(figures: &Figures) -> String {
    let mut text = format!(
        "{}: {} decided ({} met, {} late, {} overdue)",
        count(figures.cases, "case", "cases"),
        thousands(figures.decided),
        thousands(figures.met),
        thousands(figures.late),
        thousands(figures.overdue)
    );
    let rest = [
        (figures.running, "running"),
        (figures.stopped, "stopped"),
        (figures.waiting, "waiting"),
        (figures.early, "early"),
        (figures.lapsed, "lapsed"),
        (figures.unstated, "without a stated time"),
        (figures.cancelled, "cancelled"),
    ];
    let rest: Vec<String> = rest
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", thousands(*number)))
        .collect();
    if !rest.is_empty() {
        text.push_str(&format!("; shown but not counted: {}", rest.join(", ")));
    }
    if figures.varied > 0 {
        text.push_str(&format!(". {} under a notice that relaxed the promise", thousands(figures.varied)));
    }
    text.push('.');
    text
}

/// How this is counted: a short heading and a plain sentence or two for each thing that the public sees.
pub(crate) const HOW: [(&str, &str); 4] = [
    (
        "What is counted",
        "A case is decided once we have done what we promised, or once the time for it has passed. The percentage is the \
         cases met out of the cases decided. A case that is still open and still in time is shown, and is neither met nor \
         missed; nor is one that ended before it was due, as where it was withdrawn. Where the open cases could still turn a verdict, it says “so far”.",
    ),
    (
        "Late and overdue",
        "Late means that we did it after it was due, or that it was due and not done when the case ended. Overdue means that we have not done it and the time has passed. A \
         case that was done is never overdue: how late it is was settled when it was done.",
    ),
    (
        "Percentages",
        "Percentages have one decimal, rounded half up. Where that would make a missed target look reached, or nearly all \
         look like all, more decimals are shown. Whether a target was reached is worked out from the counts.",
    ),
    (
        "Charts",
        "Each point is one month. The limits (three standard errors either side of the average, after Shewhart) show how \
         far a month strays by chance alone; they are wider where there are fewer cases. A month outside them is called \
         unusual: something was probably different, and it is worth asking what. Limits need at least 8 months with \
         enough decided cases: enough that at least 1 met and 1 missed case would be expected in each.",
    ),
];

/// The same for what only staff see.
pub(crate) const HOW_IN_FULL: [(&str, &str); 3] = [
    (
        "95% interval",
        "With few cases a percentage moves a lot by chance. The interval (Wilson, 1927) shows how far the share could \
         reasonably be from the one shown, if these cases are taken as a sample of many like them.",
    ),
    (
        "Times",
        "Times are those of cases that are done, in time or late, so a case that is still overdue is not among them. The \
         median is the time that at least half of them did not exceed, the 90th percentile the one that at least nine in \
         ten did not exceed; both are by nearest rank, so they are times that some case really took.",
    ),
    (
        "Years and quarters",
        "The financial year runs from April to March, and its first quarter is April to June. Promises of different \
         strength (we will, we aim to, we will usually) are reported apart and never added together.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pence_are_pounds_grouped_in_threes() {
        assert_eq!(pounds(123_456), "£1,234.56");
        assert_eq!(pounds(5), "£0.05");
    }
}
