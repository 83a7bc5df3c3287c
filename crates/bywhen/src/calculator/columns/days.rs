//! The days of a column: which they are, whether they are working days, and how many lie between two.

use bywhen_calendar::{Day, Instant};

use super::clock::{Clock, millis, with_clock};
use super::{Answers, Column, Layout, Number, WORTH_A_TABLE, fill};
use crate::calculator::Calculator;

impl Calculator {
    /// What [`count`](Self::count) gives for each pair of days since 1970, to the end of the shorter column.
    pub fn count_each<A: Number, B: Number>(
        &self,
        from: impl ExactSizeIterator<Item = A>,
        to: impl ExactSizeIterator<Item = B>,
    ) -> Answers<i64> {
        Answers::of(from.len().min(to.len()), |into| self.count_into(into, from, to))
    }

    /// The same, written where the caller says. Whether each has an answer.
    pub fn count_into<A: Number, B: Number>(
        &self,
        into: &mut [i64],
        from: impl Iterator<Item = A>,
        to: impl Iterator<Item = B>,
    ) -> bool {
        let pairs = from.zip(to).map(|(from, to)| (from.into(), to.into()));
        if into.len() < WORTH_A_TABLE {
            let count = |from, to| self.count(Day::from_unix_days(from).ok()?, Day::from_unix_days(to).ok()?).ok();
            return fill(into, pairs.map(|(from, to)| count(from, to)));
        }
        // How many working days there are up to each day: half as wide as other tables, for each pair looks twice.
        const NONE: u16 = u16::MAX;
        let up_to = |day| self.days.known(day).is_ok().then(|| self.days.count(Day::FIRST, day));
        let up_to = |day: Option<Day>| day.and_then(up_to).and_then(|days| u16::try_from(days).ok()).unwrap_or(NONE);
        let table: Vec<u16> = every_day().map(up_to).collect();
        let up_to = |day| table.get(place(day)).copied().unwrap_or(NONE);
        let mut complete = true;
        for (place, (from, to)) in into.iter_mut().zip(pairs) {
            let (from, to) = (up_to(from), up_to(to));
            // Both are looked at, whichever is none: no branch between the two look-ups.
            let known = (from != NONE) & (to != NONE);
            complete &= known;
            *place = if known { i64::from(to) - i64::from(from) } else { i64::NONE };
        }
        complete
    }

    /// What [`is_working`](Self::is_working) gives for each of some days since 1970: 1 if it is, else 0.
    pub fn is_working_each<T: Number>(&self, days: impl ExactSizeIterator<Item = T>) -> Answers<i8> {
        Answers::of(days.len(), |into| {
            let is_working = |day| self.is_working(Day::from_unix_days(day).ok()?).ok().map(i8::from);
            if into.len() < WORTH_A_TABLE {
                return fill(into, days.map(|day| is_working(day.into())));
            }
            let table = table(|day| self.is_working(day).ok().map(i64::from));
            fill(into, days.map(|day| at(&table, day.into()).map(|working| working as i8)))
        })
    }

    /// The local day of each, in days since 1970.
    pub fn day_each<T: Number>(&self, column: Column<'_, T>) -> Answers<i32> {
        let each = column.numbers.iter().map(|number| (*number).into());
        Answers::of(column.numbers.len(), |into| match column.layout {
            Layout::Days => fill(into, each.map(|day: i64| i32::try_from(day).ok())),
            Layout::Local(unit) => with_clock!(unit, C => {
                fill(into, each.map(|number: i64| i32::try_from(number.div_euclid(C::PER_DAY)).ok().filter(|_| number != i64::NONE)))
            }),
            Layout::Utc(unit) => with_clock!(unit, C => {
                let local = |number| self.zone.local(Instant::from_millis(millis::<C>(number)?.0)).ok();
                fill(into, each.map(|number| local(number).map(|local| i32::of(local.day.unix_days()))))
            }),
        })
    }
}

/// Every day, from the first to the last.
fn every_day() -> impl Iterator<Item = Option<Day>> {
    (Day::FIRST.unix_days()..=Day::LAST.unix_days()).map(|day| Day::from_unix_days(day).ok())
}

/// A number for each day, from the first on, where there is one.
pub(super) fn table(number: impl Fn(Day) -> Option<i64>) -> Vec<i32> {
    every_day().map(|day| day.and_then(&number).map_or(i32::NONE, i32::of)).collect()
}

/// The place of a day since 1970 in a table of every day.
#[inline]
fn place(day: i64) -> usize {
    day.wrapping_sub(Day::FIRST.unix_days()) as u64 as usize
}

/// The number of a day since 1970 in such a table.
#[inline]
pub(super) fn at(table: &[i32], day: i64) -> Option<i32> {
    table.get(place(day)).copied().filter(|number| *number != i32::NONE)
}
