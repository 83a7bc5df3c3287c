//! A moment in time.

use serde::{Deserialize, Serialize};

use crate::TimeOfDay;

/// A moment in time: milliseconds since 1970-01-01T00:00:00Z. Arithmetic saturates, it never panics.
///
/// ```
/// use bywhen_calendar::Instant;
/// let at = Instant::from_millis(-1);
/// assert_eq!(at.seconds(), -1); // floored, never rounded
/// assert_eq!(at.plus_seconds(2).millis(), 1_999);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The moment this many milliseconds after 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn from_millis(millis: i64) -> Self {
        Instant(millis)
    }

    /// The moment this many seconds after 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn from_seconds(seconds: i64) -> Self {
        Instant(seconds.saturating_mul(1_000))
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[inline]
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Whole seconds since 1970-01-01T00:00:00Z, floored.
    #[inline]
    pub const fn seconds(self) -> i64 {
        self.0.div_euclid(1_000)
    }

    /// The time on a clock that is so many seconds ahead of UTC.
    #[inline]
    pub fn time_at(self, offset_seconds: i32) -> TimeOfDay {
        TimeOfDay::wrapping(self.0.wrapping_add(i64::from(offset_seconds) * 1_000))
    }

    /// The moment this many elapsed seconds later.
    #[inline]
    pub const fn plus_seconds(self, seconds: i64) -> Instant {
        Instant(self.0.saturating_add(seconds.saturating_mul(1_000)))
    }

    /// The moment this many elapsed milliseconds later.
    #[inline]
    pub const fn plus_millis(self, millis: i64) -> Instant {
        Instant(self.0.saturating_add(millis))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arithmetic_saturates() {
        assert_eq!(Instant::from_millis(i64::MAX).plus_seconds(i64::MAX).millis(), i64::MAX);
        assert_eq!(Instant::from_millis(i64::MIN).plus_seconds(i64::MIN).millis(), i64::MIN);
        assert_eq!(Instant::from_millis(i64::MIN).plus_millis(-1).millis(), i64::MIN);
        assert_eq!(Instant::from_seconds(i64::MIN).millis(), i64::MIN);
    }
}
