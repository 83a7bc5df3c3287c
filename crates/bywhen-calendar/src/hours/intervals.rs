//! The open time of 1990 to 2100 as intervals of UTC, with running totals.
//!
//! Times are milliseconds or seconds after [`ORIGIN`]; positions are open milliseconds or seconds since the first opening.
//! Converting one into the other is a look-up in either direction: no walk over days.

use crate::zone::{END, ORIGIN};
use crate::{Day, Instant, Zone};

use super::schedule::Schedule;

const DAY: i64 = 86_400;
/// Within a stretch of this many intervals a walk is quicker than halving.
const WALK: usize = 8;

pub(super) struct Intervals {
    /// When each interval opens, in seconds.
    opens: Vec<u32>,
    /// Open seconds before each interval, and at last in all: one more than there are intervals.
    before: Vec<u32>,
    /// For each UTC day, how many intervals open before it.
    by_day: Vec<u32>,
    /// For each 2^shift open seconds, the interval that holds the first of them.
    by_position: Vec<u32>,
    shift: u32,
}

impl Intervals {
    pub(super) fn new(schedule: &Schedule, zone: &Zone) -> Intervals {
        let mut builder =
            Builder { opens: Vec::with_capacity(30_000), before: Vec::with_capacity(30_001), total: 0, end: 0 };
        // Between clock changes the offset is a constant: the zone is asked only near them.
        let mut steady: Option<(i32, i64)> = None;
        for day in Day::all() {
            let spans = schedule.spans(day);
            if spans.is_empty() {
                continue;
            }
            let midnight = day.local_seconds();
            if steady.is_none_or(|(_, until)| midnight + DAY >= until) {
                steady = zone.steady(midnight).filter(|(_, until)| midnight + DAY < *until);
            }
            for span in spans {
                let (from, to) = (midnight + i64::from(span.from.seconds()), midnight + i64::from(span.to.seconds()));
                match steady {
                    Some((offset, _)) => builder.push(from - i64::from(offset), to - i64::from(offset)),
                    None => builder.push(zone.opens(from), zone.closes(to)),
                }
            }
        }
        builder.finish()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.opens.is_empty()
    }

    fn open(&self, interval: usize) -> Option<i64> {
        self.opens.get(interval).copied().map(i64::from)
    }

    #[inline]
    fn before(&self, interval: usize) -> i64 {
        self.before.get(interval).copied().map_or(0, i64::from)
    }

    /// How many intervals have opened by this second.
    #[inline]
    fn opened(&self, second: i64) -> usize {
        let Ok(day) = usize::try_from(second.div_euclid(DAY)) else {
            return 0;
        };
        let mut count = match self.by_day.get(day) {
            Some(count) => *count as usize,
            None => return self.opens.len(),
        };
        // At most the openings of one day.
        while self.open(count).is_some_and(|open| open <= second) {
            count += 1;
        }
        count
    }

    /// The interval that is open at this second.
    #[inline]
    pub(super) fn open_at(&self, second: i64) -> Option<usize> {
        let interval = self.opened(second).checked_sub(1)?;
        let since = second - self.open(interval)?;
        (since < self.before(interval + 1) - self.before(interval)).then_some(interval)
    }

    /// When the first interval after this second opens, in seconds.
    pub(super) fn next_open(&self, second: i64) -> Option<i64> {
        self.open(self.opened(second))
    }

    /// Open units before this time, in units of 1/scale second.
    #[inline]
    pub(super) fn position(&self, time: i64, scale: i64) -> i64 {
        let Some(interval) = self.opened(time.div_euclid(scale)).checked_sub(1) else {
            return 0;
        };
        let (before, through) = (self.before(interval), self.before(interval + 1));
        let since = time - self.open(interval).unwrap_or(0) * scale;
        before * scale + since.min((through - before) * scale)
    }

    /// The earliest time with this many open milliseconds before it: where it ends an interval, that interval's closing.
    #[inline]
    pub(super) fn earliest_at(&self, position: i64) -> Option<i64> {
        // The last millisecond before it is in the interval looked for.
        self.time_in(self.holding((position - 1).div_euclid(1_000))?, position)
    }

    /// The latest time with this many open milliseconds before it: where it begins an interval, that interval's opening.
    #[inline]
    pub(super) fn latest_at(&self, position: i64) -> Option<i64> {
        self.time_in(self.holding(position.div_euclid(1_000))?, position)
    }

    #[inline]
    fn time_in(&self, interval: usize, position: i64) -> Option<i64> {
        Some((self.open(interval)? - self.before(interval)) * 1_000 + position)
    }

    /// The interval that holds this open second, counted from 0.
    #[inline]
    fn holding(&self, position: i64) -> Option<usize> {
        let position = u32::try_from(position).ok()?;
        let bucket = (position >> self.shift) as usize;
        let first = *self.by_position.get(bucket)? as usize;
        let last = self.by_position.get(bucket + 1).map_or(self.opens.len(), |last| *last as usize + 1);
        let closings = self.before.get(first + 1..=last)?;
        let behind = if closings.len() <= WALK {
            closings.iter().take_while(|closing| **closing <= position).count()
        } else {
            closings.partition_point(|closing| *closing <= position)
        };
        (behind < closings.len()).then_some(first + behind)
    }
}

/// Collects intervals in order of time.
struct Builder {
    opens: Vec<u32>,
    before: Vec<u32>,
    total: u32,
    /// When the last interval closed, in UTC seconds.
    end: i64,
}

impl Builder {
    #[inline]
    fn push(&mut self, from: i64, to: i64) {
        // Where the clocks go back, two spans of the local clock may share real time: it counts once.
        let from = from.max(self.end);
        // Within the table's range both fit: it spans less than 2^32 seconds.
        let (Ok(open), Ok(length)) = (u32::try_from(from - ORIGIN), u32::try_from(to - from)) else {
            return;
        };
        if length == 0 {
            return;
        }
        self.opens.push(open);
        self.before.push(self.total);
        self.total = self.total.saturating_add(length);
        self.end = to;
    }

    fn finish(mut self) -> Intervals {
        self.before.push(self.total);
        let days = usize::try_from((END - ORIGIN) / DAY).unwrap_or(0);
        let mut by_day = Vec::with_capacity(days);
        let mut count = 0u32;
        let mut opens = self.opens.iter().peekable();
        for day in 0..u32::try_from(days).unwrap_or(0) {
            while opens.next_if(|open| **open < day * DAY as u32).is_some() {
                count += 1;
            }
            by_day.push(count);
        }
        // About one entry for each interval.
        let mean = u64::from(self.total) / self.opens.len().max(1) as u64;
        let shift = mean.max(1).ilog2();
        let mut by_position = Vec::with_capacity((self.total >> shift) as usize + 1);
        let mut interval = 0u32;
        let mut closings = self.before.iter().skip(1).peekable();
        for bucket in 0..self.total.div_ceil(1 << shift) {
            while closings.next_if(|closing| **closing <= bucket << shift).is_some() {
                interval += 1;
            }
            by_position.push(interval);
        }
        Intervals { opens: self.opens, before: self.before, by_day, by_position, shift }
    }
}

/// Milliseconds after ORIGIN, for a moment within the table's range.
#[inline]
pub(super) fn after_origin(at: Instant) -> Option<i64> {
    let millis = at.millis().checked_sub(ORIGIN * 1_000)?;
    (0..(END - ORIGIN) * 1_000).contains(&millis).then_some(millis)
}

/// The moment this many milliseconds after ORIGIN.
#[inline]
pub(super) fn from_origin(millis: i64) -> Instant {
    Instant::from_millis(ORIGIN * 1_000 + millis)
}
