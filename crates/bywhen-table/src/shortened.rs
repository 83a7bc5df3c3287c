//! Texts of others in a sentence: a cell may have a mebibyte of them, and nobody reads that.

use std::borrow::Cow;

/// A text of at most so many characters at its beginning and its end, and between them how many it has.
pub(crate) fn shortened(text: &str, beginning: usize, end: usize) -> Cow<'_, str> {
    if text.len() <= beginning + end {
        return Cow::Borrowed(text);
    }
    let length = text.chars().count();
    if length <= beginning + end {
        return Cow::Borrowed(text);
    }
    let mut short: String = text.chars().take(beginning).collect();
    short.push_str(&format!("... ({length} characters)"));
    if end > 0 {
        short.push_str(" ...");
        short.extend(text.chars().skip(length - end));
    }
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_texts_are_shortened() {
        assert_eq!(shortened("naïve", 3, 2), "naïve");
        assert_eq!(shortened("naïver", 3, 2), "naï... (6 characters) ...er");
        assert_eq!(shortened("naïver", 3, 0), "naï... (6 characters)");
    }
}
