//! Where a record of several lines ends.

use crate::read::line_buffer::LineEnding;

const QUOTE: u8 = b'"';

/// Looks for the end of a record that spans lines, and gives up as soon as it cannot be one.
///
/// It is stricter than `csv-core`, which takes text after a closing quotation mark as part of the cell: after a mark
/// that was never closed, the next mark that opens a cell looks like a close, and what follows it is text. Giving up
/// early also keeps the work linear where many lines open a mark: none is looked at more often than a row has cells.
pub(super) struct RecordScanner {
    delimiter: u8,
    width: Option<usize>,
    at: usize,
    state: ScanState,
    /// How many cells have ended.
    cells: usize,
}

#[derive(Clone, Copy)]
enum ScanState {
    CellStart,
    Bare,
    Quoted,
    AfterQuote,
    AfterQuoteAndBlank,
}

/// Result of scanning the bytes so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScanResult {
    /// The end of the record, without and with its line break.
    End { text: usize, whole: usize },
    /// The end of the file within quotation marks.
    Unclosed,
    /// A byte that cannot be part of the record, and its offset.
    Invalid { at: usize },
    /// No end yet.
    Incomplete,
}

impl RecordScanner {
    pub(super) fn new(delimiter: u8, width: Option<usize>) -> Self {
        Self { delimiter, width, at: 0, state: ScanState::CellStart, cells: 0 }
    }

    /// Goes on in `bytes`, which begin with the record and may have grown since the last call.
    pub(super) fn scan(&mut self, bytes: &[u8], finished: bool) -> ScanResult {
        while let Some(&byte) = bytes.get(self.at) {
            if let ScanState::Quoted = self.state {
                // Most of a long cell is passed at once.
                let rest = bytes.get(self.at..).unwrap_or_default();
                match memchr::memchr(QUOTE, rest) {
                    Some(found) => {
                        self.at += found + 1;
                        self.state = ScanState::AfterQuote;
                    }
                    None => self.at = bytes.len(),
                }
                continue;
            }
            if matches!(byte, b'\n' | b'\r') {
                let Some(whole) = LineEnding::Any.end_of(bytes, self.at, finished) else {
                    return ScanResult::Incomplete;
                };
                return self.end(whole);
            }
            self.state = match (self.state, byte) {
                (_, byte) if byte == self.delimiter => {
                    self.cells += 1;
                    if self.width.is_some_and(|width| self.cells >= width) {
                        return ScanResult::Invalid { at: self.at };
                    }
                    ScanState::CellStart
                }
                (ScanState::CellStart | ScanState::AfterQuote, QUOTE) => ScanState::Quoted,
                (ScanState::AfterQuote | ScanState::AfterQuoteAndBlank, b' ' | b'\t') => ScanState::AfterQuoteAndBlank,
                (ScanState::AfterQuote | ScanState::AfterQuoteAndBlank, _) => {
                    return ScanResult::Invalid { at: self.at };
                }
                _ => ScanState::Bare,
            };
            self.at += 1;
        }
        match (finished, self.state) {
            (false, _) => ScanResult::Incomplete,
            (true, ScanState::Quoted) => ScanResult::Unclosed,
            (true, _) => self.end(self.at),
        }
    }

    fn end(&self, whole: usize) -> ScanResult {
        match self.width {
            Some(width) if self.cells + 1 != width => ScanResult::Invalid { at: self.at },
            _ => ScanResult::End { text: self.at, whole },
        }
    }
}

/// How many line breaks there are.
pub(super) fn count_breaks(bytes: &[u8]) -> u64 {
    let mut at = 0;
    let mut count = 0;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr2(b'\n', b'\r', rest)) {
        // What comes after the bytes does not change their number.
        at = LineEnding::Any.end_of(bytes, at + found, true).unwrap_or(bytes.len());
        count += 1;
    }
    count
}
