//! Text made safe to stand in a page.

/// `text` for the inside of an element or of a quoted attribute.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// An id of the page that holds no space. The ids of promises are told apart by what is kept.
pub fn anchor(id: &str) -> String {
    escape(&id.split_whitespace().collect::<Vec<_>>().join("-"))
}
