//! Examples of each diagnostic: lines it is reported for, and their correction.

use super::Code;

/// A section for each code, between blank lines: its text, then `wrong:` with lines and `right:` with lines, or
/// `not shown:` with a sentence.
const SECTIONS: &str = include_str!("examples.txt");

/// A wrong and a corrected example for a diagnostic code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeExample {
    /// Lines of a charter, without their parent lines. For diagnostics between versions of a charter, a comment with the
    /// file name precedes the lines of each.
    Lines {
        /// Lines for which the diagnostic is reported.
        wrong: &'static str,
        /// The lines corrected.
        right: &'static str,
    },
    /// The reason why no lines can show it.
    NotShown(&'static str),
}

impl Code {
    /// Returns a wrong and a corrected example.
    ///
    /// ```
    /// use bywhen_language::{Code, CodeExample};
    ///
    /// let CodeExample::Lines { wrong, right } = Code::BareDays.example() else { panic!("it can be shown") };
    /// assert_eq!(wrong, "we will acknowledge within 5 days of receipt");
    /// assert_eq!(right, "we will acknowledge within 5 working days of receipt");
    /// ```
    pub fn example(self) -> CodeExample {
        let body = SECTIONS.split("\n\n").find_map(|section| section.strip_prefix(self.as_str())).unwrap_or_default();
        let body = body.trim_end();
        match body.strip_prefix("\nwrong:\n").and_then(|lines| lines.split_once("\nright:\n")) {
            Some((wrong, right)) => CodeExample::Lines { wrong, right },
            None => CodeExample::NotShown(body.strip_prefix("\nnot shown:\n").unwrap_or_default()),
        }
    }
}
