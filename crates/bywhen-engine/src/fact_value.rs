//! The value of a fact, as a case gives it and as the engine compares it.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::decimal::{Decimal, NumberVisitor};

/// What is known of one fact of a case.
///
/// A text may stand for any of them: `high` for a value, `yes` for yes, `1600` for a number. What it means is decided by the
/// charter that declares the fact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum FactValue {
    /// Whether it holds.
    YesNo(bool),
    /// A number.
    Number(Decimal),
    /// One of its values, by name.
    Text(String),
}

/// What is known of one fact, with its value as the place in the fact's declaration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EncodedFact {
    /// It was not given.
    #[default]
    Unknown,
    /// Whether it holds.
    YesNo(bool),
    /// One of its values.
    Value(u16),
    /// A number.
    Number(Decimal),
}

impl From<bool> for FactValue {
    fn from(holds: bool) -> FactValue {
        FactValue::YesNo(holds)
    }
}

impl From<Decimal> for FactValue {
    fn from(number: Decimal) -> FactValue {
        FactValue::Number(number)
    }
}

impl From<u32> for FactValue {
    fn from(number: u32) -> FactValue {
        FactValue::Number(number.into())
    }
}

impl From<&str> for FactValue {
    fn from(text: &str) -> FactValue {
        FactValue::Text(text.to_owned())
    }
}

/// As a caller would write it: `yes`, `1600`, `high`.
impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            FactValue::YesNo(holds) => f.write_str(if *holds { "yes" } else { "no" }),
            FactValue::Number(number) => number.fmt(f),
            FactValue::Text(text) => f.write_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for FactValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<FactValue, D::Error> {
        deserializer.deserialize_any(FactVisitor)
    }
}

struct FactVisitor;

impl Visitor<'_> for FactVisitor {
    type Value = FactValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("true or false, a number, or the name of a value")
    }

    fn visit_bool<E: Error>(self, holds: bool) -> Result<FactValue, E> {
        Ok(FactValue::YesNo(holds))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<FactValue, E> {
        NumberVisitor.visit_i64(value).map(FactValue::Number)
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<FactValue, E> {
        NumberVisitor.visit_u64(value).map(FactValue::Number)
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<FactValue, E> {
        NumberVisitor.visit_f64(value).map(FactValue::Number)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<FactValue, E> {
        Ok(FactValue::Text(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for (value, json) in
            [(FactValue::from(true), "true"), (FactValue::from(1600), "1600"), (FactValue::from("high"), r#""high""#)]
        {
            assert_eq!(serde_json::to_string(&value).expect("JSON"), json);
            assert_eq!(serde_json::from_str::<FactValue>(json).ok(), Some(value));
        }
        let half = FactValue::from("2.5".parse::<Decimal>().expect("a number"));
        assert_eq!(serde_json::to_string(&half).expect("JSON"), "2.5");
        assert_eq!(serde_json::from_str::<FactValue>("2.5").ok(), Some(half));
        let refused = serde_json::from_str::<FactValue>("[1]").expect_err("a list").to_string();
        assert!(refused.contains("expected true or false, a number, or the name of a value"), "{refused}");
    }
}
