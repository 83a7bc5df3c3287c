//! The clock changes of a zone, indexed for looking up.

use serde::{Deserialize, Serialize};

use crate::Day;

/// Where the index starts: two days before the first local day there is, so that every offset fits.
pub(crate) const ORIGIN: i64 = (crate::day::FIRST_FROM_UNIX - 2) * 86_400;
/// Where it ends: two days after the last.
pub(crate) const END: i64 = (crate::day::FIRST_FROM_UNIX + crate::day::DAYS as i64 + 2) * 86_400;
/// One entry of the index for each 2^21 seconds (24 days): a zone rarely changes twice in that.
const SHIFT: u32 = 21;
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

#[derive(Clone, PartialEq, Debug)]
pub(super) struct Table {
    pub(super) name: String,
    /// Never empty; the first starts at the beginning of time.
    periods: Vec<Period>,
    /// For each stretch of 2^21 seconds after ORIGIN, the period in which it starts.
    index: Vec<u16>,
}

/// A time during which the offset stays the same.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub(super) struct Period {
    /// In seconds since 1970-01-01T00:00:00Z.
    pub(super) start: i64,
    pub(super) offset: i32,
}

/// What a local time is in UTC seconds.
pub(super) enum Resolved {
    Once(i64, i32),
    /// The clocks jump over it at `at`.
    Skipped {
        at: i64,
        before: i32,
        after: i32,
    },
    /// It comes twice: moment and offset of each.
    Repeated {
        earlier: (i64, i32),
        later: (i64, i32),
    },
}

impl Table {
    /// The changes must be in order.
    pub(super) fn new(name: String, offset: i32, changes: impl IntoIterator<Item = (i64, i32)>) -> Table {
        let first = Period { start: i64::MIN, offset };
        let changes = changes.into_iter().map(|(start, offset)| Period { start, offset });
        let periods: Vec<Period> = std::iter::once(first).chain(changes).collect();
        let mut index = Vec::with_capacity(((END - ORIGIN) >> SHIFT) as usize + 1);
        let mut current = 0usize;
        for bucket in 0..=((END - ORIGIN) >> SHIFT) {
            let start = ORIGIN + (bucket << SHIFT);
            while periods.get(current + 1).is_some_and(|next| next.start <= start) {
                current += 1;
            }
            index.push(u16::try_from(current).unwrap_or(u16::MAX));
        }
        Table { name, periods, index }
    }

    fn period(&self, number: usize) -> Period {
        self.periods.get(number).copied().unwrap_or_default()
    }

    fn end(&self, number: usize) -> i64 {
        self.periods.get(number + 1).map_or(i64::MAX, |next| next.start)
    }

    /// The number of the period that holds this moment.
    #[inline]
    fn number_at(&self, utc: i64) -> usize {
        if utc < ORIGIN {
            return 0;
        }
        let bucket = usize::try_from((utc - ORIGIN) >> SHIFT).unwrap_or(usize::MAX);
        let mut number = match self.index.get(bucket) {
            Some(number) => usize::from(*number),
            None => self.index.last().copied().map_or(0, usize::from),
        };
        while self.end(number) <= utc {
            number += 1;
        }
        number
    }

    /// Seconds ahead of UTC at this moment.
    #[inline]
    pub(super) fn offset_at(&self, utc: i64) -> i32 {
        self.period(self.number_at(utc)).offset
    }

    /// If the offset is the same from a day before this local time to a day after: it, and until when (in local
    /// seconds) that stays so.
    pub(super) fn steady(&self, local: i64) -> Option<(i32, i64)> {
        // No offset reaches a whole day, so the moment meant lies within a day of the same figure read as UTC.
        let number = self.number_at(local);
        let (period, end) = (self.period(number), self.end(number));
        let steady = local.saturating_sub(period.start) > DAY && end.saturating_sub(local) > DAY;
        steady.then(|| (period.offset, end.saturating_sub(DAY)))
    }

    /// What a local time, in seconds since 1970 on the local clock, is in UTC.
    pub(super) fn resolve(&self, local: i64) -> Resolved {
        if let Some((offset, _)) = self.steady(local) {
            return Resolved::Once(local - i64::from(offset), offset);
        }
        let near = self.number_at(local.saturating_sub(DAY))..=self.number_at(local.saturating_add(DAY));
        let mut found = near.clone().filter_map(|number| {
            let period = self.period(number);
            let utc = local.saturating_sub(i64::from(period.offset));
            (period.start <= utc && utc < self.end(number)).then_some((utc, period.offset))
        });
        match (found.next(), found.next_back()) {
            (Some(earlier), Some(later)) => Resolved::Repeated { earlier, later },
            (Some((utc, offset)), None) => Resolved::Once(utc, offset),
            (None, _) => self.skipped(local, near),
        }
    }

    fn skipped(&self, local: i64, near: std::ops::RangeInclusive<usize>) -> Resolved {
        let jump = near.clone().skip(1).find(|number| {
            // The clock passes over `local` where it shows less before the change and no less after it.
            self.period(*number).start.saturating_add(i64::from(self.period(*number).offset)) > local
        });
        let number = jump.unwrap_or(*near.end());
        let (before, after) = (self.period(number.saturating_sub(1)).offset, self.period(number));
        Resolved::Skipped { at: after.start, before, after: after.offset }
    }

    pub(super) fn written(&self) -> Written {
        let changes = self.periods.iter().skip(1).map(|period| (period.start, period.offset)).collect();
        Written { name: self.name.clone(), offset: self.period(0).offset, changes }
    }
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
        Ok(Table::new(name, offset, changes))
    }
}

/// Splits local seconds into a day and seconds of that day.
#[inline]
pub(super) fn split(local: i64) -> Option<(Day, i64)> {
    let day = Day::from_offset(local.div_euclid(DAY) - crate::day::FIRST_FROM_UNIX)?;
    Some((day, local.rem_euclid(DAY)))
}
