//! Words of a charter put together to what is read.

/// `a, b or c`.
pub(super) fn joined(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

/// With a capital and a full stop, of which the charter's own texts may have neither.
pub(super) fn sentence(said: &str) -> String {
    let said = said.trim();
    let mut letters = said.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let end = if said.ends_with(['.', '?', '!', '…']) { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}
