//! The built-in words stand in the documentation, or nobody could know them.

use bywhen::engine::vocabulary::{ACTIONS, CHANNELS, KINDS};

const PAGE: &str = include_str!("../../../../docs/language.md");

#[test]
fn every_built_in_word_is_on_the_page() {
    // Lines are wrapped anywhere.
    let page = PAGE.split_whitespace().collect::<Vec<_>>().join(" ");
    for word in KINDS.iter().chain(CHANNELS) {
        assert!(page.contains(&format!("`{}`", word.word)), "{}", word.word);
    }
    for action in ACTIONS {
        let (word, event) = (action.word, action.event);
        let regular = event == format!("{word}ed") || event == format!("{word}d");
        let told = if regular { format!("`{word}`") } else { format!("`{word}` (`{event}`)") };
        assert!([",", "."].iter().any(|end| page.contains(&format!("{told}{end}"))), "{told}");
    }
}
