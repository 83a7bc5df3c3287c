//! Very many dates at once: columns of numbers in, columns of numbers out.
//!
//! What each gives alone is the meaning. From some thousands on a table is made first (from day to answer, or the pieces
//! of [`Adding`]) and then only looked up; what the table does not hold is asked alone.

use bywhen_calendar::{Adding, Day, Instant, Local, TimeOfDay};
use bywhen_engine::Moment;

use super::{Calculator, CalculatorError};

/// Fewer than these are quicker asked alone.
const WORTH_A_TABLE: usize = 8_192;
/// For open time, whose table takes longer to make.
const WORTH_PIECES: usize = 32_768;

/// How much of a second one of a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticks {
    /// A second.
    Seconds,
    /// A thousandth.
    Millis,
    /// A millionth.
    Micros,
    /// A thousand-millionth.
    Nanos,
}

/// What the numbers of a column say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Days since 1 January 1970.
    Days,
    /// A date and time on the local clock, counted from 1970-01-01T00:00 on that clock.
    Local(Ticks),
    /// A moment, counted from 1970-01-01T00:00:00Z.
    Utc(Ticks),
}

/// A number of a column.
pub trait Number: Copy + Default + Into<i64> {
    /// Stands for no answer.
    const NONE: Self;
    /// An answer. One that does not fit is none.
    fn of(number: i64) -> Self;
    /// A day since 1970.
    #[inline]
    fn of_day(day: i32) -> Self {
        Self::of(day.into())
    }
}

impl Number for i32 {
    const NONE: i32 = i32::MIN;
    #[inline]
    fn of(number: i64) -> i32 {
        i32::try_from(number).unwrap_or(i32::NONE)
    }
    #[inline]
    fn of_day(day: i32) -> i32 {
        day
    }
}

impl Number for i8 {
    const NONE: i8 = i8::MIN;
    #[inline]
    fn of(number: i64) -> i8 {
        i8::try_from(number).unwrap_or(i8::NONE)
    }
}

impl Number for i64 {
    const NONE: i64 = i64::MIN;
    #[inline]
    fn of(number: i64) -> i64 {
        number
    }
}

/// Dates or times as numbers. A number that cannot be placed (a null's, say) has [`Number::NONE`] for its answer.
#[derive(Clone, Copy, Debug)]
pub struct Column<'a, T> {
    /// The numbers.
    pub numbers: &'a [T],
    /// What they say.
    pub layout: Layout,
}

/// A layout that is known when the program is compiled: dividing by a constant is several times as quick.
trait Clock {
    const PER_DAY: i64;
    const PER_MILLI: i64 = Self::PER_DAY / 86_400_000;
}

struct Seconds;
struct Millis;
struct Micros;
struct Nanos;

impl Clock for Seconds {
    const PER_DAY: i64 = 86_400;
}
impl Clock for Millis {
    const PER_DAY: i64 = 86_400_000;
}
impl Clock for Micros {
    const PER_DAY: i64 = 86_400_000_000;
}
impl Clock for Nanos {
    const PER_DAY: i64 = 86_400_000_000_000;
}

/// Milliseconds of a number of ticks, and the part of a millisecond beyond, in ticks.
#[inline]
fn millis<C: Clock>(ticks: i64) -> Option<(i64, i64)> {
    match C::PER_MILLI {
        0 => Some((ticks.checked_mul(1_000)?, 0)),
        per => {
            // Counted from the earliest there is, for a division without a sign takes half as much. What wraps around lies
            // beyond every calendar.
            let earliest = i64::MIN / per;
            let (since, per) = (ticks.wrapping_sub(earliest * per) as u64, per as u64);
            Some((((since / per) as i64).wrapping_add(earliest), (since % per) as i64))
        }
    }
}

#[inline]
fn ticks<C: Clock>(millis: i64) -> Option<i64> {
    match C::PER_MILLI {
        0 => Some(millis.div_euclid(1_000)),
        per => millis.checked_mul(per),
    }
}

macro_rules! with_clock {
    ($ticks:expr, $clock:ident => $body:expr) => {
        match $ticks {
            Ticks::Seconds => {
                type $clock = Seconds;
                $body
            }
            Ticks::Millis => {
                type $clock = Millis;
                $body
            }
            Ticks::Micros => {
                type $clock = Micros;
                $body
            }
            Ticks::Nanos => {
                type $clock = Nanos;
                $body
            }
        }
    };
}

/// The answers of a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers<T> {
    /// One for each number, [`Number::NONE`] where there is none.
    pub numbers: Vec<T>,
    /// Whether each number has one.
    pub complete: bool,
}

impl<T: Number> Answers<T> {
    fn of(many: usize, fill: impl FnOnce(&mut [T]) -> bool) -> Answers<T> {
        let mut numbers = vec![T::default(); many];
        let complete = fill(&mut numbers);
        Answers { numbers, complete }
    }
}

/// Writes an answer for each number, and says whether each has one.
#[inline]
fn fill<T: Number>(into: &mut [T], answers: impl Iterator<Item = Option<T>>) -> bool {
    let mut complete = true;
    for (place, answer) in into.iter_mut().zip(answers) {
        complete &= answer.is_some();
        *place = answer.unwrap_or(T::NONE);
    }
    complete
}

impl Calculator {
    /// What [`add`](Self::add) gives for each, in the layout of the column: a time of day stays what it is (where the
    /// clocks skip it that day, it is the time of the change).
    pub fn add_each<T: Number>(&self, column: Column<'_, T>, n: i64) -> Answers<T> {
        Answers::of(column.numbers.len(), |into| self.add_into(into, column, n))
    }

    /// The same, written where the caller says. Whether each has an answer.
    pub fn add_into<T: Number>(&self, into: &mut [T], column: Column<'_, T>, n: i64) -> bool {
        let due = DueDays::new(self, n, column.numbers.len());
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

    /// What [`add_open_seconds`](Self::add_open_seconds) gives for each, in the layout of the column, to the millisecond.
    /// Days have no answer.
    pub fn add_open_seconds_each<T: Number>(&self, column: Column<'_, T>, seconds: i64) -> Answers<T> {
        Answers::of(column.numbers.len(), |into| self.add_open_seconds_into(into, column, seconds))
    }

    /// The same, written where the caller says. Whether each has an answer.
    pub fn add_open_seconds_into<T: Number>(&self, into: &mut [T], column: Column<'_, T>, seconds: i64) -> bool {
        let hours = self.hours.as_ref().filter(|_| column.numbers.len() >= WORTH_PIECES);
        match column.layout {
            Layout::Days => fill(into, column.numbers.iter().map(|_| None)),
            Layout::Local(unit) => with_clock!(unit, C => {
                let adding = hours.and_then(|hours| hours.adding_on_local_clock(seconds));
                self.added::<C, T>(into, column, seconds, adding.as_ref())
            }),
            Layout::Utc(unit) => with_clock!(unit, C => {
                let adding = hours.and_then(|hours| hours.adding(seconds));
                self.added::<C, T>(into, column, seconds, adding.as_ref())
            }),
        }
    }

    fn added<C: Clock, T: Number>(
        &self,
        into: &mut [T],
        column: Column<'_, T>,
        seconds: i64,
        adding: Option<&Adding>,
    ) -> bool {
        let alone = |number: i64| {
            let due = self.add_open_seconds(&self.moment(number, column.layout).ok()?, seconds).ok()?;
            match column.layout {
                Layout::Utc(_) => ticks::<C>(due.millis()),
                _ => ticks::<C>(on_the_clock(self.zone.local(due).ok()?)),
            }
        };
        let numbers = column.numbers.iter().map(|number| (*number).into());
        let Some(adding) = adding else { return fill(into, numbers.map(|number| alone(number).map(T::of))) };
        let looked_up = |number: i64| adding.get(millis::<C>(number)?.0).and_then(ticks::<C>);
        fill(into, numbers.map(|number| looked_up(number).or_else(|| alone(number)).map(T::of)))
    }

    /// The moment that a number of a column is.
    pub fn moment(&self, number: i64, layout: Layout) -> Result<Moment, CalculatorError> {
        match layout {
            Layout::Days => Ok(Moment::of_day(Day::from_unix_days(number)?, &self.zone)?),
            Layout::Local(unit) => with_clock!(unit, C => {
                let (day, rest) = (number.div_euclid(C::PER_DAY), number.rem_euclid(C::PER_DAY));
                let time = time_of_day::<C>(rest);
                let instant = self.zone.instant(Day::from_unix_days(day)?, time);
                Ok(Moment::at(instant.map_err(bywhen_engine::MomentError::ClockChange)?, &self.zone)?)
            }),
            Layout::Utc(unit) => with_clock!(unit, C => {
                let millis = millis::<C>(number).map_or(number, |(millis, _)| millis);
                Ok(Moment::at(Instant::from_millis(millis), &self.zone)?)
            }),
        }
    }
}

/// Every day, from the first to the last.
fn every_day() -> impl Iterator<Item = Option<Day>> {
    (Day::FIRST.unix_days()..=Day::LAST.unix_days()).map(|day| Day::from_unix_days(day).ok())
}

/// A number for each day, from the first on, where there is one.
fn table(number: impl Fn(Day) -> Option<i64>) -> Vec<i32> {
    every_day().map(|day| day.and_then(&number).map_or(i32::NONE, i32::of)).collect()
}

/// The place of a day since 1970 in a table of every day.
#[inline]
fn place(day: i64) -> usize {
    day.wrapping_sub(Day::FIRST.unix_days()) as u64 as usize
}

/// The number of a day since 1970 in such a table.
#[inline]
fn at(table: &[i32], day: i64) -> Option<i32> {
    table.get(place(day)).copied().filter(|number| *number != i32::NONE)
}

fn on_the_clock(local: Local) -> i64 {
    local.day.unix_days() * 86_400_000 + i64::from(local.time.millis())
}

#[inline]
fn time_of_day<C: Clock>(ticks: i64) -> TimeOfDay {
    let millis = millis::<C>(ticks).and_then(|(millis, _)| u32::try_from(millis).ok());
    millis.and_then(TimeOfDay::from_millis).unwrap_or(TimeOfDay::MIDNIGHT)
}

/// The due day of each day, for one count.
struct DueDays<'a> {
    calculator: &'a Calculator,
    n: i64,
    /// In days since 1970, from the first day on.
    usual: Option<Vec<i32>>,
    /// Of what comes after the cut-off, where there is one.
    late: Option<Vec<i32>>,
    /// From when on the other table holds, in seconds.
    late_from: u32,
}

impl DueDays<'_> {
    fn new(calculator: &Calculator, n: i64, many: usize) -> DueDays<'_> {
        let cut_off = calculator.receipt.cut_off.map(|cut_off| cut_off.time);
        let late_from = cut_off.map_or(u32::MAX, TimeOfDay::seconds);
        let mut due = DueDays { calculator, n, usual: None, late: None, late_from };
        if many >= WORTH_A_TABLE {
            let of = |time| table(|day| calculator.add(day, time, n).ok().map(Day::unix_days));
            let (usual, late) = (of(None), cut_off.map(|time| of(Some(time))));
            due = DueDays { usual: Some(usual), late, ..due };
        }
        due
    }

    fn alone(&self, day: i64, time: Option<TimeOfDay>) -> Option<i64> {
        self.calculator.add(Day::from_unix_days(day).ok()?, time, self.n).ok().map(Day::unix_days)
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
