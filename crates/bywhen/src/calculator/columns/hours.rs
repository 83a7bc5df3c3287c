//! So much open time after each moment of a column.

use bywhen_calendar::{Adding, Local};

use super::clock::{Clock, millis, ticks, with_clock};
use super::{Answers, Column, Layout, Number, fill};
use crate::calculator::Calculator;

/// Fewer than these are quicker asked alone: the table of open time takes longer to make than others.
const WORTH_PIECES: usize = 32_768;

impl Calculator {
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
}

fn on_the_clock(local: Local) -> i64 {
    local.day.unix_days() * 86_400_000 + i64::from(local.time.millis())
}
