//! One record after the other.

use std::fmt;
use std::io::{self, Read};

use super::cells::{Cells, FeedResult};
use super::delimiter::Delimiter;
use super::scan::{RecordScanner, ScanResult, count_breaks};
use crate::read::line_buffer::{Line, LineBuffer, LineEnding};

/// The records of a table, good and faulty. Blank lines are none.
pub(super) struct Records {
    buffer: LineBuffer,
    core: csv_core::Reader,
    cells: Cells,
    delimiter: u8,
    limit: usize,
    /// The number of the line at the front of the window.
    line: u64,
    /// Whether the line at the front is too long and has been told of.
    skip_line: bool,
}

/// The next record, or the end.
#[derive(Debug)]
pub(super) enum RecordResult {
    /// A record with as many cells as was asked for.
    Record { line: u64 },
    /// Something else. The cells are those that stand before the fault.
    Faulty { line: u64, error: RecordError },
    /// The end.
    End,
}

/// Why a record is faulty.
#[derive(Debug)]
pub(super) enum RecordError {
    TooFew { line: u64, cells: usize, width: usize, delimiter: u8 },
    TooMany { line: u64, cells: usize, width: usize, delimiter: u8 },
    TooLong { line: u64, limit: usize },
    Unclosed { line: u64 },
    ClosedTooLate { line: u64, limit: usize },
    ClosedElsewhere { line: u64, at: u64 },
}

impl Records {
    /// `delimiter`: what divides the cells, or that the heading is to say it.
    pub(super) fn new(source: Box<dyn Read + Send>, delimiter: Delimiter, limit: usize) -> io::Result<Self> {
        let mut buffer = LineBuffer::new(source);
        let delimiter = delimiter.detect(&mut buffer, limit)?;
        Ok(Self {
            buffer,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            cells: Cells::default(),
            delimiter,
            limit,
            line: 1,
            skip_line: false,
        })
    }

    /// The delimiter.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The cells of what was found last.
    pub(super) fn cells(&self) -> &Cells {
        &self.cells
    }

    /// The next record. `width` is how many cells it must have, unless any number will do.
    pub(super) fn next(&mut self, width: Option<usize>) -> io::Result<RecordResult> {
        if self.skip_line {
            self.buffer.skip_line(LineEnding::Any)?;
            self.skip_line = false;
        }
        loop {
            self.cells.clear();
            let line = self.line;
            let (text, whole) = match self.buffer.line(LineEnding::Any, self.limit, true)? {
                Line::Whole { text, whole } => (text, whole),
                Line::End | Line::Pending => return Ok(RecordResult::End),
                Line::TooLong => {
                    self.line += 1;
                    // It is passed at the next call: should that fail, this row has been handed on.
                    self.skip_line = true;
                    return Ok(RecordResult::Faulty { line, error: RecordError::TooLong { line, limit: self.limit } });
                }
            };
            if self.is_blank(text) {
                self.buffer.consume(whole);
                self.line += 1;
                continue;
            }
            if self.feed(0, text, whole) == FeedResult::Pending {
                return self.finish_multiline(line, text, whole, width);
            }
            self.buffer.consume(whole);
            self.line += 1;
            return Ok(self.check_width(line, width));
        }
    }

    /// A record that goes on after its first line: its end is looked for before its first line is left behind. Where
    /// it does not end as it should, that line alone is faulty, and the next line is tried as a record of its own.
    fn finish_multiline(
        &mut self,
        line: u64,
        text: usize,
        whole: usize,
        width: Option<usize>,
    ) -> io::Result<RecordResult> {
        match self.find_end(line, width)? {
            Ok((end, after)) => {
                self.feed(text + 1, end, after);
                self.line += count_breaks(self.buffer.buffered().get(..after).unwrap_or_default());
                self.buffer.consume(after);
                Ok(self.check_width(line, width))
            }
            Err(error) => {
                self.core.reset();
                self.buffer.consume(whole);
                self.line += 1;
                Ok(RecordResult::Faulty { line, error })
            }
        }
    }

    /// Where the record at the front ends, without and with its line break.
    fn find_end(&mut self, line: u64, width: Option<usize>) -> io::Result<Result<(usize, usize), RecordError>> {
        let mut scan = RecordScanner::new(self.delimiter, width);
        loop {
            let buffered = self.buffer.buffered();
            match scan.scan(buffered, self.buffer.finished()) {
                ScanResult::End { text, .. } if text > self.limit => {}
                ScanResult::End { text, whole } => return Ok(Ok((text, whole))),
                ScanResult::Unclosed => return Ok(Err(RecordError::Unclosed { line })),
                ScanResult::Invalid { at } => {
                    let at = line + count_breaks(buffered.get(..at).unwrap_or_default());
                    return Ok(Err(RecordError::ClosedElsewhere { line, at }));
                }
                ScanResult::Incomplete if buffered.len() <= self.limit => {
                    self.buffer.fill()?;
                    continue;
                }
                ScanResult::Incomplete => {}
            }
            return Ok(Err(RecordError::ClosedTooLate { line, limit: self.limit }));
        }
    }

    /// Feeds what stands from `from` to the end of the line's text, and its break.
    fn feed(&mut self, from: usize, text: usize, whole: usize) -> FeedResult {
        let buffered = self.buffer.buffered();
        if whole > text {
            // One byte of the break is enough: the record ends at CR as it does at LF.
            self.cells.feed(&mut self.core, buffered.get(from..=text).unwrap_or_default())
        } else {
            self.cells.feed(&mut self.core, buffered.get(from..text).unwrap_or_default());
            self.cells.feed(&mut self.core, b"\n")
        }
    }

    fn is_blank(&self, text: usize) -> bool {
        let line = self.buffer.buffered().get(..text).unwrap_or_default();
        line.iter().all(|byte| matches!(byte, b' ' | b'\t') && *byte != self.delimiter)
    }

    /// The record that was just read, unless the number of its cells is wrong.
    fn check_width(&self, line: u64, width: Option<usize>) -> RecordResult {
        let (cells, delimiter) = (self.cells.count(), self.delimiter);
        match width {
            Some(width) if cells < width => {
                RecordResult::Faulty { line, error: RecordError::TooFew { line, cells, width, delimiter } }
            }
            Some(width) if cells > width => {
                RecordResult::Faulty { line, error: RecordError::TooMany { line, cells, width, delimiter } }
            }
            _ => RecordResult::Record { line },
        }
    }
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooFew { line, cells, width, delimiter } => write!(
                f,
                "Line {line} has {} where the heading has {width}: add what is missing; an empty cell still needs its \
                 {}.",
                CellCount(cells),
                delimiter_name(delimiter),
            ),
            Self::TooMany { line, cells, width, delimiter } => write!(
                f,
                "Line {line} has {} where the heading has {width}: put a cell that holds a {} in quotation marks.",
                CellCount(cells),
                delimiter_name(delimiter),
            ),
            Self::TooLong { line, limit } => {
                write!(f, "Line {line} is longer than {limit} bytes, the most a row may have: shorten it.")
            }
            Self::Unclosed { line } => write!(
                f,
                "Line {line} opens a quotation mark that is not closed before the end of the file: close it, or write \
                 a quotation mark that belongs to the text twice, in a cell in quotation marks."
            ),
            Self::ClosedTooLate { line, limit } => write!(
                f,
                "Line {line} opens a quotation mark, and the row does not end within {limit} bytes: close it, or write \
                 a quotation mark that belongs to the text twice, in a cell in quotation marks."
            ),
            Self::ClosedElsewhere { line, at } => write!(
                f,
                "Line {line} opens a quotation mark, and what follows up to line {at} is not the rest of a row: close \
                 it, or write a quotation mark that belongs to the text twice, in a cell in quotation marks."
            ),
        }
    }
}

/// A number of cells, in words.
struct CellCount(usize);

impl fmt::Display for CellCount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            1 => f.write_str("1 cell"),
            many => write!(f, "{many} cells"),
        }
    }
}

fn delimiter_name(delimiter: u8) -> &'static str {
    match delimiter {
        b'\t' => "tab",
        b';' => "semicolon",
        _ => "comma",
    }
}
