//! Several things named in one sentence.

/// `high, medium or low`, or `letter, fax and email`, by the word before the last.
pub(crate) fn listed(items: &[String], word: &str) -> String {
    match items.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} {word} {last}", rest.join(", ")),
        _ => items.concat(),
    }
}
