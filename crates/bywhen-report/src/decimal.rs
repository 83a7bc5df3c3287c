//! Decimals that never round a figure across a mark that matters.
//!
//! 79.96% is not 80%. Rounded to one decimal it would read 80.0% beside a target of 80% that was not reached. So a
//! figure is shown with one decimal, half up, unless that would put it on the other side of a mark (the target, nothing,
//! all): then it is shown with as many decimals as keep it on its own side.

use std::cmp::Ordering;
use std::fmt;

use serde::{Serialize, Serializer};

/// More than enough to tell any two figures of fewer than a thousand million cases apart.
const MAX_DECIMALS: u8 = 12;

/// A number as it is shown. Serialised as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decimal {
    units: i128,
    decimals: u8,
}

/// A fraction with a positive denominator.
#[derive(Clone, Copy)]
pub(crate) struct Fraction {
    pub(crate) numerator: i128,
    pub(crate) denominator: i128,
}

impl Fraction {
    fn compare(self, other: Fraction) -> Ordering {
        self.numerator.saturating_mul(other.denominator).cmp(&other.numerator.saturating_mul(self.denominator))
    }
}

impl Decimal {
    /// `figure` with one decimal, half up, or with as many as keep it on its own side of each mark.
    pub(crate) fn faithful(figure: Fraction, marks: &[Fraction]) -> Decimal {
        let mut shown = Decimal::rounded(figure, 1);
        while shown.decimals < MAX_DECIMALS && marks.iter().any(|&mark| shown.crosses(figure, mark)) {
            shown = Decimal::rounded(figure, shown.decimals + 1);
        }
        shown
    }

    /// `figure` to so many decimals, half up.
    pub(crate) fn rounded(figure: Fraction, decimals: u8) -> Decimal {
        let denominator = figure.denominator.max(1);
        let scaled = figure.numerator.saturating_mul(power(decimals)).saturating_mul(2).saturating_add(denominator);
        Decimal { units: scaled.div_euclid(denominator.saturating_mul(2)), decimals }
    }

    /// A fraction of one that was computed, as a percentage.
    pub(crate) fn percent(share: f64, decimals: u8) -> Decimal {
        // At most 100 followed by twelve decimals, which an f64 tells apart and an i128 holds.
        Decimal { units: (share * 100.0 * power(decimals) as f64).round() as i128, decimals }
    }

    fn crosses(self, figure: Fraction, mark: Fraction) -> bool {
        let shown = Fraction { numerator: self.units, denominator: power(self.decimals) };
        shown.compare(mark) != figure.compare(mark)
    }

    /// How many decimals are shown.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// As a float, the nearest to what is shown.
    pub fn to_f64(self) -> f64 {
        self.units as f64 / power(self.decimals) as f64
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let one = power(self.decimals).unsigned_abs();
        let size = self.units.unsigned_abs();
        let sign = if self.units < 0 { "-" } else { "" };
        let whole = bywhen::prose::thousands(size / one);
        match self.decimals {
            0 => write!(f, "{sign}{whole}"),
            decimals => write!(f, "{sign}{whole}.{:0width$}", size % one, width = usize::from(decimals)),
        }
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.to_f64())
    }
}

fn power(decimals: u8) -> i128 {
    10_i128.saturating_pow(u32::from(decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn percent(met: i128, decided: i128, target: i128) -> String {
        let whole = |number| Fraction { numerator: number, denominator: 1 };
        let figure = Fraction { numerator: met * 100, denominator: decided };
        Decimal::faithful(figure, &[whole(0), whole(100), whole(target)]).to_string()
    }

    #[test]
    fn one_decimal_half_up() {
        assert_eq!(percent(81, 263, 90), "30.8");
        assert_eq!(percent(1, 8, 90), "12.5");
        assert_eq!(percent(1, 16, 90), "6.3", "6.25 goes up");
        assert_eq!(percent(4, 5, 80), "80.0", "exactly the target");
    }

    #[test]
    fn never_rounds_up_to_a_target_that_was_not_reached() {
        assert_eq!(percent(1_999, 2_500, 80), "79.96");
        assert_eq!(percent(79_999, 100_000, 80), "79.999");
        assert_eq!(percent(799_999_999, 1_000_000_000, 80), "79.9999999");
    }

    #[test]
    fn never_rounds_down_to_a_target_that_was_passed() {
        assert_eq!(percent(80_001, 100_000, 80), "80.001");
    }

    #[test]
    fn all_means_all_and_none_means_none() {
        assert_eq!(percent(20, 20, 80), "100.0");
        assert_eq!(percent(9_999, 10_000, 80), "99.99");
        assert_eq!(percent(0, 20, 80), "0.0");
        assert_eq!(percent(1, 10_000, 80), "0.01");
    }

    #[test]
    fn figures_below_nothing_keep_their_sign() {
        let minus = Fraction { numerator: -5, denominator: 4 };
        assert_eq!(Decimal::rounded(minus, 1).to_string(), "-1.2", "half up, towards more");
        assert_eq!(Decimal::rounded(Fraction { numerator: -1, denominator: 4 }, 2).to_string(), "-0.25");
    }
}
