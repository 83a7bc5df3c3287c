//! Facts about a case that a promise may depend on.

use crate::decimal::Decimal;
use crate::name::Name;

/// A fact about a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name.
    pub name: Name,
    /// What it means, in a sentence.
    pub meaning: Option<String>,
    /// What it may be. `None`: yes or no.
    pub values: Option<FactValues>,
}

bywhen_calendar::codec!(struct Fact { name, meaning, values });

/// What a fact may be that is more than yes or no.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValues {
    /// `is one of "high", "medium", "low"`.
    OneOf {
        /// The values, at least two.
        values: Vec<Name>,
        /// The value where none is given.
        default: Option<Name>,
    },
    /// `is a number`.
    Number {
        /// The number where none is given.
        default: Option<Decimal>,
    },
}

bywhen_calendar::codec!(enum FactValues { 0 => OneOf { values, default }, 1 => Number { default } });

/// A question about the number of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberTest {
    /// `over 1500`.
    Over(Decimal),
    /// `under 1500`.
    Under(Decimal),
    /// `at least 1500`.
    AtLeast(Decimal),
    /// `at most 1500`.
    AtMost(Decimal),
    /// `between 10 and 1500`, both included.
    Between(Decimal, Decimal),
    /// The number itself.
    Exactly(Decimal),
}

bywhen_calendar::codec!(enum NumberTest { 0 => Over(number), 1 => Under(number), 2 => AtLeast(number), 3 => AtMost(number), 4 => Between(least, most), 5 => Exactly(number) });

impl NumberTest {
    /// Whether a number passes.
    pub fn holds(self, number: Decimal) -> bool {
        match self {
            NumberTest::Over(bound) => number > bound,
            NumberTest::Under(bound) => number < bound,
            NumberTest::AtLeast(bound) => number >= bound,
            NumberTest::AtMost(bound) => number <= bound,
            NumberTest::Between(least, most) => least <= number && number <= most,
            NumberTest::Exactly(one) => number == one,
        }
    }

    /// `over 1500`, as a sentence says it after `is`, with its numbers written in some way.
    pub fn phrase(self, write: &dyn Fn(Decimal) -> String) -> String {
        let (words, bound) = match self {
            NumberTest::Between(least, most) => return format!("between {} and {}", write(least), write(most)),
            NumberTest::Exactly(one) => return write(one),
            NumberTest::Over(bound) => ("over", bound),
            NumberTest::Under(bound) => ("under", bound),
            NumberTest::AtLeast(bound) => ("at least", bound),
            NumberTest::AtMost(bound) => ("at most", bound),
        };
        format!("{words} {}", write(bound))
    }

    /// The numbers that stand for all others in these tests: each bound, and the number on either side of it. In order.
    pub fn boundary_values(tests: impl Iterator<Item = NumberTest>) -> Vec<Decimal> {
        let bounds = tests.flat_map(NumberTest::bounds);
        let mut numbers: Vec<_> = bounds.flat_map(|bound| [bound.previous(), bound, bound.next()]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }

    /// The numbers beside which the answer may change.
    fn bounds(self) -> impl Iterator<Item = Decimal> {
        let (one, other) = match self {
            NumberTest::Between(least, most) => (least, most),
            NumberTest::Over(bound)
            | NumberTest::Under(bound)
            | NumberTest::AtLeast(bound)
            | NumberTest::AtMost(bound)
            | NumberTest::Exactly(bound) => (bound, bound),
        };
        [one, other].into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_says_which_side_its_bounds_are_on() {
        let number = Decimal::from;
        let passing = |test: NumberTest| (9..=13).filter(|one| test.holds(number(*one))).collect::<Vec<_>>();
        assert_eq!(passing(NumberTest::Over(number(11))), [12, 13]);
        assert_eq!(passing(NumberTest::Under(number(11))), [9, 10]);
        assert_eq!(passing(NumberTest::AtLeast(number(11))), [11, 12, 13]);
        assert_eq!(passing(NumberTest::AtMost(number(11))), [9, 10, 11]);
        assert_eq!(passing(NumberTest::Between(number(10), number(12))), [10, 11, 12]);
        assert_eq!(passing(NumberTest::Exactly(number(11))), [11]);
    }

    #[test]
    fn the_boundary_values_of_tests_are_their_bounds_and_what_lies_beside_them() {
        let tests = [NumberTest::Over(10.into()), NumberTest::Between(10.into(), 12.into())];
        let values = NumberTest::boundary_values(tests.into_iter());
        let values: Vec<String> = values.iter().map(Decimal::to_string).collect();
        assert_eq!(values, ["9.999", "10", "10.001", "11.999", "12", "12.001"]);
    }
}
