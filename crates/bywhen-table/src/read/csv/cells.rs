//! The cells of one record.

use std::ops::Range;

/// The cells of one record: their text one after the other, and where each ends.
#[derive(Default)]
pub(super) struct Cells {
    text: Vec<u8>,
    length: usize,
    ends: Vec<usize>,
    count: usize,
}

/// How far the bytes that were fed went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FeedResult {
    /// To the end of the record.
    Complete,
    /// Not to its end.
    Pending,
}

impl Cells {
    pub(super) fn clear(&mut self) {
        self.length = 0;
        self.count = 0;
    }

    /// How many cells there are. One that is not finished does not count.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Takes on what `core` makes of `bytes`, which hold no more than the one record.
    pub(super) fn feed(&mut self, core: &mut csv_core::Reader, bytes: &[u8]) -> FeedResult {
        let mut rest = bytes;
        // No cell is longer than what is written of it.
        if self.text.len() < self.length + bytes.len() + 1 {
            self.text.resize(self.length + bytes.len() + 1, 0);
        }
        // To `csv-core`, no bytes mean that the file has ended.
        while !rest.is_empty() {
            let text = self.text.get_mut(self.length..).unwrap_or_default();
            let ends = self.ends.get_mut(self.count..).unwrap_or_default();
            let (result, read, written, ended) = core.read_record(rest, text, ends);
            rest = rest.get(read..).unwrap_or_default();
            self.length += written;
            self.count += ended;
            match result {
                csv_core::ReadRecordResult::Record => return FeedResult::Complete,
                csv_core::ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2 + 1024, 0),
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2 + 32, 0),
                csv_core::ReadRecordResult::InputEmpty | csv_core::ReadRecordResult::End => break,
            }
        }
        FeedResult::Pending
    }

    /// The text of all cells, where it is UTF-8. A cell that is cut out of it need not be: `get` tells.
    pub(super) fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.text.get(..self.length)?).ok()
    }

    /// Where the text of a cell stands; none where the record has no such cell.
    pub(super) fn range(&self, place: usize) -> Option<Range<usize>> {
        let ends = self.ends.get(..self.count)?;
        let start = match place.checked_sub(1) {
            Some(before) => *ends.get(before)?,
            None => 0,
        };
        Some(start..*ends.get(place)?)
    }

    pub(super) fn bytes(&self, place: usize) -> Option<&[u8]> {
        self.text.get(self.range(place)?)
    }
}
