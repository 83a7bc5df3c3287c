//! So many working days after each date of a column.

use bywhen_calendar::{Day, Instant, TimeOfDay};

use super::clock::{Clock, millis, ticks, time_of_day, with_clock};
use super::days::{at, table};
use super::{Answers, Column, Layout, Number, WORTH_A_TABLE, fill};
use crate::calculator::{Calculator, WorkingDay};

impl Calculator {
    /// What [`working_day`](Self::working_day) gives for each, in the layout of the column: a time of day stays what it is.
    /// Of moments that is the moment of the change where the clocks skip that time, and the first where it comes twice.
    pub fn working_day_each<T: Number>(&self, column: Column<'_, T>, which: WorkingDay) -> Answers<T> {
        Answers::of(column.numbers.len(), |into| self.working_day_into(into, column, which))
    }

    /// The same, written where the caller says. Whether each has an answer.
    pub fn working_day_into<T: Number>(&self, into: &mut [T], column: Column<'_, T>, which: WorkingDay) -> bool {
        let due = DueDays::new(self, which, column.numbers.len());
        let each = column.numbers.iter().map(|number| (*number).into());
        match column.layout {
            Layout::Days => match &due.usual {
                Some(table) => fill(into, each.map(|day| at(table, day).map(T::of_day))),
                None => fill(into, each.map(|day| due.alone(day, None).map(T::of))),
            },
            Layout::Local(unit) => {
                with_clock!(unit, C => fill(into, each.map(|number| due.of_local::<C>(number).map(T::of))))
            }
            Layout::Utc(unit) => {
                with_clock!(unit, C => fill(into, each.map(|number| due.of_moment::<C>(number).map(T::of))))
            }
        }
    }
}

impl Calculator {
    /// What [`working_day`](Self::working_day) gives for each date with a question of its own, to the end of the shorter.
    /// Where nothing is asked there is no answer.
    pub fn working_day_varying<T: Number>(
        &self,
        column: Column<'_, T>,
        which: impl ExactSizeIterator<Item = Option<WorkingDay>>,
    ) -> Answers<T> {
        let many = column.numbers.len().min(which.len());
        Answers::of(many, |into| self.working_day_varying_into(into, column, which))
    }

    /// The same, written where the caller says. Whether each has an answer.
    pub fn working_day_varying_into<T: Number>(
        &self,
        into: &mut [T],
        column: Column<'_, T>,
        which: impl Iterator<Item = Option<WorkingDay>>,
    ) -> bool {
        let each = column.numbers.iter().map(|number| (*number).into());
        // A table serves one question alone: each is asked by itself.
        let pairs = each.zip(which.map(|which| which.map(|which| DueDays::new(self, which, 1))));
        match column.layout {
            Layout::Days => fill(into, pairs.map(|(day, due)| due?.of_day(day).map(T::of))),
            Layout::Local(unit) => {
                with_clock!(unit, C => fill(into, pairs.map(|(number, due)| due?.of_local::<C>(number).map(T::of))))
            }
            Layout::Utc(unit) => {
                with_clock!(unit, C => fill(into, pairs.map(|(number, due)| due?.of_moment::<C>(number).map(T::of))))
            }
        }
    }
}

/// The working day found from each day, for one question.
struct DueDays<'a> {
    calculator: &'a Calculator,
    which: WorkingDay,
    /// In days since 1970, from the first day on.
    usual: Option<Vec<i32>>,
    /// Of what comes after the cut-off, where there is one.
    late: Option<Vec<i32>>,
    /// From when on the other table holds, in seconds.
    late_from: u32,
}

impl DueDays<'_> {
    fn new(calculator: &Calculator, which: WorkingDay, many: usize) -> DueDays<'_> {
        // A cut-off moves only what is counted forward.
        let forward = matches!(which, WorkingDay::After(0..) | WorkingDay::Before(..0));
        let cut_off = calculator.receipt.cut_off.map(|cut_off| cut_off.time).filter(|_| forward);
        let late_from = cut_off.map_or(u32::MAX, TimeOfDay::seconds);
        let mut due = DueDays { calculator, which, usual: None, late: None, late_from };
        if many >= WORTH_A_TABLE {
            let of = |time| table(|day| calculator.working_day(day, time, which).ok().map(Day::unix_days));
            let (usual, late) = (of(None), cut_off.map(|time| of(Some(time))));
            due = DueDays { usual: Some(usual), late, ..due };
        }
        due
    }

    fn alone(&self, day: i64, time: Option<TimeOfDay>) -> Option<i64> {
        self.calculator.working_day(Day::from_unix_days(day).ok()?, time, self.which).ok().map(Day::unix_days)
    }

    #[inline]
    fn of_day(&self, day: i64) -> Option<i64> {
        match &self.usual {
            Some(table) => at(table, day).map(i64::from),
            None => self.alone(day, None),
        }
    }

    #[inline]
    fn of_time(&self, day: i64, time: TimeOfDay) -> Option<i64> {
        if time.seconds() < self.late_from {
            return self.of_day(day);
        }
        match &self.late {
            Some(table) => at(table, day).map(i64::from),
            None => self.alone(day, Some(time)),
        }
    }

    #[inline]
    fn of_local<C: Clock>(&self, number: i64) -> Option<i64> {
        let (day, rest) = (number.div_euclid(C::PER_DAY), number.rem_euclid(C::PER_DAY));
        let due = self.of_time(day, time_of_day::<C>(rest))?;
        due.checked_mul(C::PER_DAY)?.checked_add(rest)
    }

    fn of_moment<C: Clock>(&self, number: i64) -> Option<i64> {
        let (at, rest) = millis::<C>(number)?;
        let zone = &self.calculator.zone;
        let local = zone.local(Instant::from_millis(at)).ok()?;
        let due = Day::from_unix_days(self.of_time(local.day.unix_days(), local.time)?).ok()?;
        ticks::<C>(zone.earliest(due, local.time).millis())?.checked_add(rest)
    }
}
