//! Pieces of sentences.

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// ` by Tuesday 3 May 2011`: what is known with the words before it, or nothing.
pub(super) fn after(before: &str, known: Option<impl AsRef<str>>) -> String {
    joined(before, known.as_ref().map(AsRef::as_ref))
}

fn joined(before: &str, known: Option<&str>) -> String {
    known.map_or_else(String::new, |known| [before, known].concat())
}
