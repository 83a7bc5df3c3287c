//! Text that is safe to show.
//!
//! Names of files, cells of tables and lines of charters are other people's text. A terminal obeys some of it: it would
//! clear the screen, fill the clipboard, or show one thing where another stands. Such characters are shown by their numbers.

use std::borrow::Cow;

use bywhen::language::is_invisible;

/// How much of a text that is not ours is shown in one line.
#[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "only tables have such texts"))]
const MAX_LINE: usize = 2_000;

/// A text of several lines, in which nothing commands the terminal or hides.
pub(crate) fn sanitized(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends_line = character == '\r' && characters.peek() == Some(&'\n');
        if is_unsafe(character) && !ends_line {
            shown.extend(character.escape_unicode())
        } else {
            shown.push(character)
        }
    }
    Cow::Owned(shown)
}

/// A text that must stay in one line and of a length that somebody reads: what is said of a row, or a name.
#[cfg_attr(not(feature = "tables"), allow(dead_code, reason = "only tables have such texts"))]
pub(crate) fn sanitized_line(text: &str) -> String {
    let mut line: String =
        text.chars().take(MAX_LINE).map(|c| if c == '\n' { "\\n".into() } else { String::from(c) }).collect();
    let length = text.chars().count();
    if length > MAX_LINE {
        line.push_str(&format!("... ({length} characters)"));
    }
    sanitized(&line).into_owned()
}

/// Whether a character commands a terminal, turns the direction of a line or takes no room: line breaks and tabs aside.
fn is_unsafe(character: char) -> bool {
    character != '\n' && is_invisible(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_and_invisible_characters_are_escaped() {
        for plain in ["", "a letter\n\tset in\r\n", "naïve £5 — “so” 💌 日本語", "e\u{301}"] {
            assert!(matches!(sanitized(plain), Cow::Borrowed(_)) || plain.contains('\r'), "{plain:?}");
            assert_eq!(sanitized(plain), plain);
        }
        for (text, expected) in [
            ("\u{1b}]52;c;aGk=\u{7}", "\\u{1b}]52;c;aGk=\\u{7}"),
            ("a\rb", "a\\u{d}b"),
            ("\u{9b}2J", "\\u{9b}2J"),
            ("\u{202e}cilbup", "\\u{202e}cilbup"),
            ("pay\u{200b}pal\u{feff}", "pay\\u{200b}pal\\u{feff}"),
            ("\u{e0041}\u{3164}\u{61c}\u{ad}\u{fff9}", "\\u{e0041}\\u{3164}\\u{61c}\\u{ad}\\u{fff9}"),
            ("\u{8}\u{7f}", "\\u{8}\\u{7f}"),
        ] {
            assert_eq!(sanitized(text), expected);
        }
        assert_eq!(sanitized_line("a\nrefused: \u{1b}[2J"), "a\\nrefused: \\u{1b}[2J");
        assert!(sanitized_line(&"x".repeat(1 << 20)).ends_with("x... (1048576 characters)"));
    }
}
