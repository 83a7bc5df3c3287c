//! One record after the other.

use std::fmt;
use std::io::{self, Read};

use super::cells::{Cells, Fed};
use super::delimiter::Delimiter;
use super::scan::{Scan, Seen, count_breaks};
use crate::read::window::{Breaks, Line, Window};

/// The records of a table, good and faulty. Blank lines are none.
pub(super) struct Records {
    window: Window,
    core: csv_core::Reader,
    cells: Cells,
    delimiter: u8,
    limit: usize,
    /// The number of the line at the front of the window.
    line: u64,
    /// Whether the line at the front is too long and has been told of.
    pass_line: bool,
}

/// What was found.
#[derive(Debug)]
pub(super) enum Found {
    /// A record with as many cells as was asked for.
    Record { line: u64 },
    /// Something else. The cells are those that stand before the fault.
    Faulty { line: u64, fault: Fault },
    /// The end.
    End,
}

/// Why a record is faulty.
#[derive(Debug)]
pub(super) enum Fault {
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
        let mut window = Window::new(source);
        let delimiter = delimiter.found(&mut window, limit)?;
        Ok(Self {
            window,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            cells: Cells::default(),
            delimiter,
            limit,
            line: 1,
            pass_line: false,
        })
    }

    /// What divides the cells.
    pub(super) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The cells of what was found last.
    pub(super) fn cells(&self) -> &Cells {
        &self.cells
    }

    /// The next record. `width` is how many cells it must have, unless any number will do.
    pub(super) fn next(&mut self, width: Option<usize>) -> io::Result<Found> {
        if self.pass_line {
            self.window.pass_line(Breaks::Any)?;
            self.pass_line = false;
        }
        loop {
            self.cells.clear();
            let line = self.line;
            let (text, whole) = match self.window.line(Breaks::Any, self.limit, true)? {
                Line::Whole { text, whole } => (text, whole),
                Line::End | Line::Pending => return Ok(Found::End),
                Line::TooLong => {
                    self.line += 1;
                    // It is passed at the next call: should that fail, this row has been handed on.
                    self.pass_line = true;
                    return Ok(Found::Faulty { line, fault: Fault::TooLong { line, limit: self.limit } });
                }
            };
            if self.is_blank(text) {
                self.window.pass(whole);
                self.line += 1;
                continue;
            }
            if self.feed(0, text, whole) == Fed::Open {
                return self.finish_spanning(line, text, whole, width);
            }
            self.window.pass(whole);
            self.line += 1;
            return Ok(self.counted(line, width));
        }
    }

    /// A record that goes on after its first line: its end is looked for before its first line is left behind. Where
    /// it does not end as it should, that line alone is faulty, and the next line is tried as a record of its own.
    fn finish_spanning(&mut self, line: u64, text: usize, whole: usize, width: Option<usize>) -> io::Result<Found> {
        match self.look_ahead(line, width)? {
            Ok((end, after)) => {
                self.feed(text + 1, end, after);
                self.line += count_breaks(self.window.waiting().get(..after).unwrap_or_default());
                self.window.pass(after);
                Ok(self.counted(line, width))
            }
            Err(fault) => {
                self.core.reset();
                self.window.pass(whole);
                self.line += 1;
                Ok(Found::Faulty { line, fault })
            }
        }
    }

    /// Where the record at the front ends, without and with its line break.
    fn look_ahead(&mut self, line: u64, width: Option<usize>) -> io::Result<Result<(usize, usize), Fault>> {
        let mut scan = Scan::new(self.delimiter, width);
        loop {
            let waiting = self.window.waiting();
            match scan.go_on(waiting, self.window.finished()) {
                Seen::End { text, .. } if text > self.limit => {}
                Seen::End { text, whole } => return Ok(Ok((text, whole))),
                Seen::Unclosed => return Ok(Err(Fault::Unclosed { line })),
                Seen::Wrong { at } => {
                    let at = line + count_breaks(waiting.get(..at).unwrap_or_default());
                    return Ok(Err(Fault::ClosedElsewhere { line, at }));
                }
                Seen::More if waiting.len() <= self.limit => {
                    self.window.fill()?;
                    continue;
                }
                Seen::More => {}
            }
            return Ok(Err(Fault::ClosedTooLate { line, limit: self.limit }));
        }
    }

    /// Feeds what stands from `from` to the end of the line's text, and its break.
    fn feed(&mut self, from: usize, text: usize, whole: usize) -> Fed {
        let waiting = self.window.waiting();
        if whole > text {
            // One byte of the break is enough: the record ends at CR as it does at LF.
            self.cells.feed(&mut self.core, waiting.get(from..=text).unwrap_or_default())
        } else {
            self.cells.feed(&mut self.core, waiting.get(from..text).unwrap_or_default());
            self.cells.feed(&mut self.core, b"\n")
        }
    }

    fn is_blank(&self, text: usize) -> bool {
        let line = self.window.waiting().get(..text).unwrap_or_default();
        line.iter().all(|byte| matches!(byte, b' ' | b'\t') && *byte != self.delimiter)
    }

    /// The record that was just read, unless the number of its cells is wrong.
    fn counted(&self, line: u64, width: Option<usize>) -> Found {
        let (cells, delimiter) = (self.cells.count(), self.delimiter);
        match width {
            Some(width) if cells < width => {
                Found::Faulty { line, fault: Fault::TooFew { line, cells, width, delimiter } }
            }
            Some(width) if cells > width => {
                Found::Faulty { line, fault: Fault::TooMany { line, cells, width, delimiter } }
            }
            _ => Found::Record { line },
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::TooFew { line, cells, width, delimiter } => write!(
                f,
                "Line {line} has {} where the heading has {width}: add what is missing; an empty cell still needs its \
                 {}.",
                Count(cells),
                delimiter_name(delimiter),
            ),
            Self::TooMany { line, cells, width, delimiter } => write!(
                f,
                "Line {line} has {} where the heading has {width}: put a cell that holds a {} in quotation marks.",
                Count(cells),
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
struct Count(usize);

impl fmt::Display for Count {
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
