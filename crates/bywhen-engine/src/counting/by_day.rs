//! Counts whose answer depends on the day of their start alone, so that it need be worked out only once for each day.

use super::{Tables, is_past};
use crate::charter::{Count, CutOff, End};
use crate::moment::Moment;

/// What the answer to a count in days depends on: the day of its start, and whether that was past the cut-off.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ByDay {
    cut_off: Option<CutOff>,
}

impl Tables<'_> {
    /// `None` for a count whose answer depends on the time of its start.
    pub(crate) fn by_day(&self, count: &Count) -> Option<ByDay> {
        let whole_days = count.unit.is_days() && count.end != End::SameTime && self.opening.is_none();
        whole_days.then(|| ByDay { cut_off: self.receipt.and_then(|receipt| receipt.cut_off) })
    }
}

impl ByDay {
    /// Whether the day of the start is all that is needed. Then its index is the number.
    pub(crate) fn is_day_alone(self) -> bool {
        self.cut_off.is_none()
    }

    /// A number for all starts that have the same answer.
    #[inline]
    pub(crate) fn number(self, start: &Moment) -> usize {
        let day = usize::from(start.day().index());
        match self.cut_off {
            None => day,
            Some(cut_off) => day * 2 + usize::from(is_past(cut_off, start)),
        }
    }
}
