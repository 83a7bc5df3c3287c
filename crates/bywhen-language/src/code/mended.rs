//! What a diagnostic is reported for and how that is mended, in lines of a charter.

use super::Code;

/// A section for each code, between blank lines: its text, then `wrong:` with lines and `right:` with lines, or
/// `unshown:` with a sentence.
const SECTIONS: &str = include_str!("mended.txt");

/// A mistake and how it is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mended {
    /// Lines of a charter, as they stand below what they belong to. Findings between the versions of a charter show a
    /// comment with the name of the file before the lines of each.
    Lines {
        /// They are what the diagnostic is reported for.
        wrong: &'static str,
        /// They are not.
        right: &'static str,
    },
    /// Lines cannot show it: why.
    Unshown(&'static str),
}

impl Code {
    /// A mistake that this is reported for, and how it is mended.
    ///
    /// ```
    /// use bywhen_language::{Code, Mended};
    ///
    /// let Mended::Lines { wrong, right } = Code::BareDays.mended() else { panic!("it can be shown") };
    /// assert_eq!(wrong, "we will acknowledge within 5 days of receipt");
    /// assert_eq!(right, "we will acknowledge within 5 working days of receipt");
    /// ```
    pub fn mended(self) -> Mended {
        let body = SECTIONS.split("\n\n").find_map(|section| section.strip_prefix(self.as_str())).unwrap_or_default();
        let body = body.trim_end();
        match body.strip_prefix("\nwrong:\n").and_then(|lines| lines.split_once("\nright:\n")) {
            Some((wrong, right)) => Mended::Lines { wrong, right },
            None => Mended::Unshown(body.strip_prefix("\nunshown:\n").unwrap_or_default()),
        }
    }
}
