//! Where a record of several lines ends.

use crate::read::window::Breaks;

const QUOTE: u8 = b'"';

/// Looks for the end of a record that spans lines, and gives up as soon as it cannot be one.
///
/// It is stricter than `csv-core`, which takes text after a closing quotation mark as part of the cell: after a mark
/// that was never closed, the next mark that opens a cell looks like a close, and what follows it is text. Giving up
/// early also keeps the work linear where many lines open a mark: none is looked at more often than a row has cells.
pub(super) struct Scan {
    delimiter: u8,
    width: Option<usize>,
    at: usize,
    place: Place,
    /// How many cells have ended.
    cells: usize,
}

#[derive(Clone, Copy)]
enum Place {
    CellStart,
    Bare,
    Quoted,
    AfterQuote,
    AfterQuoteAndBlank,
}

/// What has been seen so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// The end of the record, without and with its line break.
    End { text: usize, whole: usize },
    /// The end of the file within quotation marks.
    Unclosed,
    /// What cannot be part of the record, and where.
    Wrong { at: usize },
    /// No end yet.
    More,
}

impl Scan {
    pub(super) fn new(delimiter: u8, width: Option<usize>) -> Self {
        Self { delimiter, width, at: 0, place: Place::CellStart, cells: 0 }
    }

    /// Goes on in `bytes`, which begin with the record and may have grown since the last call.
    pub(super) fn go_on(&mut self, bytes: &[u8], finished: bool) -> Seen {
        while let Some(&byte) = bytes.get(self.at) {
            if let Place::Quoted = self.place {
                // Most of a long cell is passed at once.
                let rest = bytes.get(self.at..).unwrap_or_default();
                match memchr::memchr(QUOTE, rest) {
                    Some(found) => {
                        self.at += found + 1;
                        self.place = Place::AfterQuote;
                    }
                    None => self.at = bytes.len(),
                }
                continue;
            }
            if matches!(byte, b'\n' | b'\r') {
                let Some(whole) = Breaks::Any.after(bytes, self.at, finished) else {
                    return Seen::More;
                };
                return self.end(whole);
            }
            self.place = match (self.place, byte) {
                (_, byte) if byte == self.delimiter => {
                    self.cells += 1;
                    if self.width.is_some_and(|width| self.cells >= width) {
                        return Seen::Wrong { at: self.at };
                    }
                    Place::CellStart
                }
                (Place::CellStart | Place::AfterQuote, QUOTE) => Place::Quoted,
                (Place::AfterQuote | Place::AfterQuoteAndBlank, b' ' | b'\t') => Place::AfterQuoteAndBlank,
                (Place::AfterQuote | Place::AfterQuoteAndBlank, _) => return Seen::Wrong { at: self.at },
                _ => Place::Bare,
            };
            self.at += 1;
        }
        match (finished, self.place) {
            (false, _) => Seen::More,
            (true, Place::Quoted) => Seen::Unclosed,
            (true, _) => self.end(self.at),
        }
    }

    fn end(&self, whole: usize) -> Seen {
        match self.width {
            Some(width) if self.cells + 1 != width => Seen::Wrong { at: self.at },
            _ => Seen::End { text: self.at, whole },
        }
    }
}

/// How many line breaks there are.
pub(super) fn count_breaks(bytes: &[u8]) -> u64 {
    let mut at = 0;
    let mut count = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'\n', b'\r', rest)) {
        // What comes after the bytes does not change their number.
        at = Breaks::Any.after(bytes, at + found, true).unwrap_or(bytes.len());
        count += 1;
    }
    count
}
