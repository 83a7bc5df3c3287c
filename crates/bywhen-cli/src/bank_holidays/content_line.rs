//! The lines of an iCalendar file (RFC 5545, section 3.1): unfolded, and parted into name, parameters and value.

/// `DTSTART;VALUE=DATE:20260101`.
#[derive(Debug)]
pub(super) struct ContentLine {
    /// The first of the lines of the file that it is folded into, from 1.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    /// Their names in capitals, and their values without quotes.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

/// A line that is none.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct BadLine {
    pub(super) number: usize,
    pub(super) message: &'static str,
}

impl ContentLine {
    /// The value of a parameter.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn parse(number: usize, text: &str) -> Option<ContentLine> {
        let (head, value) = at_unquoted(text, ':')?;
        let (name, mut rest) = at_unquoted(head, ';').map_or((head, None), |(name, rest)| (name, Some(rest)));
        if name.is_empty() || !name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-') {
            return None;
        }
        let mut parameters = Vec::new();
        while let Some(text) = rest {
            let (parameter, others) = at_unquoted(text, ';').map_or((text, None), |(one, others)| (one, Some(others)));
            let (name, value) = parameter.split_once('=')?;
            parameters.push((name.to_ascii_uppercase(), value.trim_matches('"').to_owned()));
            rest = others;
        }
        Some(ContentLine { number, name: name.to_ascii_uppercase(), parameters, value: value.to_owned() })
    }
}

/// The text before and after the first such sign that does not stand between quotes.
fn at_unquoted(text: &str, sign: char) -> Option<(&str, &str)> {
    let mut quoted = false;
    let place = text.find(|letter| {
        quoted ^= letter == '"';
        letter == sign && !quoted
    })?;
    Some((text.get(..place)?, text.get(place + sign.len_utf8()..)?))
}

/// The content lines of a file, in order. Empty lines are passed over.
///
/// Lines are unfolded as bytes: a fold may stand within a character.
pub(super) fn content_lines(bytes: &[u8]) -> impl Iterator<Item = Result<ContentLine, BadLine>> {
    let mut lines = bytes.split(|byte| *byte == b'\n').zip(1..).peekable();
    std::iter::from_fn(move || {
        loop {
            let (first, number) = lines.next()?;
            let mut line = without_return(first).to_vec();
            while let Some((folded, _)) = lines.next_if(|(next, _)| matches!(next, [b' ' | b'\t', ..])) {
                line.extend_from_slice(without_return(folded).get(1..).unwrap_or_default());
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            let Ok(text) = String::from_utf8(line) else {
                return Some(Err(BadLine {
                    number,
                    message: "this is not text in UTF-8: export the calendar in UTF-8",
                }));
            };
            return Some(ContentLine::parse(number, &text).ok_or(BadLine {
                number,
                message: "this is no line of an iCalendar file, as `SUMMARY:Christmas Day` is: take it out, or begin it with a \
                          space where it goes on from the line before",
            }));
        }
    })
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<(usize, String, String)> {
        content_lines(text).map(|line| line.map(|one| (one.number, one.name, one.value)).expect("a line")).collect()
    }

    fn line(number: usize, name: &str, value: &str) -> (usize, String, String) {
        (number, name.to_owned(), value.to_owned())
    }

    #[test]
    fn folded_lines_are_one_and_keep_the_number_of_the_first() {
        let expected = [line(1, "SUMMARY", "Spring bank holiday"), line(5, "UID", "1")];
        assert_eq!(lines(b"SUMMARY:Spring\r\n  bank\r\n\t ho\r\n liday\r\nUID:1\r\n"), expected);
        assert_eq!(lines(b"summary:Spring\n  bank\n\t ho\n liday\nuid:1"), expected);
        assert_eq!(lines("SUMMARY:New Year\u{2019}s Day\n".as_bytes()), [line(1, "SUMMARY", "New Year\u{2019}s Day")]);
        // The apostrophe has three bytes, and this fold stands after the first.
        assert_eq!(lines(b"SUMMARY:Year\xe2\r\n \x80\x99s"), [line(1, "SUMMARY", "Year\u{2019}s")]);
        assert_eq!(lines(b"\r\n\n   \r\nUID:2\r\n\r\n"), [line(4, "UID", "2")]);
    }

    #[test]
    fn a_colon_in_quotes_ends_nothing() {
        let text = b"DTSTART;TZID=\"(UTC+00:00) Dublin; London\";value=DATE-TIME:20260101T090000";
        let line = content_lines(text).next().expect("a line").expect("a good one");
        assert_eq!(line.parameter("TZID"), Some("(UTC+00:00) Dublin; London"));
        assert_eq!((line.parameter("VALUE"), line.parameter("X")), (Some("DATE-TIME"), None));
        assert_eq!(line.value, "20260101T090000");
    }

    #[test]
    fn what_is_no_line_is_named_with_its_number() {
        for text in [&b"Christmas Day"[..], b":", b"SUM MARY:x", b"DTSTART;VALUE:20260101", b"X;A=\"b:c", b"\xff:"] {
            let text = [b"UID:1\n", text].concat();
            let bad = content_lines(&text).nth(1).expect("a line").expect_err("none");
            assert_eq!(bad.number, 2, "{text:?}");
        }
    }
}
