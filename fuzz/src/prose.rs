//! Whether a sentence is whole.

/// What is left where a sentence was put together around nothing.
const HOLES: [&str; 16] =
    [" .", " ,", " ;", " :", "()", "( ", " )", "“”", "``", "\"\"", " by .", " until .", " on .", " on,", "..", ", ."];

/// Panics where something is missing from a sentence.
pub(crate) fn assert_whole(sentence: &str) {
    assert!(!sentence.trim().is_empty(), "an empty sentence");
    assert_eq!(sentence, sentence.trim(), "blanks around a sentence");
    assert!(!sentence.contains("  "), "two blanks in a sentence: {sentence}");
    assert_without_holes(sentence);
}

/// The same for a line of a table of steps, whose columns stand under one another.
pub(crate) fn assert_without_holes(line: &str) {
    for hole in HOLES {
        assert!(!line.contains(hole), "a hole, `{hole}`, in: {line}");
    }
}
