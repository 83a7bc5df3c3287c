//! Formatting.

use lsp_types::TextEdit;

use crate::Document;

/// The edit that formats a document, from the first to the last line that differs. Empty if it is formatted already or
/// has syntax errors.
pub fn formatting(document: &Document) -> Vec<TextEdit> {
    let Ok(formatted) = bywhen::format(&document.text) else { return Vec::new() };
    let (old, new) = (lines(&document.text), lines(&formatted));
    let same_first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (rest_old, rest_new) = (old.get(same_first..).unwrap_or_default(), new.get(same_first..).unwrap_or_default());
    let same_last = rest_old.iter().rev().zip(rest_new.iter().rev()).take_while(|(old, new)| old == new).count();
    let old = rest_old.get(..rest_old.len() - same_last).unwrap_or_default().concat();
    let new = rest_new.get(..rest_new.len() - same_last).unwrap_or_default().concat();
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    let start: usize = lines(&document.text).iter().take(same_first).map(|line| line.len()).sum();
    vec![TextEdit::new(document.range(&(start..start + old.len())), new)]
}

fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}
