//! Text of a file as UTF-8, whichever of the encodings that name themselves it is in.
//!
//! A spreadsheet's "Unicode text" is UTF-16 and begins with a mark that says so. What begins without a mark is passed on
//! as it is: which of the old encodings of eight bits it may be in cannot be known.

use std::io::{self, ErrorKind, Read};

const UTF_8: &[u8] = b"\xef\xbb\xbf";
const UTF_16_LE: &[u8] = b"\xff\xfe";
const UTF_16_BE: &[u8] = b"\xfe\xff";

/// Bytes that are never UTF-8, in place of half a character: whoever reads on finds the cell that cannot be read.
const INVALID: &[u8] = b"\xff";

/// Size of one read.
const CHUNK: usize = 64 * 1024;

/// The bytes of a source as UTF-8, without a mark at their beginning.
pub(super) struct Utf8 {
    source: Box<dyn Read + Send>,
    encoding: Encoding,
}

enum Encoding {
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
        Self { source, encoding: Encoding::Unknown }
    }

    /// Reads what comes first, and more only while that may be the beginning of a mark.
    fn detect(&mut self) -> io::Result<Encoding> {
        let (mut head, mut length) = (vec![0; CHUNK], 0);
        loop {
            match self.source.read(head.get_mut(length..).unwrap_or_default()) {
                Ok(count) => {
                    length += count;
                    let begun = head.get(..length).unwrap_or_default();
                    let unsure = |mark: &&[u8]| mark.len() > length && mark.starts_with(begun);
                    if count == 0 || ![UTF_8, UTF_16_LE, UTF_16_BE].iter().any(unsure) {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        head.truncate(length);
        if let Some(text) = head.strip_prefix(UTF_16_LE) {
            return Ok(Encoding::Utf16(Utf16::new(u16::from_le_bytes, text)));
        }
        if let Some(text) = head.strip_prefix(UTF_16_BE) {
            return Ok(Encoding::Utf16(Utf16::new(u16::from_be_bytes, text)));
        }
        let passed = if head.starts_with(UTF_8) { UTF_8.len() } else { 0 };
        Ok(Encoding::PassThrough { head, passed })
    }
}

impl Read for Utf8 {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if let Encoding::Unknown = self.encoding {
            self.encoding = self.detect()?;
        }
        match &mut self.encoding {
            Encoding::PassThrough { head, passed } if *passed < head.len() => {
                let count = head.get(*passed..).unwrap_or_default().read(to)?;
                *passed += count;
                Ok(count)
            }
            Encoding::Utf16(utf_16) => utf_16.read(&mut self.source, to),
            Encoding::Unknown | Encoding::PassThrough { .. } => self.source.read(to),
        }
    }
}

/// Transcodes UTF-16 to UTF-8.
struct Utf16 {
    unit: fn([u8; 2]) -> u16,
    bytes: Vec<u8>,
    /// Bytes that make no whole unit yet.
    odd: Option<u8>,
    /// The first half of a character.
    high: Option<u32>,
    text: Vec<u8>,
    passed: usize,
}

impl Utf16 {
    /// `head`: what has been read already.
    fn new(unit: fn([u8; 2]) -> u16, head: &[u8]) -> Self {
        let mut utf_16 = Self { unit, bytes: Vec::new(), odd: None, high: None, text: Vec::new(), passed: 0 };
        head.iter().for_each(|byte| utf_16.push_byte(*byte));
        utf_16
    }

    fn read(&mut self, source: &mut impl Read, to: &mut [u8]) -> io::Result<usize> {
        while self.passed == self.text.len() {
            self.text.clear();
            self.passed = 0;
            self.bytes.resize(CHUNK, 0);
            let count = source.read(&mut self.bytes)?;
            let bytes = std::mem::take(&mut self.bytes);
            bytes.iter().take(count).for_each(|byte| self.push_byte(*byte));
            self.bytes = bytes;
            if count == 0 {
                if self.odd.take().is_some() | self.high.take().is_some() {
                    self.text.extend(INVALID);
                }
                break;
            }
        }
        let count = self.text.get(self.passed..).unwrap_or_default().read(to)?;
        self.passed += count;
        Ok(count)
    }

    fn push_byte(&mut self, byte: u8) {
        let Some(first) = self.odd.take() else {
            self.odd = Some(byte);
            return;
        };
        let unit = u32::from((self.unit)([first, byte]));
        let high = self.high.take();
        match (high, unit) {
            (Some(high), 0xdc00..=0xdfff) => {
                self.push(char::from_u32(0x1_0000 + ((high - 0xd800) << 10 | (unit - 0xdc00))))
            }
            (Some(_), _) => self.push(None),
            (None, _) => {}
        }
        match unit {
            0xd800..=0xdbff => self.high = Some(unit),
            0xdc00..=0xdfff if high.is_some() => {}
            _ => self.push(char::from_u32(unit)),
        }
    }

    /// `None`: half a character.
    fn push(&mut self, character: Option<char>) {
        match character {
            Some(character) => self.text.extend(character.encode_utf8(&mut [0; 4]).as_bytes()),
            None => self.text.extend(INVALID),
        }
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
