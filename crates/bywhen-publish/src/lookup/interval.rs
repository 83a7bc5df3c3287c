//! An interval of receipt times for which one row tells the due date.

use super::probe::Answer;

/// Receipt times at which a promise is due at one moment, or at one that moves as the receipt does.
#[derive(Clone, Debug)]
pub(super) struct Interval {
    /// The first second.
    pub(super) from: i64,
    /// The last second.
    pub(super) until: i64,
    /// The answer at the first second.
    pub(super) answer: Answer,
    pub(super) moves: bool,
}

impl Interval {
    /// Whether the answer at a second is the one that this interval gives.
    pub(super) fn covers(&self, second: i64, answer: &Answer) -> bool {
        let moved = if self.moves { second - self.from } else { 0 };
        self.answer.is_like(answer) && self.answer.due_at.map(|due| due + moved) == answer.due_at
    }

    /// Takes in the interval that follows, where one row can tell both.
    pub(super) fn join(&mut self, next: &Interval) -> bool {
        let alone = |interval: &Interval| interval.from == interval.until;
        // Of a single second nothing says whether the date moves: its neighbour does.
        let moves = if alone(self) { next.moves } else { self.moves };
        let same_way = alone(next) || next.moves == moves;
        let joined = Interval { moves, ..self.clone() };
        let joins = self.until + 1 == next.from && same_way && joined.covers(next.from, &next.answer);
        if joins {
            (self.until, self.moves) = (next.until, moves);
        }
        joins || self.join_after_midnight(next)
    }

    /// Takes in the rest of a day whose first second alone is due on the day before, because it is due at midnight, and
    /// that day ends there. The row tells the day of all the others.
    fn join_after_midnight(&mut self, next: &Interval) -> bool {
        let mut only_the_day_differs = self.answer.clone();
        only_the_day_differs.promise.due = next.answer.promise.due;
        let joined = Interval { until: next.until, answer: only_the_day_differs, moves: true, ..*self };
        let first_second = self.from == self.until && self.until + 1 == next.from;
        let joins = first_second && next.moves && joined.covers(next.from, &next.answer);
        if joins {
            *self = joined;
        }
        joins
    }
}
