//! The parts of the United Kingdom that have bank holidays of their own.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A part of the United Kingdom with its own bank holidays, as GOV.UK divides it.
///
/// ```
/// use bywhen_calendar::Division;
/// assert_eq!("scotland".parse(), Ok(Division::Scotland));
/// assert_eq!(Division::EnglandAndWales.title(), "England and Wales");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Division {
    /// England and Wales.
    EnglandAndWales,
    /// Scotland.
    Scotland,
    /// Northern Ireland.
    NorthernIreland,
}

crate::codec!(plain enum Division { 0 => EnglandAndWales, 1 => Scotland, 2 => NorthernIreland });

impl Division {
    /// All three: a calendar of the whole United Kingdom, closed when any part has a bank holiday.
    pub const ALL: [Division; 3] = [Division::EnglandAndWales, Division::Scotland, Division::NorthernIreland];

    /// The name in files and commands: `england-and-wales`, `scotland`, `northern-ireland`.
    pub const fn name(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "england-and-wales",
            Division::Scotland => "scotland",
            Division::NorthernIreland => "northern-ireland",
        }
    }

    /// The name in a sentence: `England and Wales`, `Scotland`, `Northern Ireland`.
    pub const fn title(self) -> &'static str {
        match self {
            Division::EnglandAndWales => "England and Wales",
            Division::Scotland => "Scotland",
            Division::NorthernIreland => "Northern Ireland",
        }
    }
}

impl fmt::Display for Division {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.title())
    }
}

/// A name that is no division.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` has no bank holidays of its own: expected england-and-wales, scotland or northern-ireland")]
pub struct UnknownDivision(String);

impl FromStr for Division {
    type Err = UnknownDivision;
    fn from_str(name: &str) -> Result<Division, UnknownDivision> {
        let known = Division::ALL.into_iter().find(|division| division.name() == name);
        known.ok_or_else(|| UnknownDivision(name.chars().take(80).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_has_the_name_and_a_file_its_id() {
        let names = Division::ALL.map(|division| (division.name(), division.title(), division.to_string()));
        let expected = [
            ("england-and-wales", "England and Wales"),
            ("scotland", "Scotland"),
            ("northern-ireland", "Northern Ireland"),
        ];
        assert_eq!(names, expected.map(|(name, title)| (name, title, title.to_owned())));
    }
}
