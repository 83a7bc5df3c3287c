//! The clock changes of a zone, indexed for looking up.
//!
//! Inside, seconds are counted from [`ORIGIN`], so that they fit 32 bits; a local time is seconds from the same figure on
//! the local clock.

use std::hint::select_unpredictable;

use serde::{Deserialize, Serialize};

use crate::Instant;
use crate::day::{DAYS, FIRST_FROM_UNIX};

/// Where counting starts, in seconds since 1970: two days before the first local day there is, so that every offset fits.
pub(crate) const ORIGIN: i64 = (FIRST_FROM_UNIX - 2) * DAY;
/// Where it ends, two days after the last local day.
pub(crate) const END: i64 = ORIGIN + (DAYS as i64 + 4) * DAY;
/// The index of the first local day, counted in days from ORIGIN.
pub(crate) const FIRST_DAY: u32 = 2;
/// One entry of the index for each 2^31 milliseconds (24 days): a zone rarely changes twice in that. In milliseconds, since
/// those are what moments come in.
const SHIFT: u32 = 31;
const DAY: i64 = 86_400;
/// Far more than any zone has, and few enough to read at once.
const MOST_CHANGES: usize = 4_000;

/// The clock changes as they are written in a file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    name: String,
    /// Seconds ahead of UTC before the first change.
    offset: i32,
    /// When each change happens, in seconds since 1970-01-01T00:00:00Z, and the offset from then on.
    changes: Vec<(i64, i32)>,
}

crate::codec!(struct Written { name, offset, changes });

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// Never empty; the first starts at ORIGIN.
    periods: Vec<Period>,
    /// For each stretch of 2^31 milliseconds.
    index: Vec<Stretch>,
}

/// A stretch of time in which the clocks change at most once.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Stretch {
    /// The number of the period in which it starts.
    number: u16,
    /// The clocks change more than once.
    crowded: bool,
    offset: i32,
    /// When the next period starts, in milliseconds from ORIGIN, and its offset.
    change: u64,
    changed: i32,
}

/// A time during which the offset stays the same.
#[derive(Clone, Copy, PartialEq, Debug)]
struct Period {
    start: u32,
    offset: i32,
}

/// A local time in UTC.
pub(super) enum Resolved {
    /// One moment.
    Once(Moment),
    /// The clocks jump over it.
    Skipped { at: i64, before: i32, after: i32 },
    /// It comes twice.
    Repeated { earlier: Moment, later: Moment },
}

#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) at: i64,
    pub(super) offset: i32,
}

impl Table {
    /// The changes in seconds since 1970, in order, from ORIGIN on.
    pub(super) fn new(name: String, offset: i32, changes: &[(i64, i32)]) -> Table {
        let first = Period { start: 0, offset };
        let mut periods = vec![first];
        for (at, offset) in changes {
            periods.extend(u32::try_from(at - ORIGIN).ok().map(|start| Period { start, offset: *offset }));
        }
        let last = ((END - ORIGIN) as u64 * 1_000) >> SHIFT;
        let mut index = Vec::with_capacity(last as usize + 1);
        let mut current = 0usize;
        let millis = |period: &Period| u64::from(period.start) * 1_000;
        for stretch in 0..=last {
            while periods.get(current + 1).is_some_and(|next| millis(next) <= stretch << SHIFT) {
                current += 1;
            }
            let period = |ahead: usize| periods.get(current + ahead);
            let (this, next) = (period(0).unwrap_or(&first), period(1));
            index.push(Stretch {
                number: u16::try_from(current).unwrap_or(u16::MAX),
                crowded: period(2).is_some_and(|third| millis(third) < (stretch + 1) << SHIFT),
                offset: this.offset,
                change: next.map_or(u64::MAX, millis),
                changed: next.map_or(0, |next| next.offset),
            });
        }
        Table { name, periods, index }
    }

    #[inline]
    fn period(&self, number: usize) -> Period {
        self.periods.get(number).copied().unwrap_or(Period { start: u32::MAX, offset: 0 })
    }

    #[inline]
    fn end(&self, number: usize) -> i64 {
        self.periods.get(number + 1).map_or(i64::MAX, |next| i64::from(next.start))
    }

    /// The number of the period that holds this second.
    #[inline]
    fn number_at(&self, second: u32) -> usize {
        let stretch = (u64::from(second) * 1_000) >> SHIFT;
        let mut number = self.index.get(stretch as usize).map_or(0, |stretch| usize::from(stretch.number));
        while self.periods.get(number + 1).is_some_and(|next| next.start <= second) {
            number += 1;
        }
        number
    }

    /// Seconds ahead of UTC so many milliseconds from ORIGIN, if it is within the table.
    #[inline]
    pub(super) fn offset_at(&self, millis: u64) -> Option<i32> {
        let stretch = self.index.get(usize::try_from(millis >> SHIFT).ok()?)?;
        Some(if stretch.crowded {
            self.period(self.number_at((millis / 1_000) as u32)).offset
        } else {
            // Not to be foretold near a change.
            select_unpredictable(millis < stretch.change, stretch.offset, stretch.changed)
        })
    }

    /// The offset at this second, and when the next one begins.
    pub(super) fn period_at(&self, second: u32) -> (i64, u32) {
        let number = self.number_at(second);
        (i64::from(self.period(number).offset), clamped(self.end(number)))
    }

    /// The times at which what the clock shows is one moment: from and until in seconds from ORIGIN, and the offset.
    pub(super) fn unambiguous(&self) -> impl Iterator<Item = (u32, u32, i64)> {
        (0..self.periods.len()).filter_map(|number| {
            let Period { start, offset } = self.period(number);
            let offset = i64::from(offset);
            let before = number.checked_sub(1).map_or(offset, |before| i64::from(self.period(before).offset));
            let after = self.periods.get(number + 1).map_or(offset, |after| i64::from(after.offset));
            // A clock that goes back shows again what it showed before the change, and what it showed it shows again.
            let from = i64::from(start) + (before - offset).max(0);
            let until = self.end(number).min(END - ORIGIN) - (offset - after).max(0);
            (from < until).then_some((clamped(from), clamped(until), offset))
        })
    }

    /// If the offset is the same from a day before this local time to a day after: it, and until which local time that
    /// stays so.
    #[inline]
    pub(super) fn steady(&self, local: i64) -> Option<(i32, i64)> {
        // No offset reaches a whole day, so the moment meant lies within a day of the same figure read as UTC.
        let number = self.number_at(clamped(local));
        let (period, end) = (self.period(number), self.end(number));
        let steady = local > i64::from(period.start) + DAY && end - DAY > local;
        steady.then_some((period.offset, end - DAY))
    }

    /// Converts a local time to UTC.
    #[inline]
    pub(super) fn resolve(&self, local: i64) -> Resolved {
        match self.steady(local) {
            Some((offset, _)) => Resolved::Once(Moment { at: local - i64::from(offset), offset }),
            None => self.resolve_near_a_change(local),
        }
    }

    fn resolve_near_a_change(&self, local: i64) -> Resolved {
        let near = self.number_at(clamped(local - DAY))..=self.number_at(clamped(local + DAY));
        let mut found = near.clone().filter_map(|number| {
            let Period { start, offset } = self.period(number);
            let at = local - i64::from(offset);
            (i64::from(start) <= at && at < self.end(number)).then_some(Moment { at, offset })
        });
        match (found.next(), found.next_back()) {
            (Some(earlier), Some(later)) => Resolved::Repeated { earlier, later },
            (Some(moment), None) => Resolved::Once(moment),
            (None, _) => self.skipped(local, near),
        }
    }

    fn skipped(&self, local: i64, near: std::ops::RangeInclusive<usize>) -> Resolved {
        // The clock jumps over the time at the first change after which it shows more.
        let shows = |period: Period| i64::from(period.start) + i64::from(period.offset);
        let number = near.clone().skip(1).find(|number| shows(self.period(*number)) > local).unwrap_or(*near.end());
        let (before, change) = (self.period(number.saturating_sub(1)), self.period(number));
        Resolved::Skipped { at: i64::from(change.start), before: before.offset, after: change.offset }
    }

    pub(super) fn written(&self) -> Written {
        let offset = self.period(0).offset;
        let changes = self.periods.iter().skip(1).map(|period| (ORIGIN + i64::from(period.start), period.offset));
        Written { name: self.name.clone(), offset, changes: changes.collect() }
    }
}

#[inline]
fn clamped(second: i64) -> u32 {
    u32::try_from(second.max(0)).unwrap_or(u32::MAX)
}

impl Written {
    pub(super) fn into_table(self) -> Result<Table, String> {
        let Written { name, offset, changes } = self;
        if name.is_empty() {
            return Err("a time zone needs a name".to_owned());
        }
        if changes.len() > MOST_CHANGES {
            return Err(format!("time zone {name} has {} clock changes: at most {MOST_CHANGES}", changes.len()));
        }
        let offsets = changes.iter().map(|change| change.1).chain([offset]);
        if let Some(offset) = offsets.into_iter().find(|offset| i64::from(*offset).abs() >= DAY) {
            return Err(format!("time zone {name} has an offset of {offset} seconds: less than a day is expected"));
        }
        if let Some(change) = changes.iter().find(|change| change.0 < ORIGIN || change.0 > END) {
            return Err(format!("time zone {name} has a clock change at {}, outside {ORIGIN} to {END}", change.0));
        }
        if let Some((_, later)) = changes.iter().zip(changes.iter().skip(1)).find(|(a, b)| a.0 >= b.0) {
            return Err(format!("time zone {name} has a clock change at {} that is not after the one before", later.0));
        }
        Ok(Table::new(name, offset, &changes))
    }
}

/// A moment as seconds from ORIGIN and milliseconds beyond, if it is within the table.
#[inline]
pub(crate) fn split(at: Instant) -> Option<(u32, i64)> {
    // What wraps around lies far beyond the end.
    let millis = at.millis().wrapping_sub(ORIGIN * 1_000) as u64;
    let within = millis < ((END - ORIGIN) * 1_000) as u64;
    within.then_some(((millis / 1_000) as u32, (millis % 1_000) as i64))
}
