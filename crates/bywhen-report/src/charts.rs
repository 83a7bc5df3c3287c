//! The p-chart of a promise: what is ordinary from month to month, and which months are not.

use crate::context::Subject;
use crate::decimal::{Decimal, Fraction};
use crate::groups::{hundredths, share};
use crate::model::{Chart, ChartPoint, Figures, Unusual};
use crate::period::Month;
use crate::statistics::shewhart;

/// With fewer months of enough cases the overall share says too little of what is ordinary.
const MIN_MONTHS: usize = 8;

/// The months of a promise, in order, against their overall share.
pub(crate) fn chart(subject: &Subject, months: &[(Month, &Figures)]) -> Chart {
    let met: u64 = months.iter().map(|(_, figures)| figures.met).sum();
    let decided: u64 = months.iter().map(|(_, figures)| figures.decided).sum();
    let limits: Vec<_> = months.iter().map(|(_, figures)| shewhart(met, decided, figures.decided)).collect();
    let enough = limits.iter().flatten().count();
    let drawn = enough >= MIN_MONTHS;
    let points =
        months.iter().zip(limits).map(|(&(month, figures), limits)| point(month, figures, limits.filter(|_| drawn)));
    let points = points.collect();
    let centre = share(met, decided, subject.target).map(|share| share.percent);
    let without_limits = (!drawn).then(|| without_limits(met, decided, enough));
    let target = subject.target.and_then(hundredths);
    let target = target.map(|(target, _)| {
        let figure = Fraction { numerator: target.into(), denominator: 100 };
        // `90`, and only where the charter says so `98.5` or `99.95`.
        let decimals = if target % 100 == 0 { 0 } else { 1 + u8::from(target % 10 != 0) };
        Decimal::rounded(figure, decimals)
    });
    Chart { centre, target, without_limits, points }
}

/// Why there are no limits, in a sentence.
fn without_limits(met: u64, decided: u64, enough: usize) -> String {
    let why = match (met, enough) {
        _ if decided == 0 => "nothing is decided".to_owned(),
        _ if met == decided => "every decided case was met, so no month differs".to_owned(),
        (0, _) => "no decided case was met, so no month differs".to_owned(),
        (_, 0) => format!("they need {MIN_MONTHS} months with enough cases, and no month has enough"),
        (_, 1) => format!("they need {MIN_MONTHS} months with enough cases, and 1 has enough"),
        (_, enough) => format!("they need {MIN_MONTHS} months with enough cases, and {enough} have enough"),
    };
    format!("No limits are drawn: {why}.")
}

fn point(month: Month, figures: &Figures, limits: Option<(f64, f64)>) -> ChartPoint {
    let unusual = limits.and_then(|(lower, upper)| {
        let share = figures.met as f64 / figures.decided as f64;
        match () {
            () if share < lower => Some(Unusual::Low),
            () if share > upper => Some(Unusual::High),
            () => None,
        }
    });
    ChartPoint {
        month,
        share: figures.share.clone(),
        lower: limits.map(|(lower, _)| Decimal::percent(lower, 1)),
        upper: limits.map(|(_, upper)| Decimal::percent(upper, 1)),
        unusual,
        open: figures.open(),
    }
}
