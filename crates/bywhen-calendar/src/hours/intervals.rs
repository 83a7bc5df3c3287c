//! The open time of 1972 to 2100 as intervals of UTC, with running totals.
//!
//! Seconds are counted from two days before the first local day, as in a zone's table; positions are open seconds since
//! the first opening. Turning one into the other is a look-up in either direction: an index leads to the right interval or
//! the one before it.

use crate::Zone;
use crate::day::DAYS;
use crate::zone::FIRST_DAY;

use super::schedule::Schedule;

const DAY: i64 = 86_400;
/// When the last day ends, on the local clock.
const LAST_MIDNIGHT: i64 = (FIRST_DAY as i64 + DAYS as i64) * DAY;
/// One entry of the index by time for each 2^16 seconds (18 hours): mostly no more than one opening.
const TIME_SHIFT: u32 = 16;

/// A moment within the table, or a position: whole seconds and the milliseconds beyond.
#[derive(Clone, Copy)]
pub(super) struct Reading {
    pub(super) seconds: i64,
    pub(super) millis: i64,
}

/// The start of an interval.
#[derive(Clone, Copy)]
struct Edge {
    /// When it opens, in seconds.
    opens: u32,
    /// Open seconds before it.
    before: u32,
}

pub(super) struct Intervals {
    /// An empty interval at the beginning of time, the intervals in order, and a last edge at the end of time: so every
    /// moment has an edge before it and an edge after it.
    edges: Vec<Edge>,
    /// For each stretch of time, the last edge at or before its start.
    by_time: Vec<u32>,
    /// For each stretch of open time, the interval that holds its first second.
    by_position: Vec<u32>,
    position_shift: u32,
    total: u32,
}

impl Intervals {
    pub(super) fn new(schedule: &Schedule, zone: &Zone) -> Intervals {
        let mut builder = Builder::new();
        // Between clock changes the offset is a constant: the zone is asked only near them.
        let mut steady: Option<(i64, i64)> = None;
        let midnights = (0i64..).map(|day| (day + i64::from(FIRST_DAY)) * DAY);
        for (spans, midnight) in schedule.all_spans().zip(midnights) {
            if spans.is_empty() {
                continue;
            }
            if steady.is_none_or(|(_, until)| midnight + DAY >= until) {
                steady = zone.steady(midnight).filter(|(_, until)| midnight + DAY < *until);
            }
            for span in spans {
                let (from, to) = span.seconds();
                // A shift that begins on the last day ends with it.
                let (from, to) = (midnight + from, (midnight + to).min(LAST_MIDNIGHT));
                match steady {
                    // The night after may reach a clock change when the day does not.
                    Some((offset, until)) if to < until => builder.push(from - offset, to - offset),
                    _ => builder.push(zone.opens(from), zone.closes(to)),
                }
            }
        }
        builder.finish()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// When the last interval opens, or the first.
    pub(super) fn edge(&self, first: bool) -> Option<u32> {
        // An empty one stands before them, and two ends of time behind.
        let number = if first { 1 } else { self.edges.len().checked_sub(3)? };
        self.edges.get(number).map(|edge| edge.opens).filter(|opens| (1..u32::MAX).contains(opens))
    }

    /// An interval by its number: when it opens, the open seconds before it, and how long it is.
    pub(super) fn interval(&self, number: usize) -> Option<(u32, u32, u32)> {
        let [edge, next] = self.edges.get(number + 1..)?.first_chunk().copied()?;
        (edge.opens < u32::MAX).then_some((edge.opens, edge.before, next.before - edge.before))
    }

    /// The edge with this number and the two after it; past the end there is nothing but the end.
    #[inline]
    fn three_from(&self, number: usize) -> [Edge; 3] {
        let three = self.edges.get(number..).and_then(<[Edge]>::first_chunk);
        three.copied().unwrap_or([Edge { opens: u32::MAX, before: self.total }; 3])
    }

    /// The last edge at or before this second, and the edge after it.
    #[inline]
    fn around(&self, second: u32) -> (Edge, Edge) {
        let mut number =
            self.by_time.get((second >> TIME_SHIFT) as usize).map_or(usize::MAX, |number| *number as usize);
        let [mut first, mut next, mut third] = self.three_from(number);
        while third.opens <= second && number < self.edges.len() {
            number += 1;
            [first, next, third] = self.three_from(number);
        }
        // A choice of values, not a branch: whether a moment lies before or after the day's opening is a toss-up that no
        // processor predicts.
        let passed = next.opens <= second;
        if passed { (next, third) } else { (first, next) }
    }

    /// Whether it is open at this second.
    #[inline]
    pub(super) fn is_open(&self, second: u32) -> bool {
        let (edge, next) = self.around(second);
        second.wrapping_sub(edge.opens) < next.before - edge.before
    }

    /// When the first interval after this second opens.
    pub(super) fn next_open(&self, second: u32) -> Option<u32> {
        let (_, next) = self.around(second);
        (next.opens < u32::MAX).then_some(next.opens)
    }

    /// How many open seconds lie before this one.
    #[inline]
    pub(super) fn position(&self, second: u32) -> i64 {
        let (edge, next) = self.around(second);
        i64::from(edge.before + second.wrapping_sub(edge.opens).min(next.before - edge.before))
    }

    /// The position of a moment to the millisecond. Milliseconds count only while open.
    #[inline]
    pub(super) fn position_to_the_millisecond(&self, second: u32, millis: i64) -> Reading {
        let (edge, next) = self.around(second);
        let (since, length) = (second.wrapping_sub(edge.opens), next.before - edge.before);
        let millis = if since < length { millis } else { 0 };
        Reading { seconds: i64::from(edge.before + since.min(length)), millis }
    }

    /// The earliest moment with this position: where it ends an interval, that interval's closing.
    #[inline]
    pub(super) fn earliest(&self, position: Reading) -> Option<Reading> {
        // The interval looked for holds the last millisecond before the position.
        self.moment(position.seconds - i64::from(position.millis == 0), position)
    }

    /// The latest moment with this position: where it begins an interval, that interval's opening.
    #[inline]
    pub(super) fn latest(&self, position: Reading) -> Option<Reading> {
        self.moment(position.seconds, position)
    }

    /// The moment of a position, in the interval that holds the open second `within`.
    #[inline]
    fn moment(&self, within: i64, position: Reading) -> Option<Reading> {
        let within = u32::try_from(within).ok().filter(|within| *within < self.total)?;
        let bucket = (within >> self.position_shift) as usize;
        let number = *self.by_position.get(bucket)? as usize;
        let [first, second, third] = self.three_from(number);
        let edge = if third.before <= within && third.opens < u32::MAX {
            self.search(number, bucket, within)?
        } else if second.before <= within {
            second
        } else {
            first
        };
        let seconds = i64::from(edge.opens) - i64::from(edge.before) + position.seconds;
        Some(Reading { seconds, millis: position.millis })
    }

    /// Where openings of very different lengths make a stretch of open time hold many of them, halving finds the one.
    #[cold]
    fn search(&self, from: usize, bucket: usize, within: u32) -> Option<Edge> {
        let last = self.by_position.get(bucket + 1).map_or(self.edges.len(), |last| *last as usize + 1);
        let edges = self.edges.get(from..last)?;
        edges.get(edges.partition_point(|edge| edge.before <= within).checked_sub(1)?).copied()
    }
}

/// Collects intervals in order of time.
struct Builder {
    edges: Vec<Edge>,
    total: u32,
    /// When the last interval closed.
    end: i64,
}

impl Builder {
    fn new() -> Builder {
        let mut edges = Vec::with_capacity(36_000);
        edges.push(Edge { opens: 0, before: 0 });
        Builder { edges, total: 0, end: 0 }
    }

    #[inline]
    fn push(&mut self, from: i64, to: i64) {
        // A shift may run into another kind of day's, and where the clocks go back, two spans of the local clock may share
        // real time: it counts once.
        let from = from.max(self.end);
        if from < to {
            // Both fit: the table's range is less than 2^32 seconds.
            self.edges.push(Edge { opens: from as u32, before: self.total });
            self.total += (to - from) as u32;
            self.end = to;
        }
    }

    fn finish(mut self) -> Intervals {
        let by_time = index(self.edges.iter().map(|edge| edge.opens), u32::MAX, TIME_SHIFT);
        // A stretch of open time no longer than the mean interval: mostly no more than one edge in it.
        let count = u32::try_from(self.edges.len() - 1).unwrap_or(u32::MAX);
        let position_shift = (self.total / count.max(1)).max(1).ilog2();
        let by_position = index(self.edges.iter().map(|edge| edge.before), self.total, position_shift);
        self.edges.extend([Edge { opens: u32::MAX, before: self.total }; 2]);
        Intervals { edges: self.edges, by_time, by_position, position_shift, total: self.total }
    }
}

/// For each multiple of 2^shift below `end`, the number of the last value at or before it; the values rise from 0.
fn index(values: impl Iterator<Item = u32>, end: u32, shift: u32) -> Vec<u32> {
    let size = 1u64 << shift;
    let mut index = vec![0u32; ((u64::from(end) + size - 1) >> shift) as usize];
    for (number, value) in (0u32..).zip(values) {
        if let Some(first) = index.get_mut(((u64::from(value) + size - 1) >> shift) as usize) {
            *first = number;
        }
    }
    let mut last = 0;
    for entry in &mut index {
        last = last.max(*entry);
        *entry = last;
    }
    index
}
