//! One JSON object on each line.
//!
//! Each line is taken apart on its own: arrow's reader of JSON would stop at the first line it cannot read. A batch is
//! handed on as soon as no further whole line has come, so that a program can write a line, get its answer, and go on.

mod object;

use arrow::datatypes::SchemaRef;

use self::object::{Found, Places};
use super::gathering::Gathering;
use super::source::Stream;
use super::window::{Breaks, Line, Window};
use super::{Options, ReadError, Rows};

/// The rows of JSON lines.
pub(super) struct JsonRows {
    name: String,
    window: Window,
    live: bool,
    places: Places,
    gathering: Gathering,
    limit: usize,
    line: u64,
    /// Whether the line at the front is too long and has been told of.
    pass_line: bool,
}

impl JsonRows {
    pub(super) fn new(stream: Stream, wanted: &[String], options: Options) -> Self {
        Self {
            name: stream.name,
            window: Window::new(stream.bytes),
            live: stream.live,
            places: Places::new(wanted),
            gathering: Gathering::new(wanted, options.rows),
            limit: options.row_bytes,
            line: 1,
            pass_line: false,
        }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        self.gathering.schema()
    }

    /// Gathers rows until the batch is full, the next line would have to be waited for or the file ends, and says
    /// whether there may be more.
    pub(super) fn gather(&mut self) -> Result<bool, ReadError> {
        while !self.gathering.is_full() {
            let wait = !self.live || self.gathering.is_empty();
            let line = self.line(wait).map_err(|error| ReadError::Interrupted {
                name: self.name.clone(),
                after: self.gathering.count(),
                error,
            })?;
            let number = self.line;
            match line {
                Line::End => return Ok(false),
                Line::Pending => return Ok(true),
                Line::TooLong => {
                    // It is passed at the next call: should that fail, this row has been handed on.
                    self.pass_line = true;
                    let limit = self.limit;
                    self.gathering.row([], || {
                        Some(format!(
                            "Line {number} is longer than {limit} bytes, the most a row may have: shorten it."
                        ))
                    });
                }
                Line::Whole { text, whole } => {
                    self.keep(text);
                    self.window.pass(whole);
                }
            }
            self.line += 1;
        }
        Ok(true)
    }

    pub(super) fn take(&mut self) -> Option<Result<Rows, ReadError>> {
        if self.gathering.is_empty() {
            return None;
        }
        Some(self.gathering.take().map_err(|error| ReadError::Batch { name: self.name.clone(), error }))
    }

    fn line(&mut self, wait: bool) -> std::io::Result<Line> {
        if self.pass_line {
            self.window.pass_line(Breaks::Newline)?;
            self.pass_line = false;
        }
        self.window.line(Breaks::Newline, self.limit, wait)
    }

    fn keep(&mut self, text: usize) {
        let line = self.window.waiting().get(..text).unwrap_or_default();
        if line.trim_ascii().is_empty() {
            return;
        }
        let Found { cells, fault } = object::read(line, &mut self.places);
        let number = self.line;
        self.gathering
            .row(cells.iter().map(|cell| cell.as_deref()), || fault.map(|fault| format!("Line {number} {fault}")));
    }
}
