//! The numbers of facts: signatures, pounds, millimetres.

use std::fmt;
use std::str::FromStr;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A number with at most three decimal places, kept exactly.
///
/// ```
/// use bywhen_engine::Decimal;
/// let area: Decimal = "1,600.5".parse()?;
/// assert!(area > Decimal::from(1600));
/// assert_eq!(area.to_string(), "1600.5");
/// # Ok::<(), bywhen_engine::DecimalError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal {
    thousandths: i64,
}

bywhen_calendar::codec!(struct Decimal { thousandths });

/// The largest whole number, on either side of zero. JSON and JavaScript hold its thousandths exactly.
const MAX_WHOLE: i64 = 1_000_000_000_000;

/// A text that is no number, or a number that is not kept exactly.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no number with at most three decimal places, such as 1600 or 2.5")]
pub struct DecimalError(pub String);

impl Decimal {
    /// The number of a floating-point value. `None` where it is no number, or has more than three decimal places.
    pub fn from_f64(value: f64) -> Option<Decimal> {
        let thousandths = (value * 1000.0).round();
        let is_exact = (thousandths / 1000.0 - value).abs() <= f64::EPSILON * value.abs();
        let is_small = thousandths.abs() <= (MAX_WHOLE * 1000) as f64;
        (is_exact && is_small).then_some(Decimal { thousandths: thousandths as i64 })
    }

    /// The nearest floating-point value.
    pub fn to_f64(self) -> f64 {
        self.thousandths as f64 / 1000.0
    }

    /// The whole number, where it is one.
    pub fn whole(self) -> Option<i64> {
        (self.thousandths % 1000 == 0).then_some(self.thousandths / 1000)
    }

    /// The next smaller number that can be written.
    pub fn previous(self) -> Decimal {
        Decimal { thousandths: self.thousandths.saturating_sub(1) }
    }

    /// The next larger number that can be written.
    pub fn next(self) -> Decimal {
        Decimal { thousandths: self.thousandths.saturating_add(1) }
    }
}

impl From<u32> for Decimal {
    fn from(whole: u32) -> Decimal {
        Decimal { thousandths: i64::from(whole) * 1000 }
    }
}

impl FromStr for Decimal {
    type Err = DecimalError;

    /// Digits, with commas between thousands and a point before decimals.
    fn from_str(text: &str) -> Result<Decimal, DecimalError> {
        parse(text.trim()).ok_or_else(|| DecimalError(text.to_owned()))
    }
}

fn parse(text: &str) -> Option<Decimal> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |digits| (-1, digits));
    let (whole, part) = digits.split_once('.').map_or((digits, None), |(whole, part)| (whole, Some(part)));
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| are_digits(first))?;
    let mut plain = first.to_owned();
    for group in groups {
        if first.len() > 3 || group.len() != 3 || !are_digits(group) {
            return None;
        }
        plain.push_str(group);
    }
    let part = part.unwrap_or("0");
    if part.len() > 3 || !are_digits(part) {
        return None;
    }
    let whole = plain.parse::<i64>().ok().filter(|whole| *whole <= MAX_WHOLE)?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(Decimal { thousandths: sign * (whole * 1000 + part) })
}

/// As few digits as it takes: `1600`, `2.5`.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.thousandths < 0 { "-" } else { "" };
        let (whole, part) = (self.thousandths.unsigned_abs() / 1000, self.thousandths.unsigned_abs() % 1000);
        write!(f, "{sign}{whole}")?;
        if part == 0 {
            return Ok(());
        }
        write!(f, ".{}", format!("{part:03}").trim_end_matches('0'))
    }
}

/// As a number, whole where it is.
impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.to_f64()),
        }
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

/// Reads any number that can be kept exactly.
pub(crate) struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Decimal;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Decimal, E> {
        self.visit_f64(value as f64)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Decimal, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Decimal, E> {
        Decimal::from_f64(value).ok_or_else(|| E::custom(DecimalError(value.to_string())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_kept_exactly() {
        for (text, written) in [
            ("0", "0"),
            ("1600", "1600"),
            ("1,600", "1600"),
            ("1,234,567.125", "1234567.125"),
            ("2.50", "2.5"),
            ("0.001", "0.001"),
            ("-3", "-3"),
            ("1000000000000", "1000000000000"),
        ] {
            let number: Decimal = text.parse().expect(text);
            assert_eq!(number.to_string(), written);
            assert_eq!(Decimal::from_f64(number.to_f64()), Some(number), "{text}");
            let json = serde_json::to_string(&number).expect("JSON");
            assert_eq!(json, written);
            assert_eq!(serde_json::from_str::<Decimal>(&json).ok(), Some(number));
        }
    }

    #[test]
    fn what_is_no_such_number_is_refused() {
        for text in ["", "many", "1,60", "1600,000", ",5", "2.", ".5", "1.0001", "1e3", "1000000000001", "١٦"] {
            assert_eq!(text.parse::<Decimal>(), Err(DecimalError(text.to_owned())), "{text}");
        }
        for value in [f64::NAN, f64::INFINITY, 0.0001, 1e13] {
            assert_eq!(Decimal::from_f64(value), None, "{value}");
        }
        assert!(serde_json::from_str::<Decimal>("1.23456").expect_err("too exact").to_string().contains("1.23456"));
    }
}
