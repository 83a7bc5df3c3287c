//! The formulas, each with where it comes from.

/// The standard normal deviate that leaves 2.5% on each side.
const Z_95: f64 = 1.959_963_984_540_054;

/// The 95% interval of a share: E. B. Wilson, "Probable inference, the law of succession, and statistical inference",
/// Journal of the American Statistical Association 22 (1927), 209-212, without correction for continuity.
///
/// Unlike the textbook's `p ± z·√(p(1−p)/n)` it stays within 0 and 1 and holds for few cases and for shares near
/// nothing or all. `None` where `of` is 0.
///
/// ```
/// let (low, high) = bywhen_report::statistics::wilson(81, 263).unwrap_or_default();
/// assert_eq!((format!("{low:.4}"), format!("{high:.4}")), ("0.2553".to_owned(), "0.3662".to_owned()));
/// ```
pub fn wilson(met: u64, of: u64) -> Option<(f64, f64)> {
    if of == 0 {
        return None;
    }
    let n = of as f64;
    let p = met as f64 / n;
    let z2 = Z_95 * Z_95;
    let middle = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z_95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    // The formula gives exactly 0 for none and exactly 1 for all; floats may miss them by a hair.
    let low = if met == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if met >= of { 1.0 } else { (middle + half).min(1.0) };
    Some((low, high))
}

/// The limits of a p-chart for one month of `of` cases: three standard errors either side of the overall share,
/// clipped to 0 and 1. W. A. Shewhart, "Economic control of quality of manufactured product" (1931).
///
/// `None` where the normal approximation would mislead: where the overall share would lead one to expect fewer than one
/// met or fewer than one missed case in the month.
pub fn shewhart(met: u64, decided: u64, of: u64) -> Option<(f64, f64)> {
    let missed = decided.checked_sub(met)?;
    let expects_one = |kind: u64| u128::from(of) * u128::from(kind) >= u128::from(decided);
    if decided == 0 || of == 0 || !expects_one(met) || !expects_one(missed) {
        return None;
    }
    let p = met as f64 / decided as f64;
    let reach = 3.0 * (p * (1.0 - p) / of as f64).sqrt();
    Some(((p - reach).max(0.0), (p + reach).min(1.0)))
}

/// The percentile of a sorted list of values with how often each occurs, by nearest rank: the smallest value that at
/// least `percent` per cent of the cases do not exceed. Always a value that occurred; the median of 1 and 2 is 1.
///
/// `None` for an empty list.
pub fn nearest_rank(counted: &[(i64, u64)], percent: u64) -> Option<i64> {
    let of: u128 = counted.iter().map(|&(_, count)| u128::from(count)).sum();
    let rank = (of * u128::from(percent.min(100))).div_ceil(100).max(1);
    let mut so_far = 0;
    counted.iter().find_map(|&(value, count)| {
        so_far += u128::from(count);
        (so_far >= rank).then_some(value)
    })
}
