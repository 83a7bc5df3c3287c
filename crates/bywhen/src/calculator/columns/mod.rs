//! Very many dates at once: columns of numbers in, columns of numbers out.
//!
//! What each gives alone is the meaning. From some thousands on a table is made first (from day to answer, or the pieces
//! of [`Adding`](bywhen_calendar::Adding)) and then only looked up; what the table does not hold is asked alone.

mod clock;
mod days;
mod due;
mod hours;

/// Fewer than these are quicker asked alone.
const WORTH_A_TABLE: usize = 8_192;

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
