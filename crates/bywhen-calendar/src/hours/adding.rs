//! The same number of open seconds added to very many moments: worked out once for all of them, then looked up.
//!
//! Between two points at which anything happens the answer either stays what it is (while closed) or moves along with
//! the moment (while open). So all answers are a list of pieces. Whatever a piece cannot say (near a clock change, at the
//! ends of the table) it leaves to [`OpeningHours::add`](crate::OpeningHours::add).

use super::intervals::Intervals;
use crate::zone::{END, ORIGIN};
use crate::{Day, Instant, Zone};

/// One entry of the index for each 2^13 seconds (a good two hours): mostly no more than one piece starts in it.
const SHIFT: u32 = 13;
/// No answer of its own.
const ASK: u32 = u32::MAX;

/// From `first` (a moment is rounded up to its second) until the next piece.
#[derive(Clone, Copy, Debug)]
struct Piece {
    first: u32,
    /// All ones where the answer moves with the moment, else zero.
    moves: u32,
    /// The summand, which is the answer itself where it does not move.
    value: u32,
}

/// [`OpeningHours::add`](crate::OpeningHours::add) of one number of open seconds, for many moments.
#[derive(Clone, Debug)]
pub struct Adding {
    pieces: Vec<Piece>,
    /// For each stretch of time, the last piece that starts at or before it.
    index: Vec<u32>,
}

impl Adding {
    /// For moments and answers in milliseconds since 1970, both in UTC.
    pub(super) fn in_utc(intervals: &Intervals, zone: &Zone, known_from: Instant, seconds: u32) -> Adding {
        Adding::index(utc_pieces(intervals, zone, known_from, seconds))
    }

    /// The same where both are on the local clock.
    pub(super) fn on_local_clock(intervals: &Intervals, zone: &Zone, known_from: Instant, seconds: u32) -> Adding {
        Adding::index(local_pieces(&utc_pieces(intervals, zone, known_from, seconds), zone))
    }

    fn index(mut pieces: Vec<Piece>) -> Adding {
        let last = ((END - ORIGIN) >> SHIFT) as u32;
        let mut index = Vec::with_capacity(last as usize + 1);
        let mut number = 0u32;
        for bucket in 0..=last {
            while pieces.get(number as usize + 1).is_some_and(|next| next.first <= bucket << SHIFT) {
                number += 1;
            }
            index.push(number);
        }
        pieces.push(Piece { first: u32::MAX, moves: 0, value: ASK });
        Adding { pieces, index }
    }

    /// The moment at which the open seconds have passed, as [`OpeningHours::add`](crate::OpeningHours::add) has it. `None` where that has to be
    /// asked: it may be out of range, or a clock change is near.
    #[inline]
    pub fn get(&self, millis: i64) -> Option<i64> {
        // What wraps around lies far beyond the end.
        let since = millis.wrapping_sub(ORIGIN * 1_000) as u64;
        if since >= ((END - ORIGIN) * 1_000) as u64 {
            return None;
        }
        // Rounded up. `div_ceil` divides twice, since it takes any number.
        let up = since + 999;
        let second = (up / 1_000) as u32;
        let starts = |number: usize| self.pieces.get(number).is_none_or(|piece| piece.first <= second);
        // Adding what a comparison says, rather than a branch that no processor predicts.
        let number = *self.index.get((second >> SHIFT) as usize)? as usize;
        let mut number = number + usize::from(starts(number + 1));
        while starts(number + 1) {
            number += 1;
        }
        let Piece { moves, value, .. } = *self.pieces.get(number)?;
        let moved = (since & (i64::from(moves as i32) as u64)) + u64::from(value) * 1_000;
        (value != ASK).then_some(moved as i64 + ORIGIN * 1_000)
    }
}

/// The pieces of moments in UTC, in order, from the beginning of the table to its end.
fn utc_pieces(intervals: &Intervals, zone: &Zone, known_from: Instant, seconds: u32) -> Vec<Piece> {
    let from_origin = |at: Instant| u32::try_from(at.seconds().max(ORIGIN) - ORIGIN).unwrap_or(ASK);
    let known_from = from_origin(known_from.max(zone.start_of_day(Day::FIRST)));
    let end = u64::from(from_origin(zone.end_of_day(Day::LAST)));
    let seconds = u64::from(seconds);
    let mut pieces = Pieces::new();
    let mut target = 0usize;
    let mut closed_since = 0u32;
    // The interval that holds an open second.
    let mut holding = |within: u64| loop {
        let (opens, before, length) = intervals.interval(target)?;
        if u64::from(before) + u64::from(length) > within {
            let known = u64::from(opens) + u64::from(length) <= end;
            return known.then_some((u64::from(opens), u64::from(before), u64::from(length)));
        }
        target += 1;
    };
    for number in 0.. {
        let Some((opens, before, length)) = intervals.interval(number) else { break };
        let before = u64::from(before);
        // What is added to a moment of this interval to give one of that: less than 2^32, as the table is.
        let ahead = |to: u64, start: u64| ((to + before + seconds) - (start + u64::from(opens))) as u32;
        if closed_since < opens {
            let found = holding(before + seconds - 1);
            let closed = found.map_or(ASK, |(to, start, _)| opens + ahead(to, start));
            pieces.push(known_from, Piece { first: closed_since + 1, moves: 0, value: closed });
        }
        let mut from = 0u32;
        while from < length {
            let Some((to, start, long)) = holding(before + u64::from(from) + seconds) else {
                pieces.push(known_from, Piece { first: opens + from + 1, moves: 0, value: ASK });
                return pieces.0;
            };
            let value = ahead(to, start);
            pieces.push(known_from, Piece { first: opens + from + 1, moves: u32::MAX, value });
            // Up to and including the moment whose answer is that interval's closing.
            from = u32::try_from(start + long - seconds - before).unwrap_or(length).min(length);
        }
        closed_since = opens + length;
    }
    pieces.push(known_from, Piece { first: closed_since + 1, moves: 0, value: ASK });
    pieces.0
}

/// The same pieces on the local clock. Local times that a clock change skips or repeats have none.
fn local_pieces(utc: &[Piece], zone: &Zone) -> Vec<Piece> {
    let mut pieces = Pieces::new();
    let mut rest = utc;
    for (from, until, offset) in zone.unambiguous() {
        let on_the_clock = |second: u32| u32::try_from(i64::from(second) + offset).unwrap_or(ASK);
        // The pieces that reach into this time; the last of them may reach into the next.
        while let [_, next, ..] = rest
            && next.first <= from + 1
        {
            rest = rest.get(1..).unwrap_or_default();
        }
        for (number, piece) in rest.iter().enumerate() {
            let last = rest.get(number + 1).map_or(until, |next| next.first).min(until) - 1;
            let mut first = piece.first.max(from + 1);
            while first <= last {
                // Rounded up to the second, the moments of a piece begin just after the second before it.
                let (reaches, shift) = match (piece.value, piece.moves) {
                    (ASK, _) => (last, None),
                    (value, 0) => (last, Some(zone.period_at(value).0)),
                    (value, _) => {
                        let (there, ends) = zone.period_at(first - 1 + value);
                        let reaches = ends.saturating_sub(value + 1).min(last);
                        // The second that a change of the clocks cuts is asked for.
                        if reaches < first { (first, None) } else { (reaches, Some(there - offset)) }
                    }
                };
                let value = shift.and_then(|shift| u32::try_from(i64::from(piece.value) + shift).ok());
                let moves = if value.is_some() { piece.moves } else { 0 };
                pieces.push(0, Piece { first: on_the_clock(first), moves, value: value.unwrap_or(ASK) });
                first = reaches + 1;
            }
            if piece.first >= until {
                break;
            }
        }
        pieces.push(0, Piece { first: on_the_clock(until), moves: 0, value: ASK });
    }
    pieces.0
}

/// Pieces in order, none twice. Before the first there is nothing but to ask.
struct Pieces(Vec<Piece>);

impl Pieces {
    fn new() -> Pieces {
        Pieces(vec![Piece { first: 0, moves: 0, value: ASK }])
    }

    /// The next piece, as far as it lies after a moment: the second that holds that moment is left out with it.
    fn push(&mut self, known_from: u32, piece: Piece) {
        let piece = Piece { first: piece.first.max(known_from.saturating_add(1)), ..piece };
        if self.0.last().is_some_and(|last| last.first >= piece.first) {
            self.0.pop();
        }
        if self.0.last().is_none_or(|last| (last.moves, last.value) != (piece.moves, piece.value)) {
            self.0.push(piece);
        }
    }
}
