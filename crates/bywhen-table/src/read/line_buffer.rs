//! The part of a stream that is in memory.

use std::io::{self, ErrorKind, Read};

use super::encoding::Utf8;

/// Size of one read: enough that the calls cost nothing beside the work on the bytes.
const CHUNK: usize = 256 * 1024;

/// The part of a stream that is in memory, as UTF-8 where its encoding is marked. It grows only while what is looked for has not come, and whoever looks sets
/// the limit.
pub(super) struct LineBuffer {
    source: Utf8,
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    /// How many of the waiting bytes are known to hold no line break, so that a long line is searched once only.
    searched: usize,
    finished: bool,
}

/// The bytes that end a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineEnding {
    /// LF.
    Newline,
    /// LF, CR LF or CR: tables are still saved with each of them.
    Any,
}

/// The line at the front of a buffer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Line {
    /// A line.
    Whole {
        /// How many bytes it has before its break.
        text: usize,
        /// How many it has with its break. As many as `text` where the stream ends without one.
        whole: usize,
    },
    /// A line longer than the limit.
    TooLong,
    /// A line the rest of which has not come, and the caller did not want to wait.
    Pending,
    /// The end of the stream.
    End,
}

impl LineBuffer {
    pub(super) fn new(source: Box<dyn Read + Send>) -> Self {
        Self { source: Utf8::new(source), bytes: Vec::new(), start: 0, end: 0, searched: 0, finished: false }
    }

    /// Bytes read and not consumed.
    pub(super) fn buffered(&self) -> &[u8] {
        self.bytes.get(self.start..self.end).unwrap_or_default()
    }

    /// Whether the stream has ended: nothing comes after what is waiting.
    pub(super) fn finished(&self) -> bool {
        self.finished
    }

    /// Leaves `count` bytes behind.
    pub(super) fn consume(&mut self, count: usize) {
        self.start = self.start.saturating_add(count).min(self.end);
        self.searched = 0;
    }

    /// Reads more, once. Gives false at the end of the stream.
    pub(super) fn fill(&mut self) -> io::Result<bool> {
        if self.finished {
            return Ok(false);
        }
        if self.start > 0 {
            self.bytes.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        if self.bytes.len() < self.end + CHUNK {
            // Twice as much, so that a long line is not copied again for each chunk of it.
            self.bytes.resize((self.end * 2).max(self.end + CHUNK), 0);
        }
        let space = self.bytes.get_mut(self.end..).unwrap_or_default();
        loop {
            match self.source.read(space) {
                Ok(0) => {
                    self.finished = true;
                    return Ok(false);
                }
                Ok(count) => {
                    self.end = self.end.saturating_add(count).min(self.bytes.len());
                    return Ok(true);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// The line at the front. Unless `wait`, nothing is read: only what has already come is looked at.
    pub(super) fn line(&mut self, ending: LineEnding, limit: usize, wait: bool) -> io::Result<Line> {
        loop {
            let buffered = self.buffered();
            let unsearched = buffered.get(self.searched..).unwrap_or_default();
            if let Some(found) = ending.find(unsearched) {
                let text = self.searched + found;
                if text > limit {
                    return Ok(Line::TooLong);
                }
                if let Some(whole) = ending.end_of(buffered, text, self.finished) {
                    return Ok(Line::Whole { text, whole });
                }
                self.searched = text;
            } else {
                self.searched = buffered.len();
                if self.searched > limit {
                    return Ok(Line::TooLong);
                }
                if self.finished {
                    let text = self.searched;
                    return Ok(if text == 0 { Line::End } else { Line::Whole { text, whole: text } });
                }
            }
            if !wait {
                return Ok(Line::Pending);
            }
            self.fill()?;
        }
    }

    /// Leaves the line at the front behind, however long it is.
    pub(super) fn skip_line(&mut self, ending: LineEnding) -> io::Result<()> {
        loop {
            let buffered = self.buffered();
            match ending.find(buffered) {
                Some(text) => {
                    if let Some(whole) = ending.end_of(buffered, text, self.finished) {
                        self.consume(whole);
                        return Ok(());
                    }
                    self.consume(text);
                }
                None => {
                    self.consume(buffered.len());
                    if self.finished {
                        return Ok(());
                    }
                }
            }
            self.fill()?;
        }
    }
}

impl LineEnding {
    /// Where the first break begins.
    fn find(self, bytes: &[u8]) -> Option<usize> {
        match self {
            Self::Newline => memchr::memchr(b'\n', bytes),
            Self::Any => memchr::memchr2(b'\n', b'\r', bytes),
        }
    }

    /// Where the break that begins at `at` ends; none while that depends on a byte that has not come.
    pub(super) fn end_of(self, bytes: &[u8], at: usize, finished: bool) -> Option<usize> {
        match (self, bytes.get(at), bytes.get(at + 1)) {
            (Self::Any, Some(b'\r'), Some(b'\n')) => Some(at + 2),
            (Self::Any, Some(b'\r'), None) if !finished => None,
            _ => Some(at + 1),
        }
    }
}
