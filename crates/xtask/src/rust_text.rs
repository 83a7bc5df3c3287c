//! What a file of Rust defines and names, as far as it can be told from its words.

use std::collections::BTreeSet;

/// A module that is a file.
#[derive(Debug, Default)]
pub(crate) struct Module {
    /// The items that it defines itself.
    pub(crate) items: BTreeSet<String>,
    /// Its `use` lines, one for each name.
    pub(crate) uses: Vec<Import>,
    /// The paths in its code.
    pub(crate) paths: BTreeSet<Vec<String>>,
    /// Every word in its code.
    pub(crate) words: BTreeSet<String>,
}

/// One name of a `use` line.
#[derive(Debug)]
pub(crate) struct Import {
    /// The name under which it is known here.
    pub(crate) name: String,
    /// From where it comes. The last is `*` for everything in a module.
    pub(crate) path: Vec<String>,
    pub(crate) is_public: bool,
}

/// The words after which an item is named.
const DEFINES: [&str; 10] =
    ["fn", "struct", "enum", "union", "trait", "type", "const", "static", "macro_rules!", "mut"];

/// Reads the text of a file.
pub(crate) fn read(text: &str) -> Module {
    let tokens = tokens(text);
    let mut module = Module::default();
    // For each brace that is open, whether it is that of a module within the file.
    let mut open: Vec<bool> = Vec::new();
    let mut at = 0;
    let mut is_public = false;
    while let Some(token) = tokens.get(at) {
        let next = tokens.get(at + 1).map(String::as_str).unwrap_or_default();
        let inner = open.iter().filter(|is_module| **is_module).count();
        at += 1;
        match token.as_str() {
            "{" => {
                let named = at.checked_sub(3).and_then(|before| tokens.get(before));
                open.push(named.is_some_and(|word| word == "mod"));
            }
            "}" => drop(open.pop()),
            "pub" => is_public = true,
            ";" => is_public = false,
            "use" => {
                let public = std::mem::take(&mut is_public) || inner > 0;
                let mut imports = Vec::new();
                at = use_tree(&tokens, at, &[], &mut imports);
                let imports = imports.into_iter().filter_map(|(path, name)| {
                    Some(Import { name, path: outside(path, inner)?, is_public: public && inner == 0 })
                });
                module.uses.extend(imports);
            }
            word if DEFINES.contains(&word) => {
                is_public = false;
                if open.iter().all(|is_module| *is_module) && is_word(next) {
                    module.items.insert(next.to_owned());
                }
            }
            word if is_word(word) => {
                module.words.insert(word.to_owned());
                let mut path = vec![word.to_owned()];
                while tokens.get(at).is_some_and(|token| token == "::") {
                    let Some(further) = tokens.get(at + 1).filter(|further| is_word(further)) else { break };
                    path.push(further.clone());
                    at += 2;
                }
                if path.len() > 1 {
                    module.paths.extend(outside(path, inner));
                }
            }
            _ => {}
        }
    }
    module
}

/// A path within so many modules of the file, as the file itself would write it. `None` for what is in the file.
fn outside(path: Vec<String>, inner: usize) -> Option<Vec<String>> {
    let up = path.iter().take_while(|name| *name == "super").count();
    match path.first().map(String::as_str) {
        Some("super") if up < inner => None,
        Some("super") if up == inner => Some([&["self".to_owned()], path.get(up..)?].concat())
            .filter(|path| path.last().is_some_and(|last| last != "*")),
        Some("super") => path.get(inner..).map(<[String]>::to_vec),
        Some("self") if inner > 0 => None,
        _ => Some(path),
    }
}

/// Reads a tree of names after `use`, and returns what is to be read next.
fn use_tree(tokens: &[String], mut at: usize, before: &[String], found: &mut Vec<(Vec<String>, String)>) -> usize {
    let mut path = before.to_vec();
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "::" => at += 1,
            "{" => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = use_tree(tokens, at, &path, found);
                    at += usize::from(tokens.get(at).is_some_and(|token| token == ","));
                }
                return at + 1;
            }
            "," | "}" | ";" => break,
            "as" => {
                let name = tokens.get(at + 1).cloned().unwrap_or_default();
                found.push((path, name));
                return at + 2;
            }
            "self" if !before.is_empty() => at += 1,
            word => {
                path.push(word.to_owned());
                at += 1;
            }
        }
    }
    let name = path.last().cloned().unwrap_or_default();
    found.push((path, name));
    at
}

fn is_word(token: &str) -> bool {
    token.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

/// The words and signs of a text, without comments, texts and numbers.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let hashes = rest
            .trim_start_matches(['b', 'c'])
            .strip_prefix('r')
            .map(|raw| raw.len() - raw.trim_start_matches('#').len());
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if let Some(raw) = hashes.and_then(|hashes| raw_text(rest, hashes)) {
            raw
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' {
            // A lifetime has no second quote behind one character.
            let mut further = rest.chars().skip(1);
            let (one, two) = (further.next(), further.next());
            if one == Some('\\') || two == Some('\'') { quoted(rest, '\'') } else { 1 }
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            let word = rest.get(..length).unwrap_or_default();
            let length = if rest.starts_with("macro_rules!") { "macro_rules!".len() } else { length };
            tokens.push(if length > word.len() { "macro_rules!".to_owned() } else { word.to_owned() });
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if matches!(first, '{' | '}' | ',' | ';' | '*') {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    tokens
}

/// The length of a raw text with so many hashes, prefix and quotes included.
fn raw_text(text: &str, hashes: usize) -> Option<usize> {
    let start = text.find('r')? + 1 + hashes;
    let body = text.get(start..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(start + 1 + body.find(&end)? + end.len())
}

/// The length of a text between quotes, with them.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}
