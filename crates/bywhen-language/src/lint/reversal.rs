//! A case in which one promise is due before another that it should come after.

use std::collections::HashMap;

use bywhen_engine::charter::{Alternative, Limit};

use super::comparison::{Comparisons, Earlier, Weeks};
use super::tries::{Tries, conditions, place_in, written};
use crate::cases::Combination;

/// The smallest such case.
pub(super) struct Reversal<'c> {
    /// In words that follow `where`.
    pub(super) case: Vec<String>,
    /// The place of the limit that runs out first, among those of its promise.
    pub(super) place: usize,
    earlier: &'c Limit,
    later: &'c Limit,
    how: Earlier,
}

impl<'c> Reversal<'c> {
    /// `earlier`: the limits of what is due too soon, if it is.
    pub(super) fn of(
        earlier: &'c [Alternative],
        later: &'c [Alternative],
        tries: &mut Tries<'_>,
        comparisons: &mut Comparisons<'_, '_>,
    ) -> Option<Reversal<'c>> {
        // As a rule no limit of the one runs out before one of the other, and then there is no case to look for.
        tries.spend(earlier.len() * later.len())?;
        let mut reversed: HashMap<(usize, usize), Earlier> = HashMap::new();
        for (i, one) in earlier.iter().enumerate() {
            for (j, other) in later.iter().enumerate() {
                let how = comparisons.earlier(&one.limit, &other.limit, Weeks::Ordinary);
                reversed.extend(how.map(|how| ((i, j), how)));
            }
        }
        if reversed.is_empty() {
            return None;
        }
        let combinations = tries.combinations(conditions(&[earlier, later]))?;
        // A case in dates is one of its conditions too, unless these ask when it came.
        reversed.retain(|_, how| matches!(how, Earlier::Always) || combinations.come_at_any_time());
        let is_reversed = |case: &Combination<'_, '_>| {
            let places = place_in(case, earlier).zip(place_in(case, later))?;
            reversed.contains_key(&places).then_some(places)
        };
        let (case, (place, other)) = combinations.smallest(is_reversed)?;
        Some(Reversal {
            case,
            place,
            earlier: &earlier.get(place)?.limit,
            later: &later.get(other)?.limit,
            how: reversed.remove(&(place, other))?,
        })
    }

    /// `respond` is due within 3 working days of receipt, and `acknowledge` within 5 working days of receipt: both limits, with
    /// the words before each.
    pub(super) fn words(&self, earlier: &str, later: &str) -> String {
        match &self.how {
            Earlier::Always => {
                format!("{earlier} {}, and {later} {}", written(self.earlier), written(self.later))
            }
            Earlier::Shown(shown) => {
                format!("counted from {}, {earlier} by {}, and {later} by {}", shown.start, shown.earlier, shown.later)
            }
        }
    }
}
