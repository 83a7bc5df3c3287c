//! The intervals of one day, found by probing.
//!
//! Within a piece between two [segments](super::segments) a due date stays, moves with the receipt second by second, or jumps
//! forward. So where it is the same at both ends it is the same between them, and the last second of an interval is found
//! by halving. A date that seems to have moved might have stayed and jumped by as much: that is probed on the way.

use std::collections::BTreeMap;
use std::rc::Rc;

use bywhen::CaseError;

use super::interval::Interval;
use super::probe::{Answer, Probe};

/// How far apart a date that moves is probed again, in seconds.
const CHECKED_EVERY: usize = 900;

/// The answers about one day so far.
pub(super) struct DaySearch<'s, 'p> {
    probe: &'s Probe<'p>,
    /// By second.
    answers: BTreeMap<i64, Rc<[Answer]>>,
}

impl<'s, 'p> DaySearch<'s, 'p> {
    pub(super) fn new(probe: &'s Probe<'p>) -> DaySearch<'s, 'p> {
        DaySearch { probe, answers: BTreeMap::new() }
    }

    /// The intervals of every promise, by promise in the charter's order and by time. `segments`: first and last seconds.
    pub(super) fn intervals(&mut self, segments: &[(i64, i64)]) -> Result<Vec<Interval>, CaseError> {
        let mut found = Vec::new();
        for (_, _, promise) in self.probe.plan().charter().promises() {
            let mut intervals: Vec<Interval> = Vec::new();
            for (first, last) in segments {
                let mut from = *first;
                while from <= *last {
                    // Whether a promise applies depends on nothing that turns within a segment.
                    let Some(answer) = self.answer(from, &promise.id)? else { break };
                    let interval = self.interval(from, *last, answer)?;
                    from = interval.until + 1;
                    if !intervals.last_mut().is_some_and(|before| before.join(&interval)) {
                        intervals.push(interval);
                    }
                }
            }
            found.append(&mut intervals);
        }
        Ok(found)
    }

    fn answer(&mut self, second: i64, id: &str) -> Result<Option<Answer>, CaseError> {
        let answers = match self.answers.get(&second) {
            Some(answers) => Rc::clone(answers),
            None => {
                let answers: Rc<[Answer]> = self.probe.answers(second)?.into();
                self.answers.insert(second, Rc::clone(&answers));
                answers
            }
        };
        Ok(answers.iter().find(|answer| answer.promise.id == id).cloned())
    }

    /// The interval that begins at a second, within a segment.
    fn interval(&mut self, from: i64, last: i64, answer: Answer) -> Result<Interval, CaseError> {
        let id = answer.promise.id.clone();
        let mut interval = Interval { from, until: from, answer, moves: false };
        if from == last {
            return Ok(interval);
        }
        let next = self.answer(from + 1, &id)?;
        interval.moves = next.is_some_and(|next| next.due_at != interval.answer.due_at);
        if !self.covers(&interval, from + 1)? {
            return Ok(Interval { moves: false, ..interval });
        }
        let mut within = last;
        loop {
            interval.until = self.furthest(&interval, within)?;
            match self.mismatch(&interval)? {
                Some(second) => within = second,
                None => return Ok(interval),
            }
        }
    }

    /// The last second, up to `within`, at which the date is still what the interval says. The next second after its first
    /// is known to be one.
    fn furthest(&mut self, interval: &Interval, within: i64) -> Result<i64, CaseError> {
        if self.covers(interval, within)? {
            return Ok(within);
        }
        let (mut inside, mut outside) = (interval.from + 1, within);
        while inside + 1 < outside {
            let middle = inside.midpoint(outside);
            *(if self.covers(interval, middle)? { &mut inside } else { &mut outside }) = middle;
        }
        Ok(inside)
    }

    /// A second of an interval that moves at which the date is not what it says.
    fn mismatch(&mut self, interval: &Interval) -> Result<Option<i64>, CaseError> {
        if !interval.moves {
            return Ok(None);
        }
        for second in (interval.from..=interval.until).step_by(CHECKED_EVERY) {
            for second in [second, (second + 1).min(interval.until)] {
                if !self.covers(interval, second)? {
                    return Ok(Some(second));
                }
            }
        }
        Ok(None)
    }

    fn covers(&mut self, interval: &Interval, second: i64) -> Result<bool, CaseError> {
        let answer = self.answer(second, &interval.answer.promise.id)?;
        Ok(answer.is_some_and(|answer| interval.covers(second, &answer)))
    }
}
