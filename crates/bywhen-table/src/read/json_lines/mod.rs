//! One JSON object on each line.
//!
//! Each line is taken apart on its own: arrow's reader of JSON would stop at the first line it cannot read. A batch is
//! handed on as soon as no further whole line has come, so that a program can write a line, get its answer, and go on.

mod object;

use arrow::datatypes::SchemaRef;

use self::object::{KeyIndex, ParsedLine};
use super::batch_builder::BatchBuilder;
use super::line_buffer::{Line, LineBuffer, LineEnding};
use super::source::Stream;
use super::{Options, ReadError, Rows};

/// The rows of JSON lines.
pub(super) struct JsonRows {
    name: String,
    buffer: LineBuffer,
    live: bool,
    keys: KeyIndex,
    builder: BatchBuilder,
    limit: usize,
    line: u64,
    /// Whether the line at the front is too long and has been told of.
    skip_line: bool,
}

impl JsonRows {
    pub(super) fn new(stream: Stream, selected: &[String], options: Options) -> Self {
        Self {
            name: stream.name,
            buffer: LineBuffer::new(stream.bytes),
            live: stream.live,
            keys: KeyIndex::new(selected),
            builder: BatchBuilder::new(selected, options.rows),
            limit: options.row_bytes,
            line: 1,
            skip_line: false,
        }
    }

    pub(super) fn schema(&self) -> &SchemaRef {
        self.builder.schema()
    }

    /// Gathers rows until the batch is full, the next line would have to be waited for or the file ends, and says
    /// whether there may be more.
    pub(super) fn fill(&mut self) -> Result<bool, ReadError> {
        while !self.builder.is_full() {
            let wait = !self.live || self.builder.is_empty();
            let line = self.line(wait).map_err(|error| ReadError::Interrupted {
                name: self.name.clone(),
                after: self.builder.count(),
                error,
            })?;
            let number = self.line;
            match line {
                Line::End => return Ok(false),
                Line::Pending => return Ok(true),
                Line::TooLong => {
                    // It is passed at the next call: should that fail, this row has been handed on.
                    self.skip_line = true;
                    let limit = self.limit;
                    self.builder.push_row([], || {
                        Some(format!(
                            "Line {number} is longer than {limit} bytes, the most a row may have: shorten it."
                        ))
                    });
                }
                Line::Whole { text, whole } => {
                    self.push_line(text);
                    self.buffer.consume(whole);
                }
            }
            self.line += 1;
        }
        Ok(true)
    }

    pub(super) fn take(&mut self) -> Option<Result<Rows, ReadError>> {
        if self.builder.is_empty() {
            return None;
        }
        Some(self.builder.take().map_err(|error| ReadError::Batch { name: self.name.clone(), error }))
    }

    fn line(&mut self, wait: bool) -> std::io::Result<Line> {
        if self.skip_line {
            self.buffer.skip_line(LineEnding::Newline)?;
            self.skip_line = false;
        }
        self.buffer.line(LineEnding::Newline, self.limit, wait)
    }

    fn push_line(&mut self, text: usize) {
        let line = self.buffer.buffered().get(..text).unwrap_or_default();
        if line.trim_ascii().is_empty() {
            return;
        }
        let ParsedLine { cells, error } = object::read(line, &mut self.keys);
        let number = self.line;
        self.builder
            .push_row(cells.iter().map(|cell| cell.as_deref()), || error.map(|error| format!("Line {number} {error}")));
    }
}
