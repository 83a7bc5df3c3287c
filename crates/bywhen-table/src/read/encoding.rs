//! Text of a file as UTF-8, whichever of the encodings that name themselves it is in.
//!
//! A spreadsheet's "Unicode text" is UTF-16 and begins with a mark that says so. What begins without a mark is passed on
//! as it is: which of the old encodings of eight bits it may be in cannot be known, and DESIGN.md says why none is guessed.

use std::io::{self, ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

/// Bytes that are never UTF-8, in place of half a character: whoever reads on finds the cell that cannot be read.
const INVALID: &[u8] = b"\xff";

/// Size of one read.
const CHUNK: usize = 64 * 1024;

/// The bytes of a source as UTF-8, without a mark at their beginning.
pub(super) struct Utf8 {
    source: Box<dyn Read + Send>,
    state: State,
}

enum State {
    /// Nothing has been read.
    Unknown,
    /// Passed on as it is. What was read to find that out, of which so much has been passed on.
    PassThrough {
        head: Vec<u8>,
        passed: usize,
    },
    Utf16(Utf16),
}

impl Utf8 {
    pub(super) fn new(source: Box<dyn Read + Send>) -> Self {
        Self { source, state: State::Unknown }
    }

    /// Reads what comes first, and more only while that may be the beginning of a mark.
    fn detect(&mut self) -> io::Result<State> {
        let (mut head, mut length) = (vec![0; CHUNK], 0);
        loop {
            match self.source.read(head.get_mut(length..).unwrap_or_default()) {
                Ok(count) => {
                    length += count;
                    let begun = head.get(..length).unwrap_or_default();
                    if count == 0 || !matches!(begun, [0xef] | [0xef, 0xbb] | [0xfe] | [0xff]) {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        head.truncate(length);
        let (encoding, mark) = Encoding::for_bom(&head).unwrap_or((UTF_8, 0));
        if encoding == UTF_8 {
            return Ok(State::PassThrough { head, passed: mark });
        }
        Ok(State::Utf16(Utf16::new(encoding, head.get(mark..).unwrap_or_default())))
    }
}

impl Read for Utf8 {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if let State::Unknown = self.state {
            self.state = self.detect()?;
        }
        match &mut self.state {
            State::PassThrough { head, passed } if *passed < head.len() => {
                let count = head.get(*passed..).unwrap_or_default().read(to)?;
                *passed += count;
                Ok(count)
            }
            State::Utf16(utf_16) => utf_16.read(&mut self.source, to),
            State::Unknown | State::PassThrough { .. } => self.source.read(to),
        }
    }
}

/// Transcodes UTF-16 to UTF-8.
struct Utf16 {
    /// `None` at the end: a decoder that has seen it must not be asked again.
    decoder: Option<Decoder>,
    bytes: Vec<u8>,
    text: Vec<u8>,
    passed: usize,
}

impl Utf16 {
    /// `head`: what has been read already.
    fn new(encoding: &'static Encoding, head: &[u8]) -> Self {
        let decoder = Some(encoding.new_decoder_without_bom_handling());
        let mut utf_16 = Self { decoder, bytes: vec![0; CHUNK], text: Vec::new(), passed: 0 };
        utf_16.decode(head, false);
        utf_16
    }

    fn read(&mut self, source: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
        while self.passed == self.text.len() && self.decoder.is_some() {
            self.text.clear();
            self.passed = 0;
            let count = source.read(&mut self.bytes)?;
            let bytes = std::mem::take(&mut self.bytes);
            self.decode(bytes.get(..count).unwrap_or_default(), count == 0);
            self.bytes = bytes;
        }
        let count = self.text.get(self.passed..).unwrap_or_default().read(to)?;
        self.passed += count;
        Ok(count)
    }

    /// Adds the text of these bytes. `last`: none follow.
    fn decode(&mut self, mut bytes: &[u8], last: bool) {
        let Some(mut decoder) = self.decoder.take() else { return };
        loop {
            let length = self.text.len();
            let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(CHUNK);
            self.text.resize(length + room, 0);
            let to = self.text.get_mut(length..).unwrap_or_default();
            let (result, read, written) = decoder.decode_to_utf8_without_replacement(bytes, to, last);
            self.text.truncate(length + written);
            bytes = bytes.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.text.extend(INVALID),
            }
        }
        self.decoder = (!last).then_some(decoder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hands out so many bytes at a time.
    struct Chunks(Vec<u8>, usize);

    impl Read for Chunks {
        fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(to.len()).min(self.0.len());
            self.0.drain(..count).zip(to).for_each(|(byte, to)| *to = byte);
            Ok(count)
        }
    }

    fn read(bytes: &[u8], at_a_time: usize) -> Vec<u8> {
        let mut text = Vec::new();
        Utf8::new(Box::new(Chunks(bytes.to_vec(), at_a_time))).read_to_end(&mut text).expect("bytes");
        text
    }

    #[test]
    fn marked_text_is_utf_8_without_its_mark() {
        let text = "naïve £5, \u{1f600} and \u{10ffff}\n";
        let units = || format!("\u{feff}{text}");
        let little: Vec<u8> = units().encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = units().encode_utf16().flat_map(u16::to_be_bytes).collect();
        for at_a_time in [1, 2, 3, 1000] {
            for bytes in [units().as_bytes(), text.as_bytes(), &little, &big] {
                assert_eq!(read(bytes, at_a_time), text.as_bytes(), "{bytes:?}");
            }
            for short in [&b""[..], b"a", b"\xef", b"\xef\xbb", b"\xff", b"\xfea", b"\xe9t\xe9"] {
                assert_eq!(read(short, at_a_time), short);
            }
        }
    }

    #[test]
    fn half_a_character_is_no_text_and_costs_no_other() {
        for (units, bytes) in [
            (&[0x61, 0xd83d, 0x62][..], &b"a\xffb"[..]),
            (&[0xde00, 0x62], b"\xffb"),
            (&[0xd83d, 0xd83d, 0xde00], b"\xff\xf0\x9f\x98\x80"),
            (&[0x61, 0xd83d], b"a\xff"),
        ] {
            let all: Vec<u8> = [0xfeff].iter().chain(units).flat_map(|unit: &u16| unit.to_le_bytes()).collect();
            assert_eq!(read(&all, 3), bytes, "{units:x?}");
            let odd: Vec<u8> = all.iter().copied().chain([0x61]).collect();
            assert_eq!(read(&odd, 3).last(), Some(&0xff), "{units:x?}");
        }
    }
}
