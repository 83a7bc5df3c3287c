//! The stretches of one day, found by asking.
//!
//! Within a piece between two [cuts](super::cuts) a due date stays, moves with the receipt second by second, or jumps
//! forward. So where it is the same at both ends it is the same between them, and the last second of a stretch is found
//! by halving. A date that seems to have moved might have stayed and jumped by as much: that is asked on the way.

use std::collections::BTreeMap;
use std::rc::Rc;

use bywhen_engine::CaseError;

use super::seen::{Said, Seen};
use super::stretch::Stretch;

/// How far apart a date that moves is asked for again, in seconds.
const CHECKED_EVERY: usize = 900;

/// What was asked about one day.
pub(super) struct LookedUp<'s, 'p> {
    seen: &'s Seen<'p>,
    /// By second.
    asked: BTreeMap<i64, Rc<[Said]>>,
}

impl<'s, 'p> LookedUp<'s, 'p> {
    pub(super) fn new(seen: &'s Seen<'p>) -> LookedUp<'s, 'p> {
        LookedUp { seen, asked: BTreeMap::new() }
    }

    /// The stretches of every promise, by promise in the charter's order and by time. `pieces`: first and last seconds.
    pub(super) fn stretches(&mut self, pieces: &[(i64, i64)]) -> Result<Vec<Stretch>, CaseError> {
        let mut found = Vec::new();
        for (_, _, promise) in self.seen.plan().charter().promises() {
            let mut stretches: Vec<Stretch> = Vec::new();
            for (first, last) in pieces {
                let mut from = *first;
                while from <= *last {
                    // Whether a promise applies depends on nothing that turns within a piece.
                    let Some(said) = self.said(from, &promise.id)? else { break };
                    let stretch = self.stretch(from, *last, said)?;
                    from = stretch.until + 1;
                    if !stretches.last_mut().is_some_and(|before| before.join(&stretch)) {
                        stretches.push(stretch);
                    }
                }
            }
            found.append(&mut stretches);
        }
        Ok(found)
    }

    fn said(&mut self, second: i64, id: &str) -> Result<Option<Said>, CaseError> {
        let said = match self.asked.get(&second) {
            Some(said) => Rc::clone(said),
            None => {
                let said: Rc<[Said]> = self.seen.said(second)?.into();
                self.asked.insert(second, Rc::clone(&said));
                said
            }
        };
        Ok(said.iter().find(|said| said.promise.id == id).cloned())
    }

    /// The stretch that begins at a second, within a piece.
    fn stretch(&mut self, from: i64, last: i64, said: Said) -> Result<Stretch, CaseError> {
        let id = said.promise.id.clone();
        let mut stretch = Stretch { from, until: from, said, moves: false };
        if from == last {
            return Ok(stretch);
        }
        let next = self.said(from + 1, &id)?;
        stretch.moves = next.is_some_and(|next| next.due_at != stretch.said.due_at);
        if !self.tells(&stretch, from + 1)? {
            return Ok(Stretch { moves: false, ..stretch });
        }
        let mut within = last;
        loop {
            stretch.until = self.furthest(&stretch, within)?;
            match self.astray(&stretch)? {
                Some(second) => within = second,
                None => return Ok(stretch),
            }
        }
    }

    /// The last second, up to `within`, at which the date is still what the stretch says. The next second after its first
    /// is known to be one.
    fn furthest(&mut self, stretch: &Stretch, within: i64) -> Result<i64, CaseError> {
        if self.tells(stretch, within)? {
            return Ok(within);
        }
        let (mut told, mut other) = (stretch.from + 1, within);
        while told + 1 < other {
            let middle = told.midpoint(other);
            *(if self.tells(stretch, middle)? { &mut told } else { &mut other }) = middle;
        }
        Ok(told)
    }

    /// A second of a stretch that moves at which the date is not what it says.
    fn astray(&mut self, stretch: &Stretch) -> Result<Option<i64>, CaseError> {
        if !stretch.moves {
            return Ok(None);
        }
        for second in (stretch.from..=stretch.until).step_by(CHECKED_EVERY) {
            for second in [second, (second + 1).min(stretch.until)] {
                if !self.tells(stretch, second)? {
                    return Ok(Some(second));
                }
            }
        }
        Ok(None)
    }

    fn tells(&mut self, stretch: &Stretch, second: i64) -> Result<bool, CaseError> {
        let said = self.said(second, &stretch.said.promise.id)?;
        Ok(said.is_some_and(|said| stretch.tells(second, &said)))
    }
}
