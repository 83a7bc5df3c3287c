//! The share of cases that must keep a promise.

use serde::{Deserialize, Serialize};

use crate::charter::{Measure, Percent};

/// The share of cases that must keep a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Target {
    /// At least, or `over`, so many per cent.
    Percent {
        /// Whole per cent.
        percent: u16,
        /// Hundredths of a per cent beyond it.
        #[serde(default, skip_serializing_if = "is_zero")]
        hundredths: u16,
        /// The share itself is not enough.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        over: bool,
    },
    /// At most, or `under`, so many per cent.
    AtMost {
        /// Whole per cent.
        at_most_percent: u16,
        /// Hundredths of a per cent beyond it.
        #[serde(default, skip_serializing_if = "is_zero")]
        hundredths: u16,
        /// The share itself is too much.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        under: bool,
    },
    /// The average over all cases must keep it.
    Average {
        /// Always true.
        average: bool,
    },
}

fn is_zero(number: &u16) -> bool {
    *number == 0
}

impl From<Measure> for Target {
    fn from(measure: Measure) -> Target {
        let parts = |share: Percent| (share.0 / 100, share.0 % 100);
        match measure {
            Measure::AtLeast(share) | Measure::Over(share) => {
                let (percent, hundredths) = parts(share);
                Target::Percent { percent, hundredths, over: matches!(measure, Measure::Over(_)) }
            }
            Measure::AtMost(share) | Measure::Under(share) => {
                let (at_most_percent, hundredths) = parts(share);
                Target::AtMost { at_most_percent, hundredths, under: matches!(measure, Measure::Under(_)) }
            }
            Measure::Average => Target::Average { average: true },
        }
    }
}
