//! Each keyword of the language is one that the formatter writes, or is one spelling of a form that has another.

use std::collections::BTreeSet;

use bywhen_language::{format, keywords};

const EVERY_FORM: &str = include_str!("support/every-form.charter");

/// Words that stand in no form of that charter.
const FURTHER: &str = r#"
standard "Further"
  applies to letter
  we will respond in full within 1 minute of receipt
    may extend by 1 week, once, if told at any time
  we will update within 2 years of receipt
"#;

/// The words of a text outside quotes and comments, in lower case, and the signs.
fn words(text: &str) -> BTreeSet<String> {
    let outside = |line: &str| line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    let lines = text.lines().map(outside).map(|line| line.split('#').next().unwrap_or_default().to_lowercase());
    lines
        .flat_map(|line| {
            let percent = line.contains('%').then(|| "%".to_owned());
            let words = line.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
            words.into_iter().chain(percent)
        })
        .collect()
}

#[test]
fn the_formatter_writes_each_keyword_or_another_spelling() {
    let formatted = words(&(format(EVERY_FORM).unwrap() + &format(FURTHER).unwrap()));
    for keyword in keywords() {
        let (word, written) = (keyword.word.to_lowercase(), keyword.formatted.to_lowercase());
        for part in written.split(' ') {
            assert!(formatted.contains(part), "`{part}` is written for `{}`", keyword.word);
        }
        assert!(written == word || !formatted.contains(&word), "`{word}` is written, and not `{written}`");
    }
}
