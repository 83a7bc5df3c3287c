//! A stretch of receipt times for which one row tells the due date.

use bywhen_engine::outcome::PromiseOutcome;

use super::seen::Said;

/// Receipt times at which a promise is due at one moment, or at one that moves as the receipt does.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    /// The first second.
    pub(super) from: i64,
    /// The last second.
    pub(super) until: i64,
    /// What is said at the first second.
    pub(super) said: Said,
    pub(super) moves: bool,
}

impl Stretch {
    /// Whether what is said at a second is what this stretch would say of it.
    pub(super) fn tells(&self, second: i64, said: &Said) -> bool {
        let moved = if self.moves { second - self.from } else { 0 };
        self.said.is_like(said) && self.said.due_at.map(|due| due + moved) == said.due_at
    }

    /// Takes in the stretch that follows, where one row can tell both.
    pub(super) fn join(&mut self, next: &Stretch) -> bool {
        let alone = |stretch: &Stretch| stretch.from == stretch.until;
        // Of a single second nothing says whether the date moves: its neighbour does.
        let moves = if alone(self) { next.moves } else { self.moves };
        let same_way = alone(next) || next.moves == moves;
        let joined = Stretch { moves, ..self.clone() };
        let joins = self.until + 1 == next.from && same_way && joined.tells(next.from, &next.said);
        if joins {
            (self.until, self.moves) = (next.until, moves);
        }
        joins || self.join_after_midnight(next)
    }

    /// Takes in the rest of a day whose first second alone is due on the day before, because it is due at midnight, and
    /// that day ends there. The row tells the day of all the others.
    fn join_after_midnight(&mut self, next: &Stretch) -> bool {
        let only_the_day_differs = Said {
            promise: PromiseOutcome { due: next.said.promise.due.clone(), ..self.said.promise.clone() },
            ..self.said.clone()
        };
        let joined = Stretch { until: next.until, said: only_the_day_differs, moves: true, ..*self };
        let first_second = self.from == self.until && self.until + 1 == next.from;
        let joins = first_second && next.moves && joined.tells(next.from, &next.said);
        if joins {
            *self = joined;
        }
        joins
    }
}
