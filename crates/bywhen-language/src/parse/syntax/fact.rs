//! Declarations of facts.

use super::Text;

/// `fact "priority" is one of "high", "medium", "low" "how urgent the report is" by default "low"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactLine<'s> {
    /// Its name.
    pub name: Text<'s>,
    /// The meaning.
    pub meaning: Option<Text<'s>>,
    /// What it may be, if that was written.
    pub values: Option<FactValues<'s>>,
    /// What is taken where it is not given.
    pub default: Option<Text<'s>>,
}

/// What a fact may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValues<'s> {
    /// `is yes or no`.
    YesNo,
    /// `is one of "high", "medium", "low"`.
    OneOf(Vec<Text<'s>>),
    /// `is a number`.
    Number,
}
