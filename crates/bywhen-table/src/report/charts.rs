//! The p-chart of a promise: what is ordinary from month to month, and which months are not.

use super::decimal::{Decimal, Fraction};
use super::groups::{hundredths, share};
use super::model::{Chart, ChartPoint, Figures, Unusual};
use super::period::Month;
use super::statistics::shewhart;
use super::subject::Subject;

/// With fewer months the overall share says too little of what is ordinary.
const FEWEST_MONTHS: usize = 8;

/// The months of a promise, in order, against their overall share.
pub(super) fn chart(subject: &Subject, months: &[(Month, &Figures)]) -> Chart {
    let met: u64 = months.iter().map(|(_, figures)| figures.met).sum();
    let decided: u64 = months.iter().map(|(_, figures)| figures.decided).sum();
    let with_cases = months.iter().filter(|(_, figures)| figures.decided > 0).count();
    let centre = share(met, decided, subject.target).map(|share| share.percent);
    let enough = with_cases >= FEWEST_MONTHS;
    let points: Vec<ChartPoint> = months
        .iter()
        .map(|&(month, figures)| {
            let limits = if enough { shewhart(met, decided, figures.decided) } else { None };
            point(month, figures, limits)
        })
        .collect();
    let limits_drawn = points.iter().any(|point| point.lower.is_some());
    let without_limits = match (decided, enough) {
        (0, _) => Some("No limits are drawn: nothing is decided.".to_owned()),
        (_, false) => Some(format!(
            "No limits are drawn: they need at least {FEWEST_MONTHS} months with decided cases, and there {}.",
            if with_cases == 1 { "is 1".to_owned() } else { format!("are {with_cases}") }
        )),
        _ if !limits_drawn => Some(if met == decided {
            "No limits are drawn: every decided case was met, so no month differs.".to_owned()
        } else if met == 0 {
            "No limits are drawn: no decided case was met, so no month differs.".to_owned()
        } else {
            "No limits are drawn: the months have too few cases.".to_owned()
        }),
        _ => None,
    };
    let target = subject.target.and_then(hundredths);
    let target = target.map(|(target, _)| {
        let figure = Fraction { over: target.into(), under: 100 };
        // `90`, and only where the charter says so `98.5` or `99.95`.
        let decimals = if target % 100 == 0 { 0 } else { 1 + u8::from(target % 10 != 0) };
        Decimal::rounded(figure, decimals)
    });
    Chart { centre, target, without_limits, points }
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
