//! What to do about a file that cannot be read.

/// Advice for text that is not UTF-8: a spreadsheet's plain CSV is in the encoding of its country.
pub(super) const SAVE_AS_UTF_8: &str = "save it as UTF-8 (a spreadsheet calls it \"CSV UTF-8\") and read it again";
