//! Writing CBOR.

use super::reader::{FALSE, LIST, NEGATIVE, NULL, POSITIVE, SIMPLE, TEXT, TRUE};

/// A buffer that values are written to.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    pub(super) fn bytes(self) -> Vec<u8> {
        self.bytes
    }

    /// A whole number.
    pub fn number(&mut self, number: i64) {
        match u64::try_from(number) {
            Ok(number) => self.head(POSITIVE, number),
            Err(_) => self.head(NEGATIVE, (-1 - number).unsigned_abs()),
        }
    }

    /// A text.
    pub fn text(&mut self, text: &str) {
        self.head(TEXT, text.len() as u64);
        self.bytes.extend(text.as_bytes());
    }

    /// The head of a list.
    pub fn list(&mut self, length: usize) {
        self.head(LIST, length as u64);
    }

    /// Nothing.
    pub fn nothing(&mut self) {
        self.head(SIMPLE, u64::from(NULL));
    }

    /// Yes or no.
    pub fn yes(&mut self, yes: bool) {
        self.head(SIMPLE, u64::from(if yes { TRUE } else { FALSE }));
    }

    /// A variant, whose list of fields comes next.
    pub fn variant(&mut self, number: u8) {
        self.list(2);
        self.number(i64::from(number));
    }

    /// The head of a list that ends with the last field that says something. How many that are.
    pub fn list_without_end(&mut self, nothing: &[bool]) -> usize {
        let length = nothing.iter().rposition(|nothing| !nothing).map_or(0, |last| last + 1);
        self.list(length);
        length
    }

    /// In the fewest bytes.
    fn head(&mut self, kind: u8, argument: u64) {
        let bytes = argument.to_be_bytes();
        let (short, skipped) = match argument {
            0..=23 => (argument as u8, 8),
            24..=0xFF => (24, 7),
            0x100..=0xFFFF => (25, 6),
            0x1_0000..=0xFFFF_FFFF => (26, 4),
            _ => (27, 0),
        };
        self.bytes.push(kind << 5 | short);
        self.bytes.extend(bytes.iter().skip(skipped));
    }
}
