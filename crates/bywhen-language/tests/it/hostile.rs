//! Texts that no author would write: always diagnostics, never a panic, never a wait.

use bywhen_language::{Code, calculation, parse, parse_bytes};
use proptest::prelude::*;

/// A charter that uses most forms, small enough to be mutilated thousands of times.
const SOUND: &str = include_str!("support/every-form.charter");

fn codes(text: &str) -> Vec<Code> {
    parse(text).diagnostics.iter().map(|diagnostic| diagnostic.code).collect()
}

#[test]
fn nothing_to_read() {
    for text in ["", "\n\n\n", "   ", "# only a comment", "\u{feff}", "\r\n\r\n"] {
        assert_eq!(codes(text), [Code::EmptyFile], "{text:?}");
    }
}

#[test]
fn cut_off_at_every_byte() {
    // Every byte of a short charter; of the long one, bytes enough to fall on each part of a line.
    let short = SOUND.split("standard \"Calls\"").next().unwrap_or_default();
    for end in (0..short.len()).chain((short.len()..SOUND.len()).step_by(13)) {
        let parsed = parse_bytes(&SOUND.as_bytes()[..end]);
        assert!(parsed.is_ok() || parsed.errors().count() > 0, "cut at {end}");
    }
}

#[test]
fn each_line_left_out() {
    let lines: Vec<&str> = SOUND.lines().collect();
    for left_out in 0..lines.len() {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, line)| *line).collect();
        parse(&rest.join("\n"));
    }
}

#[test]
fn one_endless_line() {
    let mebibyte = 1 << 20;
    for part in
        ["a", "\"", "we will ", "(", "not ", "5 ", "“", "é", "\u{7}", "1 April 2026 to ", "cites \"a\", ", "and "]
    {
        let text = part.repeat(mebibyte / part.len());
        assert!(!codes(&text).is_empty(), "{part}");
        let text = format!("standard \"x\"\n  {}", part.repeat(1_990 / part.len()));
        assert!(!codes(&text).is_empty(), "{part}");
    }
}

#[test]
fn conditions_as_deep_and_as_long_as_a_line_allows() {
    for condition in [
        format!("{}complex{}", "(".repeat(900), ")".repeat(900)),
        format!("{}complex{}", "(".repeat(8), ")".repeat(8)),
        format!("{}complex", "not ".repeat(450)),
        "a or b and ".repeat(160) + "c",
        "(a) or (b and not (c or (d))) and ".repeat(50) + "e",
    ] {
        parse(&format!("standard \"x\"\n  we will respond within 1 hour of receipt if {condition}"));
    }
}

#[test]
fn many_short_lines() {
    for line in ["a\n", "\"\n", "fact a\n", "we\n", "standard a\n", "\t\n", "#\n", "  by\n", "stage 2\n", "id a\n"] {
        let text = line.repeat((1 << 20) / line.len());
        parse(&text);
    }
}

#[test]
fn many_different_names() {
    let facts: String = (0..40_000).map(|n| format!("fact \"fact {n}\"\n")).collect();
    parse(&facts);
    let standards: String = (0..8_000)
        .map(|n| format!("standard \"s {n}\"\n applies to letter\n we will respond within 1 hour of receipt\n example \"e\"\n  letter received 1 May 2026\n  respond is met\n"))
        .collect();
    parse(&standards);
    let stages: String = (1..12_000).map(|n| format!(" stage {n} if the customer asks within 1 week of our response\n  we will respond within 1 hour of our response\n")).collect();
    parse(&format!("standard \"s\"\n applies to letter\n{stages}"));
    let hours: String = (0..20_000).map(|_| "  every day 9am to 5pm\n".to_owned()).collect();
    parse(&format!("hours \"h\"\n{hours}"));
    let alternatives: String = (0..15_000).map(|n| format!("   within {n} hours of receipt if f{}\n", n % 9)).collect();
    parse(&format!("standard \"s\"\n applies to letter\n we will respond\n{alternatives}"));
}

#[test]
fn a_thousand_levels() {
    let text: String = (0..1_000).map(|level| format!("{}we will respond\n", " ".repeat(level))).collect();
    assert!(codes(&text).contains(&Code::TooDeep) || codes(&text).contains(&Code::TooMany));
    let text: String = (0..1_000).map(|level| format!("{}unknown\n", " ".repeat(level))).collect();
    assert!(!codes(&text).is_empty());
}

#[test]
fn line_ends_and_tabs_of_other_systems() {
    let unix = parse(SOUND);
    let windows = parse(&SOUND.replace('\n', "\r\n"));
    assert_eq!(unix.charter, windows.charter);
    assert_eq!(unix.charter, parse(&format!("\u{feff}{SOUND}")).charter);
    assert_eq!(unix.charter, parse(&SOUND.replace("    ", "\t\t").replace("  ", "\t")).charter);
    assert_eq!(unix.charter, parse(&SOUND.replace("  ", "       ")).charter);
    assert_eq!(unix.charter, parse(&SOUND.lines().map(|line| format!("   {line}\n")).collect::<String>()).charter);
}

/// What a diagnostic points at can be cut out of the text, whatever a line begins with.
#[test]
fn lines_that_begin_with_a_sign() {
    let long = "£".repeat(3_000);
    for sign in ["£", " £", "é", "“", " \t”", "\u{20ac} ", long.as_str()] {
        for (at, _) in SOUND.match_indices('\n').step_by(9) {
            let (before, after) = SOUND.split_at(at + 1);
            let text = format!("{before}{sign}{after}");
            for diagnostic in parse(&text).diagnostics {
                assert!(text.get(diagnostic.span.clone()).is_some(), "{diagnostic} after {sign:?}");
                assert!(!diagnostic.message.contains("``"), "{diagnostic}");
            }
        }
        assert!(calculation(sign).is_err());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let parsed = parse_bytes(&bytes);
        prop_assert!(parsed.is_ok() || parsed.errors().count() > 0);
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        parse(&text);
        let _ = calculation(&text);
    }

    #[test]
    fn words_of_the_language_in_any_order(words in proptest::collection::vec(proptest::sample::select(SOUND.split(' ').collect::<Vec<_>>()), 0..60)) {
        let text = words.join(" ");
        let parsed = parse(&text);
        prop_assert!(parsed.is_ok() || parsed.errors().count() > 0);
        let _ = calculation(&text);
    }

    #[test]
    fn a_charter_with_an_insertion(at in 0..SOUND.len(), what in "[ \\t\\n\"“#()a-z0-9é,£%]{1,6}", length in 0..30_usize) {
        let start = (0..=at).rev().find(|at| SOUND.is_char_boundary(*at)).unwrap_or(0);
        let end = (start + length..=SOUND.len()).find(|at| SOUND.is_char_boundary(*at)).unwrap_or(SOUND.len());
        let text = [SOUND.get(..start), Some(&*what), SOUND.get(end..)].into_iter().flatten().collect::<String>();
        let parsed = parse(&text);
        prop_assert!(parsed.is_ok() || parsed.errors().count() > 0);
        for diagnostic in &parsed.diagnostics {
            let line = text.lines().nth(diagnostic.line - 1).unwrap_or_default();
            prop_assert!(diagnostic.column <= line.chars().count() + 1, "{diagnostic} in {line:?}");
            prop_assert!(text.get(diagnostic.span.clone()).is_some());
        }
    }
}

/// Characters that nobody sees, in a name, between words, in a comment and at the beginning of a line.
#[test]
fn invisible_characters_are_refused_anywhere() {
    let invisible = [
        '\u{0}',
        '\u{7}',
        '\u{1b}',
        '\u{7f}',
        '\u{80}',
        '\u{85}',
        '\u{9b}',
        '\u{9f}',
        '\u{ad}',
        '\u{61c}',
        '\u{180e}',
        '\u{200b}',
        '\u{200e}',
        '\u{200f}',
        '\u{202a}',
        '\u{202e}',
        '\u{2066}',
        '\u{2069}',
        '\u{3164}',
        '\u{feff}',
        '\u{fff9}',
        '\u{fffb}',
        '\u{e0001}',
        '\u{e0041}',
        '\u{e007f}',
    ];
    for c in invisible {
        for text in [
            format!("pledge \"Staff are{c} polite\""),
            format!("# said by nobody\n{c}pledge \"Staff are polite\""),
            format!("pledge{c} \"Staff are polite\""),
            format!("pledge \"Staff are polite\"  # or {c} not"),
            format!("# about {c}\npledge \"Staff are polite\""),
            format!("pledge \"Staff are polite\"{c}"),
        ] {
            assert!(codes(&text).contains(&Code::ControlCharacter), "U+{:04X} in {text:?}", u32::from(c));
        }
    }
    for c in ['\u{a0}', '£', 'é', 'ŵ', '’', '–', '…', '€', '本', '\u{301}'] {
        let text = format!("pledge \"Staff are {c} polite\"  # {c}");
        assert!(!codes(&text).contains(&Code::ControlCharacter), "{c}");
    }
}

#[test]
fn no_message_shows_more_of_a_word_than_anybody_reads() {
    let word = "a".repeat(1_900);
    for line in [
        format!("  applies to {word}"),
        format!("  we will {word} within 1 hour of receipt"),
        format!("  we will respond within 1 hour of \"{word}\""),
        format!("  we will respond within 1 hour of receipt if \"{word}\""),
        format!("  {word}"),
    ] {
        for diagnostic in parse(&format!("standard \"x\"\n{line}\n")).diagnostics {
            assert!(diagnostic.message.len() < 400, "{diagnostic}");
            assert!(diagnostic.help.is_none_or(|help| help.len() < 1_000));
        }
    }
}
