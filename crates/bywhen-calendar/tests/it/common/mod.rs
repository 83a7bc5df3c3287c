//! What several tests share.

use bywhen_calendar::{Calendars, Day, Division, Weekdays, WorkingDays, WorkingDaysRules};
use chrono::NaiveDate;

/// A small seeded generator (SplitMix64), so that a failing case can be run again.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From `low` up to, but not including, `high`.
    pub(crate) fn range(&mut self, low: i64, high: i64) -> i64 {
        low + (self.next() % (high - low) as u64) as i64
    }

    pub(crate) fn chance(&mut self, one_in: i64) -> bool {
        self.range(0, one_in) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.range(0, from.len() as i64) as usize]
    }
}

/// Fewer cases in a debug build, where each takes longer.
pub(crate) fn cases(release: usize, debug: usize) -> usize {
    if cfg!(debug_assertions) { debug } else { release }
}

/// The index of 1 January 1990, from which bank holidays are known.
pub(crate) const HOLIDAYS_FROM: usize = 6_575;

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn day(text: &str) -> Day {
    Day::from_date(date(text)).unwrap()
}

pub(crate) fn rules(divisions: &[Division]) -> WorkingDaysRules {
    WorkingDaysRules {
        week: Weekdays::MONDAY_TO_FRIDAY,
        bank_holidays: divisions.to_vec(),
        terms: vec![],
        closures: vec![],
        openings: vec![],
    }
}

pub(crate) fn working_days(divisions: &[Division]) -> WorkingDays {
    WorkingDays::compile(&rules(divisions), &Calendars::bundled(), None)
}
