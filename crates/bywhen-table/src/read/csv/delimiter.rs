//! Detects the delimiter of a table from its heading.

use std::io;

use crate::read::line_buffer::LineBuffer;

const QUOTE: u8 = b'"';

/// Possible delimiters in order of precedence: a comma in the heading means commas.
const DELIMITERS: [u8; 3] = [b',', b'\t', b';'];

/// The delimiter of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::read) enum Delimiter {
    /// Tabs, whatever the heading holds.
    Tab,
    /// Commas; where the heading has none outside quotation marks tabs, and where it has none of these semicolons:
    /// spreadsheets of other countries write them and call it CSV.
    Detect,
}

impl Delimiter {
    /// The byte that divides the cells of the table at the front of a window, of which nothing is left behind. `limit`: how
    /// far a heading may go.
    pub(super) fn detect(self, buffer: &mut LineBuffer, limit: usize) -> io::Result<u8> {
        if self == Delimiter::Tab {
            return Ok(b'\t');
        }
        loop {
            let buffered = buffer.buffered();
            let (present, whole) = find_in_heading(buffered);
            if whole || buffered.len() > limit || !buffer.fill()? {
                let found = DELIMITERS.into_iter().zip(present).find(|(_, present)| *present);
                return Ok(found.map_or(b',', |(delimiter, _)| delimiter));
            }
        }
    }
}

/// Which of the delimiters stand outside quotation marks in the first line that is not blank, and whether its end is there.
fn find_in_heading(bytes: &[u8]) -> ([bool; DELIMITERS.len()], bool) {
    let mut present = [false; DELIMITERS.len()];
    let (mut quoted, mut cell_start, mut blank) = (false, true, true);
    for byte in bytes {
        if quoted {
            // A mark that is written twice closes and opens again.
            (quoted, cell_start) = (*byte != QUOTE, *byte == QUOTE);
            continue;
        }
        match byte {
            b'\n' | b'\r' if blank => {
                present = [false; DELIMITERS.len()];
                cell_start = true;
                continue;
            }
            b'\n' | b'\r' => return (present, true),
            _ => {}
        }
        let place = DELIMITERS.iter().position(|delimiter| delimiter == byte);
        place.and_then(|place| present.get_mut(place)).into_iter().for_each(|present| *present = true);
        quoted = *byte == QUOTE && cell_start;
        cell_start = place.is_some();
        blank &= matches!(byte, b' ' | b'\t');
    }
    (present, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_detected_from_the_heading() {
        for (text, delimiter) in [
            ("a,b\n", b','),
            ("a;b\n1,5;2\n", b';'),
            ("a\tb\n1,5\t2\n", b'\t'),
            ("a;b,c\n", b','),
            ("a\tb,c\n", b','),
            ("a;b\tc\n", b'\t'),
            ("\"a, or b\";c\n", b';'),
            ("\"a\"\"b, c\";d\n", b';'),
            ("\"a\n, b\";d\n", b';'),
            ("5\" pipe, old;b\n", b','),
            (" \t\n\r\na;b\r\n", b';'),
            ("a\r1,2;3", b','),
            ("a;b", b';'),
            ("a\n;\n", b','),
            ("\"a;b\n1;2\n", b','),
            ("", b','),
        ] {
            for limit in [100, 1 << 20] {
                let mut buffer = LineBuffer::new(Box::new(std::io::Cursor::new(text.as_bytes().to_vec())));
                let found = Delimiter::Detect.detect(&mut buffer, limit).expect("bytes");
                assert_eq!(found, delimiter, "{text:?}");
                assert_eq!(buffer.buffered(), text.as_bytes(), "nothing is left behind");
                assert_eq!(Delimiter::Tab.detect(&mut buffer, limit).ok(), Some(b'\t'));
            }
        }
    }
}
